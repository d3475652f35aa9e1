// Meeting: what people say to each other, and by which rules.
#include "e2ee/meeting.h"

namespace conclave::e2ee {
namespace {

constexpr Error kNoKeys{ErrorCode::kNotYet, "not in the meeting yet"};
constexpr Error kNobody{ErrorCode::kNotFound, "nobody of this name is here"};
constexpr Error kForbidden{ErrorCode::kRefused, "the rules of this meeting forbid it"};

}  // namespace

// ---- saying ------------------------------------------------------------------------------------

Result<Events> Meeting::tell(Words words, std::optional<mls::LeafIndex> to, Time now) {
  if (!group_) return kNoKeys;
  const RosterMember* const addressee = to ? find_member(*to) : nullptr;
  if (to && (addressee == nullptr || addressee->is_self)) return kNobody;
  TRY(check_words(words, addressee));
  TRY(note_file(words, own_number_ + 1));
  Events events;
  begin(now);
  const WordsMessage message{.number = ++own_number_, .words = std::move(words)};
  if (roster_.size() > 1) {
    send(message, addressee == nullptr ? ConnectionId() : addressee->connection, events);
  }
  events.emplace_back(Said{.id = {.connection = connection_, .number = message.number},
                           .leaf = group_->own_leaf(),
                           .name = name_,
                           .is_self = true,
                           .words = message.words});
  finish(events);
  return events;
}

// As the others will read them, and by the rules to which the others will hold us.
Result<void> Meeting::check_words(const Words& words, const RosterMember* to) const {
  if (std::holds_alternative<Ask>(words) != (to != nullptr)) {
    return Error(ErrorCode::kInvalid, "an ask is for one member, everything else for all");
  }
  TRY(parse_app_message(encode_app_message(WordsMessage{.number = 1, .words = words})));
  if (broken_rule(policy_, {.connection = connection_, .leaf = group_->own_leaf()}, words)) {
    return kForbidden;
  }
  return ok();
}

Result<void> Meeting::note_file(const Words& words, uint32_t number) {
  if (const auto* offer = std::get_if<FileOffer>(&words)) return chunks_.offer(number, offer->size);
  const auto* withdrawn = std::get_if<FileWithdrawn>(&words);
  return withdrawn == nullptr ? ok() : chunks_.withdraw(withdrawn->file);
}

Result<Events> Meeting::want_chunk(const MessageId& file, uint32_t index, Time now) {
  if (!group_) return kNoKeys;
  const RosterMember* const owner = find_member(file.connection);
  if (owner == nullptr || owner->is_self) return kNobody;
  if (!policy_.may(owner->leaf, Feature::kFiles)) return kForbidden;
  const ChunkWantedMessage message{.file = file, .index = index};
  TRY(parse_app_message(encode_app_message(message)));
  Events events;
  begin(now);
  chunks_.want(file, index);
  send(message, file.connection, events);
  finish(events);
  return events;
}

Result<Events> Meeting::send_chunk(ConnectionId to, uint32_t file, uint32_t index, Bytes data,
                                   Time now) {
  if (!group_) return kNoKeys;
  if (!policy_.may(group_->own_leaf(), Feature::kFiles)) return kForbidden;
  TRY(chunks_.pay(to, file, index, data.size()));
  Events events;
  begin(now);
  send(ChunkMessage{.file = file, .index = index, .data = to_buffer(data)}, to, events);
  finish(events);
  return events;
}

// ---- hearing -----------------------------------------------------------------------------------

void Meeting::take(const Author& author, const WordsMessage& message, Events& events) {
  if (numbers_[author.connection] >= message.number) return refuse(counters_.messages_late);
  if (const auto rule = broken_rule(author.policy, author, message.words)) {
    return accuse(author.connection, *rule, events);
  }
  const RosterMember& member = *find_member(author.connection);
  // Forbidden while it was on its way: no offence, and not said any more.
  const Speaker speaker{.connection = member.connection, .leaf = member.leaf};
  if (broken_rule(policy_, speaker, message.words)) return refuse(counters_.messages_late);
  numbers_[author.connection] = message.number;
  events.emplace_back(Said{.id = {.connection = member.connection, .number = message.number},
                           .leaf = member.leaf,
                           .name = member.name,
                           .words = message.words});
}

void Meeting::take(const Author& author, const ChunkWantedMessage& message, Events& events) {
  const auto& [file, index] = message;
  if (file.connection != connection_ || !policy_.may(group_->own_leaf(), Feature::kFiles) ||
      !chunks_.owe(author.connection, file.number, index)) {
    return refuse(counters_.chunks_refused);
  }
  events.emplace_back(ChunkWanted{.from = author.connection, .file = file.number, .index = index});
}

void Meeting::take(const Author& author, const ChunkMessage& message, Events& events) {
  const MessageId file{.connection = author.connection, .number = message.file};
  const mls::LeafIndex sender = find_member(author.connection)->leaf;
  if (!policy_.may(sender, Feature::kFiles) || !chunks_.take(file, message.index)) {
    return refuse(counters_.chunks_refused);
  }
  events.emplace_back(ChunkArrived{.file = file, .index = message.index, .data = message.data});
}

// Once for each rule in an epoch: whoever breaks it again and again is named, not heard.
void Meeting::accuse(ConnectionId author, WordRule rule, Events& events) {
  ++counters_.words_refused;
  if (!accused_.emplace(author, rule).second) return;
  events.emplace_back(Alarm{.kind = AlarmKind::kPolicy, .who = find_member(author)->name});
}

// ---- hands -------------------------------------------------------------------------------------

// Behind every hand that is raised: so all devices have one order, whatever came to whom when.
Result<Events> Meeting::raise_hand(bool is_raised, Time now) {
  if (!group_) return kNoKeys;
  if (is_raised == (own_hand_ != 0)) return Events{};
  if (is_raised && !may_show_hand(connection_)) return kForbidden;
  Events events;
  begin(now);
  uint32_t highest = 0;
  for (const auto& [connection, state] : states_) highest = std::max(highest, state.hand);
  own_hand_ = is_raised ? std::max(highest + 1, highest) : 0;  // who lies may have taken the last
  tell_state(ConnectionId(), events);
  show_own_hand(events);
  finish(events);
  return events;
}

void Meeting::show_own_hand(Events& events) {
  events.emplace_back(
      DeviceStateChanged{.leaf = group_->own_leaf(), .state = own_state_, .hand = own_hand_});
}

// A rule that forbids hands takes down those that are up, without anybody's saying so.
void Meeting::lower_hands(Events& events) {
  for (auto& [connection, message] : states_) {
    if (message.hand == 0 || may_show_hand(connection)) continue;
    message.hand = 0;
    events.emplace_back(
        DeviceStateChanged{.leaf = find_member(connection)->leaf, .state = message.state});
  }
  if (own_hand_ == 0 || may_show_hand(connection_)) return;
  own_hand_ = 0;
  show_own_hand(events);
}

bool Meeting::may_show_hand(ConnectionId connection) const {
  return policy_.may(find_member(connection)->leaf, Feature::kReactions);
}

void Meeting::forget_absent() {
  const auto is_gone = [&](ConnectionId id) { return find_member(id) == nullptr; };
  const auto is_gone_entry = [&](const auto& entry) { return is_gone(entry.first); };
  std::erase_if(states_, is_gone_entry);
  std::erase_if(numbers_, is_gone_entry);
  chunks_.forget(is_gone);
}

}  // namespace conclave::e2ee
