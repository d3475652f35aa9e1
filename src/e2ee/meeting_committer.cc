// Meeting: the committer's duty, to let in who knocked and to let go who departed.
#include "e2ee/meeting.h"

namespace conclave::e2ee {

// ---- what the server says about it -------------------------------------------------------------

void Meeting::handle(const from_server::Knock& knock, Time now, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  // A newcomer may be told of one who came in with it.
  if (find_member(knock.from) != nullptr) return refuse(counters_.knocks_replayed);
  if (departed_.contains(knock.from)) {
    return refuse(counters_.knocks_replayed, AlarmKind::kReplayed, events);
  }
  const auto knocker = waiting_.take(link_, knock.from, knock.envelope, unix_time(now), now);
  if (knocker) {
    events.emplace_back(KnockSeen{.connection = knock.from, .name = (*knocker)->name});
    return;
  }
  switch (knocker.error().code) {
    case ErrorCode::kReplayed:
      return refuse(counters_.knocks_replayed, AlarmKind::kReplayed, events);
    case ErrorCode::kLimit: return refuse(counters_.knocks_refused);
    default: return refuse(counters_.knocks_forged, AlarmKind::kForged, events);
  }
}

void Meeting::handle(const from_server::Accepted& accepted, Time now, Events& events) {
  if (!is_answer_due_) return refuse(counters_.unexpected);
  is_answer_due_ = false;
  if (!in_flight_ || accepted.epoch != group_->epoch()) {
    return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
  }
  mls::Committed committed = std::move(*in_flight_);
  in_flight_.reset();
  advance(std::move(committed.next), committed.change, now, events);
}

void Meeting::handle(const from_server::Stale& stale, Time, Events&) {
  if (!is_answer_due_) return refuse(counters_.unexpected);
  is_answer_due_ = false;
  if (in_flight_) ++counters_.commits_lost;
  in_flight_.reset();
  epoch_awaited_ = stale.epoch;
}

// ---- whose turn it is --------------------------------------------------------------------------

bool Meeting::is_gone(const RosterMember& member) const {
  return !member.is_self && departed_.contains(member.connection);
}

// How long this member gives those of lower leaves.
Duration Meeting::own_turn() const {
  int64_t rank = 0;
  for (const RosterMember& member : roster_) {
    if (member.is_self) break;
    if (!is_gone(member)) ++rank;
  }
  return rank * limits::kCommitterPatience;
}

Time Meeting::commit_due() const {
  // One commit at a time, until the server has said what became of it: its answers name only the
  // epoch, and two commits of one epoch must not be taken for each other.
  if (!group_ || is_answer_due_ || group_->epoch() < epoch_awaited_) return kNever;
  Time due = kNever;
  for (const RosterMember& member : roster_) {
    if (is_gone(member)) due = std::min(due, departed_.at(member.connection));
  }
  if (roster_.size() < limits::kPeopleMax || due != kNever) {
    for (const auto& [connection, knocker] : waiting_.admitted()) {
      due = std::min(due, knocker.since + limits::kJoinBatch);
    }
  }
  return due == kNever ? kNever : std::max(due, epoch_began_) + own_turn();
}

// ---- the commit --------------------------------------------------------------------------------

void Meeting::commit_if_due(Time now, Events& events) {
  while (commit_due() <= now) {
    auto commit = make_commit(limits::kPeopleMax);
    // One key package that the group does not take must keep nobody else out.
    if (!commit) commit = make_commit(1);
    if (!commit) {
      send_away_first(now);
      continue;
    }
    events.emplace_back(std::move(*commit));
  }
}

void Meeting::send_away_first(Time now) {
  if (waiting_.empty()) {
    epoch_began_ = now + limits::kCommitterPatience;
    return;
  }
  ++counters_.knocks_refused;
  waiting_.remove(waiting_.admitted().begin()->first);
}

Result<to_server::Commit> Meeting::make_commit(size_t adds_max) {
  to_server::Commit out{
      .epoch = group_->epoch(), .envelope = {}, .welcome = {}, .to = {}, .removed = {}};
  mls::CommitOptions options;
  options.framing.padding_bucket = limits::kAppMessageBucket;
  for (const RosterMember& member : roster_) {
    if (!is_gone(member)) continue;
    options.remove.push_back(member.leaf);
    out.removed.push_back(member.connection);
  }
  const size_t room =
      std::min(adds_max, limits::kPeopleMax - (roster_.size() - options.remove.size()));
  for (const auto& [connection, knocker] : waiting_.admitted()) {
    if (options.add.size() == room) break;
    options.add.push_back(knocker.key_package);
    out.to.push_back(connection);
  }
  if (!options.add.empty()) options.external_psk_ids = {link_.psk_id};
  in_flight_ = TRY(group_->commit(options, psks_, *random_));
  is_answer_due_ = true;
  out.envelope = in_flight_->message;
  out.welcome = in_flight_->welcome.value_or(Buffer());
  return out;
}

}  // namespace conclave::e2ee
