#include "bandwidth/loss_limit.h"

namespace conclave::bandwidth {
namespace {

constexpr size_t kPacketsMin = 20;
constexpr Duration kWindow = std::chrono::milliseconds(250);
constexpr Duration kDecreaseInterval = std::chrono::milliseconds(300);
constexpr double kHeavy = 0.10;
constexpr double kLight = 0.02;
constexpr double kIncrease = 1.05;

}  // namespace

void LossLimit::add(size_t received, size_t lost, Bitrate delay_estimate, Time now) {
  if (window_start_ == kNever) window_start_ = now;
  received_ += received;
  lost_ += lost;
  if (received_ + lost_ < kPacketsMin || now - window_start_ < kWindow) return;
  loss_ = static_cast<double>(lost_) / static_cast<double>(received_ + lost_);
  received_ = lost_ = 0;
  window_start_ = now;
  judge(delay_estimate, now);
}

void LossLimit::judge(Bitrate delay_estimate, Time now) {
  if (loss_ > kHeavy) {
    const bool may_repeat = last_decrease_ == kNever || now - last_decrease_ >= kDecreaseInterval;
    if (!may_repeat) return;
    limit_ = std::max(std::min(limit_, delay_estimate) * (1 - loss_ / 2),
                      Bitrate::bps(limits::kEstimateMinBps));
    last_decrease_ = now;
  } else if (loss_ < kLight) {
    limit_ = limit_ * kIncrease;
    if (limit_ > delay_estimate) limit_ = Bitrate::bps(limits::kEstimateMaxBps);
  }
}

}  // namespace conclave::bandwidth
