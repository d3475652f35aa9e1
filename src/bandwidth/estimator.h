// How much one receiver's path can carry, seen from the sending side: draft-ietf-rmcat-gcc over
// transport-wide feedback. Delay that keeps growing means a queue is filling (Trendline), and the
// rate steps back before anything is lost (RateControl); heavy loss sets a limit of its own
// (LossLimit). When more is wanted than the estimate allows, short bursts of padding try whether it
// would fit (Prober), so that the estimate also rises while the picture is small.
//
//   sequence = estimator.sent(bytes, now)      for each packet; write the number into it
//   estimator.received(feedback, now)          for each transport feedback
//   estimator.estimate()                       what allocation may hand out and the pacer may send
//
// Invariants: the estimate stays within limits::kEstimateMin and kEstimateMax; without feedback it
// never rises, and after a long silence of a receiver that is being sent to it falls; with the
// first feedback after it, half of what was known before counts again.
#pragma once

#include "bandwidth/loss_limit.h"
#include "bandwidth/prober.h"
#include "bandwidth/rate_control.h"
#include "bandwidth/rate_meter.h"
#include "bandwidth/sent_packets.h"
#include "bandwidth/trendline.h"
#include "rtp/rtcp_transport_feedback.h"

#include <optional>

namespace conclave::bandwidth {

class Estimator {
 public:
  explicit Estimator(Bitrate start);

  // A packet of so many bytes (the whole datagram) leaves; its number on this transport.
  rtp::TransportSequence sent(size_t bytes, Time now);

  void received(const rtp::TransportFeedback& feedback, Time now);

  // What is wanted in all, from allocation. Probing goes no further than this.
  void set_wanted(Bitrate wanted) { prober_.set_wanted(wanted); }

  // Bytes of padding (or of repeated packets) to send now for the sake of probing; 0 mostly.
  size_t padding_wanted(Time now) const { return prober_.padding_wanted(now); }

  void wake(Time now);
  Time next_wake() const;

  Bitrate estimate() const;
  // Smoothed over feedback: sending a packet to learning of it. A default before the first.
  Duration round_trip() const { return round_trip_; }
  double loss() const { return loss_limit_.loss(); }

 private:
  void take_arrival(const SentTransportPacket& packet, Duration arrival, Time now);
  void take_round_trip(Duration measured);
  void end_silence(Time now);
  bool can_probe() const;

  SentPackets sent_packets_;
  Trendline trendline_;
  RateControl rate_control_;
  LossLimit loss_limit_;
  Prober prober_;
  RateMeter acknowledged_;  // on the receiver's clock
  Time arrival_clock_{};    // that clock, unwrapped
  std::optional<Duration> last_arrival_;
  Duration round_trip_;
  bool has_round_trip_ = false;
  Time silent_from_ = kNever;  // without feedback until then, the estimate falls
  std::optional<Bitrate> before_silence_;
};

}  // namespace conclave::bandwidth
