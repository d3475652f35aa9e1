// What a receiver report says of one stream (RFC 3550 appendices A.3 and A.8): loss, highest
// sequence number, jitter, and when the last sender report came.
#pragma once

#include "base/time.h"
#include "rtp/rtcp_report.h"
#include "rtp/types.h"

#include <optional>

namespace conclave::rtp {

class ReceiveStatistics {
 public:
  ReceiveStatistics(Ssrc ssrc, uint32_t clock) : ssrc_(ssrc), clock_(clock) {}

  void received(ExtendedSequence sequence, RtpTimestamp timestamp, Time now);
  void received(const SenderReport& report, Time now);

  // The block for the next report; the fraction lost counts from the block before it. Nothing
  // before the first packet.
  std::optional<ReportBlock> report(Time now);

  uint64_t packets() const { return packets_; }

 private:
  uint64_t expected() const { return highest_.value() - first_.value() + 1; }
  uint8_t take_fraction_lost();

  Ssrc ssrc_;
  uint32_t clock_;
  ExtendedSequence first_;
  ExtendedSequence highest_;
  uint64_t packets_ = 0;
  uint64_t reported_expected_ = 0;
  uint64_t reported_packets_ = 0;
  uint32_t transit_ = 0;  // arrival less timestamp, in the stream's clock
  uint32_t jitter_q4_ = 0;
  NtpShort last_report_;
  Time last_report_arrival_;
};

}  // namespace conclave::rtp
