#include "bandwidth/trendline.h"

#include "rtp/rtcp_transport_feedback.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace conclave::bandwidth {
namespace {

// Figures of draft-ietf-rmcat-gcc-02 and of its use in browsers.
constexpr Duration kGroupLength = std::chrono::milliseconds(5);
constexpr Duration kGroupLengthMax = std::chrono::milliseconds(100);
constexpr Duration kPause =
    std::chrono::seconds(3);  // after this, what was measured is of the past
constexpr size_t kPoints = 20;
constexpr double kSmoothing = 0.9;
constexpr int kGroupsCounted = 60;
constexpr double kGain = 4;
constexpr double kOveruseMs = 10;
constexpr double kThresholdMin = 6;
constexpr double kThresholdMax = 600;
constexpr double kAdaptUp = 0.0087;
constexpr double kAdaptDown = 0.039;
constexpr double kOutlier = 15;

double to_ms(Duration duration) { return static_cast<double>(duration.count()) / 1000; }

}  // namespace

bool Trendline::belongs_to_group(Time sent, Duration arrival) const {
  if (sent - group_->first_sent <= kGroupLength) return true;
  // A burst that a queue along the way let go at once.
  const Duration gap = rtp::feedback_step(arrival, group_->last_arrival);
  const bool came_closer = gap < sent - group_->last_sent;
  return came_closer && gap <= kGroupLength && sent - group_->first_sent <= kGroupLengthMax;
}

void Trendline::add(Time sent, Duration arrival, Time now) {
  if (!group_) {
    group_ = Group{.first_sent = sent, .last_sent = sent, .last_arrival = arrival};
    return;
  }
  if (sent < group_->first_sent) return;  // overtaken: it tells nothing of the queue
  if (!belongs_to_group(sent, arrival)) {
    finish_group(now);
    group_ = Group{.first_sent = sent, .last_sent = sent, .last_arrival = arrival};
    return;
  }
  group_->last_sent = std::max(group_->last_sent, sent);
  if (rtp::feedback_step(arrival, group_->last_arrival) > Duration::zero()) {
    group_->last_arrival = arrival;
  }
}

void Trendline::finish_group(Time now) {
  const std::optional<Group> before = std::exchange(previous_, group_);
  if (!before) return;
  const Duration send_gap = group_->last_sent - before->last_sent;
  const Duration arrival_gap = rtp::feedback_step(group_->last_arrival, before->last_arrival);
  if (arrival_gap < Duration::zero() || arrival_gap > kPause || send_gap > kPause) return reset();
  ++groups_;
  arrival_ms_ += to_ms(arrival_gap);
  delay_ms_ += to_ms(arrival_gap - send_gap);
  smoothed_ms_ = kSmoothing * smoothed_ms_ + (1 - kSmoothing) * delay_ms_;
  points_.push_back({.arrival_ms = arrival_ms_, .delay_ms = smoothed_ms_});
  if (points_.size() > kPoints) points_.pop_front();
  judge(slope().value_or(last_trend_), to_ms(send_gap), now);
}

std::optional<double> Trendline::slope() const {
  if (points_.size() < kPoints) return std::nullopt;
  double mean_x = 0;
  double mean_y = 0;
  for (const Point& point : points_) {
    mean_x += point.arrival_ms / kPoints;
    mean_y += point.delay_ms / kPoints;
  }
  double covariance = 0;
  double variance = 0;
  for (const Point& point : points_) {
    covariance += (point.arrival_ms - mean_x) * (point.delay_ms - mean_y);
    variance += (point.arrival_ms - mean_x) * (point.arrival_ms - mean_x);
  }
  if (variance <= 0) return std::nullopt;
  return covariance / variance;
}

void Trendline::judge(double trend, double send_gap_ms, Time now) {
  const double modified = trend * std::min(groups_, kGroupsCounted) * kGain;
  if (modified > threshold_ms_) {
    over_for_ms_ = over_for_ms_ < 0 ? send_gap_ms / 2 : over_for_ms_ + send_gap_ms;
    ++over_count_;
    const bool is_lasting = over_for_ms_ > kOveruseMs && over_count_ > 1;
    if (is_lasting && trend >= last_trend_) {
      over_for_ms_ = 0;
      over_count_ = 0;
      usage_ = Usage::kOver;
    }
  } else {
    over_for_ms_ = -1;
    over_count_ = 0;
    usage_ = modified < -threshold_ms_ ? Usage::kUnder : Usage::kNormal;
  }
  last_trend_ = trend;
  adapt_threshold(modified, now);
}

// Section 5.4: slowly up, so that a queue of others' making does not push us aside; quicker down.
void Trendline::adapt_threshold(double modified_trend, Time now) {
  if (last_adapted_ == kNever) last_adapted_ = now;
  const double elapsed_ms = std::min(to_ms(now - last_adapted_), 100.0);
  last_adapted_ = now;
  const double size = std::abs(modified_trend);
  if (size > threshold_ms_ + kOutlier) return;
  const double rate = size < threshold_ms_ ? kAdaptDown : kAdaptUp;
  threshold_ms_ += rate * (size - threshold_ms_) * elapsed_ms;
  threshold_ms_ = std::clamp(threshold_ms_, kThresholdMin, kThresholdMax);
}

void Trendline::reset() {
  points_.clear();
  arrival_ms_ = delay_ms_ = smoothed_ms_ = last_trend_ = 0;
  groups_ = 0;
  over_for_ms_ = -1;
  over_count_ = 0;
  usage_ = Usage::kNormal;
}

}  // namespace conclave::bandwidth
