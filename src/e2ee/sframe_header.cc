#include "e2ee/sframe_header.h"

#include "base/reader.h"

#include <bit>

namespace conclave::e2ee {
namespace {

constexpr uint8_t kExtended = 0x8;     // X or Y: the value follows in bytes of its own
constexpr uint8_t kValueInConfig = 8;  // values below this stand in the config byte

size_t minimal_size(uint64_t value) {
  return value == 0 ? 1 : (static_cast<size_t>(std::bit_width(value)) + 7) / 8;
}

// Appends the value's bytes if it needs any, and returns its four bits of the config byte.
uint8_t encode_value(uint64_t value, Buffer& out) {
  if (value < kValueInConfig) return static_cast<uint8_t>(value);
  const size_t size = minimal_size(value);
  for (size_t i = size; i-- > 0;) out.push_back(static_cast<uint8_t>(value >> (8 * i)));
  return static_cast<uint8_t>(kExtended | (size - 1));
}

Result<uint64_t> parse_value(uint8_t config, Reader& reader) {
  if ((config & kExtended) == 0) return config;
  const size_t size = static_cast<size_t>(config & 0x7) + 1;
  uint64_t value = 0;
  for (uint8_t byte : TRY(reader.read(size))) value = value << 8 | byte;
  if (value < kValueInConfig || minimal_size(value) != size) {
    return Error(ErrorCode::kMalformed, "SFrame header is not the shortest");
  }
  return value;
}

}  // namespace

Buffer encode(const SframeHeader& header) {
  Buffer out;
  out.reserve(kSframeHeaderBytesMax);
  out.push_back(0);
  const uint8_t key_id_bits = encode_value(header.key_id, out);
  const uint8_t counter_bits = encode_value(header.counter, out);
  out[0] = static_cast<uint8_t>(key_id_bits << 4 | counter_bits);
  return out;
}

Result<ParsedSframeHeader> parse_sframe_header(Bytes frame) {
  Reader reader(frame);
  const uint8_t config = TRY(reader.u8());
  ParsedSframeHeader parsed{};
  parsed.header.key_id = TRY(parse_value(config >> 4, reader));
  parsed.header.counter = TRY(parse_value(config & 0xf, reader));
  parsed.size = frame.size() - reader.remaining();
  return parsed;
}

}  // namespace conclave::e2ee
