#include "rtp/rtcp.h"

#include "base/limits.h"
#include "base/random.h"

#include <gtest/gtest.h>

namespace conclave::rtp {
namespace {

using namespace std::chrono_literals;

Buffer written(const RtcpMessage& message) {
  Writer out;
  write_rtcp(out, message);
  return std::move(out).take();
}

ReportBlock block_with(int32_t lost) {
  ReportBlock block;
  block.ssrc = Ssrc(7);
  block.fraction_lost = 12;
  block.cumulative_lost = lost;
  block.highest_sequence = 0x10002;
  block.jitter = 99;
  block.last_report = NtpShort(0x12345678);
  block.delay_since_last_report = NtpShort(0x10000);
  return block;
}

std::vector<RtcpMessage> one_of_each() {
  SenderReport report;
  report.sender = Ssrc(1);
  report.ntp = NtpTime(0x0102030405060708);
  report.timestamp = RtpTimestamp(90000);
  report.packets = 5;
  report.octets = 6000;
  report.reports = {block_with(-3), block_with(4)};
  TransportFeedback feedback;
  feedback.sender = Ssrc(1);
  feedback.media = Ssrc(2);
  feedback.base = TransportSequence(65530);
  feedback.count = 3;
  feedback.arrivals = {1000ms, std::nullopt, 1001ms, 1250ms, 1100ms};
  return {
      report,
      ReceiverReport{.sender = Ssrc(1), .reports = {block_with(0x7fffff)}},
      SourceDescription{.chunks = {{Ssrc(1), "abc"}, {Ssrc(2), "ab"}, {Ssrc(3), ""}}},
      Goodbye{.sources = {Ssrc(1), Ssrc(2)}},
      Nack{.sender = Ssrc(1),
           .media = Ssrc(2),
           .lost = {SequenceNumber(65535), SequenceNumber(0), SequenceNumber(15),
                    SequenceNumber(16)}},
      PictureLossIndication{.sender = Ssrc(1), .media = Ssrc(2)},
      FullIntraRequest{.sender = Ssrc(1), .entries = {{Ssrc(2), 9}, {Ssrc(3), 255}}},
      feedback,
  };
}

TEST(Rtcp, ReadsBackACompoundOfEverything) {
  Writer out;
  for (const RtcpMessage& message : one_of_each()) write_rtcp(out, message);
  const auto parsed = parse_rtcp(out.view());
  ASSERT_TRUE(parsed);
  EXPECT_EQ(*parsed, one_of_each());
}

TEST(Rtcp, RefusesEveryTruncation) {
  for (const RtcpMessage& message : one_of_each()) {
    const Buffer bytes = written(message);
    for (size_t size = 1; size < bytes.size(); ++size) {
      EXPECT_FALSE(parse_rtcp(Bytes(bytes).first(size))) << message.index() << " " << size;
    }
  }
}

TEST(Rtcp, RefusesBodiesThatAreTooShortForTheirCount) {
  for (const RtcpMessage& message : one_of_each()) {
    if (message.index() == 5) continue;  // PLI has no count
    Buffer bytes = written(message);
    bytes[3] = 0;
    bytes.resize(4);
    EXPECT_FALSE(parse_rtcp(bytes)) << message.index();
  }
}

TEST(Rtcp, StepsOverWhatItDoesNotKnow) {
  Writer out;
  write_part_header(out, RtcpType::kPayloadFeedback, 15, 16);  // REMB
  out.u32(1).u32(0).bytes(as_bytes("REMB")).u32(0x01020304);
  out.u8(0x80).u8(207).u16(1).u32(1);  // XR
  write_rtcp(out, PictureLossIndication{.sender = Ssrc(1), .media = Ssrc(2)});
  const auto parsed = parse_rtcp(out.view());
  ASSERT_TRUE(parsed);
  EXPECT_EQ(parsed->size(), 1u);
}

TEST(Rtcp, StripsPadding) {
  Buffer bytes = written(Goodbye{.sources = {Ssrc(5)}});
  bytes[0] |= 0x20;
  bytes[3] = 2;
  append(bytes, Buffer{0, 0, 0, 4});
  const auto parsed = parse_rtcp(bytes);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(std::get<Goodbye>(parsed->at(0)).sources, std::vector{Ssrc(5)});
  for (const int impossible : {0, 3, 12}) {
    bytes.back() = static_cast<uint8_t>(impossible);
    EXPECT_FALSE(parse_rtcp(bytes)) << impossible;
  }
}

TEST(Rtcp, RefusesTooManyPacketsInOne) {
  Writer out;
  for (size_t i = 0; i <= limits::kRtcpPartsMax; ++i) {
    write_rtcp(out, PictureLossIndication{.sender = Ssrc(1), .media = Ssrc(2)});
  }
  EXPECT_EQ(parse_rtcp(out.view()).error().code, ErrorCode::kLimit);
}

TEST(Nack, PacksNeighboursIntoOneItem) {
  const Buffer bytes = written(Nack{
      .sender = Ssrc(1),
      .media = Ssrc(2),
      .lost = {SequenceNumber(10), SequenceNumber(11), SequenceNumber(26), SequenceNumber(27)}});
  EXPECT_EQ(to_hex(bytes),
            "81cd0004"
            "00000001"
            "00000002"
            "000a8001"
            "001b0000");
}

TEST(Nack, RefusesToAskForTooMuch) {
  Writer out;
  const size_t items = limits::kNackedPacketsMax / 17 + 1;
  write_part_header(out, RtcpType::kTransportFeedback, 1, 8 + 4 * items);
  out.u32(1).u32(2);
  for (size_t i = 0; i < items; ++i) out.u16(static_cast<uint16_t>(17 * i)).u16(0xffff);
  EXPECT_EQ(parse_rtcp(out.view()).error().code, ErrorCode::kLimit);
}

TEST(RoundTrip, IsWhatTheReportSaysLessTheDelay) {
  const Time sent = time_from_us(5'000'000);
  ReportBlock block;
  EXPECT_FALSE(round_trip(block, sent)) << "no report seen yet";
  block.last_report = to_short(to_ntp(sent));
  block.delay_since_last_report = to_ntp_short(30ms);
  const auto measured = round_trip(block, sent + 80ms);
  ASSERT_TRUE(measured);
  EXPECT_NEAR(static_cast<double>(measured->count()), 50000, 50);
  block.delay_since_last_report = to_ntp_short(90ms);
  EXPECT_FALSE(round_trip(block, sent + 80ms)) << "held longer than it is old";
}

TEST(Ntp, MeasuresDifferencesToTheMicrosecond) {
  const Time early = time_from_us(-1'500'000);
  const Time late = time_from_us(3'600'000'001);
  EXPECT_NEAR(static_cast<double>(difference(to_ntp(late), to_ntp(early)).count()),
              static_cast<double>((late - early).count()), 1);
  EXPECT_EQ(to_ntp_short(-5ms).value(), 0u);
  EXPECT_EQ(to_ntp_short(100h).value(), 0xffff0000u);
}

TEST(TransportFeedback, RoundsDownToTicksAndSurvivesTheCircle) {
  TransportFeedback feedback;
  feedback.base = TransportSequence(1);
  feedback.arrivals = {kFeedbackCircle - 1ms, 300us, 260us};
  const auto parsed = parse_rtcp(written(feedback));
  ASSERT_TRUE(parsed);
  const auto& arrivals = std::get<TransportFeedback>(parsed->at(0)).arrivals;
  EXPECT_EQ(arrivals, (std::vector<std::optional<Duration>>{kFeedbackCircle - 1ms, 250us, 250us}));
  EXPECT_EQ(feedback_step(250us, kFeedbackCircle - 1ms), 1250us);
  EXPECT_EQ(feedback_step(kFeedbackCircle - 1ms, 250us), -1250us);
}

TEST(TransportFeedback, ReadsBackAnyPatternOfLossAndDelay) {
  SeededRandom random(3);
  for (int round = 0; round < 500; ++round) {
    TransportFeedback feedback;
    feedback.base = TransportSequence(static_cast<uint16_t>(random.next_u64()));
    const double loss = static_cast<double>(random.below(100)) / 100;
    const Duration spread = random.chance(0.5) ? 10ms : 500ms;
    Duration at = std::chrono::seconds(random.below(1000));
    const size_t count = 1 + random.below(round % 10 == 0 ? 4000 : 60);
    for (size_t i = 0; i < count; ++i) {
      at += kFeedbackTick * random.below(static_cast<uint64_t>(spread / kFeedbackTick));
      const bool is_lost = i + 1 < count && random.chance(loss);
      feedback.arrivals.push_back(is_lost ? std::nullopt : std::optional(at));
      if (is_lost && spread > 100ms) at -= spread / 2;
    }
    const auto parsed = parse_rtcp(written(feedback));
    ASSERT_TRUE(parsed);
    ASSERT_EQ(std::get<TransportFeedback>(parsed->at(0)), feedback) << round;
  }
}

TEST(TransportFeedback, RefusesReservedSymbolsEmptyRunsAndTooManyPackets) {
  const auto with = [](uint16_t packets, uint16_t chunk) {
    Writer out;
    write_part_header(out, RtcpType::kTransportFeedback, 15, 20);
    out.u32(1).u32(2).u16(0).u16(packets).u24(0).u8(0).u16(chunk).u16(0);
    return std::move(out).take();
  };
  EXPECT_TRUE(parse_rtcp(with(1, 0x2001)));
  EXPECT_FALSE(parse_rtcp(with(1, 0x6001))) << "symbol 3";
  EXPECT_FALSE(parse_rtcp(with(1, 0x2000))) << "run of nothing";
  EXPECT_EQ(parse_rtcp(with(5000, 0x1fff)).error().code, ErrorCode::kLimit);
}

TEST(Rtcp, SurvivesRandomBytes) {
  SeededRandom random(4);
  for (int i = 0; i < 30000; ++i) {
    Buffer bytes = written(one_of_each()[random.below(8)]);
    for (int flips = 0; flips < 3; ++flips) {
      bytes[random.below(bytes.size())] = static_cast<uint8_t>(random.next_u64());
    }
    (void)parse_rtcp(bytes);
  }
}

}  // namespace
}  // namespace conclave::rtp
