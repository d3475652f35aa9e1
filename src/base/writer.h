// Writer appends big-endian numbers and byte runs to a Buffer it owns.
#pragma once

#include "base/bytes.h"
#include "base/check.h"

#include <utility>

namespace conclave {

class Writer {
 public:
  Writer() = default;
  explicit Writer(size_t size_hint) { buffer_.reserve(size_hint); }

  Writer& u8(uint8_t value) { return number<1>(value); }
  Writer& u16(uint16_t value) { return number<2>(value); }
  Writer& u24(uint32_t value) { return number<3>(value); }
  Writer& u32(uint32_t value) { return number<4>(value); }
  Writer& u48(uint64_t value) { return number<6>(value); }
  Writer& u64(uint64_t value) { return number<8>(value); }
  Writer& bytes(Bytes more) {
    append(buffer_, more);
    return *this;
  }
  Writer& zeros(size_t count) {
    buffer_.resize(buffer_.size() + count);
    return *this;
  }

  // Overwrites two bytes written earlier, for a length known only at the end.
  void set_u16(size_t offset, uint16_t value) {
    CHECK(offset + 2 <= buffer_.size());
    buffer_[offset] = static_cast<uint8_t>(value >> 8);
    buffer_[offset + 1] = static_cast<uint8_t>(value);
  }

  size_t size() const { return buffer_.size(); }
  Bytes view() const { return buffer_; }
  Buffer take() && { return std::move(buffer_); }

 private:
  template <size_t kSize>
  Writer& number(uint64_t value) {
    for (size_t i = kSize; i-- > 0;) buffer_.push_back(static_cast<uint8_t>(value >> (8 * i)));
    return *this;
  }

  Buffer buffer_;
};

}  // namespace conclave
