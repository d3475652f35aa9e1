#include "e2ee/presence.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::e2ee {

Duration Presence::interval(size_t people) {
  const size_t rounds = (people + limits::kHeartbeatsAtOnce - 1) / limits::kHeartbeatsAtOnce;
  return static_cast<int64_t>(std::max<size_t>(rounds, 1)) * limits::kHeartbeatInterval;
}

void Presence::enter(std::span<const ConnectionId> others, Time now) {
  std::vector<ConnectionId> ids(others.begin(), others.end());
  std::ranges::sort(ids);
  const auto is_out = [&](ConnectionId id) { return !std::ranges::binary_search(ids, id); };
  std::erase_if(others_, [&](const auto& other) { return is_out(other.first); });
  std::erase_if(by_time_, [&](const auto& other) { return is_out(other.second); });
  for (const ConnectionId id : ids) {
    if (others_.try_emplace(id, Sign{.since = now}).second) by_time_.emplace(now, id);
  }
  const Duration interval_now = interval(others.size() + 1);
  // Those who beat more seldom until now have to learn of it first.
  if (interval_now < interval_) interval_since_ = now;
  interval_ = interval_now;
}

void Presence::hear(ConnectionId connection, Time now) {
  const auto found = others_.find(connection);
  if (found == others_.end()) return;
  auto node = by_time_.extract({found->second.since, connection});
  node.value().first = now;
  by_time_.insert(std::move(node));
  found->second = {.since = now, .is_heard = true};
}

Duration Presence::patience() const { return interval_ + limits::kHeartbeatPatience; }

Duration Presence::endurance() const { return std::max(limits::kSilenceMax, 2 * interval_); }

Time Presence::silent_since(Time heard) const {
  return std::max(heard, interval_since_) + patience();
}

Time Presence::silent_from(ConnectionId connection) const {
  const auto found = others_.find(connection);
  return found == others_.end() ? kNever : silent_since(found->second.since);
}

Time Presence::gone_from(ConnectionId connection) const {
  const Time silent = silent_from(connection);
  return silent == kNever ? kNever : silent + endurance() - patience();
}

bool Presence::is_surely_here(ConnectionId connection, Time now) const {
  const auto found = others_.find(connection);
  if (found == others_.end() || !found->second.is_heard) return false;
  // Half the time: others may have heard it last a little before or after we did.
  return now < found->second.since + endurance() / 2;
}

std::vector<ConnectionId> Presence::silent(Time now) const {
  std::vector<ConnectionId> silent;
  for (const auto& [heard, id] : by_time_) {
    if (silent_since(heard) > now) break;
    silent.push_back(id);
  }
  return silent;
}

Time Presence::next_silence(Time now) const {
  for (const auto& [heard, id] : by_time_) {
    if (silent_since(heard) > now) return silent_since(heard);
  }
  return kNever;
}

Time Presence::next_gone() const {
  return by_time_.empty() ? kNever : gone_from(by_time_.begin()->second);
}

}  // namespace conclave::e2ee
