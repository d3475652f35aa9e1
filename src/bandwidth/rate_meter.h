// Measures a rate over a sliding window: what a simulcast layer really weighs, what a receiver
// really acknowledges. Memory is a ring of buckets, whatever the packet rate.
#pragma once

#include "bandwidth/bitrate.h"

#include <array>

namespace conclave::bandwidth {

class RateMeter {
 public:
  explicit RateMeter(Duration window = std::chrono::milliseconds(1000));

  void add(size_t bytes, Time now);

  // Over the window, or since the first byte if that is shorter (but a quarter of the window at
  // least).
  Bitrate rate(Time now) const;
  // Nothing came for a whole window.
  bool is_silent(Time now) const;

 private:
  static constexpr int64_t kBuckets = 20;
  int64_t bucket_at(Time now) const { return to_us(now) / bucket_.count(); }

  struct Bucket {
    int64_t number = -1;
    size_t bytes = 0;
  };
  Duration bucket_;
  std::array<Bucket, kBuckets> buckets_{};
  Time first_ = kNever;
  Time last_ = kNever;
};

}  // namespace conclave::bandwidth
