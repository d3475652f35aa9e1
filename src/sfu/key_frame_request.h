// The wishes of many receivers for one layer's key frame, merged into few requests to its
// publisher: one at once, and again each limits::kKeyFrameInterval while no key frame has come.
#pragma once

#include "base/limits.h"
#include "base/time.h"

namespace conclave::sfu {

class KeyFrameRequest {
 public:
  void want() { is_wanted_ = true; }
  void came() { is_wanted_ = false; }

  // Whether to ask now; asking is remembered.
  bool take_due(Time now) {
    if (now < due()) return false;
    asked_ = now;
    return true;
  }
  // The origin of time, so at once, for the first one.
  Time due() const {
    if (!is_wanted_) return kNever;
    return asked_ == kNever ? Time{} : asked_ + limits::kKeyFrameInterval;
  }

 private:
  bool is_wanted_ = false;
  Time asked_ = kNever;
};

}  // namespace conclave::sfu
