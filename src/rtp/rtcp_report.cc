#include "rtp/rtcp_report.h"

#include <algorithm>

namespace conclave::rtp {
namespace {

constexpr size_t kBlockBytes = 24;
constexpr size_t kSenderInfoBytes = 20;
constexpr int32_t kLostMax = 0x7fffff;
constexpr int32_t kLostMin = -0x800000;

int32_t sign_extend_24(uint32_t value) { return static_cast<int32_t>(value << 8) >> 8; }

Result<ReportBlock> read_block(Reader& reader) {
  ReportBlock block;
  block.ssrc = Ssrc(TRY(reader.u32()));
  block.fraction_lost = TRY(reader.u8());
  block.cumulative_lost = sign_extend_24(TRY(reader.u24()));
  block.highest_sequence = TRY(reader.u32());
  block.jitter = TRY(reader.u32());
  block.last_report = NtpShort(TRY(reader.u32()));
  block.delay_since_last_report = NtpShort(TRY(reader.u32()));
  return block;
}

Result<std::vector<ReportBlock>> read_blocks(Reader& reader, size_t count) {
  if (reader.remaining() < count * kBlockBytes) {
    return Error(ErrorCode::kMalformed, "fewer report blocks than counted");
  }
  std::vector<ReportBlock> blocks;
  blocks.reserve(count);
  for (size_t i = 0; i < count; ++i) blocks.push_back(TRY(read_block(reader)));
  return blocks;
}

void write_blocks(Writer& out, const std::vector<ReportBlock>& blocks) {
  for (const ReportBlock& block : blocks) {
    const int32_t lost = std::clamp(block.cumulative_lost, kLostMin, kLostMax);
    out.u32(block.ssrc.value());
    out.u8(block.fraction_lost);
    out.u24(static_cast<uint32_t>(lost) & 0xffffff);
    out.u32(block.highest_sequence);
    out.u32(block.jitter);
    out.u32(block.last_report.value());
    out.u32(block.delay_since_last_report.value());
  }
}

uint8_t count_of(const std::vector<ReportBlock>& blocks) {
  CHECK(blocks.size() <= kReportBlocksMax);
  return static_cast<uint8_t>(blocks.size());
}

}  // namespace

std::optional<Duration> round_trip(const ReportBlock& block, Time now) {
  if (block.last_report.value() == 0) return std::nullopt;
  const uint32_t elapsed = to_short(to_ntp(now)).value() - block.last_report.value();
  const uint32_t held = block.delay_since_last_report.value();
  // A peer that says it held our report for longer than it is old, or a wrapped difference.
  if (held > elapsed) return std::nullopt;
  return from_ntp_short(NtpShort(elapsed - held));
}

Result<SenderReport> parse_sender_report(const RtcpPart& part) {
  Reader reader(part.body);
  SenderReport report;
  report.sender = Ssrc(TRY(reader.u32()));
  report.ntp = NtpTime(TRY(reader.u64()));
  report.timestamp = RtpTimestamp(TRY(reader.u32()));
  report.packets = TRY(reader.u32());
  report.octets = TRY(reader.u32());
  report.reports = TRY(read_blocks(reader, part.header.count));
  return report;  // profile-specific extensions may follow; nobody uses them here
}

Result<ReceiverReport> parse_receiver_report(const RtcpPart& part) {
  Reader reader(part.body);
  ReceiverReport report;
  report.sender = Ssrc(TRY(reader.u32()));
  report.reports = TRY(read_blocks(reader, part.header.count));
  return report;
}

void write_rtcp(Writer& out, const SenderReport& report) {
  write_part_header(out, RtcpType::kSenderReport, count_of(report.reports),
                    4 + kSenderInfoBytes + kBlockBytes * report.reports.size());
  out.u32(report.sender.value());
  out.u64(report.ntp.value());
  out.u32(report.timestamp.value());
  out.u32(report.packets);
  out.u32(report.octets);
  write_blocks(out, report.reports);
}

void write_rtcp(Writer& out, const ReceiverReport& report) {
  write_part_header(out, RtcpType::kReceiverReport, count_of(report.reports),
                    4 + kBlockBytes * report.reports.size());
  out.u32(report.sender.value());
  write_blocks(out, report.reports);
}

}  // namespace conclave::rtp
