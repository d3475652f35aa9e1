#include "rtp/rtp_packet.h"

#include "base/check.h"
#include "base/reader.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kVersion = 2;
constexpr uint8_t kPaddingBit = 0x20;
constexpr uint8_t kExtensionBit = 0x10;

constexpr Error kBadVersion{ErrorCode::kMalformed, "RTP version is not 2"};
constexpr Error kBadPadding{ErrorCode::kMalformed, "RTP padding is larger than the packet"};

void put_u16(uint8_t* to, uint16_t value) {
  to[0] = static_cast<uint8_t>(value >> 8);
  to[1] = static_cast<uint8_t>(value);
}

void put_u32(uint8_t* to, uint32_t value) {
  put_u16(to, static_cast<uint16_t>(value >> 16));
  put_u16(to + 2, static_cast<uint16_t>(value));
}

struct FirstByte {
  bool has_padding;
  bool has_extension;
  size_t csrc_bytes;
};

Result<FirstByte> read_first_byte(Reader& reader) {
  const uint8_t byte = TRY(reader.u8());
  if (byte >> 6 != kVersion) return kBadVersion;
  return FirstByte{.has_padding = (byte & kPaddingBit) != 0,
                   .has_extension = (byte & kExtensionBit) != 0,
                   .csrc_bytes = size_t{4} * (byte & 0x0f)};
}

Result<RtpHeader> read_header(Reader& reader) {
  const uint8_t second = TRY(reader.u8());
  RtpHeader header;
  header.payload_type = PayloadType(second & 0x7f);
  header.marker = (second & 0x80) != 0;
  header.sequence = SequenceNumber(TRY(reader.u16()));
  header.timestamp = RtpTimestamp(TRY(reader.u32()));
  header.ssrc = Ssrc(TRY(reader.u32()));
  return header;
}

Result<void> read_extension(Reader& reader, RtpPacket& packet) {
  packet.extension_profile = TRY(reader.u16());
  const size_t words = TRY(reader.u16());
  packet.extension_data = TRY(reader.read(words * 4));
  return ok();
}

// RFC 3550 section 5.1: the last octet counts the padding, itself included.
Result<void> strip_padding(RtpPacket& packet) {
  if (packet.payload.empty()) return kBadPadding;
  const size_t padding = packet.payload.back();
  if (padding == 0 || padding > packet.payload.size()) return kBadPadding;
  packet.padding_size = padding;
  packet.payload = packet.payload.first(packet.payload.size() - padding);
  return ok();
}

}  // namespace

bool is_rtcp(Bytes datagram) {
  return datagram.size() >= 2 && datagram[1] >= 192 && datagram[1] <= 223;
}

Result<size_t> rtp_header_size(Bytes packet) {
  Reader reader(packet);
  const FirstByte first = TRY(read_first_byte(reader));
  TRY(reader.skip(kFixedHeaderBytes - 1 + first.csrc_bytes));
  if (first.has_extension) {
    TRY(reader.skip(2));
    const size_t words = TRY(reader.u16());
    TRY(reader.skip(words * 4));
  }
  return packet.size() - reader.remaining();
}

Result<RtpHeader> parse_rtp_header(Bytes packet) {
  Reader reader(packet);
  TRY(read_first_byte(reader));
  return read_header(reader);
}

Result<RtpPacket> parse_rtp(Bytes bytes) {
  Reader reader(bytes);
  const FirstByte first = TRY(read_first_byte(reader));
  RtpPacket packet;
  packet.header = TRY(read_header(reader));
  TRY(reader.skip(first.csrc_bytes));
  if (first.has_extension) TRY(read_extension(reader, packet));
  packet.payload = reader.rest();
  packet.header_size = bytes.size() - reader.remaining();
  if (first.has_padding) TRY(strip_padding(packet));
  return packet;
}

size_t write_header(MutableBytes out, const RtpHeader& header, const HeaderExtensions& extensions,
                    const ExtensionMap& map) {
  CHECK(out.size() >= kWrittenHeaderBytesMax);
  CHECK(header.payload_type.value() < 128);
  const size_t extension_size = write_extensions(out.subspan(kFixedHeaderBytes), extensions, map);
  out[0] = static_cast<uint8_t>(kVersion << 6 | (extension_size > 0 ? kExtensionBit : 0));
  out[1] = static_cast<uint8_t>((header.marker ? 0x80 : 0) | header.payload_type.value());
  put_u16(&out[2], header.sequence.value());
  put_u32(&out[4], header.timestamp.value());
  put_u32(&out[8], header.ssrc.value());
  return kFixedHeaderBytes + extension_size;
}

Buffer build_rtp(const RtpHeader& header, const HeaderExtensions& extensions,
                 const ExtensionMap& map, Bytes payload) {
  Buffer packet(kWrittenHeaderBytesMax);
  packet.resize(write_header(packet, header, extensions, map));
  append(packet, payload);
  return packet;
}

Buffer build_padding(const RtpHeader& header, const HeaderExtensions& extensions,
                     const ExtensionMap& map, uint8_t padding_size) {
  CHECK(padding_size > 0);
  Buffer packet = build_rtp(header, extensions, map, {});
  packet[0] |= kPaddingBit;
  packet.resize(packet.size() + padding_size);
  packet.back() = padding_size;
  return packet;
}

}  // namespace conclave::rtp
