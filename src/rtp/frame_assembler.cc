#include "rtp/frame_assembler.h"

#include "base/limits.h"
#include "rtp/vp8_packetizer.h"

#include <algorithm>
#include <utility>

namespace conclave::rtp {

Result<FrameAssembler::Part> FrameAssembler::make_part(RtpTimestamp timestamp, bool marker,
                                                       Bytes payload, Time now) const {
  Part part{.timestamp = timestamp, .is_start = true, .is_end = true, .bytes = {}, .arrived = now};
  if (format_ == PayloadFormat::kVp8) {
    const Vp8Descriptor descriptor = TRY(parse_vp8_descriptor(payload));
    part.is_start = descriptor.is_frame_start;
    part.is_end = marker;
    payload = payload.subspan(descriptor.size);
  }
  part.bytes = to_buffer(payload);
  return part;
}

Result<std::vector<AssembledFrame>> FrameAssembler::insert(ExtendedSequence sequence,
                                                           RtpTimestamp timestamp, bool marker,
                                                           Bytes payload, Time now) {
  Part part = TRY(make_part(timestamp, marker, payload, now));
  const bool is_too_late = has_started_ && sequence.value() < next_;
  if (is_too_late || parts_.contains(sequence.value())) return std::vector<AssembledFrame>();
  if (!has_started_) {
    // We came in the middle of a frame: its beginning will not come.
    if (!part.is_start) return std::vector<AssembledFrame>();
    has_started_ = true;
    next_ = sequence.value();
  }
  bytes_waiting_ += part.bytes.size();
  parts_.emplace(sequence.value(), std::move(part));
  return take_ready(now);
}

std::vector<AssembledFrame> FrameAssembler::wake(Time now) { return take_ready(now); }

Time FrameAssembler::next_wake() const {
  return parts_.empty() ? kNever : parts_.begin()->second.arrived + limits::kAssemblyAgeMax;
}

// One past the frame's last packet, or `start` itself if the frame is not whole.
FrameAssembler::Parts::iterator FrameAssembler::end_of_whole_frame(Parts::iterator start) {
  if (!start->second.is_start) return start;
  uint64_t expected = start->first;
  for (auto part = start; part != parts_.end(); ++part, ++expected) {
    if (part->first != expected || part->second.timestamp != start->second.timestamp) break;
    if (part != start && part->second.is_start) break;
    if (part->second.is_end) return std::next(part);
  }
  return start;
}

AssembledFrame FrameAssembler::take_frame(Parts::iterator first, Parts::iterator last) {
  AssembledFrame frame{.timestamp = first->second.timestamp,
                       .bytes = std::move(first->second.bytes),
                       .follows_loss = std::exchange(lost_, false)};
  bytes_waiting_ -= frame.bytes.size();
  for (auto part = std::next(first); part != last; ++part) {
    bytes_waiting_ -= part->second.bytes.size();
    append(frame.bytes, part->second.bytes);
  }
  next_ = std::prev(last)->first + 1;
  parts_.erase(first, last);
  return frame;
}

bool FrameAssembler::must_give_up(Time now) const {
  if (parts_.empty()) return false;
  return parts_.size() > limits::kAssemblyPacketsMax || bytes_waiting_ > limits::kFrameBytesMax ||
         now >= next_wake();
}

// Drops the packets up to the next one that begins a frame, the first one in any case.
void FrameAssembler::give_up_to_next_start() {
  const auto is_start = [](const auto& entry) { return entry.second.is_start; };
  const bool begins_behind_gap = parts_.begin()->first != next_;
  auto keep = parts_.begin();
  if (!begins_behind_gap || !keep->second.is_start) {
    keep = std::find_if(std::next(keep), parts_.end(), is_start);
  }
  next_ = keep == parts_.end() ? std::prev(keep)->first + 1 : keep->first;
  for (auto part = parts_.begin(); part != keep; ++part)
    bytes_waiting_ -= part->second.bytes.size();
  parts_.erase(parts_.begin(), keep);
  lost_ = true;
}

std::vector<AssembledFrame> FrameAssembler::take_ready(Time now) {
  std::vector<AssembledFrame> frames;
  while (!parts_.empty()) {
    const auto first = parts_.begin();
    const auto last = first->first == next_ ? end_of_whole_frame(first) : first;
    if (last != first) {
      frames.push_back(take_frame(first, last));
    } else if (must_give_up(now)) {
      give_up_to_next_start();
    } else {
      break;
    }
  }
  return frames;
}

}  // namespace conclave::rtp
