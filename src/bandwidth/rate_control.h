// Turns the trendline's verdict into a rate (draft-ietf-rmcat-gcc-02 section 5.5): back to 85 % of
// what arrived when a queue fills, hold while it drains, else up: 8 % a second far from the last
// known limit, about a packet a round trip near it.
#pragma once

#include "bandwidth/bitrate.h"
#include "bandwidth/trendline.h"

#include <optional>

namespace conclave::bandwidth {

class RateControl {
 public:
  explicit RateControl(Bitrate start) : estimate_(start) {}

  // `acknowledged` is what arrives at the receiver, if it is known well.
  void update(Usage usage, std::optional<Bitrate> acknowledged, Duration round_trip, Time now);

  // A probe or a silence has shown something better than the rules above.
  void set(Bitrate estimate, Time now);

  Bitrate estimate() const { return estimate_; }
  Time last_decrease() const { return last_decrease_; }

 private:
  enum class State { kHold, kIncrease, kDecrease };
  void change_state(Usage usage);
  void increase(std::optional<Bitrate> acknowledged, Duration round_trip, Time now);
  void decrease(std::optional<Bitrate> acknowledged, Time now);
  void forget_limit_if_beaten(Bitrate acknowledged);
  double limit_deviation_kbps() const;
  void learn_limit(Bitrate acknowledged);
  void keep_in_bounds();

  State state_ = State::kIncrease;
  Bitrate estimate_;
  std::optional<double> limit_kbps_;  // where decreases happened, averaged
  double limit_variance_ = 0.4;       // relative to it
  Time last_change_ = kNever;
  Time last_decrease_ = kNever;
};

}  // namespace conclave::bandwidth
