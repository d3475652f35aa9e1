// What a sender sent of one stream, for the second in which it may be asked to repeat it.
// Plaintext: each repetition is encrypted anew.
//
// Invariants: slot i of the ring holds the latest packet whose sequence number is i modulo its
// size; payload buffers are used again, so a running stream allocates nothing.
#pragma once

#include "base/bytes.h"
#include "base/time.h"
#include "rtp/rtp_packet.h"

#include <optional>
#include <vector>

namespace conclave::rtp {

class SendHistory {
 public:
  // A packet to repeat; the payload is valid until the next insert.
  struct Repeat {
    RtpHeader header;
    Bytes payload;
  };

  // Numbers begin anywhere but at 0.
  void insert(ExtendedSequence sequence, const RtpHeader& header, Bytes payload, Time now);

  // The packet to send again for a NACK of `lost`, or nothing: unknown, older than
  // limits::kHistoryAge, sent again less than a round trip ago, or sent again too many times.
  // Counts as sent again.
  std::optional<Repeat> take(SequenceNumber lost, Time now, Duration round_trip);

 private:
  struct Slot {
    ExtendedSequence sequence;  // 0: empty
    RtpHeader header;
    Buffer payload;
    Time sent;
    Time repeated;
    int repeats = 0;
  };
  Slot& slot(ExtendedSequence sequence) { return ring_[sequence.value() % ring_.size()]; }
  void grow_if_young(ExtendedSequence sequence, Time now);

  std::vector<Slot> ring_;  // empty until the first packet; a power of two
  ExtendedSequence highest_;
};

}  // namespace conclave::rtp
