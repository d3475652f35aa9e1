// Secret owns bytes that must not outlive their use: wiped when dropped, overwritten when
// reassigned, compared in constant time, and without any way to print them.
#pragma once

#include "base/bytes.h"

namespace conclave {

// Overwrites memory in a way the compiler may not remove.
void wipe(MutableBytes bytes);

// Takes the same time for any two inputs of equal length. Lengths are public.
bool equal_in_constant_time(Bytes a, Bytes b);

class Secret {
 public:
  Secret() = default;
  explicit Secret(size_t size) : bytes_(size) {}
  explicit Secret(Bytes bytes) : bytes_(bytes.begin(), bytes.end()) {}
  ~Secret() { wipe(bytes_); }

  Secret(const Secret& other) : bytes_(other.bytes_) {}
  Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) { other.bytes_.clear(); }
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;

  size_t size() const { return bytes_.size(); }
  bool empty() const { return bytes_.empty(); }

  // The bytes themselves. Every call is a place for a reviewer to look.
  Bytes reveal() const { return bytes_; }
  MutableBytes reveal() { return bytes_; }

  friend bool operator==(const Secret& a, const Secret& b) {
    return equal_in_constant_time(a.bytes_, b.bytes_);
  }

 private:
  Buffer bytes_;  // never grows after construction, so no copy is left behind by reallocation
};

}  // namespace conclave
