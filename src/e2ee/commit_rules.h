// What a commit may change, beyond what RFC 9420 allows: the meeting's own rules, held by every
// member against every committer, before the new epoch is taken.
//
// - The group stays what it is: suite 3, the meeting's id, no extensions changed, no ReInit, nobody
//   joins without being added.
// - Who adds must show that they have the link: a commit with Adds carries the link's PSK.
// - Every leaf has a well-formed credential, and no two leaves the same connection.
#pragma once

#include "e2ee/link.h"
#include "mls/group.h"

namespace conclave::e2ee {

// kRefused when a rule is broken.
Result<void> check_commit(const mls::Group& next, const mls::EpochChange& change,
                          const LinkKeys& link);
// A Welcome is by somebody who has the link: its secrets name the link's PSK.
Result<void> check_welcome(std::span<const mls::PreSharedKeyId> psks, const LinkKeys& link);
// What a group must be, whatever way it came.
Result<void> check_group(const mls::Group& group, const LinkKeys& link);

}  // namespace conclave::e2ee
