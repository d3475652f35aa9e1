// Restoring is what a server knows while the members of a group that it forgot come back, after a
// restart or when all of them were gone for a while: by which proofs it knows them, who is still
// awaited, and which commits those who are behind have missed.
//
// What always holds:
//   - Whoever comes first says what the group was; the others have to have a proof in common with
//     those who are back. The proofs come of the group's keys, so nobody outside has them, and
//     whoever was removed has not those of after (docs/keys.md). The server cannot tell more.
//   - Only who the members say was in the group comes back, and nobody under two ids.
//   - The commits kept are the newest accepted, without a gap, limits::kRestoreBytesMax at most.
#pragma once

#include "base/secret.h"
#include "server/actions.h"
#include "signal/messages.h"

#include <deque>
#include <set>

namespace conclave::server {

class Restoring {
 public:
  explicit Restoring(const signal::from_client::Restore& first);

  // Whether this one was in the group whose count is `epoch`, and can follow it or lead it on.
  bool admits(const signal::from_client::Restore& claim, signal::Epoch epoch) const;
  // It is back.
  void take(const signal::from_client::Restore& claim);
  // It was there when the count grew to its own, from `epoch`: it knows the group's members better.
  void follow(const signal::from_client::Restore& claim, signal::Epoch epoch);

  // A commit accepted for `epoch`, as relayed.
  void keep(signal::Epoch epoch, Text commit);
  // Those that a member whose count is `epoch` misses.
  std::vector<Text> since(signal::Epoch epoch) const;

  bool awaits(ConnectionId id) const { return roster_.contains(id) && !back_.contains(id); }
  std::vector<ConnectionId> awaited() const;
  // Nobody waits for this one any more.
  void forget(ConnectionId id);

 private:
  struct Kept {
    signal::Epoch epoch;
    Text commit;
  };
  bool knows(Bytes proof) const;
  void learn(Bytes proof);
  const Kept* find(uint64_t epoch) const;

  std::vector<Secret> proofs_;     // a few
  std::set<ConnectionId> roster_;  // of the group
  std::set<ConnectionId> back_;
  std::deque<Kept> commits_;
  size_t bytes_ = 0;
};

// The commit that brought the claimant where it is, as members are told of it; nothing if it
// brought none.
Text last_commit(const signal::from_client::Restore& claim);

}  // namespace conclave::server
