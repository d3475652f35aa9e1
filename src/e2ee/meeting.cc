#include "e2ee/meeting.h"

#include "base/base64.h"
#include "e2ee/commit_rules.h"
#include "mls/joiner.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {

Result<Meeting> Meeting::open(MeetingOptions options, Time now, Random& random) {
  TRY(check_name(options.name));
  return Meeting(std::move(options), now, random);
}

Meeting::Meeting(MeetingOptions options, Time now, Random& random)
    : link_(derive_link_keys(options.link_secret)),
      psks_{.external = {{.id = link_.psk_id, .value = link_.psk}}},
      name_(std::move(options.name)),
      opened_at_(now),
      unix_opened_at_(options.unix_now),
      random_(&random) {}

std::string Meeting::meeting_id() const { return to_base64url(link_.meeting_id); }

Events Meeting::receive(const FromServer& message, Time now) {
  Events events;
  if (is_over_) return events;
  forget_epochs(now);
  std::visit([&](const auto& alternative) { handle(alternative, now, events); }, message);
  commit_if_due(now, events);
  return events;
}

Events Meeting::wake(Time now) {
  Events events;
  if (is_over_) return events;
  forget_epochs(now);
  tell_again_if_due(now, events);
  commit_if_due(now, events);
  return events;
}

Time Meeting::next_wake() const {
  const Time forget_at = previous_.empty() ? kNever : previous_.front().forget_at;
  return std::min({commit_due(), forget_at, tell_again_at_});
}

Events Meeting::say(const DeviceState& state, Time now) {
  Events events;
  if (is_over_ || state == own_state_) return events;
  forget_epochs(now);
  own_state_ = state;
  if (group_) tell_everybody(limits::kEpochOverlap, now, events);
  return events;
}

void Meeting::leave() {
  become_newcomer();
  link_ = {};
  psks_ = {};
  is_over_ = true;
}

// ---- coming ------------------------------------------------------------------------------------

void Meeting::handle(const from_server::Hello& hello, Time now, Events& events) {
  const bool goes_on = hello.resumed && hello.connection == connection_;
  if (goes_on) {
    // What was said meanwhile was said in an epoch that may be long over.
    if (group_ && own_sequence_ > 0) tell_again_at_ = now + limits::kEpochOverlap;
    return;
  }
  if (group_) events.emplace_back(Lost{});
  become_newcomer();
  connection_ = hello.connection;
  events.emplace_back(to_server::Create{});
}

void Meeting::handle(const from_server::Created&, Time now, Events& events) {
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  if (!create_group(now, events)) events.emplace_back(Lost{});
}

Result<void> Meeting::create_group(Time now, Events& events) {
  const mls::OwnKeyPackage own = TRY(
      make_own_key_package({.connection = connection_, .name = name_}, unix_time(now), *random_));
  enter(TRY(mls::Group::create({.group_id = link_.meeting_id}, own, *random_)), now, events);
  return ok();
}

void Meeting::handle(const from_server::Exists&, Time now, Events& events) {
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  if (own_) return;  // whoever began the meeting anew was told of our knock
  if (!knock(now, events)) events.emplace_back(Lost{});
}

Result<void> Meeting::knock(Time now, Events& events) {
  own_ = TRY(
      make_own_key_package({.connection = connection_, .name = name_}, unix_time(now), *random_));
  events.emplace_back(
      to_server::Knock{.envelope = TRY(seal_knock(link_, own_->key_package, *random_))});
  return ok();
}

// Our knock stands: somebody else may begin the meeting anew and answer it before we can.
void Meeting::handle(const from_server::Ended&, Time, Events& events) {
  if (group_ || connection_ == ConnectionId()) return refuse(counters_.unexpected);
  events.emplace_back(to_server::Create{});
}

void Meeting::handle(const from_server::Welcome& welcome, Time now, Events& events) {
  if (group_ || !own_) return refuse(counters_.unexpected);
  auto group = join(welcome.envelope);
  if (!group) return refuse(counters_.welcomes_forged, AlarmKind::kForged, events);
  enter(std::move(*group), now, events);
}

Result<mls::Group> Meeting::join(Bytes welcome) const {
  const auto message = TRY(mls::decode_message<mls::Welcome>(welcome));
  const auto opened = TRY(mls::open_welcome(kMeetingSuite, message, *own_, psks_, nullptr));
  TRY(check_welcome(opened.secrets.psks, link_));
  mls::Group group = TRY(mls::Group::join(message, *own_, psks_, {}));
  TRY(check_group(group, link_));
  return group;
}

void Meeting::enter(mls::Group group, Time now, Events& events) {
  own_.reset();  // its init key has done its work
  group_ = std::move(group);
  epoch_began_ = now;
  events.emplace_back(Joined{.leaf = group_->own_leaf()});
  announce_epoch(events);
  if (own_state_ != DeviceState{}) tell_everybody(limits::kEpochOverlap, now, events);
}

// ---- going -------------------------------------------------------------------------------------

void Meeting::handle(const from_server::Departed& departed, Time now, Events&) {
  if (departed.connection == connection_) return refuse(counters_.unexpected);
  waiting_.remove(departed.connection);
  departed_.emplace(departed.connection, now);
  // Ids grow, so the smallest is the one gone longest.
  if (departed_.size() > limits::kDepartedMax) departed_.erase(departed_.begin());
}

void Meeting::handle(const from_server::Removed&, Time, Events& events) {
  leave();
  events.emplace_back(RemovedByMember{});
}

void Meeting::forget_group() {
  in_flight_.reset();
  group_.reset();
  previous_.clear();
  roster_.clear();
  states_.clear();
  is_answer_due_ = false;
  epoch_awaited_ = 0;
  tell_again_at_ = kNever;
}

void Meeting::become_newcomer() {
  forget_group();
  own_.reset();
  waiting_.clear();
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
