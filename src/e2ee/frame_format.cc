#include "e2ee/frame_format.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

// RFC 7741 section 4.3, the first byte of a VP8 frame: show_frame, and the inverse key frame flag.
constexpr uint8_t kVp8KeyFrame = 0x10;
constexpr uint8_t kVp8DeltaFrame = 0x11;

constexpr size_t kLengthSize = 2;
constexpr uint16_t kSpeaking = 0x8000;  // in the length

}  // namespace

Buffer frame_prefix(FrameMedia media, bool is_key_frame) {
  if (media == FrameMedia::kAudio) return {};
  return {is_key_frame ? kVp8KeyFrame : kVp8DeltaFrame};
}

Result<ParsedPrefix> parse_frame_prefix(FrameMedia media, Bytes frame) {
  if (media == FrameMedia::kAudio) return ParsedPrefix{0, false};
  Reader reader(frame);
  switch (TRY(reader.u8())) {
    case kVp8KeyFrame: return ParsedPrefix{1, true};
    case kVp8DeltaFrame: return ParsedPrefix{1, false};
    default: return Error(ErrorCode::kMalformed, "not the prefix of a sealed frame");
  }
}

Result<size_t> plaintext_size(FrameMedia media, size_t content_size) {
  const size_t largest = media == FrameMedia::kAudio ? kSpeaking - 1 : limits::kFrameBytesMax;
  if (content_size > largest) return Error(ErrorCode::kLimit, "frame too big");
  if (media == FrameMedia::kVideo) return content_size;
  constexpr size_t kBucket = limits::kAudioBucketBytes;
  return (kLengthSize + content_size + kBucket - 1) / kBucket * kBucket;
}

Buffer plaintext_head(FrameMedia media, size_t content_size, bool is_speaking) {
  if (media == FrameMedia::kVideo) return {};
  CHECK(content_size < kSpeaking);
  Writer head(kLengthSize);
  head.u16(static_cast<uint16_t>(content_size | (is_speaking ? kSpeaking : 0)));
  return std::move(head).take();
}

Result<ContentPlace> find_content(FrameMedia media, Bytes head, size_t plaintext_size) {
  if (media == FrameMedia::kVideo) return ContentPlace{0, plaintext_size, false};
  constexpr Error kBadPadding{ErrorCode::kInvalid, "audio frame padded wrongly"};
  const uint16_t word = TRY(Reader(head).u16());
  const bool is_speaking = (word & kSpeaking) != 0;
  const size_t length = word & (kSpeaking - 1);
  const bool fills_buckets = plaintext_size % limits::kAudioBucketBytes == 0;
  if (!fills_buckets || length + kLengthSize > plaintext_size) return kBadPadding;
  return ContentPlace{kLengthSize, length, is_speaking};
}

}  // namespace conclave::e2ee
