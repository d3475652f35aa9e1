#include "bandwidth/prober.h"

#include "base/limits.h"
#include "rtp/rtcp_transport_feedback.h"

namespace conclave::bandwidth {
namespace {

constexpr double kHigher = 2.0;
constexpr double kWorthTrying = 1.05;
constexpr Duration kLengthMin = std::chrono::milliseconds(20);
constexpr Duration kLengthMax = std::chrono::milliseconds(60);
constexpr size_t kBytesMin = 4000;  // what a burst needs to say anything
constexpr size_t kPacketsMin = 4;
constexpr Duration kStep = std::chrono::milliseconds(1);
constexpr Duration kInterval = std::chrono::seconds(5);
// A path that lets less than this through is saturated by the probe; then stay below what it
// showed.
constexpr double kSaturated = 0.9;
constexpr double kBelow = 0.95;
constexpr double kSuccess = 0.7;

}  // namespace

bool Prober::is_wanted(Bitrate estimate) const { return wanted_ > estimate * kWorthTrying; }

Duration Prober::length() const {
  return std::clamp(rate_.time_for(kBytesMin), kLengthMin, kLengthMax);
}

bool Prober::is_sending(Time now) const { return !rate_.is_zero() && now < started_ + length(); }

void Prober::wake(Bitrate estimate, bool can_probe, Time now) {
  woken_ = now;
  if (!rate_.is_zero() || !can_probe || !is_wanted(estimate) || now < next_probe_) return;
  rate_ =
      std::min({estimate * kHigher, wanted_ * kWorthTrying, Bitrate::bps(limits::kEstimateMaxBps)});
  started_ = now;
  sent_bytes_ = 0;
  span_ = {};
}

size_t Prober::padding_wanted(Time now) const {
  if (!is_sending(now)) return 0;
  const int64_t due = rate_.bytes_in(now + kStep - started_) - static_cast<int64_t>(sent_bytes_);
  return due > 0 ? static_cast<size_t>(due) : 0;
}

void Prober::sent(size_t bytes, Time now) {
  if (is_sending(now)) sent_bytes_ += bytes;
}

void Prober::arrived(size_t bytes, Time sent, Duration arrival) {
  if (rate_.is_zero() || sent < started_) return;
  if (span_.packets++ == 0) {
    span_.first_sent = sent;
    span_.first_arrival = span_.last_arrival = arrival;
    span_.first_bytes = bytes;
  }
  span_.bytes += bytes;
  span_.last_sent = sent;
  span_.last_bytes = bytes;
  if (rtp::feedback_step(arrival, span_.last_arrival) > Duration::zero()) {
    span_.last_arrival = arrival;
  }
}

std::optional<Bitrate> Prober::judge() const {
  if (span_.packets < kPacketsMin) return std::nullopt;
  const Duration sending = std::max(span_.last_sent - span_.first_sent, kStep);
  const Duration arriving =
      std::max(rtp::feedback_step(span_.last_arrival, span_.first_arrival), kStep);
  const Bitrate sent_at = Bitrate::of(span_.bytes - span_.last_bytes, sending);
  const Bitrate came_at = Bitrate::of(span_.bytes - span_.first_bytes, arriving);
  if (came_at < sent_at * kSaturated) return came_at * kBelow;
  return std::min(sent_at, came_at);
}

std::optional<Bitrate> Prober::take_result(Duration round_trip, Time now) {
  if (rate_.is_zero() || now < result_due(round_trip)) return std::nullopt;
  const std::optional<Bitrate> result = judge();
  const bool is_success = result && *result >= rate_ * kSuccess;
  rate_ = {};
  next_probe_ = is_success ? now : now + kInterval;
  return result;
}

Time Prober::result_due(Duration round_trip) const {
  return started_ + length() + round_trip + 2 * limits::kFeedbackInterval;
}

Time Prober::next_wake(Bitrate estimate, bool can_probe, Duration round_trip) const {
  if (rate_.is_zero()) return can_probe && is_wanted(estimate) ? next_probe_ : kNever;
  if (woken_ >= started_ + length()) return result_due(round_trip);
  return std::max(started_ + rate_.time_for(sent_bytes_), woken_ + kStep);
}

}  // namespace conclave::bandwidth
