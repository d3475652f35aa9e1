// The three words for bytes: Bytes to read, MutableBytes to fill, Buffer to own.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace conclave {

using Bytes = std::span<const uint8_t>;
using MutableBytes = std::span<uint8_t>;
using Buffer = std::vector<uint8_t>;

inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

inline Buffer to_buffer(Bytes bytes) { return Buffer(bytes.begin(), bytes.end()); }

// Not constant time: for public bytes only. Secrets compare by Secret's operator==.
inline bool equal(Bytes a, Bytes b) { return std::ranges::equal(a, b); }

inline void append(Buffer& to, Bytes more) { to.insert(to.end(), more.begin(), more.end()); }

std::string to_hex(Bytes bytes);

}  // namespace conclave
