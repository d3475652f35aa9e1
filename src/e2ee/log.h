// The meeting's log (PPL-5): what each commit changed, read off the groups before and after it.
// Nobody can write a line without the commit that it tells of, and nobody can take one away.
#pragma once

#include "e2ee/policy.h"
#include "mls/group.h"

#include <functional>

namespace conclave::e2ee {

enum class LogKind : uint8_t {
  kStarted,        // who created the group
  kHere,           // who was here when we came
  kAdmitted,       // who, by whom
  kLeft,           // who: the server says that the connection is gone
  kSilenced,       // who: nothing was heard of them for too long
  kRemoved,        // who, by whom
  kHostNamed,      // who, by whom
  kHostUnnamed,    // who, by whom; the same for one who stepped down
  kHostSucceeded,  // who: no host was left
  kPolicyChanged,  // which change, by whom
  kKeysRenewed,    // who
  kLinkChanged,    // by whom
  kInviteMade,     // for whom, by whom
  kInviteUsed,     // who came in, and whom the invite was for
  kRefused,        // who tried what the rules forbid; it did not happen
};

struct LogEntry {
  uint64_t epoch = 0;
  LogKind kind{};
  std::string who = {};  // names as they were then
  std::string by = {};
  PolicyChange change = {};

  friend bool operator==(const LogEntry&, const LogEntry&) = default;
};
using Log = std::vector<LogEntry>;

// Why somebody that no host removed is no longer here.
using WhyGone = std::function<LogKind(const mls::Member&)>;

// One commit's lines: those who went, those who came, hosts, rules; a line about renewed keys if
// it did nothing else.
Log log_of(const mls::Group& before, const Policy& old_policy, const mls::Group& next,
           const Policy& policy, const mls::EpochChange& change, const WhyGone& why_gone);
// The first lines: of who created the group, itself; of a newcomer, the others.
Log log_of_arrival(const mls::Group& group);

}  // namespace conclave::e2ee
