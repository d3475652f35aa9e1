// Reader takes big-endian numbers and byte runs off the front of foreign bytes, and never past
// their end. It copies nothing: what read() returns points into the input.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace conclave {

class Reader {
 public:
  explicit Reader(Bytes bytes) : bytes_(bytes) {}

  Result<uint8_t> u8() { return number<uint8_t, 1>(); }
  Result<uint16_t> u16() { return number<uint16_t, 2>(); }
  Result<uint32_t> u24() { return number<uint32_t, 3>(); }
  Result<uint32_t> u32() { return number<uint32_t, 4>(); }
  Result<uint64_t> u48() { return number<uint64_t, 6>(); }
  Result<uint64_t> u64() { return number<uint64_t, 8>(); }

  Result<Bytes> read(size_t count) {
    if (count > bytes_.size()) return kTruncated;
    const Bytes taken = bytes_.first(count);
    bytes_ = bytes_.subspan(count);
    return taken;
  }
  Result<void> skip(size_t count) {
    TRY(read(count));
    return ok();
  }

  Bytes rest() const { return bytes_; }
  size_t remaining() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  // For the end of a structure that must fill its bytes exactly.
  Result<void> expect_end() const {
    if (!bytes_.empty()) return Error(ErrorCode::kMalformed, "bytes after the end");
    return ok();
  }

 private:
  static constexpr Error kTruncated{ErrorCode::kMalformed, "ends too early"};

  template <typename T, size_t kSize>
  Result<T> number() {
    if (bytes_.size() < kSize) return kTruncated;
    uint64_t value = 0;
    for (size_t i = 0; i < kSize; ++i) value = value << 8 | bytes_[i];
    bytes_ = bytes_.subspan(kSize);
    return static_cast<T>(value);
  }

  Bytes bytes_;
};

}  // namespace conclave
