#include "rtp/rtx.h"

#include "base/check.h"
#include "base/reader.h"

namespace conclave::rtp {

Result<Repaired> decapsulate_rtx(const RtpPacket& packet, const RtxOrigin& original) {
  if (packet.payload.empty()) return Error(ErrorCode::kNotFound, "padding on an RTX stream");
  Reader reader(packet.payload);
  Repaired repaired{.header = packet.header, .payload = {}};
  repaired.header.sequence = SequenceNumber(TRY(reader.u16()));
  repaired.header.ssrc = original.ssrc;
  repaired.header.payload_type = original.payload_type;
  repaired.payload = reader.rest();
  return repaired;
}

size_t write_rtx_prefix(MutableBytes out, SequenceNumber original) {
  CHECK(out.size() >= kRtxHeaderBytes);
  out[0] = static_cast<uint8_t>(original.value() >> 8);
  out[1] = static_cast<uint8_t>(original.value());
  return kRtxHeaderBytes;
}

Buffer build_rtx(const RtpHeader& header, const HeaderExtensions& extensions,
                 const ExtensionMap& map, SequenceNumber original, Bytes payload) {
  std::array<uint8_t, kRtxHeaderBytes> prefix;
  write_rtx_prefix(prefix, original);
  Buffer packet = build_rtp(header, extensions, map, prefix);
  append(packet, payload);
  return packet;
}

}  // namespace conclave::rtp
