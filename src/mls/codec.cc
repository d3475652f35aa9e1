#include "mls/codec.h"

namespace conclave::mls {

void write_length(Writer& writer, size_t length) {
  CHECK(length < size_t{1} << 30);
  if (length < 0x40) {
    writer.u8(static_cast<uint8_t>(length));
  } else if (length < 0x4000) {
    writer.u16(static_cast<uint16_t>(0x4000 | length));
  } else {
    writer.u32(static_cast<uint32_t>(0x8000'0000 | length));
  }
}

Result<size_t> read_length(Reader& reader) {
  const uint8_t first = TRY(reader.u8());
  const unsigned prefix = first >> 6;
  if (prefix == 3) return Error(ErrorCode::kMalformed, "length prefix of eight bytes");
  size_t length = first & 0x3f;
  for (unsigned i = 1; i < 1u << prefix; ++i) length = length << 8 | TRY(reader.u8());
  // RFC 9420 2.1.2: vectors that start with a longer prefix than needed are malformed.
  const size_t smallest = prefix == 0 ? 0 : prefix == 1 ? 0x40 : 0x4000;
  if (length < smallest) return Error(ErrorCode::kMalformed, "length prefix not the shortest");
  return length;
}

}  // namespace conclave::mls
