// The numbers of RTP (RFC 3550 section 5.1), each its own type, so that no SSRC is ever compared
// with a sequence number and no 16-bit sequence with its 64-bit extension.
#pragma once

#include "base/id.h"

#include <cstdint>

namespace conclave::rtp {

using Ssrc = Id<struct SsrcTag, uint32_t>;
using PayloadType = Id<struct PayloadTypeTag, uint8_t>;         // 0 to 127
using SequenceNumber = Id<struct SequenceNumberTag, uint16_t>;  // as on the wire, wraps
using RtpTimestamp = Id<struct RtpTimestampTag, uint32_t>;      // in the codec's clock, wraps

// A sequence number that never wraps: the wire's 16 bits with the roll-overs above them.
using ExtendedSequence = Id<struct ExtendedSequenceTag, uint64_t>;

constexpr SequenceNumber to_sequence(ExtendedSequence extended) {
  return SequenceNumber(static_cast<uint16_t>(extended.value()));
}

constexpr ExtendedSequence next(ExtendedSequence extended) {
  return ExtendedSequence(extended.value() + 1);
}

// How far b lies behind a on the circle of 2^16 (negative: ahead).
constexpr int distance(SequenceNumber a, SequenceNumber b) {
  return static_cast<int16_t>(static_cast<uint16_t>(a.value() - b.value()));
}

// How far b lies behind a on the circle of 2^32 (negative: ahead).
constexpr int32_t distance(RtpTimestamp a, RtpTimestamp b) {
  return static_cast<int32_t>(a.value() - b.value());
}

inline constexpr uint32_t kVideoClock = 90000;
inline constexpr uint32_t kOpusClock = 48000;  // RFC 7587 section 4.1

}  // namespace conclave::rtp
