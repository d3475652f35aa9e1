// Is a queue on the path filling or draining? (draft-ietf-rmcat-gcc-02 sections 5.2 to 5.4, with
// the line fitted by least squares instead of a Kalman filter.)
//
// Packets are grouped by 5 ms of departure; the difference between how far apart two groups arrive
// and how far apart they left is the change of the queue. Summed and smoothed over twenty groups,
// its slope is held against a threshold that adapts, so that competing with loss-driven traffic
// does not starve us.
#pragma once

#include "base/time.h"

#include <deque>
#include <optional>

namespace conclave::bandwidth {

enum class Usage { kNormal, kOver, kUnder };

class Trendline {
 public:
  // A packet that was sent at `sent` arrived at `arrival` on the receiver's clock, which may come
  // round.
  void add(Time sent, Duration arrival, Time now);
  Usage usage() const { return usage_; }

 private:
  struct Group {
    Time first_sent;
    Time last_sent;
    Duration last_arrival{};
  };
  struct Point {
    double arrival_ms;
    double delay_ms;
  };
  bool belongs_to_group(Time sent, Duration arrival) const;
  void finish_group(Time now);
  std::optional<double> slope() const;
  void judge(double trend, double send_gap_ms, Time now);
  void adapt_threshold(double modified_trend, Time now);
  void reset();

  std::optional<Group> group_;
  std::optional<Group> previous_;
  std::deque<Point> points_;
  double arrival_ms_ = 0;  // since the first group
  double delay_ms_ = 0;
  double smoothed_ms_ = 0;
  int groups_ = 0;
  double threshold_ms_ = 12.5;
  double over_for_ms_ = -1;
  int over_count_ = 0;
  double last_trend_ = 0;
  Time last_adapted_ = kNever;
  Usage usage_ = Usage::kNormal;
};

}  // namespace conclave::bandwidth
