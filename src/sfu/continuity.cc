#include "sfu/continuity.h"

#include <algorithm>

namespace conclave::sfu {

Continuity::Continuity(Random& random) {
  // Below 2^15: with a start near the top, a loss among the first packets would leave the receiver
  // in doubt about SRTP's roll-over counter (RFC 3711 section 3.3.1).
  last_.sequence = random.below(1 << 15);
  last_.timestamp = static_cast<uint32_t>(random.next_u64());
  last_.picture_id = static_cast<uint16_t>(random.below(1 << 15));
  last_.tl0_picture_index = static_cast<uint8_t>(random.below(1 << 8));
}

void Continuity::begin(const MediaPacket& first, uint32_t elapsed) {
  has_begun_ = true;
  first_source_sequence_ = first.sequence;
  first_sequence_ = last_.sequence + 1;
  timestamp_shift_ = last_.timestamp + std::max(elapsed, 1u) - first.timestamp;
  picture_id_shift_ = static_cast<uint16_t>(last_.picture_id + 1 - first.vp8.picture_id);
  tl0_shift_ = static_cast<uint8_t>(last_.tl0_picture_index + 1 - first.vp8.tl0_picture_index);
}

std::optional<Continuity::Numbers> Continuity::map(const MediaPacket& packet) const {
  if (!has_begun_ || packet.sequence < first_source_sequence_) return std::nullopt;
  return Numbers{
      .sequence = packet.sequence - first_source_sequence_ + first_sequence_,
      .timestamp = packet.timestamp + timestamp_shift_,
      .picture_id = static_cast<uint16_t>(packet.vp8.picture_id + picture_id_shift_),
      .tl0_picture_index = static_cast<uint8_t>(packet.vp8.tl0_picture_index + tl0_shift_),
  };
}

void Continuity::sent(const Numbers& numbers) {
  if (numbers.sequence > last_.sequence) last_ = numbers;
}

std::optional<uint64_t> Continuity::source_sequence(uint16_t sequence) const {
  // The one within half a turn of the last: RFC 3550 appendix A.1.
  const auto ahead = static_cast<int16_t>(sequence - static_cast<uint16_t>(last_.sequence));
  const uint64_t full = last_.sequence + static_cast<uint64_t>(int64_t{ahead});
  if (!has_begun_ || ahead > 0 || full < first_sequence_ || full > last_.sequence) {
    return std::nullopt;
  }
  return full - first_sequence_ + first_source_sequence_;
}

}  // namespace conclave::sfu
