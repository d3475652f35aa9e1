// Meeting: what members say to each other, and whether they are heard.
#include "e2ee/meeting.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {

void Meeting::handle(const from_server::Message& message, Time now, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  const auto peeked = mls::decode_message<mls::PrivateMessage>(message.envelope);
  if (!peeked || peeked->content_type != mls::ContentType::kApplication) {
    return refuse(counters_.messages_forged, AlarmKind::kForged, events);
  }
  mls::Group* const group = group_of(peeked->epoch);
  if (group == nullptr) {
    epoch_heard_of_ = std::max(epoch_heard_of_, peeked->epoch);
    return refuse(counters_.messages_late);
  }
  const auto received = group->handle(message.envelope, psks_);
  if (received) return take_data(*group, std::get<mls::ReceivedData>(*received), now, events);
  if (received.error().code == ErrorCode::kReplayed) {
    return refuse(counters_.messages_replayed, AlarmKind::kReplayed, events);
  }
  refuse(counters_.messages_forged, AlarmKind::kForged, events);
}

mls::Group* Meeting::group_of(mls::Epoch epoch) {
  if (group_->epoch() == epoch) return &*group_;
  for (PreviousEpoch& previous : previous_) {
    if (previous.group.epoch() == epoch) return &previous.group;
  }
  return nullptr;
}

const Policy& Meeting::policy_of(mls::Epoch epoch) const {
  const auto previous = std::ranges::find_if(
      previous_, [&](const PreviousEpoch& each) { return each.group.epoch() == epoch; });
  return previous == previous_.end() ? policy_ : previous->policy;
}

void Meeting::take_data(const mls::Group& group, const mls::ReceivedData& data, Time now,
                        Events& events) {
  const ConnectionId from = parse_credential(group.member(data.sender)->credential)->connection;
  if (find_member(from) == nullptr) return refuse(counters_.messages_late);
  presence_.hear(from, now);
  const auto message = parse_app_message(data.data);
  if (!message) return refuse(counters_.messages_unknown);
  const Author author{{.connection = from, .leaf = data.sender}, policy_of(group.epoch())};
  std::visit([&](const auto& kind) { take(author, kind, events); }, *message);
}

void Meeting::take(const Author& author, const StateMessage& message, Events& events) {
  StateMessage& known = states_[author.connection];
  if (known.sequence >= message.sequence) return refuse(counters_.messages_late);
  if (const auto rule = broken_rule(author.policy, author, message)) {
    return accuse(author.connection, *rule, events);
  }
  StateMessage next = message;
  if (!may_show_hand(author.connection)) next.hand = 0;  // forbidden while it was on its way
  const bool is_news = known.sequence == 0 || known.state != next.state || known.hand != next.hand;
  known = next;
  if (!is_news) return;
  events.emplace_back(DeviceStateChanged{
      .leaf = find_member(author.connection)->leaf, .state = next.state, .hand = next.hand});
}

void Meeting::take(const Author&, const InviteReusedMessage& message, Events& events) {
  for (size_t index = 0; index < doors_.size(); ++index) {
    if (equal(doors_[index].psk_id, message.psk_id)) {
      return report_reuse(policy_.doors[index], events);
    }
  }
}

void Meeting::take(const Author& author, const DeniedMessage& message, Events&) {
  if (find_member(author.connection)->is_host) waiting_.remove(message.connection);
}

// ---- saying ------------------------------------------------------------------------------------

// A message for one member uses up a key of ours that the others have to skip, and they skip
// limits::kRatchetForwardMax at most: in between, everybody is told something.
void Meeting::send(const AppMessage& message, ConnectionId to, Events& events) {
  auto envelope =
      group_->protect(encode_app_message(message), {}, limits::kAppMessageBucket, *random_);
  if (!envelope) return;
  to_server::Message said{.envelope = std::move(*envelope), .to = to};
  if (!is_restoring_) {
    events.emplace_back(std::move(said));
  } else if (held_.size() < limits::kMessagesHeldMax) {
    held_.push_back(std::move(said));
  }
  direct_messages_ = to == ConnectionId() ? 0 : direct_messages_ + 1;
  if (direct_messages_ == limits::kDirectMessagesMax) tell_state(ConnectionId(), events);
}

void Meeting::tell_state(ConnectionId to, Events& events) {
  if (roster_.size() < 2) return;
  send(StateMessage{.sequence = ++own_sequence_, .state = own_state_, .hand = own_hand_}, to,
       events);
}

// One sealed message, sent to each newcomer; to everybody where that is less.
void Meeting::tell_newcomers(const mls::EpochChange& change, Events& events) {
  if (change.added.empty() || is_restoring_) return;
  tell_state(ConnectionId(), events);
  if (change.added.size() > limits::kDirectStatesMax) return;
  const auto message = std::get<to_server::Message>(std::get<ToServer>(events.back()));
  events.pop_back();
  for (const mls::LeafIndex leaf : change.added) {
    events.emplace_back(
        to_server::Message{.envelope = message.envelope, .to = find_member(leaf)->connection});
  }
}

void Meeting::beat_if_due(Time now, Events& events) {
  if (!group_ || is_restoring_) return;
  // The group may have become smaller, and the others expect us sooner.
  const Duration interval = Presence::interval(roster_.size());
  beat_at_ = std::min(beat_at_, now + interval);
  if (now < beat_at_) return;
  tell_state(ConnectionId(), events);
  beat_at_ = now + interval;
}

// ---- listening ---------------------------------------------------------------------------------

Meeting::Awaited Meeting::awaited() const {
  return {.answers = answers_ + (is_answer_due_ || is_restoring_ ? 1 : 0),
          .order = order_awaited_,
          .epoch = epoch_heard_of_};
}

bool Meeting::has_come(const Awaited& awaited) const {
  return answers_ >= awaited.answers && order_ >= awaited.order && group_->epoch() >= awaited.epoch;
}

// Something that must be on its way does not come, though other things do. On a slow path in a busy
// group there is always something on its way: each is given its time.
void Meeting::watch(Time now, Events& events) {
  if (!group_) return;
  if (held_back_since_ == kNever || has_come(held_back_)) {
    held_back_ = awaited();
    held_back_since_ = has_come(held_back_) ? kNever : now;
    is_alarmed_ = false;
  } else if (!is_alarmed_ && server_heard_ > held_back_since_ + limits::kHeldBackPatience) {
    is_alarmed_ = true;
    events.emplace_back(Alarm{.kind = AlarmKind::kDisagreement});
  }
  std::vector<mls::LeafIndex> silent;
  for (const ConnectionId id : presence_.silent(now)) silent.push_back(find_member(id)->leaf);
  std::ranges::sort(silent);
  if (silent == silent_told_) return;
  silent_told_ = silent;
  events.emplace_back(SilentChanged{.leaves = std::move(silent)});
}

}  // namespace conclave::e2ee
