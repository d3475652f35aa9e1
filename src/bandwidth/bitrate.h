// A rate in bits per second: never negative, never mistaken for a size.
#pragma once

#include "base/time.h"

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>

namespace conclave::bandwidth {

class Bitrate {
 public:
  constexpr Bitrate() = default;
  static constexpr Bitrate bps(int64_t bits) { return Bitrate(std::max<int64_t>(bits, 0)); }
  static constexpr Bitrate kbps(int64_t kilobits) { return bps(kilobits * 1000); }
  // What so many bytes in so much time amount to; zero time is no rate.
  static constexpr Bitrate of(size_t bytes, Duration time) {
    if (time <= Duration::zero()) return {};
    return bps(static_cast<int64_t>(bytes) * 8'000'000 / time.count());
  }

  constexpr int64_t bps() const { return bits_; }
  constexpr int64_t kbps() const { return bits_ / 1000; }
  constexpr bool is_zero() const { return bits_ == 0; }

  // Bytes that fit into so much time.
  constexpr int64_t bytes_in(Duration time) const {
    return static_cast<int64_t>(static_cast<double>(bits_) * static_cast<double>(time.count()) /
                                8e6);
  }
  // How long so many bytes take; never ending at rate zero is told as an hour.
  constexpr Duration time_for(size_t bytes) const {
    if (bits_ == 0) return std::chrono::hours(1);
    return Duration(static_cast<int64_t>(bytes) * 8'000'000 / bits_);
  }

  friend constexpr auto operator<=>(Bitrate, Bitrate) = default;
  friend constexpr Bitrate operator+(Bitrate a, Bitrate b) { return Bitrate(a.bits_ + b.bits_); }
  // Never below zero.
  friend constexpr Bitrate operator-(Bitrate a, Bitrate b) { return bps(a.bits_ - b.bits_); }
  friend constexpr Bitrate operator*(Bitrate a, double factor) {
    return bps(static_cast<int64_t>(static_cast<double>(a.bits_) * factor));
  }
  Bitrate& operator+=(Bitrate more) { return *this = *this + more; }
  Bitrate& operator-=(Bitrate less) { return *this = *this - less; }

 private:
  constexpr explicit Bitrate(int64_t bits) : bits_(bits) {}
  int64_t bits_ = 0;
};

}  // namespace conclave::bandwidth
