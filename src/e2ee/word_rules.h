// By which of the meeting's rules people speak. Everyone's device holds what it hears to them, as
// it holds commits to commit_rules.h, and its own words as well: so a rule that a host makes counts
// whatever program the others run.
#pragma once

#include "e2ee/app_message.h"
#include "e2ee/policy.h"

#include <optional>

namespace conclave::e2ee {

enum class WordRule : uint8_t {
  kChat,       // who may chat, also makes polls and votes
  kReactions,  // who may react, also raises a hand
  kFiles,      // who may offer files
  kAsking,     // only hosts ask something of somebody
  kOwn,        // only a poll's author closes it
};

struct Speaker {
  ConnectionId connection;
  mls::LeafIndex leaf;
};

// The rule that these words break, if any. Taking back a file of one's own is always allowed, and
// so is closing a poll of one's own.
std::optional<WordRule> broken_rule(const Policy& policy, const Speaker& speaker,
                                    const Words& words);
std::optional<WordRule> broken_rule(const Policy& policy, const Speaker& speaker,
                                    const StateMessage& state);

}  // namespace conclave::e2ee
