#include "rtp/nack_generator.h"

#include "base/limits.h"

#include <algorithm>
#include <utility>

namespace conclave::rtp {

bool NackGenerator::note_gap(uint64_t from, uint64_t to, Time now) {
  if (to - from > limits::kMissingPacketsMax - missing_.size()) return false;
  for (uint64_t sequence = from; sequence < to; ++sequence) {
    missing_.emplace_hint(missing_.end(), sequence, Missing{.since = now, .ask_at = now});
  }
  return true;
}

NackGenerator::Verdict NackGenerator::received(ExtendedSequence sequence, Time now) {
  if (!highest_) {
    highest_ = sequence;
    return Verdict::kFine;
  }
  if (sequence <= *highest_) {
    missing_.erase(sequence.value());
    return Verdict::kFine;
  }
  forget_old(now);
  const bool is_bearable = note_gap(highest_->value() + 1, sequence.value(), now);
  highest_ = sequence;
  if (is_bearable) return Verdict::kFine;
  missing_.clear();
  return Verdict::kTooMuch;
}

std::vector<SequenceNumber> NackGenerator::take_due(Time now, Duration round_trip) {
  forget_old(now);
  std::vector<SequenceNumber> due;
  for (auto& [sequence, missing] : missing_) {
    if (missing.ask_at > now) continue;
    if (due.size() == limits::kNackedPacketsMax) break;
    due.push_back(to_sequence(ExtendedSequence(sequence)));
    ++missing.asked;
    // A little more than a round trip: the answer is on its way.
    missing.ask_at =
        now + std::max<Duration>(round_trip + round_trip / 4, std::chrono::milliseconds(20));
  }
  return due;
}

Time NackGenerator::next_wake() const {
  Time next = kNever;
  for (const auto& [sequence, missing] : missing_) next = std::min(next, missing.ask_at);
  return next;
}

void NackGenerator::forget_old(Time now) {
  given_up_ += std::erase_if(missing_, [&](const auto& entry) {
    const Missing& missing = entry.second;
    // The last try has a chance to be answered before it counts as hopeless.
    return now - missing.since > limits::kNackAgeMax ||
           (missing.asked >= limits::kNackTriesMax && missing.ask_at <= now);
  });
}

size_t NackGenerator::take_given_up() { return std::exchange(given_up_, 0); }

}  // namespace conclave::rtp
