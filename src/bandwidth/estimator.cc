#include "bandwidth/estimator.h"

#include "base/limits.h"

namespace conclave::bandwidth {
namespace {

constexpr Duration kRoundTripFirst = std::chrono::milliseconds(100);
constexpr Duration kRoundTripMax = std::chrono::seconds(2);
constexpr Duration kAcknowledgedWindow = std::chrono::milliseconds(500);
constexpr Duration kSilenceMax = std::chrono::seconds(1);
constexpr double kSilenceDecrease = 0.7;
constexpr double kAfterSilence = 0.5;  // of the estimate before it

}  // namespace

Estimator::Estimator(Bitrate start)
    : rate_control_(start), acknowledged_(kAcknowledgedWindow), round_trip_(kRoundTripFirst) {}

rtp::TransportSequence Estimator::sent(size_t bytes, Time now) {
  if (silent_from_ == kNever) silent_from_ = now + round_trip_ + kSilenceMax;
  const bool is_probe = prober_.is_sending(now);
  prober_.sent(bytes, now);
  return sent_packets_.add(bytes, is_probe, now);
}

void Estimator::take_arrival(const SentTransportPacket& packet, Duration arrival, Time now) {
  if (last_arrival_) {
    const Duration step = rtp::feedback_step(arrival, *last_arrival_);
    // A packet that was overtaken counts where the others are.
    if (step > Duration::zero()) arrival_clock_ += step;
    if (step > Duration::zero()) last_arrival_ = arrival;
  } else {
    last_arrival_ = arrival;
  }
  acknowledged_.add(packet.bytes, arrival_clock_);
  // A probe fills a queue on purpose: that is no sign of overuse.
  if (packet.is_probe) {
    prober_.arrived(packet.bytes, packet.sent, arrival);
  } else {
    trendline_.add(packet.sent, arrival, now);
  }
}

void Estimator::take_round_trip(Duration measured) {
  measured = std::clamp<Duration>(measured, Duration::zero(), kRoundTripMax);
  round_trip_ = has_round_trip_ ? (round_trip_ * 7 + measured) / 8 : measured;
  has_round_trip_ = true;
}

void Estimator::received(const rtp::TransportFeedback& feedback, Time now) {
  std::optional<Time> last_sent;
  size_t received = 0;
  size_t lost = 0;
  for (size_t i = 0; i < feedback.arrivals.size(); ++i) {
    const rtp::TransportSequence sequence(static_cast<uint16_t>(feedback.base.value() + i));
    if (!feedback.arrivals[i]) {
      lost += sent_packets_.peek(sequence).has_value();
    } else if (const auto packet = sent_packets_.take(sequence)) {
      take_arrival(*packet, *feedback.arrivals[i], now);
      last_sent = packet->sent;
      ++received;
    }
  }
  if (!last_sent) return;  // of nothing that we sent: forged, late or repeated
  silent_from_ = kNever;
  take_round_trip(now - *last_sent);
  if (before_silence_) return end_silence(now);
  loss_limit_.add(received, lost, rate_control_.estimate(), now);
  rate_control_.update(trendline_.usage(), acknowledged_.rate(arrival_clock_), round_trip_, now);
}

// The path was gone, not full: what it lost meanwhile says nothing of what it carries. Without this
// a receiver whose network was away for some seconds would climb from the bottom for as many again.
void Estimator::end_silence(Time now) {
  rate_control_.set(std::max(rate_control_.estimate(), *before_silence_ * kAfterSilence), now);
  before_silence_.reset();
}

bool Estimator::can_probe() const {
  return has_round_trip_ && trendline_.usage() == Usage::kNormal && loss_limit_.loss() < 0.1;
}

void Estimator::wake(Time now) {
  if (now >= silent_from_) {
    if (!before_silence_) before_silence_ = estimate();
    rate_control_.set(rate_control_.estimate() * kSilenceDecrease, now);
    silent_from_ = kNever;  // what is sent next will show
  }
  if (const auto result = prober_.take_result(round_trip_, now); result && *result > estimate()) {
    rate_control_.set(*result, now);
  }
  prober_.wake(estimate(), can_probe(), now);
}

Time Estimator::next_wake() const {
  return std::min(silent_from_, prober_.next_wake(estimate(), can_probe(), round_trip_));
}

Bitrate Estimator::estimate() const {
  return std::min(rate_control_.estimate(), loss_limit_.limit());
}

}  // namespace conclave::bandwidth
