// RTP packets (RFC 3550 section 5.1): seen without copying, and written header first.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|X|  CC   |M|     PT      |       sequence number         |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                           timestamp                           |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |           synchronization source (SSRC) identifier            |
//   +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
//   |            contributing source (CSRC) identifiers             |
//   |                             ....                              |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// A forwarded packet is never edited in place: its plaintext is shared by many receivers. Each
// receiver gets a header of its own by write_header, straight into the outgoing slab, and the
// payload is encrypted behind it. So nothing of a publisher's header reaches a receiver but what
// was deliberately put there: CSRCs, padding and foreign header extensions end here.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "rtp/header_extensions.h"
#include "rtp/types.h"

namespace conclave::rtp {

inline constexpr size_t kFixedHeaderBytes = 12;

// The fixed header's fields that a forwarder rewrites.
struct RtpHeader {
  PayloadType payload_type;
  bool marker = false;
  SequenceNumber sequence;
  RtpTimestamp timestamp;
  Ssrc ssrc;

  friend bool operator==(const RtpHeader&, const RtpHeader&) = default;
};

// A parsed packet; the spans point into the datagram it was parsed from.
struct RtpPacket {
  RtpHeader header;
  uint16_t extension_profile = 0;  // 0 when there is no header extension
  Bytes extension_data;            // what follows profile and length
  Bytes payload;                   // without padding
  size_t header_size = 0;          // fixed header, CSRCs and extension
  size_t padding_size = 0;

  // Padding that a sender puts in to probe for bandwidth: no media in it.
  bool is_padding_only() const { return payload.empty() && padding_size > 0; }
};

// RFC 5761 section 4: of what shares one port, second bytes 192 to 223 are RTCP, the rest RTP. The
// caller knows already that it is one of the two (RFC 7983: first byte 128 to 191).
bool is_rtcp(Bytes datagram);

// Bytes of fixed header, CSRCs and extension: what SRTP leaves in clear. Reads only those, so it
// works on encrypted packets, whose padding cannot be seen yet.
Result<size_t> rtp_header_size(Bytes packet);

// The fixed header alone, of a packet encrypted or not: for finding a stream before decryption.
Result<RtpHeader> parse_rtp_header(Bytes packet);

// The whole packet, decrypted.
Result<RtpPacket> parse_rtp(Bytes packet);

// What write_header will take at most, with every extension there is.
inline constexpr size_t kWrittenHeaderBytesMax = kFixedHeaderBytes + kWrittenExtensionBytesMax;

// Writes a header with these extensions (one-byte form; none, none written) to the front of `out`
// and returns its size. CHECKs that `out` has kWrittenHeaderBytesMax bytes.
size_t write_header(MutableBytes out, const RtpHeader& header, const HeaderExtensions& extensions,
                    const ExtensionMap& map);

// A whole packet in a buffer of its own, for who sends few of them.
Buffer build_rtp(const RtpHeader& header, const HeaderExtensions& extensions,
                 const ExtensionMap& map, Bytes payload);

// A packet of nothing but padding (RFC 3550 section 5.1, the P bit), 1 to 255 bytes of it.
Buffer build_padding(const RtpHeader& header, const HeaderExtensions& extensions,
                     const ExtensionMap& map, uint8_t padding_size);

}  // namespace conclave::rtp
