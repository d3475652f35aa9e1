// The part of the estimate that loss decides (draft-ietf-rmcat-gcc-02 section 6): above 10 % back
// by half the loss, below 2 % up by 5 %, in between hold. Its window is long enough (twenty packets
// and a quarter of a second) that one lost packet of a few is not taken for heavy loss.
#pragma once

#include "bandwidth/bitrate.h"
#include "base/limits.h"

namespace conclave::bandwidth {

class LossLimit {
 public:
  // `delay_estimate` is RateControl's: once the limit has grown beyond it, it limits nothing any
  // more.
  void add(size_t received, size_t lost, Bitrate delay_estimate, Time now);

  Bitrate limit() const { return limit_; }
  double loss() const { return loss_; }  // of the last window, 0 to 1

 private:
  void judge(Bitrate delay_estimate, Time now);

  Bitrate limit_ = Bitrate::bps(limits::kEstimateMaxBps);
  double loss_ = 0;
  size_t received_ = 0;
  size_t lost_ = 0;
  Time window_start_ = kNever;
  Time last_decrease_ = kNever;
};

}  // namespace conclave::bandwidth
