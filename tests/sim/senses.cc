#include "sim/senses.h"

namespace conclave::sim {
namespace {

using Names = std::multiset<std::string>;

// Of those in `roster` whose connection is not in `other`.
Names names_only_in(const std::vector<e2ee::RosterMember>& roster,
                    const std::vector<e2ee::RosterMember>& other) {
  std::vector<ConnectionId> others;
  for (const e2ee::RosterMember& member : other) others.push_back(member.connection);
  std::ranges::sort(others);
  Names names;
  for (const e2ee::RosterMember& member : roster) {
    if (!std::ranges::binary_search(others, member.connection)) names.insert(member.name);
  }
  return names;
}

bool is_arrival(e2ee::LogKind kind) {
  return kind == e2ee::LogKind::kStarted || kind == e2ee::LogKind::kHere ||
         kind == e2ee::LogKind::kAdmitted;
}

bool is_departure(e2ee::LogKind kind) {
  return kind == e2ee::LogKind::kLeft || kind == e2ee::LogKind::kSilenced ||
         kind == e2ee::LogKind::kRemoved;
}

}  // namespace

void Senses::enter_epoch(const e2ee::EpochChanged& epoch) {
  roster_before_ = std::exchange(roster_, epoch.roster);
  policy_ = epoch.policy;
  safety_code_ = epoch.safety_code.digits;
  rosters_[epoch.frames.epoch] = epoch.roster;
  while (rosters_.size() > limits::kEpochsKeptMax) rosters_.erase(rosters_.begin());
}

void Senses::forget_group() {
  roster_before_.clear();
  silent_.clear();
  roster_.clear();
  safety_code_.clear();
  rosters_.clear();
  states_.clear();
}

void Senses::take(const e2ee::DeviceStateChanged& changed) {
  for (const e2ee::RosterMember& member : roster_) {
    if (member.leaf == changed.leaf) states_[member.name] = changed;
  }
}

void Senses::take(const e2ee::SilentChanged& silent) {
  silent_.clear();
  for (const e2ee::RosterMember& member : roster_) {
    if (std::ranges::count(silent.leaves, member.leaf) > 0) silent_.insert(member.name);
  }
}

std::optional<std::string> Senses::take(const e2ee::Logged& logged) {
  Names came, went;
  bool is_of_a_commit = false;
  for (const e2ee::LogEntry& line : logged.lines) {
    ++lines_logged_;
    is_of_a_commit |= line.kind != e2ee::LogKind::kRefused;
    if (is_arrival(line.kind)) came.insert(line.who);
    if (is_departure(line.kind)) went.insert(line.who);
  }
  if (!is_of_a_commit) return std::nullopt;  // it did not happen
  Names expected = names_only_in(roster_, roster_before_);
  // Who comes in does not tell itself that it is here.
  const bool is_newcomer = roster_before_.empty() && roster_.size() > 1;
  const auto self = std::ranges::find(roster_, true, &e2ee::RosterMember::is_self);
  if (is_newcomer) expected.erase(expected.find(self->name));
  if (came != expected) return "the log tells of other arrivals";
  if (went != names_only_in(roster_before_, roster_)) return "the log tells of other departures";
  return std::nullopt;
}

std::optional<e2ee::DeviceState> Senses::state_of(const std::string& name) const {
  const auto found = states_.find(name);
  return found == states_.end() ? std::nullopt : std::optional(found->second.state);
}

uint32_t Senses::hand_of(const std::string& name) const {
  const auto found = states_.find(name);
  return found == states_.end() ? 0 : found->second.hand;
}

std::optional<std::string> Senses::take(const client::FrameOpened& frame) {
  const auto label = parse_label(frame.content.reveal());
  if (!label) return "a frame without a label";
  const std::string name = name_of(frame.verdict.epoch, mls::LeafIndex(frame.verdict.leaf.value()));
  if (name != name_of_person(label->person)) {
    return "a frame of " + name_of_person(label->person) + " goes by the name '" + name + "'";
  }
  if (label->stream != frame.verdict.stream) return "a frame of one stream shown as another";
  if (!shown_.emplace(label->person, label->stream, label->number).second) {
    return "a frame of " + name + " shown twice";
  }
  if (is_audio(label->stream.kind)) {
    ++heard_[label->person];
  } else {
    decode(frame, *label);
  }
  return std::nullopt;
}

void Senses::decode(const client::FrameOpened& frame, const FrameLabel& label) {
  Decoder& decoder = decoders_[frame.mid];
  const bool follows = !decoder.needs_key_frame && decoder.last.person == label.person &&
                       decoder.last.stream == label.stream &&
                       decoder.last.number + 1 == label.number;
  decoder.last = label;
  decoder.needs_key_frame = !follows && !frame.verdict.is_key_frame;
  if (!decoder.needs_key_frame) ++seen_[label.person];
}

bool Senses::needs_key_frame(const std::string& mid) const {
  const auto found = decoders_.find(mid);
  return found != decoders_.end() && found->second.needs_key_frame;
}

void Senses::forget_frames() {
  heard_.clear();
  seen_.clear();
}

std::string Senses::name_of(uint64_t epoch, mls::LeafIndex leaf) const {
  const auto roster = rosters_.find(epoch);
  if (roster == rosters_.end()) return {};
  const auto member = std::ranges::find(roster->second, leaf, &e2ee::RosterMember::leaf);
  return member == roster->second.end() ? std::string() : member->name;
}

}  // namespace conclave::sim
