// Short bursts at a higher rate, to learn whether the path would carry more than is being sent.
//
// A probe is 20 ms of packets at twice the estimate. What arrives tells the rate that the path let
// through. Probes come at once while the estimate climbs by them, else every few seconds, never
// while the path is overused, and never when nothing more is wanted.
#pragma once

#include "bandwidth/bitrate.h"

#include <optional>

namespace conclave::bandwidth {

class Prober {
 public:
  void set_wanted(Bitrate wanted) { wanted_ = wanted; }

  // Begins a probe if it is time for one. `can_probe` is false while the path shows overuse.
  void wake(Bitrate estimate, bool can_probe, Time now);
  bool is_sending(Time now) const;

  // Bytes that should leave now to keep the running probe's rate.
  size_t padding_wanted(Time now) const;
  void sent(size_t bytes, Time now);
  void arrived(size_t bytes, Time sent, Duration arrival);

  // The rate shown by a probe that is over, once; nothing while one runs or if it told nothing.
  std::optional<Bitrate> take_result(Duration round_trip, Time now);

  // With the arguments that wake would have.
  Time next_wake(Bitrate estimate, bool can_probe, Duration round_trip) const;

 private:
  struct Span {
    size_t packets = 0;
    size_t bytes = 0;
    size_t first_bytes = 0;
    size_t last_bytes = 0;
    Time first_sent;
    Time last_sent;
    Duration first_arrival{};
    Duration last_arrival{};
  };
  bool is_wanted(Bitrate estimate) const;
  Duration length() const;
  std::optional<Bitrate> judge() const;
  Time result_due(Duration round_trip) const;

  Bitrate wanted_;
  Bitrate rate_;  // zero: no probe runs
  Time started_{};
  size_t sent_bytes_ = 0;
  Span span_;
  Time next_probe_{};
  Time woken_{};
};

}  // namespace conclave::bandwidth
