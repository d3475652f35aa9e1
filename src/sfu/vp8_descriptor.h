// What the server sees of a video payload: where frames begin, and which of them are key frames.
//
// The payload descriptor (RFC 7741 section 4.2) is written by the packetiser, after the frame was
// encrypted, and is no codec content. Behind it, on the first packet of a frame, lies the synthetic
// byte that the sender's e2ee worker puts ahead of the ciphertext: 0x10 for a key frame, 0x11 for
// any other (docs/keys.md). Its lowest bit is VP8's inverse key frame flag, so a browser's own
// packetiser and ours read the same answer from it. Everything after that byte is ciphertext, and
// no function here looks at it.
//
//        0 1 2 3 4 5 6 7
//       +-+-+-+-+-+-+-+-+
//       |X|R|N|S|R| PID |
//       +-+-+-+-+-+-+-+-+
//  X:   |I|L|T|K|  RSV  |
//       +-+-+-+-+-+-+-+-+
//  I:   |M|  PictureID  |
//       +-+-+-+-+-+-+-+-+
//  M:   |   PictureID   |
//       +-+-+-+-+-+-+-+-+
//  L:   |   TL0PICIDX   |
//       +-+-+-+-+-+-+-+-+
//  T/K: |TID|Y| KEYIDX  |
//       +-+-+-+-+-+-+-+-+
//
// The two counters in it, like RTP's, belong to one stream: where a slot goes over to another
// source, they are moved along so that they continue (rewrite_vp8_counters).
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace conclave::sfu {

struct Vp8Descriptor {
  bool starts_frame = false;      // S, in partition 0
  bool starts_key_frame = false;  // and the synthetic byte says key
  uint8_t size = 0;               // of the descriptor
  uint8_t picture_id_bits = 0;    // 0 where there is none, 7 or 15
  uint8_t tl0_offset = 0;         // 0 where there is no TL0PICIDX
  uint16_t picture_id = 0;
  uint8_t tl0_picture_index = 0;
};

// kMalformed where the payload ends within the descriptor or has nothing behind it.
Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload);

// Writes other counters into the descriptor that `descriptor` was parsed from; each only where
// there is one, and cut to its width.
void rewrite_vp8_counters(MutableBytes payload, const Vp8Descriptor& descriptor,
                          uint16_t picture_id, uint8_t tl0_picture_index);

}  // namespace conclave::sfu
