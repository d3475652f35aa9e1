#include "rtp/rtcp_bye.h"

namespace conclave::rtp {

Result<Goodbye> parse_goodbye(const RtcpPart& part) {
  Reader reader(part.body);
  Goodbye goodbye;
  for (uint8_t i = 0; i < part.header.count; ++i) {
    goodbye.sources.push_back(Ssrc(TRY(reader.u32())));
  }
  return goodbye;
}

void write_rtcp(Writer& out, const Goodbye& goodbye) {
  CHECK(goodbye.sources.size() < 32);
  write_part_header(out, RtcpType::kGoodbye, static_cast<uint8_t>(goodbye.sources.size()),
                    4 * goodbye.sources.size());
  for (const Ssrc ssrc : goodbye.sources) out.u32(ssrc.value());
}

}  // namespace conclave::rtp
