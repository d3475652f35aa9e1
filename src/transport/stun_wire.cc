#include "transport/stun_wire.h"

#include "base/check.h"
#include "base/limits.h"

namespace conclave::transport::stun {

namespace {

// ITU V.42's CRC-32, reflected, a byte at a time.
constexpr std::array<uint32_t, 256> make_crc_table() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < table.size(); ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = value >> 1 ^ ((value & 1) != 0 ? 0xedb88320u : 0u);
    table[i] = value;
  }
  return table;
}

uint32_t crc32(Bytes bytes) {
  static constexpr std::array<uint32_t, 256> kTable = make_crc_table();
  uint32_t value = 0xffffffff;
  for (const uint8_t byte : bytes) value = value >> 8 ^ kTable[(value ^ byte) & 0xff];
  return ~value;
}

}  // namespace

uint32_t fingerprint(Bytes message_before) { return crc32(message_before) ^ 0x5354554e; }

crypto::HmacSha1 integrity(Bytes message_before, std::string_view password) {
  std::array<uint8_t, limits::kStunBytesMax> copy;
  CHECK(message_before.size() >= kHeaderSize && message_before.size() <= copy.size());
  std::ranges::copy(message_before, copy.begin());
  const size_t length = message_before.size() - kHeaderSize + kIntegrityAttributeSize;
  copy[2] = static_cast<uint8_t>(length >> 8);
  copy[3] = static_cast<uint8_t>(length);
  return crypto::hmac_sha1(as_bytes(password), Bytes(copy).first(message_before.size()));
}

}  // namespace conclave::transport::stun
