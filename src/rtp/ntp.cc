#include "rtp/ntp.h"

#include <algorithm>

namespace conclave::rtp {
namespace {

// Any constant will do; this one keeps readings far from zero, which means "no report yet".
constexpr int64_t kOriginSeconds = int64_t{1} << 30;
constexpr int64_t kMicroseconds = 1'000'000;

}  // namespace

NtpTime to_ntp(Time time) {
  int64_t seconds = to_us(time) / kMicroseconds;
  int64_t rest = to_us(time) % kMicroseconds;
  if (rest < 0) {
    rest += kMicroseconds;
    --seconds;
  }
  const uint64_t high = static_cast<uint64_t>(seconds + kOriginSeconds) & 0xffffffff;
  const uint64_t low = (static_cast<uint64_t>(rest) << 32) / kMicroseconds;
  return NtpTime(high << 32 | low);
}

Duration difference(NtpTime later, NtpTime earlier) {
  const int64_t fixed = static_cast<int64_t>(later.value() - earlier.value());
  const int64_t seconds = fixed >> 32;
  const int64_t rest = (fixed & 0xffffffff) * kMicroseconds >> 32;
  return Duration(seconds * kMicroseconds + rest);
}

NtpShort to_ntp_short(Duration duration) {
  constexpr int64_t kLargest = int64_t{0xffff} * kMicroseconds;
  const int64_t us = std::clamp<int64_t>(duration.count(), 0, kLargest);
  return NtpShort(static_cast<uint32_t>((us << 16) / kMicroseconds));
}

Duration from_ntp_short(NtpShort duration) {
  return Duration(int64_t{duration.value()} * kMicroseconds >> 16);
}

}  // namespace conclave::rtp
