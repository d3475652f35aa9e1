#include "sim/senses.h"

namespace conclave::sim {

void Senses::enter_epoch(const e2ee::EpochChanged& epoch) {
  roster_ = epoch.roster;
  safety_code_ = epoch.safety_code.digits;
  rosters_[epoch.frames.epoch] = epoch.roster;
}

void Senses::forget_group() {
  roster_.clear();
  safety_code_.clear();
  rosters_.clear();
  states_.clear();
}

void Senses::take(const e2ee::DeviceStateChanged& changed) {
  for (const e2ee::RosterMember& member : roster_) {
    if (member.leaf == changed.leaf) states_[member.name] = changed.state;
  }
}

std::optional<e2ee::DeviceState> Senses::state_of(const std::string& name) const {
  const auto found = states_.find(name);
  return found == states_.end() ? std::nullopt : std::optional(found->second);
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
