#include "rtp/send_history.h"

#include "base/check.h"
#include "base/limits.h"

#include <algorithm>

namespace conclave::rtp {
namespace {

constexpr size_t kPacketsFirst = 64;

}  // namespace

// What would be overwritten although it may still be asked for is moved to a larger ring.
void SendHistory::grow_if_young(ExtendedSequence sequence, Time now) {
  if (ring_.empty()) ring_.resize(kPacketsFirst);
  const Slot& old = slot(sequence);
  const bool is_wanted = old.sequence != ExtendedSequence() && now - old.sent < limits::kHistoryAge;
  if (!is_wanted || ring_.size() >= limits::kHistoryPacketsMax) return;
  std::vector<Slot> smaller(ring_.size() * 2);
  smaller.swap(ring_);
  for (Slot& moved : smaller) {
    if (moved.sequence != ExtendedSequence()) slot(moved.sequence) = std::move(moved);
  }
}

void SendHistory::insert(ExtendedSequence sequence, const RtpHeader& header, Bytes payload,
                         Time now) {
  CHECK(sequence != ExtendedSequence());
  grow_if_young(sequence, now);
  Slot& entry = slot(sequence);
  entry.sequence = sequence;
  entry.header = header;
  entry.payload.assign(payload.begin(), payload.end());
  entry.sent = now;
  entry.repeats = 0;
  highest_ = std::max(highest_, sequence);
}

std::optional<SendHistory::Repeat> SendHistory::take(SequenceNumber lost, Time now,
                                                     Duration round_trip) {
  if (ring_.empty()) return std::nullopt;
  const int behind = distance(to_sequence(highest_), lost);
  if (behind < 0) return std::nullopt;
  const ExtendedSequence sequence(highest_.value() - static_cast<uint64_t>(behind));
  Slot& entry = slot(sequence);
  if (entry.sequence != sequence || now - entry.sent > limits::kHistoryAge) return std::nullopt;
  if (entry.repeats == limits::kRepeatsMax) return std::nullopt;
  // Asked again before the first answer can have come: the answer is on its way.
  if (entry.repeats > 0 && now - entry.repeated < round_trip) return std::nullopt;
  entry.repeated = now;
  ++entry.repeats;
  return Repeat{.header = entry.header, .payload = entry.payload};
}

}  // namespace conclave::rtp
