// The SFrame header, RFC 9605 section 4.3: which key (KID) and which counter (CTR) a frame uses.
//
//    0 1 2 3 4 5 6 7
//   +-+-+-+-+-+-+-+-+---------------------------+---------------------------+
//   |X|  K  |Y|  C  | KID, K + 1 bytes, if X    | CTR, C + 1 bytes, if Y    |
//   +-+-+-+-+-+-+-+-+---------------------------+---------------------------+
//
// A value below 8 stands in the config byte itself. Every header has exactly one encoding, the
// shortest; any other is malformed, so that header bytes and meaning are the same thing.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace conclave::e2ee {

inline constexpr size_t kSframeHeaderBytesMax = 17;

struct SframeHeader {
  uint64_t key_id = 0;   // the standard's KID
  uint64_t counter = 0;  // the standard's CTR

  friend bool operator==(const SframeHeader&, const SframeHeader&) = default;
};

Buffer encode(const SframeHeader& header);

struct ParsedSframeHeader {
  SframeHeader header;
  size_t size;  // bytes it took from the front of the frame
};
Result<ParsedSframeHeader> parse_sframe_header(Bytes frame);

}  // namespace conclave::e2ee
