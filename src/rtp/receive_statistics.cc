#include "rtp/receive_statistics.h"

#include <algorithm>
#include <cstdlib>

namespace conclave::rtp {
namespace {

int64_t to_clock(Time now, uint32_t clock) {
  return to_us(now) / 1'000'000 * clock + to_us(now) % 1'000'000 * clock / 1'000'000;
}

}  // namespace

void ReceiveStatistics::received(ExtendedSequence sequence, RtpTimestamp timestamp, Time now) {
  if (packets_ == 0) first_ = highest_ = sequence;
  first_ = std::min(first_, sequence);
  highest_ = std::max(highest_, sequence);
  // RFC 3550 appendix A.8, in integers: jitter is kept times sixteen. Only differences of transit
  // count, so the timestamp's wrapping does no harm.
  const auto transit = static_cast<uint32_t>(to_clock(now, clock_)) - timestamp.value();
  if (packets_ > 0) {
    const auto difference =
        static_cast<uint32_t>(std::abs(int64_t{static_cast<int32_t>(transit - transit_)}));
    jitter_q4_ = jitter_q4_ - ((jitter_q4_ + 8) >> 4) + difference;
  }
  transit_ = transit;
  ++packets_;
}

void ReceiveStatistics::received(const SenderReport& report, Time now) {
  last_report_ = to_short(report.ntp);
  last_report_arrival_ = now;
}

uint8_t ReceiveStatistics::take_fraction_lost() {
  const auto expected_now = static_cast<int64_t>(expected() - reported_expected_);
  const auto received_now = static_cast<int64_t>(packets_ - reported_packets_);
  reported_expected_ = expected();
  reported_packets_ = packets_;
  const int64_t lost = expected_now - received_now;
  if (expected_now <= 0 || lost <= 0) return 0;
  return static_cast<uint8_t>(std::min<int64_t>(255, lost * 256 / expected_now));
}

std::optional<ReportBlock> ReceiveStatistics::report(Time now) {
  if (packets_ == 0) return std::nullopt;
  ReportBlock block;
  block.ssrc = ssrc_;
  block.fraction_lost = take_fraction_lost();
  const auto lost = static_cast<int64_t>(expected()) - static_cast<int64_t>(packets_);
  block.cumulative_lost = static_cast<int32_t>(std::clamp<int64_t>(lost, -0x800000, 0x7fffff));
  block.highest_sequence = static_cast<uint32_t>(highest_.value());
  block.jitter = jitter_q4_ >> 4;
  block.last_report = last_report_;
  if (last_report_.value() != 0) {
    block.delay_since_last_report = to_ntp_short(now - last_report_arrival_);
  }
  return block;
}

}  // namespace conclave::rtp
