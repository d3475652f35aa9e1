// Meeting: commits, and whose turn it is to make them.
#include "e2ee/commit_rules.h"
#include "e2ee/meeting.h"

namespace conclave::e2ee {

using namespace std::chrono_literals;

// ---- what the server says about ours -----------------------------------------------------------

void Meeting::handle(const from_server::Accepted& accepted, Time now, Events& events) {
  if (!is_answer_due_) return refuse(counters_.unexpected);
  is_answer_due_ = false;
  ++answers_;
  if (!in_flight_ || accepted.epoch != in_flight_->order) {
    return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
  }
  take_own(accepted.epoch, now, events);
}

void Meeting::take_own(uint64_t order, Time now, Events& events) {
  order_ = std::max(order_, order + 1);
  InFlight ours = std::move(*in_flight_);
  in_flight_.reset();
  note_commit(connection_, order, ours.committed.message);
  advance(std::move(ours.committed.next), ours.committed.change, std::move(ours.policy), now,
          events);
  plan_refresh(false);
  fulfil(ours.wishes_done, events);
}

void Meeting::handle(const from_server::Stale& stale, Time, Events&) {
  if (!is_answer_due_) return refuse(counters_.unexpected);
  is_answer_due_ = false;
  ++answers_;
  if (in_flight_) ++counters_.commits_lost;
  in_flight_.reset();
  // We may have counted a commit that the server never took.
  order_ = std::min(order_, stale.epoch);
  order_awaited_ = stale.epoch;
}

// ---- whose turn it is --------------------------------------------------------------------------

// Without asking whether they are heard of.
Time Meeting::known_gone_since(ConnectionId connection) const {
  if (offenders_.contains(connection)) return epoch_began_;
  const auto departed = departed_.find(connection);
  return departed != departed_.end() ? departed->second : kNever;
}

Time Meeting::gone_since(const RosterMember& member) const {
  if (member.is_self) return kNever;
  const Time known = known_gone_since(member.connection);
  return known != kNever ? known : presence_.gone_from(member.connection);
}

bool Meeting::is_gone(const RosterMember& member) const { return gone_since(member) <= now_; }

// Every message asks when the first of them will be gone, so known_gone_ is kept.
void Meeting::find_known_gone() {
  known_gone_ = kNever;
  for (const RosterMember& member : roster_) {
    if (!member.is_self) {
      known_gone_ = std::min(known_gone_, known_gone_since(member.connection));
    }
  }
}

// How long this member gives those of lower leaves.
Duration Meeting::own_turn(bool among_hosts) const {
  int64_t rank = 0;
  for (const RosterMember& member : roster_) {
    if (member.is_self) break;
    if ((member.is_host || !among_hosts) && !is_gone(member)) ++rank;
  }
  return rank * limits::kCommitterPatience;
}

// When somebody shall let this one in; kNever if we may not. Any commit of ours takes along whoever
// is due; whose turn it is to make one for them, commit_due() says.
Time Meeting::admission_due(const WaitingRoom::Knocker& knocker) const {
  const Door* const door = door_of(knocker);
  if (policy_.is_locked || door == nullptr || !door->is_open(unix_time(now_).value())) {
    return kNever;
  }
  const bool is_by_invite = door->kind == DoorKind::kInvite;
  const bool is_for_hosts = is_by_invite || policy_.has_waiting_room;
  if (is_for_hosts && !am_host()) return kNever;
  if (knocker.is_admitted) return knocker.since;
  if (is_for_hosts && !is_by_invite) return kNever;
  return knocker.since + limits::kJoinBatch;
}

Time Meeting::commit_due() const {
  // One commit at a time, until the server has said what became of it: its answers name only the
  // order, and two commits for one place must not be taken for each other.
  if (!group_ || is_restoring_ || is_answer_due_ || order_ < order_awaited_) return kNever;
  if (!wishes_.empty()) return std::max(now_, quiet_until_);
  Time due = roster_.size() > 1 ? refresh_at_ : kNever;
  const Time gone = std::min(known_gone_, presence_.next_gone());
  // Whose turn it is then is asked when somebody is gone.
  if (gone > now_) due = std::min(due, gone);
  if (gone <= now_) due = std::min(due, std::max(gone, epoch_began_) + own_turn(false));
  if (roster_.size() < limits::kPeopleMax || gone <= now_) {
    for (const auto& [connection, knocker] : waiting_.knockers()) {
      const Time wanted = admission_due(knocker);
      if (wanted == kNever) continue;
      const Duration turn =
          knocker.is_admitted ? Duration() : own_turn(policy_.has_waiting_room || am_host());
      due = std::min(due, std::max(wanted, epoch_began_) + turn);
    }
  }
  return due == kNever ? kNever : std::max(due, quiet_until_);
}

// Newcomers soon, and not all at once. After that everybody in the last seconds before the same
// marks of the clock: in between, the safety code stands still for people to read it to each other.
// A commit of ours is a renewal by itself.
void Meeting::plan_refresh(bool is_newcomer) {
  static_assert(limits::kRefreshPeriod * 5 / 4 <= limits::kRefreshInterval);
  const auto crowd = static_cast<int64_t>(roster_.size()) * 2 * limits::kJoinBatch;
  const Duration span =
      std::clamp<Duration>(crowd, limits::kCommitterPatience, limits::kRefreshPeriod / 4);
  const auto spread = static_cast<int64_t>(random_->below(static_cast<uint64_t>(span.count())));
  if (is_newcomer) {
    refresh_at_ = now_ + limits::kCommitterPatience + Duration(spread);
    return;
  }
  const auto period = static_cast<uint64_t>(limits::kRefreshPeriod / 1s);
  Duration to_mark = std::chrono::seconds(period - unix_time(now_).value() % period);
  if (to_mark <= span) to_mark += limits::kRefreshPeriod;
  refresh_at_ = now_ + to_mark - Duration(spread);
}

// ---- the commit --------------------------------------------------------------------------------

void Meeting::commit_if_due(Time now, Events& events) {
  while (commit_due() <= now) {
    auto commit = make_commit(limits::kPeopleMax);
    // One key package that the group does not take must keep nobody else out.
    if (!commit) commit = make_commit(1);
    if (!commit) {
      send_away_first();
      continue;
    }
    events.emplace_back(std::move(*commit));
  }
}

// Whatever it was that no commit could be made of is dropped, so that the next one can.
void Meeting::send_away_first() {
  if (!wishes_.empty()) {
    wishes_.erase(wishes_.begin());
    return;
  }
  for (const auto& [connection, knocker] : waiting_.knockers()) {
    if (admission_due(knocker) > now_) continue;
    ++counters_.knocks_refused;
    waiting_.remove(connection);
    return;
  }
  epoch_began_ = now_ + limits::kCommitterPatience;
  refresh_at_ = std::max(refresh_at_, epoch_began_);
}

std::vector<const RosterMember*> Meeting::to_remove() const {
  std::vector<const RosterMember*> members;
  for (const RosterMember& member : roster_) {
    const bool is_unwanted = std::ranges::any_of(wishes_, [&](const Wish& wish) {
      const auto* remove = std::get_if<RemoveWish>(&wish);
      return remove != nullptr && remove->connection == member.connection && !member.is_self;
    });
    if (is_gone(member) || is_unwanted) members.push_back(&member);
  }
  return members;
}

// All who come by the door of the first whose time has come: one commit carries one door's PSK. An
// invite's index among the doors, if it was one.
std::optional<size_t> Meeting::add_by_one_door(mls::CommitOptions& options, to_server::Commit& out,
                                               size_t room) const {
  const Door* door = nullptr;
  for (const auto& [connection, knocker] : waiting_.knockers()) {
    if (out.to.size() >= room) break;
    const Time due = admission_due(knocker);
    // Without a waiting room, whoever knocked since the first one comes along.
    const bool comes_along = door != nullptr && due != kNever && !policy_.has_waiting_room;
    if (due > now_ && !comes_along) continue;
    if (door != nullptr && door != door_of(knocker)) continue;
    door = door_of(knocker);
    options.add.push_back(knocker.key_package);
    options.external_psk_ids = {knocker.psk_id};
    out.to.push_back(connection);
    if (door->kind == DoorKind::kInvite) return static_cast<size_t>(door - policy_.doors.data());
  }
  return std::nullopt;
}

Result<to_server::Commit> Meeting::make_commit(size_t adds_max) {
  to_server::Commit out{.epoch = order_, .envelope = {}, .welcome = {}, .to = {}, .removed = {}};
  mls::CommitOptions options;
  options.framing.padding_bucket = limits::kAppMessageBucket;
  const auto leaving = to_remove();
  std::vector<mls::LeafIndex> staying;
  for (const RosterMember& member : roster_) {
    if (std::ranges::find(leaving, &member) == leaving.end()) {
      staying.push_back(member.leaf);
      continue;
    }
    options.remove.push_back(member.leaf);
    out.removed.push_back(member.connection);
  }
  const size_t wishes = choose_wishes(!leaving.empty());
  Policy policy = with_wishes(wishes, staying);
  policy = after_removal(std::move(policy), staying);
  const size_t room = std::min(adds_max, limits::kPeopleMax - staying.size());
  if (const auto invite = add_by_one_door(options, out, room)) {
    for (Door& door : policy.doors) {
      if (door.link.fragment() == policy_.doors[*invite].link.fragment()) {
        door.kind = DoorKind::kUsedInvite;
      }
    }
  }
  if (encode_policy(policy) != encode_policy(policy_)) {
    options.group_context_extensions = extensions_with(policy);
  }
  auto committed = TRY(group_->commit(options, psks_, *random_));
  const CommitCircumstances circumstances{.before = *group_,
                                          .policy = policy_,
                                          .doors = doors_,
                                          .may_go = [](const mls::Member&) { return true; },
                                          .unix_now = unix_time(now_).value()};
  policy = TRY(check_commit(circumstances, committed.next, committed.change));
  out.envelope = committed.message;
  out.welcome = committed.welcome.value_or(Buffer());
  in_flight_ = InFlight{.committed = std::move(committed),
                        .policy = std::move(policy),
                        .order = order_,
                        .wishes_done = wishes};
  is_answer_due_ = true;
  return out;
}

}  // namespace conclave::e2ee
