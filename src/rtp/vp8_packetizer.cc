#include "rtp/vp8_packetizer.h"

#include "base/check.h"
#include "base/reader.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kExtended = 0x80;
constexpr uint8_t kStart = 0x10;
constexpr uint8_t kPartition = 0x07;
constexpr uint8_t kHasPictureId = 0x80;
constexpr uint8_t kHasTl0 = 0x40;
constexpr uint8_t kHasTidOrKey = 0x30;
constexpr uint8_t kLongPictureId = 0x80;

Result<uint16_t> read_picture_id(Reader& reader) {
  const uint8_t first = TRY(reader.u8());
  if ((first & kLongPictureId) == 0) return uint16_t{first};
  const uint8_t second = TRY(reader.u8());
  return static_cast<uint16_t>((first & 0x7f) << 8 | second);
}

Result<void> read_extended(Reader& reader, Vp8Descriptor& descriptor) {
  const uint8_t extension = TRY(reader.u8());
  if (extension & kHasPictureId) descriptor.picture_id = TRY(read_picture_id(reader));
  if (extension & kHasTl0) TRY(reader.skip(1));
  if (extension & kHasTidOrKey) TRY(reader.skip(1));
  return ok();
}

Buffer make_payload(bool is_start, std::optional<uint16_t> picture_id, Bytes piece) {
  Buffer payload;
  payload.reserve(4 + piece.size());
  const uint8_t start = is_start ? kStart : 0;
  payload.push_back(static_cast<uint8_t>(start | (picture_id ? kExtended : 0)));
  if (picture_id) {
    const auto high = static_cast<uint8_t>(kLongPictureId | (*picture_id >> 8 & 0x7f));
    append(payload, std::array{kHasPictureId, high, static_cast<uint8_t>(*picture_id)});
  }
  append(payload, piece);
  return payload;
}

}  // namespace

Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload) {
  Reader reader(payload);
  const uint8_t first = TRY(reader.u8());
  Vp8Descriptor descriptor;
  descriptor.is_frame_start = (first & kStart) != 0 && (first & kPartition) == 0;
  if (first & kExtended) TRY(read_extended(reader, descriptor));
  descriptor.size = payload.size() - reader.remaining();
  if (reader.empty()) return Error(ErrorCode::kMalformed, "a VP8 descriptor and nothing behind it");
  return descriptor;
}

std::vector<Buffer> packetize_vp8(Bytes frame, std::optional<uint16_t> picture_id,
                                  size_t bytes_max) {
  const size_t descriptor_size = picture_id ? 4 : 1;
  CHECK(bytes_max > descriptor_size);
  const size_t room = bytes_max - descriptor_size;
  const size_t count = (frame.size() + room - 1) / room;
  std::vector<Buffer> payloads;
  payloads.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    // Equal pieces: no last packet of a few bytes, whose loss would cost as much as another's.
    const size_t begin = frame.size() * i / count;
    const size_t end = frame.size() * (i + 1) / count;
    payloads.push_back(make_payload(i == 0, picture_id, frame.subspan(begin, end - begin)));
  }
  return payloads;
}

}  // namespace conclave::rtp
