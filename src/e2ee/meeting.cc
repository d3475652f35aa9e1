#include "e2ee/meeting.h"

#include "base/base64.h"
#include "e2ee/commit_rules.h"
#include "mls/joiner.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

// Of a resumed connection, before it beats again.
constexpr Duration kCatchUp = std::chrono::milliseconds(150);

}  // namespace

Result<Meeting> Meeting::open(MeetingOptions options, Time now, Random& random) {
  TRY(check_name(options.name));
  return Meeting(std::move(options), now, random);
}

Meeting::Meeting(MeetingOptions options, Time now, Random& random)
    : link_secret_(std::move(options.link_secret)),
      passphrase_key_(std::move(options.passphrase_key)),
      link_(derive_link_keys(link_secret_, passphrase_key_.reveal())),
      name_(std::move(options.name)),
      has_waiting_room_(options.has_waiting_room),
      opened_at_(now),
      unix_opened_at_(options.unix_now),
      random_(&random),
      now_(now) {}

std::string Meeting::meeting_id() const { return to_base64url(link_.meeting_id); }

Events Meeting::receive(const FromServer& message, Time now) {
  Events events;
  if (is_over_) return events;
  begin(now);
  server_heard_ = now;
  std::visit([&](const auto& alternative) { handle(alternative, now, events); }, message);
  finish(events);
  return events;
}

Events Meeting::wake(Time now) {
  Events events;
  if (is_over_) return events;
  begin(now);
  finish(events);
  return events;
}

Events Meeting::say(const DeviceState& state, Time now) {
  Events events;
  if (is_over_ || state == own_state_) return events;
  begin(now);
  own_state_ = state;
  if (group_) tell_state(ConnectionId(), events);
  finish(events);
  return events;
}

// Whoever slept may have been robbed meanwhile: new keys (E2E-11).
void Meeting::begin(Time now) {
  const bool has_slept = promised_ != kNever && now > promised_ + limits::kSleepNoticed;
  now_ = now;
  if (has_slept && group_) refresh_at_ = now;
  forget_epochs(now);
}

void Meeting::finish(Events& events) {
  if (is_over_) return;
  if (create_at_ <= now_) {
    create_at_ = kNever;
    events.emplace_back(to_server::Create{});
  }
  release_knocks(now_, events);
  beat_if_due(now_, events);
  commit_if_due(now_, events);
  watch(now_, events);
  announce_knocks(events);
  promised_ = next_wake();
}

Time Meeting::next_wake() const {
  const Time forget_at = previous_.empty() ? kNever : previous_.front().forget_at;
  const Time beat_at = is_restoring_ ? kNever : beat_at_;
  return std::min({commit_due(), forget_at, beat_at, presence_.next_silence(now_),
                   waiting_.next_release(), create_at_});
}

void Meeting::leave() {
  become_newcomer();
  link_ = {};
  link_secret_ =
      *LinkSecret::make(LinkSecret::Form::kMeeting, {}, Secret(kLinkSecretSize).reveal(), false);
  passphrase_key_ = {};
  is_over_ = true;
}

// ---- coming ------------------------------------------------------------------------------------

void Meeting::handle(const from_server::Hello& hello, Time now, Events& events) {
  const bool goes_on = hello.resumed && hello.connection == connection_;
  if (goes_on) {
    // The others may have missed us already. What we missed comes first: nobody opens what is said
    // in an epoch that is gone.
    if (group_) beat_at_ = now + kCatchUp;
    held_back_since_ = kNever;  // it was on the way when the socket was lost, and comes now
    return;
  }
  connection_given_ = hello.connection;
  if (group_) {
    is_restoring_ = true;
    held_back_since_ = kNever;  // what this server owes us begins now
    events.emplace_back(restore_claim());
    return;
  }
  const bool was_waiting = own_.has_value();
  become_newcomer();
  connection_ = hello.connection;
  if (!was_waiting) {
    events.emplace_back(to_server::Create{});
    return;
  }
  // If the server forgot the meeting, its members are coming back: ask them, not for another one.
  if (!knock(now, events)) events.emplace_back(Lost{});
  create_at_ = now + limits::kRestorePatience;
}

// The group goes on with those who come back. Whoever saw its last commit has told the server, and
// what we missed comes next.
void Meeting::handle(const from_server::Restored& restored, Time now, Events& events) {
  if (!is_restoring_ || restored.connection != connection_) return refuse(counters_.unexpected);
  is_restoring_ = false;
  is_answer_due_ = false;  // of a server that is no more
  order_awaited_ = restored.epoch;
  held_back_since_ = kNever;
  waiting_.begin_anew();  // they knock again, or the server tells of them again
  quiet_until_ = now + limits::kRestorePatience;
  plan_refresh(true);
  refresh_at_ += limits::kRestorePatience;  // spread as ever, and not all when the quiet ends
  // Once for those who are back already, and once for those who come after us.
  tell_state(ConnectionId(), events);
  beat_at_ = now + limits::kRestorePatience / 2;
  for (to_server::Message& message : held_) events.emplace_back(std::move(message));
  held_.clear();
}

// The server goes on without us, or with others: we come as somebody new.
void Meeting::lose_group(Events& events) {
  events.emplace_back(Lost{});
  const ConnectionId connection = connection_given_;
  become_newcomer();
  connection_ = connection;
}

void Meeting::handle(const from_server::Created&, Time now, Events& events) {
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  if (!create_group(now, events)) events.emplace_back(Lost{});
}

Result<void> Meeting::create_group(Time now, Events& events) {
  const mls::OwnKeyPackage own = TRY(
      make_own_key_package({.connection = connection_, .name = name_}, unix_time(now), *random_));
  Policy policy{.hosts = {mls::LeafIndex(0)},
                .has_waiting_room = has_waiting_room_,
                .meeting_id = link_.meeting_id,
                .doors = {{.link = link_secret_, .passphrase_key = passphrase_key_}}};
  policy.doors.front().link.set_needs_passphrase(!passphrase_key_.empty());
  enter(TRY(mls::Group::create(
            {.group_id = link_.meeting_id, .group_context_extensions = extensions_with(policy)},
            own, *random_)),
        policy, now, events);
  return ok();
}

void Meeting::handle(const from_server::Exists&, Time now, Events& events) {
  if (is_restoring_) lose_group(events);
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  if (own_) return;  // whoever began the meeting anew was told of our knock
  if (!knock(now, events)) events.emplace_back(Lost{});
}

Result<void> Meeting::knock(Time now, Events& events) {
  own_ = TRY(
      make_own_key_package({.connection = connection_, .name = name_}, unix_time(now), *random_));
  own_knock_ = TRY(seal_knock(link_, own_->key_package, *random_));
  events.emplace_back(to_server::Knock{.envelope = own_knock_});
  return ok();
}

// Our knock stands: somebody else may begin the meeting anew and answer it before we can.
void Meeting::handle(const from_server::Ended&, Time, Events& events) {
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  events.emplace_back(to_server::Create{});
}

void Meeting::handle(const from_server::Reply& envelope, Time, Events& events) {
  if (group_ || !own_) return refuse(counters_.unexpected);
  auto reply = open_reply(link_, own_knock_, envelope.envelope);
  if (!reply) return refuse(counters_.replies_forged, AlarmKind::kForged, events);
  if (auto* waiting = std::get_if<ReplyWaiting>(&*reply)) {
    events.emplace_back(WaitingForHosts{.hosts = std::move(waiting->hosts)});
  } else if (std::holds_alternative<ReplyDenied>(*reply)) {
    events.emplace_back(Denied{});
  } else {
    events.emplace_back(WrongPassphrase{});
  }
}

void Meeting::handle(const from_server::Welcome& welcome, Time now, Events& events) {
  if (group_ || !own_) return refuse(counters_.unexpected);
  auto group = join(welcome.envelope);
  if (!group) return refuse(counters_.welcomes_forged, AlarmKind::kForged, events);
  auto policy = check_group(*group, link_.meeting_id);
  if (!policy) return refuse(counters_.welcomes_forged, AlarmKind::kForged, events);
  order_ = welcome.epoch;
  enter(std::move(*group), std::move(*policy), now, events);
}

Result<mls::Group> Meeting::join(Bytes welcome) const {
  const auto message = TRY(mls::decode_message<mls::Welcome>(welcome));
  const mls::PskStore psks{.external = {{.id = link_.psk_id, .value = link_.psk}}};
  const auto opened = TRY(mls::open_welcome(kMeetingSuite, message, *own_, psks, nullptr));
  TRY(check_welcome(opened.secrets.psks, link_));
  return mls::Group::join(message, *own_, psks, {});
}

void Meeting::enter(mls::Group group, Policy policy, Time now, Events& events) {
  own_.reset();  // its init key has done its work
  own_knock_.clear();
  create_at_ = kNever;
  group_ = std::move(group);
  proofs_ = {restore_proof()};
  epoch_began_ = now;
  link_told_ = link_secret_.form() == LinkSecret::Form::kInvite ? "" : link_secret_.fragment();
  policy_ = std::move(policy);
  derive_doors();
  events.emplace_back(Joined{.leaf = group_->own_leaf()});
  announce_epoch({}, events);
  events.emplace_back(Logged{.lines = log_of_arrival(*group_)});
  tell_state(ConnectionId(), events);
  // Whoever came in together must not speak together for ever.
  const auto interval_us = static_cast<uint64_t>(Presence::interval(roster_.size()).count());
  beat_at_ = now + Duration(static_cast<int64_t>(random_->below(interval_us)));
  plan_refresh(true);
}

// ---- going -------------------------------------------------------------------------------------

void Meeting::handle(const from_server::Departed& departed, Time now, Events&) {
  if (departed.connection == connection_) return refuse(counters_.unexpected);
  waiting_.remove(departed.connection);
  departed_.emplace(departed.connection, now);
  if (find_member(departed.connection) != nullptr) known_gone_ = std::min(known_gone_, now);
  // Ids grow, so the smallest is the one gone longest.
  if (departed_.size() > limits::kDepartedMax) departed_.erase(departed_.begin());
}

// The server says so, and no member did: this connection is over, but nobody threw us out.
void Meeting::handle(const from_server::Removed&, Time, Events& events) {
  if (group_) events.emplace_back(Lost{});
  become_newcomer();
}

void Meeting::forget_group() {
  in_flight_.reset();
  group_.reset();
  previous_.clear();
  roster_.clear();
  states_.clear();
  numbers_.clear();
  accused_.clear();
  chunks_ = {};
  direct_messages_ = 0;
  policy_ = {};
  doors_.clear();
  psks_ = {};
  presence_.clear();
  silent_told_.clear();
  wishes_.clear();
  offenders_.clear();
  known_gone_ = kNever;
  invites_reused_.clear();
  is_answer_due_ = false;
  order_ = order_awaited_ = epoch_heard_of_ = 0;
  last_commit_ = {};
  proofs_.clear();
  is_restoring_ = false;
  held_.clear();
  quiet_until_ = {};
  held_back_since_ = kNever;
  is_alarmed_ = false;
  beat_at_ = refresh_at_ = kNever;
}

void Meeting::become_newcomer() {
  forget_group();
  own_.reset();
  own_knock_.clear();
  create_at_ = kNever;
  waiting_.clear();
  waiting_told_.clear();
  departed_.clear();
}

// ---- both --------------------------------------------------------------------------------------

void Meeting::refuse(uint64_t& counter, AlarmKind kind, Events& events) {
  ++counter;
  events.emplace_back(Alarm{.kind = kind});
}

mls::UnixSeconds Meeting::unix_time(Time now) const {
  const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now - opened_at_).count();
  return mls::UnixSeconds(unix_opened_at_.value() +
                          static_cast<uint64_t>(std::max<int64_t>(passed, 0)));
}

}  // namespace conclave::e2ee
