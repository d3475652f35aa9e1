// Meeting: who knocks, who waits, and what they are told.
#include "e2ee/meeting.h"

namespace conclave::e2ee {

void Meeting::handle(const from_server::Knock& knock, Time now, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  // A newcomer may be told of one who came in with it.
  if (find_member(knock.from) != nullptr) return refuse(counters_.knocks_replayed);
  if (departed_.contains(knock.from)) {
    return refuse(counters_.knocks_replayed, AlarmKind::kReplayed, events);
  }
  take_knock(knock.from, knock.envelope, now, events);
}

void Meeting::take_knock(ConnectionId from, Bytes envelope, Time now, Events& events) {
  const auto knocker = waiting_.take(doors_, from, envelope, unix_time(now), now);
  if (!knocker) return refuse_knock(from, envelope, knocker.error(), events);
  welcome_knock(from, now, events);
}

void Meeting::refuse_knock(ConnectionId from, Bytes envelope, const Error& error, Events& events) {
  switch (error.code) {
    case ErrorCode::kNotYet: return;
    case ErrorCode::kReplayed:
      return refuse(counters_.knocks_replayed, AlarmKind::kReplayed, events);
    case ErrorCode::kLimit: return refuse(counters_.knocks_refused);
    case ErrorCode::kRefused:
      reply(from, envelope, ReplyWrongPassphrase{}, events);
      return refuse(counters_.wrong_passphrases, AlarmKind::kPassphrase, events);
    default: return refuse(counters_.knocks_forged, AlarmKind::kForged, events);
  }
}

void Meeting::welcome_knock(ConnectionId from, Time now, Events& events) {
  const WaitingRoom::Knocker& knocker = *waiting_.find(from);
  const Door& door = *door_of(knocker);
  if (door.is_open(unix_time(now).value())) {
    if (admission_due(knocker) != kNever && !policy_.has_waiting_room) return;
    ReplyWaiting answer;
    for (const RosterMember& member : roster_) {
      if (member.is_host && answer.hosts.size() < limits::kReplyHostsMax) {
        answer.hosts.push_back(member.name);
      }
    }
    return reply(from, knocker.envelope, answer, events);
  }
  ++counters_.knocks_refused;
  if (door.kind == DoorKind::kUsedInvite) {
    report_reuse(door, events);
    send(InviteReusedMessage{.psk_id = knocker.psk_id}, ConnectionId(), events);
  }
  reply(from, knocker.envelope, ReplyDenied{}, events);
  waiting_.remove(from);
}

// Held back after too many wrong passphrases.
void Meeting::release_knocks(Time now, Events& events) {
  if (!group_) return;
  while (const auto held = waiting_.release(now)) {
    if (departed_.contains(held->from)) continue;
    take_knock(held->from, held->envelope, now, events);
  }
}

// ---- invites -----------------------------------------------------------------------------------

void Meeting::report_reuse(const Door& door, Events& events) {
  if (door.kind != DoorKind::kUsedInvite) return;
  if (!invites_reused_.insert(door.keys().psk_id).second) return;
  events.emplace_back(Alarm{.kind = AlarmKind::kInviteTwice, .who = door.label});
}

// Two who raced for one invite: one is in.
void Meeting::turn_away_reusers(Events& events) {
  std::vector<ConnectionId> reusers;
  for (const auto& [connection, knocker] : waiting_.knockers()) {
    const Door* const door = door_of(knocker);
    if (door != nullptr && door->kind != DoorKind::kUsedInvite) continue;
    if (door != nullptr) report_reuse(*door, events);
    reusers.push_back(connection);
  }
  for (const ConnectionId connection : reusers) {
    const WaitingRoom::Knocker& knocker = *waiting_.find(connection);
    reply(connection, knocker.envelope, ReplyDenied{}, events);
    waiting_.remove(connection);
  }
}

// ---- what is said to them, and of them ---------------------------------------------------------

// One host answers by itself: the first.
void Meeting::reply(ConnectionId to, Bytes knock, const Reply& reply, Events& events) {
  if (is_lowest_host()) send_reply(to, knock, reply, events);
}

void Meeting::send_reply(ConnectionId to, Bytes knock, const Reply& reply, Events& events) {
  const auto door = door_of_knock(doors_, knock);
  if (!door) return;
  auto envelope = seal_reply(doors_[*door], knock, reply, *random_);
  if (!envelope) return;
  events.emplace_back(to_server::Reply{.envelope = std::move(*envelope), .to = to});
}

void Meeting::announce_knocks(Events& events) {
  std::vector<Waiting> waiting;
  for (const auto& [connection, knocker] : waiting_.knockers()) {
    const Door* const door = door_of(knocker);
    const bool is_by_invite = door != nullptr && door->kind == DoorKind::kInvite;
    const bool is_on_the_way =
        knocker.is_admitted || is_by_invite || (group_ && !policy_.has_waiting_room);
    if (is_on_the_way && !policy_.is_locked) continue;
    waiting.push_back({.connection = connection,
                       .name = knocker.name,
                       .invite = is_by_invite ? door->label : std::string()});
  }
  if (waiting == waiting_told_) return;
  waiting_told_ = waiting;
  events.emplace_back(KnocksChanged{.waiting = std::move(waiting)});
}

const Door* Meeting::door_of(const WaitingRoom::Knocker& knocker) const {
  const auto found = std::ranges::find(doors_, knocker.psk_id, &LinkKeys::psk_id);
  return found == doors_.end() ? nullptr
                               : &policy_.doors[static_cast<size_t>(found - doors_.begin())];
}

bool Meeting::am_host() const { return group_ && policy_.is_host(group_->own_leaf()); }

bool Meeting::is_lowest_host() const {
  for (const RosterMember& member : roster_) {
    if (member.is_host && !is_gone(member)) return member.is_self;
  }
  return false;
}

}  // namespace conclave::e2ee
