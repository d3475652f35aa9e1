// Meeting: following the group from epoch to epoch, and what members say in it.
#include "e2ee/commit_rules.h"
#include "e2ee/meeting.h"
#include "e2ee/safety_code.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

// Only members can make a PrivateMessage, and only PrivateMessages are taken.
Result<mls::PrivateMessage> peek(Bytes envelope, mls::ContentType expected) {
  auto message = TRY(mls::decode_message<mls::PrivateMessage>(envelope));
  if (message.content_type != expected) {
    return Error(ErrorCode::kInvalid, "not the content that belongs here");
  }
  return message;
}

}  // namespace

// ---- commits -----------------------------------------------------------------------------------

void Meeting::handle(const from_server::Commit& commit, Time now, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  const auto message = peek(commit.envelope, mls::ContentType::kCommit);
  if (!message) return refuse(counters_.commits_forged, AlarmKind::kForged, events);
  if (message->epoch < group_->epoch()) {
    return refuse(counters_.commits_replayed, AlarmKind::kReplayed, events);
  }
  auto received = group_->handle(commit.envelope, psks_);
  if (received) return follow(std::move(*received), now, events);
  switch (received.error().code) {
    case ErrorCode::kReplayed:
      return refuse(counters_.commits_replayed, AlarmKind::kReplayed, events);
    case ErrorCode::kNotYet:  // the group is further than we are
      return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
    default: return refuse(counters_.commits_forged, AlarmKind::kForged, events);
  }
}

void Meeting::follow(mls::Received received, Time now, Events& events) {
  if (std::holds_alternative<mls::ReceivedRemoval>(received)) {
    return handle(from_server::Removed{}, now, events);
  }
  auto& commit = std::get<mls::ReceivedCommit>(received);
  if (!check_commit(commit.next, commit.change, link_)) {
    return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
  }
  if (in_flight_) ++counters_.commits_lost;
  advance(std::move(commit.next), commit.change, now, events);
}

void Meeting::advance(mls::Group next, const mls::EpochChange& change, Time now, Events& events) {
  previous_.push_back({.group = std::move(*group_), .forget_at = now + limits::kEpochOverlap});
  if (previous_.size() > limits::kEpochsKeptMax) previous_.pop_front();
  group_ = std::move(next);
  in_flight_.reset();
  epoch_began_ = now;
  announce_epoch(events);
  tell_newcomers(change, events);
}

void Meeting::announce_epoch(Events& events) {
  const std::vector<mls::Member> members = group_->roster();
  roster_.clear();
  FrameEpoch frames{.epoch = group_->epoch(),
                    .base_key = {},
                    .own_leaf = FrameLeaf(group_->own_leaf().value()),
                    .members = {}};
  for (const mls::Member& member : members) {
    const Participant participant = *parse_credential(member.credential);  // by check_group
    roster_.push_back({.leaf = member.leaf,
                       .connection = participant.connection,
                       .name = participant.name,
                       .is_self = member.leaf == group_->own_leaf()});
    frames.members.push_back(FrameLeaf(member.leaf.value()));
    waiting_.remove(participant.connection);
  }
  std::erase_if(states_, [&](const auto& entry) { return find_member(entry.first) == nullptr; });
  frames.base_key = *group_->exporter(kFrameBaseKeyLabel, {}, kFrameBaseKeySize);
  events.emplace_back(
      EpochChanged{.roster = roster_,
                   .safety_code = safety_code(group_->epoch_authenticator().reveal(), members),
                   .frames = std::move(frames)});
}

void Meeting::forget_epochs(Time now) {
  while (!previous_.empty() && previous_.front().forget_at <= now) previous_.pop_front();
}

// ---- messages ----------------------------------------------------------------------------------

void Meeting::handle(const from_server::Message& message, Time, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  const auto peeked = peek(message.envelope, mls::ContentType::kApplication);
  if (!peeked) return refuse(counters_.messages_forged, AlarmKind::kForged, events);
  mls::Group* const group = group_of(peeked->epoch);
  if (group == nullptr) return refuse(counters_.messages_late);
  const auto received = group->handle(message.envelope, psks_);
  if (received) return take_data(*group, std::get<mls::ReceivedData>(*received), events);
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

void Meeting::take_data(const mls::Group& group, const mls::ReceivedData& data, Events& events) {
  const auto message = parse_app_message(data.data);
  if (!message) return refuse(counters_.messages_unknown);
  // By connection: the leaf of an earlier epoch may have another owner by now.
  const auto sender = parse_credential(group.member(data.sender)->credential);
  take_state(sender->connection, std::get<StateMessage>(*message), events);
}

void Meeting::take_state(ConnectionId from, const StateMessage& message, Events& events) {
  const RosterMember* const member = find_member(from);
  if (member == nullptr) return refuse(counters_.messages_late);
  const auto known = states_.find(from);
  if (known != states_.end() && known->second.sequence >= message.sequence) {
    return refuse(counters_.messages_late);
  }
  states_[from] = message;
  events.emplace_back(DeviceStateChanged{.leaf = member->leaf, .state = message.state});
}

void Meeting::tell_state(ConnectionId to, Events& events) {
  const StateMessage message{.sequence = ++own_sequence_, .state = own_state_};
  auto envelope =
      group_->protect(encode_app_message(message), {}, limits::kAppMessageBucket, *random_);
  if (!envelope) return;
  events.emplace_back(to_server::Message{.envelope = std::move(*envelope), .to = to});
}

void Meeting::tell_everybody(Duration wait, Time now, Events& events) {
  tell_state(ConnectionId(), events);
  told_epoch_ = group_->epoch();
  tell_again_wait_ = wait;
  tell_again_at_ = now + wait;
}

void Meeting::tell_again_if_due(Time now, Events& events) {
  if (now < tell_again_at_) return;
  tell_again_at_ = kNever;
  if (group_->epoch() != told_epoch_) tell_everybody(2 * tell_again_wait_, now, events);
}

// One sealed message, sent to each newcomer; to everybody where that is less.
void Meeting::tell_newcomers(const mls::EpochChange& change, Events& events) {
  if (change.added.empty() || own_state_ == DeviceState{}) return;
  tell_state(ConnectionId(), events);
  if (change.added.size() > limits::kDirectStatesMax) return;
  const auto message = std::get<to_server::Message>(std::get<ToServer>(events.back()));
  events.pop_back();
  for (const mls::LeafIndex leaf : change.added) {
    events.emplace_back(
        to_server::Message{.envelope = message.envelope, .to = find_member(leaf)->connection});
  }
}

// ---- the roster --------------------------------------------------------------------------------

const RosterMember* Meeting::find_member(ConnectionId connection) const {
  const auto found = std::ranges::find(roster_, connection, &RosterMember::connection);
  return found == roster_.end() ? nullptr : &*found;
}

const RosterMember* Meeting::find_member(mls::LeafIndex leaf) const {
  const auto found = std::ranges::lower_bound(roster_, leaf, {}, &RosterMember::leaf);
  return found == roster_.end() || found->leaf != leaf ? nullptr : &*found;
}

}  // namespace conclave::e2ee
