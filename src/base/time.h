// Moments and spans of time. Nothing here can tell the time: moments come in as parameters.
//
// Time counts microseconds from an origin that its owner chose (the machine's monotonic clock in
// io, zero in a simulation). Only differences mean anything.
#pragma once

#include <chrono>
#include <cstdint>

namespace conclave {

using Duration = std::chrono::microseconds;

struct VirtualClock {
  using duration = Duration;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<VirtualClock>;
  static constexpr bool is_steady = true;
  // No now(): whoever needs a moment is given one.
};

using Time = VirtualClock::time_point;

// "Never", for next_wake() with nothing to do.
inline constexpr Time kNever = Time::max();

constexpr Time time_from_us(int64_t us) { return Time(Duration(us)); }
constexpr int64_t to_us(Time time) { return time.time_since_epoch().count(); }

}  // namespace conclave
