#include "rtp/transport_feedback_recorder.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::rtp {
namespace {

// What a delta can say is 8.19 s; a packet later than this begins a feedback of its own.
constexpr Duration kSpanMax = std::chrono::seconds(4);
// One feedback fits into a packet: two bits of status and two bytes of delta a packet at worst.
constexpr size_t kPacketsInOne = 400;
// A number this far behind belongs to a sender that started again.
constexpr uint64_t kBehindMax = 1 << 14;

Duration on_circle(Time time) {
  return (time.time_since_epoch() % kFeedbackCircle + kFeedbackCircle) % kFeedbackCircle;
}

}  // namespace

uint64_t TransportFeedbackRecorder::unwrap(TransportSequence sequence) {
  if (!highest_) return (uint64_t{1} << 16) + sequence.value();
  const auto ahead = static_cast<int16_t>(
      static_cast<uint16_t>(sequence.value() - static_cast<uint16_t>(*highest_)));
  return *highest_ + static_cast<uint64_t>(int64_t{ahead});
}

void TransportFeedbackRecorder::received(TransportSequence sequence, Time now) {
  const uint64_t number = unwrap(sequence);
  if (!highest_) next_base_ = number;
  if (next_base_ > number + kBehindMax) return;
  highest_ = std::max(highest_.value_or(number), number);
  if (arrivals_.size() < limits::kFeedbackPacketsMax) arrivals_.emplace(number, now);
  if (due_ == kNever) due_ = now + limits::kFeedbackInterval;
}

// What came late is told of alone, so that its neighbours, told of before, are not called lost.
TransportFeedback TransportFeedbackRecorder::take_one(Ssrc sender, Ssrc media) {
  const auto [first, start] = *arrivals_.begin();
  const bool is_late = first < next_base_;
  // A hole as large as a packet is nothing that a sender still remembers.
  const uint64_t base = is_late || first - next_base_ >= kPacketsInOne ? first : next_base_;
  TransportFeedback feedback{.sender = sender,
                             .media = media,
                             .base = TransportSequence(static_cast<uint16_t>(base)),
                             .count = count_++,
                             .arrivals = {}};
  while (!arrivals_.empty()) {
    const auto [number, arrival] = *arrivals_.begin();
    const size_t position = number - base;
    if (position >= kPacketsInOne || std::chrono::abs(arrival - start) > kSpanMax) break;
    if (is_late && (position != feedback.arrivals.size() || number >= next_base_)) break;
    feedback.arrivals.resize(position);
    feedback.arrivals.emplace_back(on_circle(arrival));
    arrivals_.erase(arrivals_.begin());
  }
  next_base_ = std::max(next_base_, base + feedback.arrivals.size());
  return feedback;
}

std::vector<TransportFeedback> TransportFeedbackRecorder::take_feedback(Ssrc sender, Ssrc media,
                                                                        Time now) {
  std::vector<TransportFeedback> feedback;
  if (now < due_) return feedback;
  while (!arrivals_.empty()) feedback.push_back(take_one(sender, media));
  due_ = kNever;
  return feedback;
}

Time TransportFeedbackRecorder::next_wake() const { return due_; }

}  // namespace conclave::rtp
