#include "sfu/vp8_descriptor.h"

#include "base/reader.h"

namespace conclave::sfu {
namespace {

constexpr size_t kPictureIdOffset = 2;  // always right behind the two flag bytes

Result<void> parse_extension(Reader& reader, Vp8Descriptor& descriptor, size_t whole) {
  const uint8_t flags = TRY(reader.u8());
  if (flags & 0x80) {
    const uint8_t first = TRY(reader.u8());
    descriptor.picture_id_bits = first & 0x80 ? 15 : 7;
    descriptor.picture_id = first & 0x7f;
    if (first & 0x80) {
      descriptor.picture_id = static_cast<uint16_t>(descriptor.picture_id << 8 | TRY(reader.u8()));
    }
  }
  if (flags & 0x40) {
    descriptor.tl0_offset = static_cast<uint8_t>(whole - reader.remaining());
    descriptor.tl0_picture_index = TRY(reader.u8());
  }
  if (flags & 0x30) TRY(reader.skip(1));
  return ok();
}

}  // namespace

Result<Vp8Descriptor> parse_vp8_descriptor(Bytes payload) {
  Reader reader(payload);
  Vp8Descriptor descriptor;
  const uint8_t required = TRY(reader.u8());
  descriptor.starts_frame = (required & 0x10) != 0 && (required & 0x07) == 0;
  if (required & 0x80) TRY(parse_extension(reader, descriptor, payload.size()));
  descriptor.size = static_cast<uint8_t>(payload.size() - reader.remaining());
  const uint8_t synthetic = TRY(reader.u8());
  descriptor.starts_key_frame = descriptor.starts_frame && (synthetic & 0x01) == 0;
  return descriptor;
}

void rewrite_vp8_counters(MutableBytes payload, const Vp8Descriptor& descriptor,
                          uint16_t picture_id, uint8_t tl0_picture_index) {
  if (descriptor.picture_id_bits == 7) {
    payload[kPictureIdOffset] = static_cast<uint8_t>(picture_id & 0x7f);
  } else if (descriptor.picture_id_bits == 15) {
    payload[kPictureIdOffset] = static_cast<uint8_t>(0x80 | (picture_id >> 8 & 0x7f));
    payload[kPictureIdOffset + 1] = static_cast<uint8_t>(picture_id);
  }
  if (descriptor.tl0_offset > 0) payload[descriptor.tl0_offset] = tl0_picture_index;
}

}  // namespace conclave::sfu
