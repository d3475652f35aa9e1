#include "rtp/rtcp_common.h"

namespace conclave::rtp {

Result<RtcpPart> next_part(Reader& compound) {
  const uint8_t first = TRY(compound.u8());
  if (first >> 6 != 2) return Error(ErrorCode::kMalformed, "RTCP version is not 2");
  RtcpPart part;
  part.header.count = first & 0x1f;
  part.header.type = TRY(compound.u8());
  const size_t words = TRY(compound.u16());
  part.body = TRY(compound.read(words * 4));
  if ((first & 0x20) == 0) return part;
  // RFC 3550 section 6.4.1: the last octet counts the padding, a multiple of four.
  const size_t padding = part.body.empty() ? 0 : part.body.back();
  if (padding == 0 || padding % 4 != 0 || padding > part.body.size()) {
    return Error(ErrorCode::kMalformed, "RTCP padding is impossible");
  }
  part.body = part.body.first(part.body.size() - padding);
  return part;
}

void write_part_header(Writer& out, RtcpType type, uint8_t count, size_t body_size) {
  CHECK(count < 32 && body_size % 4 == 0 && body_size / 4 <= 0xffff);
  out.u8(static_cast<uint8_t>(0x80 | count));
  out.u8(static_cast<uint8_t>(type));
  out.u16(static_cast<uint16_t>(body_size / 4));
}

}  // namespace conclave::rtp
