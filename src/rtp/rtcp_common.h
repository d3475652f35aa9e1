// What all RTCP packets begin with (RFC 3550 section 6.4.1, RFC 4585 section 6.1).
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|  count  |   PT          |          length               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// `length` counts 32-bit words less one; `count` is the number of reports, or for feedback the
// message type (FMT).
#pragma once

#include "base/reader.h"
#include "base/writer.h"
#include "rtp/types.h"

namespace conclave::rtp {

enum class RtcpType : uint8_t {
  kSenderReport = 200,
  kReceiverReport = 201,
  kSourceDescription = 202,
  kGoodbye = 203,
  kTransportFeedback = 205,  // RTPFB: generic NACK (1), transport-wide (15)
  kPayloadFeedback = 206,    // PSFB: PLI (1), FIR (4), application layer (15)
};

struct RtcpHeader {
  uint8_t count = 0;
  uint8_t type = 0;
};

// One packet of a compound: its header and what follows, padding removed.
struct RtcpPart {
  RtcpHeader header;
  Bytes body;
};

// Takes the next packet off a compound.
Result<RtcpPart> next_part(Reader& compound);

// Writes the header with the length of what will follow; the body must be a multiple of four bytes.
void write_part_header(Writer& out, RtcpType type, uint8_t count, size_t body_size);

}  // namespace conclave::rtp
