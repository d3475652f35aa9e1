// What a commit may change, beyond what RFC 9420 allows: the meeting's own rules, held by every
// member against every committer, before the new epoch is taken. The server has no say in them.
//
// - The group stays what it is: suite 3, the meeting's id, a policy and nothing else in its
//   context, no ReInit, nobody joins without being added, nobody changes their name or signature
//   key.
// - Adds: not while the meeting is locked; while there is a waiting room, only by a host. They
// carry
//   the PSK of one door, open now, and of no other. By an invite comes one person, by a host's
//   commit that marks the invite as used.
// - Removes: by a host, or of somebody who is gone (may_go).
// - Policy: by a host, to anything that is well formed. By others only what after_removal() says,
//   and it has to be done in the commit that makes it necessary.
// - Every leaf has a well-formed credential, and no two leaves the same connection.
#pragma once

#include "e2ee/link.h"
#include "e2ee/policy.h"
#include "mls/group.h"

#include <functional>

namespace conclave::e2ee {

struct CommitCircumstances {
  const mls::Group& before;
  const Policy& policy;                              // of `before`
  std::span<const LinkKeys> doors;                   // of `policy`, in its order
  std::function<bool(const mls::Member&)> may_go{};  // departed, or not heard of for long
  uint64_t unix_now = 0;
};

// The policy from now on; kRefused when a rule is broken. kNotYet when somebody other than a host
// removes a member who is here for all we know: the committer may have been told otherwise, by a
// server that lies to one of us.
Result<Policy> check_commit(const CommitCircumstances& circumstances, const mls::Group& next,
                            const mls::EpochChange& change);
// A Welcome is by somebody who has our link: its secrets name our door's PSK.
Result<void> check_welcome(std::span<const mls::PreSharedKeyId> psks, const LinkKeys& link);
// What a group must be, whatever way it came. Its policy.
Result<Policy> check_group(const mls::Group& group, Bytes meeting_id);

}  // namespace conclave::e2ee
