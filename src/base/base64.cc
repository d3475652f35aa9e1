#include "base/base64.h"

namespace conclave {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::array<int8_t, 256> kValues = [] {
  std::array<int8_t, 256> values;
  values.fill(-1);
  for (size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<uint8_t>(kAlphabet[i])] = static_cast<int8_t>(i);
  }
  return values;
}();

}  // namespace

std::string to_base64url(Bytes bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  uint32_t bits = 0;
  int bit_count = 0;
  for (uint8_t byte : bytes) {
    bits = bits << 8 | byte;
    for (bit_count += 8; bit_count >= 6; bit_count -= 6) {
      text.push_back(kAlphabet[bits >> (bit_count - 6) & 63]);
    }
  }
  if (bit_count > 0) text.push_back(kAlphabet[bits << (6 - bit_count) & 63]);
  return text;
}

Result<Buffer> from_base64url(std::string_view text) {
  if (text.size() % 4 == 1) return Error(ErrorCode::kMalformed, "impossible base64url length");
  Buffer bytes;
  bytes.reserve(text.size() * 3 / 4);
  uint32_t bits = 0;
  int bit_count = 0;
  for (char character : text) {
    const int value = kValues[static_cast<uint8_t>(character)];
    if (value < 0) return Error(ErrorCode::kMalformed, "not a base64url character");
    bits = bits << 6 | static_cast<uint32_t>(value);
    bit_count += 6;
    if (bit_count >= 8) {
      bit_count -= 8;
      bytes.push_back(static_cast<uint8_t>(bits >> bit_count));
    }
  }
  if ((bits & ((1u << bit_count) - 1)) != 0) {
    return Error(ErrorCode::kMalformed, "base64url bits left over");
  }
  return bytes;
}

}  // namespace conclave
