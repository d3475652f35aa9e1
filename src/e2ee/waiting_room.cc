#include "e2ee/waiting_room.h"

namespace conclave::e2ee {

Result<const WaitingRoom::Knocker*> WaitingRoom::take(const LinkKeys& link, ConnectionId from,
                                                      Bytes envelope, mls::UnixSeconds unix_now,
                                                      Time now) {
  Buffer hash = crypto::digest(crypto::Hash::kSha256, envelope);
  if (seen_.contains(hash)) return Error(ErrorCode::kReplayed, "knock seen before");
  OpenedKnock knock = TRY(open_knock(link, from, envelope, unix_now));
  // Only knocks that somebody with the link made are remembered: nobody else can fill the set.
  if (knockers_.size() >= limits::kPeopleMax || seen_.size() >= limits::kKnocksSeenMax) {
    return Error(ErrorCode::kLimit, "too many knocks");
  }
  seen_.insert(std::move(hash));
  const auto [entry, is_new] =
      knockers_.insert_or_assign(from, Knocker{.key_package = std::move(knock.key_package),
                                               .name = std::move(knock.participant.name),
                                               .since = now});
  return &entry->second;
}

void WaitingRoom::clear() {
  knockers_.clear();
  seen_.clear();
}

}  // namespace conclave::e2ee
