#include "e2ee/presence.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::e2ee {

Duration Presence::interval(size_t people) {
  const size_t rounds = (people + limits::kHeartbeatsAtOnce - 1) / limits::kHeartbeatsAtOnce;
  return static_cast<int64_t>(std::max<size_t>(rounds, 1)) * limits::kHeartbeatInterval;
}

void Presence::enter(std::span<const ConnectionId> others, Time now) {
  std::map<ConnectionId, Sign> next;
  for (const ConnectionId id : others) {
    const auto known = others_.find(id);
    next.emplace(id, known == others_.end() ? Sign{.since = now} : known->second);
  }
  others_ = std::move(next);
  const Duration interval_now = interval(others.size() + 1);
  // Those who beat more seldom until now have to learn of it first.
  if (interval_now < interval_) interval_since_ = now;
  interval_ = interval_now;
}

void Presence::hear(ConnectionId connection, Time now) {
  const auto found = others_.find(connection);
  if (found != others_.end()) found->second = {.since = now, .is_heard = true};
}

Duration Presence::patience() const { return interval_ + limits::kHeartbeatPatience; }

Time Presence::silent_from(ConnectionId connection) const {
  const auto found = others_.find(connection);
  if (found == others_.end()) return kNever;
  return std::max(found->second.since, interval_since_) + patience();
}

Time Presence::gone_from(ConnectionId connection) const {
  const Time silent = silent_from(connection);
  if (silent == kNever) return kNever;
  return silent + std::max(limits::kSilenceMax, 2 * interval_) - patience();
}

bool Presence::is_surely_here(ConnectionId connection, Time now) const {
  const auto found = others_.find(connection);
  if (found == others_.end() || !found->second.is_heard) return false;
  // Half the time: others may have heard it last a little before or after we did.
  return now < found->second.since + std::max(limits::kSilenceMax, 2 * interval_) / 2;
}

std::vector<ConnectionId> Presence::silent(Time now) const {
  std::vector<ConnectionId> silent;
  for (const auto& [id, sign] : others_) {
    if (silent_from(id) <= now) silent.push_back(id);
  }
  return silent;
}

Time Presence::next_silence(Time now) const {
  Time next = kNever;
  for (const auto& [id, sign] : others_) {
    const Time from = silent_from(id);
    if (from > now) next = std::min(next, from);
  }
  return next;
}

}  // namespace conclave::e2ee
