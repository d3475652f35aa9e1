// Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 section 3.1): for a
// run of transport sequence numbers, which packets arrived and when.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|  FMT=15 |    PT=205     |           length              |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                     SSRC of packet sender                     |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                      SSRC of media source                     |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |      base sequence number     |      packet status count      |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                 reference time                | fb pkt. count |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |          packet chunk         |         packet chunk          |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   .                                                               .
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |         packet chunk          |  recv delta   |  recv delta   |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   .                                                               .
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |           recv delta          |  recv delta   | zero padding  |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// A delta is a multiple of 250 us from the packet before it, in one byte (small, not negative) or
// in two (signed); the first one counts from the reference time, which is in multiples of 64 ms.
#pragma once

#include "base/time.h"
#include "rtp/header_extensions.h"
#include "rtp/rtcp_common.h"

#include <optional>
#include <vector>

namespace conclave::rtp {

inline constexpr Duration kFeedbackTick{250};
inline constexpr Duration kFeedbackReferenceTick{64'000};
// The 24 bits of reference time come round after twelve days.
inline constexpr Duration kFeedbackCircle = kFeedbackReferenceTick * (1 << 24);

// The short way round the circle from one moment to another.
constexpr Duration feedback_step(Duration later, Duration earlier) {
  constexpr Duration kHalf = kFeedbackCircle / 2;
  const Duration step = (later - earlier + kHalf) % kFeedbackCircle;
  return (step < Duration::zero() ? step + kFeedbackCircle : step) - kHalf;
}

struct TransportFeedback {
  Ssrc sender;
  Ssrc media;
  TransportSequence base;  // of the first arrival below; the rest follow it one by one
  uint8_t count = 0;       // numbers the feedback packets
  // Per packet the moment it arrived, on the receiver's clock from an origin of its own, modulo
  // kFeedbackCircle; nothing if it did not.
  std::vector<std::optional<Duration>> arrivals;

  friend bool operator==(const TransportFeedback&, const TransportFeedback&) = default;
};

// kLimit if it tells of more than limits::kFeedbackPacketsMax packets.
Result<TransportFeedback> parse_transport_feedback(const RtcpPart& part);

// Arrivals are rounded down to ticks. CHECKs that there is one at least, that neighbours lie within
// the 8 s that a delta can say (TransportFeedbackRecorder sees to it), and the limit above.
void write_rtcp(Writer& out, const TransportFeedback& feedback);

}  // namespace conclave::rtp
