#include "bandwidth/rate_control.h"

#include "base/limits.h"

#include <algorithm>
#include <cmath>

namespace conclave::bandwidth {
namespace {

constexpr double kDecrease = 0.85;
constexpr double kIncreaseASecond = 1.08;
constexpr double kAheadOfAcknowledged = 1.5;
constexpr Bitrate kAheadAtLeast = Bitrate::kbps(10);
constexpr Duration kPatienceMax = std::chrono::milliseconds(200);
constexpr double kLimitSmoothing = 0.05;
constexpr double kLimitVarianceMin = 0.4;
constexpr double kLimitVarianceMax = 2.5;
constexpr double kDeviations = 3;
constexpr double kPacketBits = 1200 * 8;
constexpr double kFramesASecond = 30;

double to_seconds(Duration duration) { return static_cast<double>(duration.count()) / 1e6; }

// Half a packet's bits up to a packet's, per response time: what the path can show without harm.
Bitrate additive_step(Bitrate estimate, Duration round_trip, Duration elapsed) {
  const double frame_bits = static_cast<double>(estimate.bps()) / kFramesASecond;
  const double packets = std::ceil(frame_bits / kPacketBits);
  const double packet_bits = frame_bits / std::max(packets, 1.0);
  const double response_s = to_seconds(round_trip + std::chrono::milliseconds(100));
  const double a_second = std::max(packet_bits / response_s, 4000.0);
  return Bitrate::bps(static_cast<int64_t>(a_second * to_seconds(elapsed)));
}

}  // namespace

void RateControl::change_state(Usage usage) {
  switch (usage) {
    case Usage::kNormal:
      if (state_ == State::kHold) state_ = State::kIncrease;
      return;
    case Usage::kOver: state_ = State::kDecrease; return;
    // The queue drains: let it.
    case Usage::kUnder: state_ = State::kHold; return;
  }
}

void RateControl::update(Usage usage, std::optional<Bitrate> acknowledged, Duration round_trip,
                         Time now) {
  if (last_change_ == kNever) last_change_ = now;
  change_state(usage);
  if (state_ == State::kIncrease) increase(acknowledged, round_trip, now);
  if (state_ == State::kDecrease) {
    // What a decrease did shows a round trip later at the earliest.
    const auto patience =
        std::clamp<Duration>(round_trip, std::chrono::milliseconds(10), kPatienceMax);
    const bool may_repeat = last_decrease_ == kNever || now - last_decrease_ >= patience;
    if (may_repeat) decrease(acknowledged, now);
    state_ = State::kHold;
  }
  last_change_ = now;
  keep_in_bounds();
}

void RateControl::increase(std::optional<Bitrate> acknowledged, Duration round_trip, Time now) {
  const Duration elapsed = std::min<Duration>(now - last_change_, std::chrono::seconds(1));
  Bitrate raised = estimate_ * std::pow(kIncreaseASecond, to_seconds(elapsed));
  if (acknowledged) {
    forget_limit_if_beaten(*acknowledged);
    if (limit_kbps_) raised = estimate_ + additive_step(estimate_, round_trip, elapsed);
    // Nobody knows whether the path carries what was never sent.
    const Bitrate ceiling = *acknowledged * kAheadOfAcknowledged + kAheadAtLeast;
    raised = std::min(raised, std::max(ceiling, estimate_));
  }
  estimate_ = std::max(estimate_, raised);
}

void RateControl::decrease(std::optional<Bitrate> acknowledged, Time now) {
  const Bitrate carried = acknowledged.value_or(estimate_);
  estimate_ = std::min(estimate_, carried * kDecrease);
  if (acknowledged) learn_limit(*acknowledged);
  last_decrease_ = now;
}

double RateControl::limit_deviation_kbps() const {
  return std::sqrt(limit_variance_ * *limit_kbps_);
}

void RateControl::forget_limit_if_beaten(Bitrate acknowledged) {
  if (!limit_kbps_) return;
  const double beaten = *limit_kbps_ + kDeviations * limit_deviation_kbps();
  if (static_cast<double>(acknowledged.kbps()) > beaten) limit_kbps_.reset();
}

void RateControl::learn_limit(Bitrate acknowledged) {
  const auto kbps = static_cast<double>(acknowledged.kbps());
  if (limit_kbps_ && kbps < *limit_kbps_ - kDeviations * limit_deviation_kbps()) {
    limit_kbps_.reset();
  }
  if (!limit_kbps_) {
    limit_kbps_ = kbps;
    return;
  }
  const double error = *limit_kbps_ - kbps;
  *limit_kbps_ += kLimitSmoothing * (kbps - *limit_kbps_);
  const double relative = error * error / std::max(*limit_kbps_, 1.0);
  limit_variance_ = (1 - kLimitSmoothing) * limit_variance_ + kLimitSmoothing * relative;
  limit_variance_ = std::clamp(limit_variance_, kLimitVarianceMin, kLimitVarianceMax);
}

void RateControl::set(Bitrate estimate, Time now) {
  estimate_ = estimate;
  last_change_ = now;
  keep_in_bounds();
}

void RateControl::keep_in_bounds() {
  estimate_ = std::clamp(estimate_, Bitrate::bps(limits::kEstimateMinBps),
                         Bitrate::bps(limits::kEstimateMaxBps));
}

}  // namespace conclave::bandwidth
