// Three clocks meet in a sender report: the publisher's wall clock (NTP), its media clock (RTP
// timestamps), and ours. PeerClock carries a publisher's wall clock over to ours; MediaClock a
// stream's timestamps. So every slot can send sender reports on our one clock, and whatever a
// receiver plays together was captured together, from whichever publisher and layer it comes.
#pragma once

#include "base/time.h"
#include "rtp/rtcp_report.h"

#include <optional>

namespace conclave::sfu {

// One publisher's wall clock. The report that travelled fastest tells the offset best; later ones
// may move it towards slower ones only a little at a time, to follow clocks that drift.
class PeerClock {
 public:
  // When this report's moment was, on our clock.
  Time received(rtp::NtpTime ntp, Time now);

 private:
  std::optional<rtp::NtpTime> anchor_;
  Time anchor_here_{};
};

// One stream's timestamps.
class MediaClock {
 public:
  explicit MediaClock(uint32_t rate) : rate_(rate) {}

  void reported(uint32_t timestamp, Time moment) { report_ = Point{timestamp, moment}; }
  void packet(uint32_t timestamp, Time now) { last_ = Point{timestamp, now}; }
  void reset() { report_ = last_ = std::nullopt; }

  // By sender reports alone: nothing before the first.
  std::optional<Time> captured_at(uint32_t timestamp) const;
  // By sender reports, else by when the last packet came; nothing before either.
  std::optional<uint32_t> timestamp_at(Time moment) const;
  // Ticks in so much time, none for negative ones.
  uint32_t ticks(Duration duration) const;

 private:
  struct Point {
    uint32_t timestamp;
    Time moment;
  };
  uint32_t rate_;  // ticks a second
  std::optional<Point> report_;
  std::optional<Point> last_;
};

}  // namespace conclave::sfu
