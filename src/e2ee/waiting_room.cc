#include "e2ee/waiting_room.h"

namespace conclave::e2ee {

Result<const WaitingRoom::Knocker*> WaitingRoom::take(std::span<const LinkKeys> doors,
                                                      ConnectionId from, Bytes envelope,
                                                      mls::UnixSeconds unix_now, Time now) {
  Buffer hash = crypto::digest(crypto::Hash::kSha256, envelope);
  if (seen_.contains(hash)) return Error(ErrorCode::kReplayed, "knock seen before");
  // Only knocks that somebody with a link made are remembered: nobody else can fill the sets.
  TRY(door_of_knock(doors, envelope));
  if (knockers_.size() >= limits::kPeopleMax && !knockers_.contains(from)) {
    return Error(ErrorCode::kLimit, "too many knocks");
  }
  if (is_shut(now)) {
    if (held_.size() >= limits::kKnocksHeldMax && !held_.contains(from)) {
      return Error(ErrorCode::kLimit, "too many knocks");
    }
    held_[from] = to_buffer(envelope);
    return Error(ErrorCode::kNotYet, "held: too many wrong passphrases");
  }
  auto knock = open_knock(doors, from, envelope, unix_now);
  const bool is_wrong_guess = !knock && knock.error().code == ErrorCode::kRefused;
  if (is_wrong_guess) wrong_guesses_.push_back(now);
  // Shown as another's it is not used up: the server may not spend somebody's knock.
  if (knock || is_wrong_guess) remember(std::move(hash));
  if (!knock) return knock.error();
  const auto [entry, is_new] =
      knockers_.insert_or_assign(from, Knocker{.key_package = std::move(knock->key_package),
                                               .name = std::move(knock->participant.name),
                                               .psk_id = doors[knock->door].psk_id,
                                               .envelope = to_buffer(envelope),
                                               .since = now});
  return &entry->second;
}

// The oldest is forgotten first: who floods the door must not shut it for ever.
void WaitingRoom::remember(Buffer hash) {
  seen_in_order_.push_back(hash);
  seen_.insert(std::move(hash));
  if (seen_in_order_.size() <= limits::kKnocksSeenMax) return;
  seen_.erase(seen_in_order_.front());
  seen_in_order_.pop_front();
}

void WaitingRoom::admit(ConnectionId connection) {
  const auto found = knockers_.find(connection);
  if (found != knockers_.end()) found->second.is_admitted = true;
}

void WaitingRoom::remove(ConnectionId connection) {
  knockers_.erase(connection);
  held_.erase(connection);
}

void WaitingRoom::begin_anew() {
  for (const auto& [connection, knocker] : knockers_) {
    const Buffer hash = crypto::digest(crypto::Hash::kSha256, knocker.envelope);
    seen_.erase(hash);
    std::erase(seen_in_order_, hash);
  }
  knockers_.clear();
  held_.clear();
}

bool WaitingRoom::is_shut(Time now) {
  while (!wrong_guesses_.empty() && wrong_guesses_.front() + limits::kWrongPassphraseTime <= now) {
    wrong_guesses_.pop_front();
  }
  return wrong_guesses_.size() >= limits::kWrongPassphrasesMax;
}

std::optional<WaitingRoom::Held> WaitingRoom::release(Time now) {
  if (held_.empty() || is_shut(now)) return std::nullopt;
  auto node = held_.extract(held_.begin());
  return Held{.from = node.key(), .envelope = std::move(node.mapped())};
}

Time WaitingRoom::next_release() const {
  if (held_.empty()) return kNever;
  return wrong_guesses_.empty() ? Time{} : wrong_guesses_.front() + limits::kWrongPassphraseTime;
}

const WaitingRoom::Knocker* WaitingRoom::find(ConnectionId connection) const {
  const auto found = knockers_.find(connection);
  return found == knockers_.end() ? nullptr : &found->second;
}

void WaitingRoom::clear() {
  knockers_.clear();
  seen_.clear();
  seen_in_order_.clear();
  wrong_guesses_.clear();
  held_.clear();
}

}  // namespace conclave::e2ee
