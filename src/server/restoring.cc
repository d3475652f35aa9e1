#include "server/restoring.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::server {

using namespace signal;

namespace {

constexpr size_t kProofsMax = 4;  // of the group's last epochs

}  // namespace

Text last_commit(const from_client::Restore& claim) {
  if (!claim.commit || claim.epoch == Epoch()) return nullptr;
  return std::make_shared<const std::string>(to_json(from_server::Commit{
      claim.commit->from, Epoch(claim.epoch.value() - 1), claim.commit->envelope}));
}

Restoring::Restoring(const from_client::Restore& first)
    : roster_(first.members.begin(), first.members.end()) {
  learn(first.proof);
}

bool Restoring::knows(Bytes proof) const {
  const Secret claimed(proof);
  return std::ranges::any_of(proofs_, [&](const Secret& known) { return known == claimed; });
}

void Restoring::learn(Bytes proof) {
  if (!proof.empty() && !knows(proof) && proofs_.size() < kProofsMax) proofs_.emplace_back(proof);
}

const Restoring::Kept* Restoring::find(uint64_t epoch) const {
  const auto found = std::ranges::find(commits_, Epoch(epoch), &Kept::epoch);
  return found == commits_.end() ? nullptr : &*found;
}

bool Restoring::admits(const from_client::Restore& claim, Epoch epoch) const {
  if (!knows(claim.proof) && !knows(claim.proof_before)) return false;
  const Text last = last_commit(claim);
  if (claim.epoch > epoch) {  // then it can say how the count came to grow
    return claim.epoch.value() == epoch.value() + 1 && last != nullptr;
  }
  if (!roster_.contains(claim.connection)) return false;
  if (claim.epoch < epoch && find(claim.epoch.value()) == nullptr) return false;
  // With another commit for the same place it is in a group of its own.
  const Kept* const ours = claim.epoch == Epoch() ? nullptr : find(claim.epoch.value() - 1);
  return last == nullptr || ours == nullptr || *ours->commit == *last;
}

void Restoring::take(const from_client::Restore& claim) {
  learn(claim.proof);
  learn(claim.proof_before);
  roster_.insert(claim.connection);
  back_.insert(claim.connection);
}

void Restoring::follow(const from_client::Restore& claim, Epoch epoch) {
  keep(epoch, last_commit(claim));
  roster_ = std::set<ConnectionId>(claim.members.begin(), claim.members.end());
}

void Restoring::keep(Epoch epoch, Text commit) {
  bytes_ += commit->size();
  commits_.push_back({epoch, std::move(commit)});
  while (bytes_ > limits::kRestoreBytesMax) {
    bytes_ -= commits_.front().commit->size();
    commits_.pop_front();
  }
}

std::vector<Text> Restoring::since(Epoch epoch) const {
  std::vector<Text> commits;
  for (const Kept& kept : commits_) {
    if (kept.epoch >= epoch) commits.push_back(kept.commit);
  }
  return commits;
}

std::vector<ConnectionId> Restoring::awaited() const {
  std::vector<ConnectionId> missing;
  std::ranges::set_difference(roster_, back_, std::back_inserter(missing));
  return missing;
}

void Restoring::forget(ConnectionId id) {
  roster_.erase(id);
  back_.erase(id);
}

}  // namespace conclave::server
