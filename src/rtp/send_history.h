// What one receiver was sent on one stream, as numbers only: which outgoing sequence number carried
// which packet of which source stream (the bytes are in that stream's PacketStore). Answers NACKs,
// and says no when asked too often.
//
// Invariant: slot i of the ring holds the latest sequence number that is i modulo its size.
#pragma once

#include "base/time.h"
#include "rtp/types.h"

#include <optional>
#include <vector>

namespace conclave::rtp {

struct SentPacket {
  ExtendedSequence sequence;         // outgoing
  ExtendedSequence source_sequence;  // in the store it came from
  uint32_t source = 0;               // which store: the owner's own numbering (publication, layer)
  RtpTimestamp timestamp;            // outgoing
  bool marker = false;
  Time sent;
};

class SendHistory {
 public:
  void insert(const SentPacket& packet);

  // The packet to send again for a NACK of `lost`, or nothing: unknown, older than
  // limits::kHistoryAge, sent again less than a round trip ago, or sent again too many times.
  // Counts as sent again.
  std::optional<SentPacket> take(SequenceNumber lost, Time now, Duration round_trip);

 private:
  struct Slot {
    SentPacket packet;
    Time again;
    uint8_t repeats = 0;
    bool is_used = false;
  };
  Slot& slot(ExtendedSequence sequence) { return ring_[sequence.value() % ring_.size()]; }
  void grow_for(const SentPacket& packet);

  std::vector<Slot> ring_;  // empty until the first packet; a power of two
  std::optional<ExtendedSequence> highest_;
};

}  // namespace conclave::rtp
