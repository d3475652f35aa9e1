#include "bandwidth/pacer.h"

namespace conclave::bandwidth {

int64_t LeakyBucket::level_at(Time now) const {
  return std::max<int64_t>(level_ - rate_.bytes_in(now - updated_), 0);
}

void LeakyBucket::set_rate(Bitrate rate, Time now) {
  level_ = level_at(now);
  updated_ = now;
  rate_ = rate;
}

void LeakyBucket::add(size_t bytes, Time now) {
  level_ = level_at(now) + static_cast<int64_t>(bytes);
  updated_ = now;
}

Time LeakyBucket::opens_at() const {
  if (level_ == 0) return updated_;
  // One more than what the division left over.
  return updated_ + rate_.time_for(static_cast<size_t>(level_)) + Duration(1);
}

}  // namespace conclave::bandwidth
