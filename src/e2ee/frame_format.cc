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
  const size_t largest = media == FrameMedia::kAudio ? 0xffff : limits::kFrameBytesMax;
  if (content_size > largest) return Error(ErrorCode::kLimit, "frame too big");
  if (media == FrameMedia::kVideo) return content_size;
  constexpr size_t kBucket = limits::kAudioBucketBytes;
  return (kLengthSize + content_size + kBucket - 1) / kBucket * kBucket;
}

size_t content_offset(FrameMedia media) { return media == FrameMedia::kAudio ? kLengthSize : 0; }

Result<Buffer> pad_content(FrameMedia media, Bytes content) {
  const size_t size = TRY(plaintext_size(media, content.size()));
  Writer plaintext(size);
  if (media == FrameMedia::kAudio) plaintext.u16(static_cast<uint16_t>(content.size()));
  plaintext.bytes(content);
  plaintext.zeros(size - plaintext.size());
  return std::move(plaintext).take();
}

Result<size_t> content_size(FrameMedia media, Bytes head, size_t plaintext_size) {
  if (media == FrameMedia::kVideo) return plaintext_size;
  constexpr Error kBadPadding{ErrorCode::kInvalid, "audio frame padded wrongly"};
  const size_t length = TRY(Reader(head).u16());
  const bool fills_buckets = plaintext_size % limits::kAudioBucketBytes == 0;
  if (!fills_buckets || length + kLengthSize > plaintext_size) return kBadPadding;
  return length;
}

}  // namespace conclave::e2ee
