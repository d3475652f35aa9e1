// What a sealed frame looks like on the wire, and what is inside the encryption.
//
//   video:  prefix (1) | SFrame header | ciphertext of the encoded frame      | tag
//   audio:               SFrame header | ciphertext of length (2), frame, zeros | tag
//
// The prefix is for the VP8 packetiser, which reads the key-frame bit of the first byte. It is made
// up (0x10 key frame, 0x11 delta), says nothing that the packet sizes do not, and is authenticated.
// Audio is padded inside the encryption to a multiple of one bucket, so that lengths say nothing
// about speech (NET-4). The top bit of its length says that the sender's microphone hears a voice:
// who is speaking is drawn from this, and whoever cannot open frames cannot tell.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/source.h"

#include <optional>

namespace conclave::e2ee {

enum class FrameMedia : uint8_t { kAudio, kVideo };
inline FrameMedia media_of(SourceKind kind) {
  return is_audio(kind) ? FrameMedia::kAudio : FrameMedia::kVideo;
}

// The bytes ahead of the SFrame header.
Buffer frame_prefix(FrameMedia media, bool is_key_frame);

struct ParsedPrefix {
  size_t size;        // bytes
  bool is_key_frame;  // false for audio
};
Result<ParsedPrefix> parse_frame_prefix(FrameMedia media, Bytes frame);

// Bytes of plaintext for so many bytes of content; kLimit if a frame may not be that big.
Result<size_t> plaintext_size(FrameMedia media, size_t content_size);
// What precedes the content in the plaintext.
Buffer plaintext_head(FrameMedia media, size_t content_size, bool is_speaking);

struct ContentPlace {
  size_t offset;
  size_t size;
  bool is_speaking;  // false for video
};
// The other way. head is the plaintext or at least its first two bytes; kInvalid if an
// authenticated sender padded wrongly.
Result<ContentPlace> find_content(FrameMedia media, Bytes head, size_t plaintext_size);

}  // namespace conclave::e2ee
