// TokenBucket lets through a sustained rate and a burst: it holds up to `burst` tokens and gains
// `per_second`.
#pragma once

#include "base/time.h"

#include <algorithm>

namespace conclave::server {

class TokenBucket {
 public:
  TokenBucket(double per_second, double burst, Time now)
      : per_second_(per_second), burst_(burst), tokens_(burst), updated_(now) {}

  // What was left when something was last asked for.
  double left() const { return tokens_; }

  // Takes `count` tokens, or none and returns false.
  bool take(double count, Time now) {
    const std::chrono::duration<double> passed = now - updated_;
    tokens_ = std::min(burst_, tokens_ + passed.count() * per_second_);
    updated_ = now;
    if (tokens_ < count) return false;
    tokens_ -= count;
    return true;
  }

 private:
  double per_second_;
  double burst_;
  double tokens_;
  Time updated_;
};

}  // namespace conclave::server
