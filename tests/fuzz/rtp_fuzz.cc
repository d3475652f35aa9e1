// rooms: rtp
// RTP packets with header extensions in both forms, RTX and VP8 payloads, and what is written of
// them.
#include "base/check.h"
#include "rtp/frame_assembler.h"
#include "rtp/rtx.h"
#include "rtp/vp8_packetizer.h"

using namespace conclave;
using namespace conclave::rtp;

namespace {

ExtensionMap make_map() {
  ExtensionMap map;
  map.set(ExtensionKind::kMid, 4);
  map.set(ExtensionKind::kRid, 10);
  map.set(ExtensionKind::kRepairedRid, 11);
  map.set(ExtensionKind::kTransportSequence, 3);
  return map;
}

// What was understood can be written, and is understood the same way again.
void check_round_trip(const RtpPacket& packet, const HeaderExtensions& extensions) {
  const Buffer again = build_rtp(packet.header, extensions, make_map(), packet.payload);
  const auto parsed = parse_rtp(again);
  CHECK(parsed.has_value());
  CHECK(parsed->header == packet.header);
  CHECK(equal(parsed->payload, packet.payload));
  const auto understood =
      parse_extensions(parsed->extension_profile, parsed->extension_data, make_map());
  CHECK(understood && *understood == extensions);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  const auto packet = parse_rtp(bytes);
  const auto header_size = rtp_header_size(bytes);
  if (!packet) return 0;
  CHECK(header_size && *header_size == packet->header_size);
  CHECK(packet->header_size + packet->payload.size() + packet->padding_size == size);
  const auto extensions =
      parse_extensions(packet->extension_profile, packet->extension_data, make_map());
  if (extensions) check_round_trip(*packet, *extensions);
  (void)decapsulate_rtx(*packet, {});
  FrameAssembler assembler(PayloadFormat::kVp8);
  (void)assembler.insert(ExtendedSequence(1), packet->header.timestamp, packet->header.marker,
                         packet->payload, Time());
  return 0;
}
