#include "sfu/media_clock.h"

#include <algorithm>

namespace conclave::sfu {

Time PeerClock::received(rtp::NtpTime ntp, Time now) {
  constexpr Duration kJump = std::chrono::seconds(1);
  const Time expected = anchor_ ? anchor_here_ + rtp::difference(ntp, *anchor_) : now;
  const Duration later = now - expected;
  const bool is_anew = !anchor_ || later < Duration::zero() || later > kJump;
  anchor_ = ntp;
  anchor_here_ = is_anew ? now : expected + later / 64;
  return anchor_here_;
}

std::optional<Time> MediaClock::captured_at(uint32_t timestamp) const {
  if (!report_) return std::nullopt;
  const auto ahead = static_cast<int32_t>(timestamp - report_->timestamp);
  return report_->moment + Duration(int64_t{ahead} * 1'000'000 / rate_);
}

std::optional<uint32_t> MediaClock::timestamp_at(Time moment) const {
  const auto& point = report_ ? report_ : last_;
  if (!point) return std::nullopt;
  const int64_t ticks = (moment - point->moment).count() * rate_ / 1'000'000;
  return point->timestamp + static_cast<uint32_t>(ticks);
}

uint32_t MediaClock::ticks(Duration duration) const {
  return static_cast<uint32_t>(std::max<int64_t>(duration.count(), 0) * rate_ / 1'000'000);
}

}  // namespace conclave::sfu
