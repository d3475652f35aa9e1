// Continuity makes one stream out of the pieces of many: a slot carries one source and layer after
// the other, and its receiver sees a single SSRC whose sequence numbers, timestamps and VP8
// counters go on as if nothing had happened.
//
// Within a piece every number is the publisher's plus a constant. So a packet lost before us stays
// a gap that the receiver sees, a late one still fits into its gap, and a receiver's NACK is traced
// back to the publisher's packet by subtraction, without a log.
//
// What always holds: no two packets of different pieces share a sequence number, and a piece's
// first timestamp is after the last one before it.
#pragma once

#include "base/random.h"
#include "sfu/history.h"

#include <optional>

namespace conclave::sfu {

class Continuity {
 public:
  // The numbers of a packet as its receiver will see them.
  struct Numbers {
    uint64_t sequence = 0;
    uint32_t timestamp = 0;
    uint16_t picture_id = 0;
    uint8_t tl0_picture_index = 0;
  };

  // Starts at random numbers (RFC 3550 section 5.1).
  explicit Continuity(Random& random);

  // A new piece starts at this packet, `elapsed` ticks of the media clock after the last one sent.
  void begin(const MediaPacket& first, uint32_t elapsed);

  // Nothing for a packet from before its piece began, and before any piece.
  std::optional<Numbers> map(const MediaPacket& packet) const;
  // To be told of every packet that map() gave numbers to.
  void sent(const Numbers& numbers);

  // The publisher's sequence number of one that this stream sent, if it is of the present piece.
  std::optional<uint64_t> source_sequence(uint16_t sequence) const;
  // Where a timestamp of the present piece lies on this stream's clock.
  uint32_t map_timestamp(uint32_t timestamp) const { return timestamp + timestamp_shift_; }
  uint32_t last_timestamp() const { return last_.timestamp; }

 private:
  Numbers last_;  // of the highest sequence number sent
  bool has_begun_ = false;
  uint64_t first_source_sequence_ = 0;  // of the present piece
  uint64_t first_sequence_ = 0;
  uint32_t timestamp_shift_ = 0;
  uint16_t picture_id_shift_ = 0;
  uint8_t tl0_shift_ = 0;
};

}  // namespace conclave::sfu
