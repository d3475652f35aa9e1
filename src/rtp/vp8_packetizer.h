// Encrypted frames in VP8's RTP payload (RFC 7741 section 4.2), for the native client. The payload
// is opaque: the descriptor says where a frame begins, the marker bit where it ends, and nobody
// looks behind it.
//
//         0 1 2 3 4 5 6 7
//        +-+-+-+-+-+-+-+-+
//        |X|R|N|S|R| PID | (REQUIRED)
//        +-+-+-+-+-+-+-+-+
//   X:   |I|L|T|K| RSV   | (OPTIONAL)
//        +-+-+-+-+-+-+-+-+
//   I:   |M| PictureID   | (OPTIONAL)
//        +-+-+-+-+-+-+-+-+
//        |   PictureID   |
//        +-+-+-+-+-+-+-+-+
//   L:   |   TL0PICIDX   | (OPTIONAL)
//        +-+-+-+-+-+-+-+-+
//   T/K: |TID|Y| KEYIDX  | (OPTIONAL)
//        +-+-+-+-+-+-+-+-+
#pragma once

#include "base/bytes.h"
#include "base/limits.h"
#include "base/result.h"

#include <optional>
#include <vector>

namespace conclave::rtp {

struct Vp8Descriptor {
  bool is_frame_start = false;         // S set and partition 0
  std::optional<uint16_t> picture_id;  // 7 or 15 bits
  size_t size = 0;                     // bytes of descriptor

  friend bool operator==(const Vp8Descriptor&, const Vp8Descriptor&) = default;
};

Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload);

// Splits a frame into payloads of nearly equal size, each at most `bytes_max`, the descriptor
// included; the last is the one to mark. With a picture id (15 bits are used) the descriptor takes
// four bytes, without one byte. An empty frame yields nothing.
std::vector<Buffer> packetize_vp8(Bytes frame, std::optional<uint16_t> picture_id,
                                  size_t bytes_max = limits::kRtpPayloadBytesMax);

}  // namespace conclave::rtp
