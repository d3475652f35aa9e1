// The names of what the server tells somebody that it holds about them and their meeting (`seen` in
// docs/protocol.md). docs/server_sees.md says which member of which structure each stands for, and
// tools/tidy holds that page to the structures and to this list.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>

namespace conclave::signal {

enum class SeenGroup : uint8_t { kYou, kMeeting, kServer };

enum class SeenName : uint8_t {
  kAddress,
  kConnectedSeconds,
  kConnection,
  kState,
  kKnocks,
  kKnockBytes,
  kMessagesFromYou,
  kMessagesToYou,
  kUnacknowledgedMessages,
  kUnacknowledgedBytes,
  kAllowanceMessages,
  kAllowanceBytes,
  kSecrets,
  kMediaState,
  kMediaPath,
  kMediaAddresses,
  kIceNames,
  kYourFingerprint,
  kServerFingerprint,
  kDtlsVersion,
  kDtlsCipher,
  kDtlsGroup,
  kSrtpProfile,
  kSources,
  kPacketsFromYou,

  kKeptBytes,
  kSlots,
  kWishes,
  kPacketsToYou,
  kBytesToYou,
  kWaitingPackets,
  kWaitingBytes,
  kEstimate,
  kRoundTripMs,
  kMeetingId,
  kMeetingMembers,
  kMeetingWaiting,
  kMeetingConnections,
  kMeetingCommits,
  kMeetingDeparted,
  kServerLogging
};

SeenGroup group_of(SeenName name);
std::string_view to_text(SeenGroup group);
std::string_view to_text(SeenName name);
Result<SeenName> parse_seen_name(std::string_view group, std::string_view name);

// What the server signs: that it answers this question, and what its operator has it write down, as
// kServerLogging has it.
Buffer statement(Bytes question, std::string_view logging);

// Words of the protocol, numbers and addresses: what a page puts into its reader's language.
struct SeenField {
  SeenName name = SeenName::kAddress;
  std::string value;  // empty: nothing is held, or not told to who is no member

  friend bool operator==(const SeenField&, const SeenField&) = default;
};

}  // namespace conclave::signal
