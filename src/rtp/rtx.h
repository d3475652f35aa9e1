// Retransmissions in a stream of their own (RFC 4588 section 4): another SSRC, another payload
// type, its own sequence numbers; the payload begins with the original sequence number (OSN).
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                         RTP Header                            |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |            OSN                |                               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+                               |
//   |                  Original RTP Packet Payload                  |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
#pragma once

#include "rtp/rtp_packet.h"

namespace conclave::rtp {

inline constexpr size_t kRtxHeaderBytes = 2;

// Of a packet on an RTX stream, the packet it repeats: `original` gives the SSRC and payload type
// that the stream repairs; marker and timestamp stay. The payload points into the packet given.
struct RtxOrigin {
  Ssrc ssrc;
  PayloadType payload_type;
};
struct Repaired {
  RtpHeader header;
  Bytes payload;
};
// kNotFound for a packet without payload: padding that probes for bandwidth.
Result<Repaired> decapsulate_rtx(const RtpPacket& packet, const RtxOrigin& original);

// The original sequence number to the front of `out`, behind a written header; returns 2.
size_t write_rtx_prefix(MutableBytes out, SequenceNumber original);

// A whole RTX packet in a buffer of its own: `header` is the RTX stream's.
Buffer build_rtx(const RtpHeader& header, const HeaderExtensions& extensions,
                 const ExtensionMap& map, SequenceNumber original, Bytes payload);

}  // namespace conclave::rtp
