// Sender and receiver reports (RFC 3550 sections 6.4.1 and 6.4.2).
//
//         0                   1                   2                   3
//         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// header |V=2|P|    RC   |   PT=SR=200   |             length            |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                         SSRC of sender                        |
//        +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
// sender |              NTP timestamp, most significant word             |
// info   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |             NTP timestamp, least significant word             |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                         RTP timestamp                         |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                     sender's packet count                     |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                      sender's octet count                     |
//        +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
// report |                 SSRC_1 (SSRC of first source)                 |
// block  +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   1    | fraction lost |       cumulative number of packets lost       |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |           extended highest sequence number received           |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                      interarrival jitter                      |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                         last SR (LSR)                         |
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |                   delay since last SR (DLSR)                  |
//        +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
#pragma once

#include "rtp/ntp.h"
#include "rtp/rtcp_common.h"

#include <optional>
#include <vector>

namespace conclave::rtp {

struct ReportBlock {
  Ssrc ssrc;
  uint8_t fraction_lost = 0;    // of 256
  int32_t cumulative_lost = 0;  // 24 bits, signed: duplicates count as negative loss
  uint32_t highest_sequence = 0;
  uint32_t jitter = 0;   // in the stream's RTP clock
  NtpShort last_report;  // 0 if no sender report came yet
  NtpShort delay_since_last_report;

  friend bool operator==(const ReportBlock&, const ReportBlock&) = default;
};

struct SenderReport {
  Ssrc sender;
  NtpTime ntp;
  RtpTimestamp timestamp;  // the same moment in the stream's clock
  uint32_t packets = 0;
  uint32_t octets = 0;
  std::vector<ReportBlock> reports;

  friend bool operator==(const SenderReport&, const SenderReport&) = default;
};

struct ReceiverReport {
  Ssrc sender;
  std::vector<ReportBlock> reports;

  friend bool operator==(const ReceiverReport&, const ReceiverReport&) = default;
};

inline constexpr size_t kReportBlocksMax = 31;  // five bits

// The round trip a report block tells (RFC 3550 section 6.4.1, figure 2); nothing if the peer has
// not seen a report of ours, or if the figures make no sense.
std::optional<Duration> round_trip(const ReportBlock& block, Time now);

Result<SenderReport> parse_sender_report(const RtcpPart& part);
Result<ReceiverReport> parse_receiver_report(const RtcpPart& part);
// CHECK at most kReportBlocksMax blocks.
void write_rtcp(Writer& out, const SenderReport& report);
void write_rtcp(Writer& out, const ReceiverReport& report);

}  // namespace conclave::rtp
