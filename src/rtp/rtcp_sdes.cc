#include "rtp/rtcp_sdes.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kCname = 1;

// A chunk's items end with a zero octet and padding up to the next word of the packet.
Result<SourceDescription::Chunk> read_chunk(Reader& reader) {
  SourceDescription::Chunk chunk;
  chunk.ssrc = Ssrc(TRY(reader.u32()));
  while (const uint8_t item = TRY(reader.u8())) {
    const size_t size = TRY(reader.u8());
    const Bytes text = TRY(reader.read(size));
    if (item == kCname) chunk.cname = as_text(text);
  }
  TRY(reader.skip(reader.remaining() % 4));
  return chunk;
}

size_t padding_after(size_t item_bytes) { return 4 - item_bytes % 4; }  // one zero at least

size_t chunk_size(const SourceDescription::Chunk& chunk) {
  const size_t item = 2 + chunk.cname.size();
  return 4 + item + padding_after(item);
}

}  // namespace

Result<SourceDescription> parse_source_description(const RtcpPart& part) {
  Reader reader(part.body);
  SourceDescription description;
  for (uint8_t i = 0; i < part.header.count; ++i) {
    description.chunks.push_back(TRY(read_chunk(reader)));
  }
  return description;
}

void write_rtcp(Writer& out, const SourceDescription& description) {
  CHECK(description.chunks.size() < 32);
  size_t size = 0;
  for (const auto& chunk : description.chunks) size += chunk_size(chunk);
  write_part_header(out, RtcpType::kSourceDescription,
                    static_cast<uint8_t>(description.chunks.size()), size);
  for (const auto& [ssrc, cname] : description.chunks) {
    CHECK(cname.size() <= 255);
    out.u32(ssrc.value()).u8(kCname).u8(static_cast<uint8_t>(cname.size()));
    out.bytes(as_bytes(cname)).zeros(padding_after(2 + cname.size()));
  }
}

}  // namespace conclave::rtp
