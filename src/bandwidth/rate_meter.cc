#include "bandwidth/rate_meter.h"

namespace conclave::bandwidth {

RateMeter::RateMeter(Duration window) : bucket_(window / kBuckets) {}

void RateMeter::add(size_t bytes, Time now) {
  if (is_silent(now)) first_ = now;
  last_ = now;
  const int64_t number = bucket_at(now);
  Bucket& bucket = buckets_[static_cast<size_t>(number % kBuckets)];
  if (bucket.number != number) bucket = {.number = number};
  bucket.bytes += bytes;
}

bool RateMeter::is_silent(Time now) const {
  return last_ == kNever || now - last_ > bucket_ * kBuckets;
}

Bitrate RateMeter::rate(Time now) const {
  if (is_silent(now)) return {};
  const Duration window = bucket_ * kBuckets;
  const int64_t oldest = bucket_at(now) - kBuckets;
  size_t bytes = 0;
  for (const Bucket& bucket : buckets_) {
    if (bucket.number > oldest) bytes += bucket.bytes;
  }
  return Bitrate::of(bytes, std::clamp(now - first_, window / 4, window));
}

}  // namespace conclave::bandwidth
