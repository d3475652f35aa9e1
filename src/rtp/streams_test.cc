// Receive statistics, NACKs, history and transport feedback of one stream, in virtual time.
#include "base/limits.h"
#include "base/random.h"
#include "rtp/nack_generator.h"
#include "rtp/receive_statistics.h"
#include "rtp/send_history.h"
#include "rtp/transport_feedback_recorder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::rtp {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const Time kStart = time_from_us(1'000'000);

ExtendedSequence at(uint64_t sequence) { return ExtendedSequence(65536 + sequence); }
SequenceNumber number(uint64_t sequence) { return to_sequence(at(sequence)); }

// ---- ReceiveStatistics -----------------------------------------------------------------------

TEST(ReceiveStatistics, SaysNothingBeforeTheFirstPacket) {
  EXPECT_FALSE(ReceiveStatistics(Ssrc(1), kVideoClock).report(kStart));
}

TEST(ReceiveStatistics, CountsLossSinceTheLastReport) {
  ReceiveStatistics statistics(Ssrc(1), kVideoClock);
  for (uint64_t i = 0; i < 100; ++i) {
    if (i % 4 != 1) statistics.received(at(i), RtpTimestamp(0), kStart);
  }
  const auto first = statistics.report(kStart);
  EXPECT_EQ(first->cumulative_lost, 25);
  EXPECT_EQ(first->fraction_lost, 64);
  EXPECT_EQ(first->highest_sequence, 65536u + 99);
  for (uint64_t i = 100; i < 200; ++i) statistics.received(at(i), RtpTimestamp(0), kStart);
  const auto second = statistics.report(kStart);
  EXPECT_EQ(second->cumulative_lost, 25);
  EXPECT_EQ(second->fraction_lost, 0);
}

TEST(ReceiveStatistics, MeasuresNoJitterOnAnEvenPathAndSomeOnAnUnevenOne) {
  ReceiveStatistics even(Ssrc(1), kVideoClock);
  ReceiveStatistics uneven(Ssrc(1), kVideoClock);
  for (uint32_t i = 0; i < 200; ++i) {
    const Time sent = kStart + i * 10ms;
    even.received(at(i), RtpTimestamp(i * 900), sent);
    uneven.received(at(i), RtpTimestamp(i * 900), sent + (i % 2) * 4ms);
  }
  EXPECT_EQ(even.report(kStart)->jitter, 0u);
  EXPECT_NEAR(uneven.report(kStart)->jitter, 4 * 90, 10);
}

TEST(ReceiveStatistics, KeepsItsJitterAcrossTheWrapOfTheTimestamp) {
  ReceiveStatistics statistics(Ssrc(1), kVideoClock);
  for (uint32_t i = 0; i < 10; ++i) {
    statistics.received(at(i), RtpTimestamp(0xffffff00u + i * 900), kStart + i * 10ms);
  }
  EXPECT_EQ(statistics.report(kStart)->jitter, 0u);
}

TEST(ReceiveStatistics, EchoesTheLastSenderReport) {
  ReceiveStatistics statistics(Ssrc(1), kVideoClock);
  statistics.received(at(0), RtpTimestamp(0), kStart);
  SenderReport report;
  report.ntp = to_ntp(kStart);
  statistics.received(report, kStart + 20ms);
  const auto block = statistics.report(kStart + 120ms);
  EXPECT_EQ(block->last_report, to_short(to_ntp(kStart)));
  const auto measured = round_trip(*block, kStart + 150ms);
  EXPECT_NEAR(static_cast<double>(measured->count()), 50000, 50);
}

// ---- NackGenerator ---------------------------------------------------------------------------

TEST(NackGenerator, AsksAtOnceThenOnceARoundTripThenGivesUp) {
  NackGenerator generator;
  generator.received(at(0), kStart);
  EXPECT_EQ(generator.next_wake(), kNever);
  generator.received(at(3), kStart);
  EXPECT_THAT(generator.take_due(kStart, 40ms), ElementsAre(number(1), number(2)));
  EXPECT_THAT(generator.take_due(kStart + 10ms, 40ms), IsEmpty());
  generator.received(at(1), kStart + 45ms);
  size_t asked = 0;
  for (Time now = kStart; generator.next_wake() != kNever; now = generator.next_wake()) {
    asked += generator.take_due(now, 40ms).size();
  }
  EXPECT_EQ(asked, size_t{limits::kNackTriesMax - 1});
  EXPECT_EQ(generator.take_given_up(), 1u);
  EXPECT_EQ(generator.take_given_up(), 0u);
}

TEST(NackGenerator, AsksForAKeyFrameWhenTooMuchIsGone) {
  NackGenerator generator;
  generator.received(at(0), kStart);
  EXPECT_EQ(generator.received(at(limits::kMissingPacketsMax + 2), kStart),
            NackGenerator::Verdict::kTooMuch);
  EXPECT_THAT(generator.take_due(kStart, 40ms), IsEmpty());
  EXPECT_EQ(generator.received(at(limits::kMissingPacketsMax + 4), kStart),
            NackGenerator::Verdict::kFine);
  EXPECT_EQ(generator.take_due(kStart, 40ms).size(), 1u);
}

TEST(NackGenerator, NeverAsksForMoreThanOneNackMayHold) {
  NackGenerator generator;
  generator.received(at(0), kStart);
  generator.received(at(limits::kMissingPacketsMax), kStart);
  EXPECT_EQ(generator.take_due(kStart, 40ms).size(), limits::kNackedPacketsMax);
  EXPECT_EQ(generator.take_due(kStart, 40ms).size(),
            limits::kMissingPacketsMax - 1 - limits::kNackedPacketsMax);
}

// ---- SendHistory -----------------------------------------------------------------------------

RtpHeader header_of(uint64_t sequence) {
  RtpHeader header;
  header.sequence = number(sequence);
  return header;
}

TEST(SendHistory, RepeatsAPacketButNotTooOften) {
  SendHistory history;
  history.insert(at(5), header_of(5), as_bytes("five"), kStart);
  const auto repeat = history.take(number(5), kStart + 10ms, 50ms);
  ASSERT_TRUE(repeat);
  EXPECT_EQ(as_text(repeat->payload), "five");
  EXPECT_EQ(repeat->header.sequence, number(5));
  EXPECT_FALSE(history.take(number(5), kStart + 20ms, 50ms)) << "its answer is on the way";
  int repeats = 1;
  for (Time now = kStart + 60ms; now < kStart + 900ms; now += 50ms) {
    repeats += history.take(number(5), now, 50ms).has_value();
  }
  EXPECT_EQ(repeats, limits::kRepeatsMax);
}

TEST(SendHistory, KnowsNothingOfOldUnsentAndFuturePackets) {
  SendHistory history;
  EXPECT_FALSE(history.take(number(1), kStart, 50ms));
  history.insert(at(10), header_of(10), as_bytes("x"), kStart);
  EXPECT_FALSE(history.take(number(9), kStart, 50ms));
  EXPECT_FALSE(history.take(number(11), kStart, 50ms));
  EXPECT_FALSE(history.take(number(10), kStart + limits::kHistoryAge + 1ms, 50ms));
}

TEST(SendHistory, GrowsToASecondOfPacketsAndNoFurther) {
  SendHistory history;
  for (uint64_t i = 0; i < 5000; ++i) {
    history.insert(at(i), header_of(i), as_bytes("x"), kStart + i * 100us);
  }
  const Time now = kStart + 500ms;
  EXPECT_TRUE(history.take(number(4999), now, 50ms));
  EXPECT_TRUE(history.take(number(5000 - limits::kHistoryPacketsMax), now, 50ms));
  EXPECT_FALSE(history.take(number(4999 - limits::kHistoryPacketsMax), now, 50ms));
}

// ---- TransportFeedbackRecorder ---------------------------------------------------------------

TransportSequence transport(uint16_t value) { return TransportSequence(value); }

TEST(TransportFeedbackRecorder, TellsOfArrivalsAndHolesOnceAnInterval) {
  TransportFeedbackRecorder recorder;
  EXPECT_EQ(recorder.next_wake(), kNever);
  recorder.received(transport(0xffff), kStart);
  recorder.received(transport(1), kStart + 5ms);
  EXPECT_EQ(recorder.next_wake(), kStart + limits::kFeedbackInterval);
  EXPECT_THAT(recorder.take_feedback(Ssrc(1), Ssrc(2), kStart + 50ms), IsEmpty());
  const auto feedback = recorder.take_feedback(Ssrc(1), Ssrc(2), kStart + 100ms);
  ASSERT_EQ(feedback.size(), 1u);
  EXPECT_EQ(feedback[0].base, transport(0xffff));
  EXPECT_THAT(feedback[0].arrivals, ElementsAre(std::optional<Duration>(1000ms), std::nullopt,
                                                std::optional<Duration>(1005ms)));
  EXPECT_EQ(recorder.next_wake(), kNever);
}

TEST(TransportFeedbackRecorder, TellsOfALatePacketAloneAndOfALossAcrossTheBorder) {
  TransportFeedbackRecorder recorder;
  for (const uint16_t value : {uint16_t{1}, uint16_t{2}, uint16_t{4}}) {
    recorder.received(transport(value), kStart);
  }
  recorder.take_feedback(Ssrc(1), Ssrc(2), kStart + 100ms);
  recorder.received(transport(3), kStart + 110ms);
  recorder.received(transport(6), kStart + 111ms);
  const auto feedback = recorder.take_feedback(Ssrc(1), Ssrc(2), kStart + 300ms);
  ASSERT_EQ(feedback.size(), 2u);
  EXPECT_EQ(feedback[0].base, transport(3));
  EXPECT_EQ(feedback[0].arrivals.size(), 1u);
  EXPECT_EQ(feedback[1].base, transport(5));
  EXPECT_THAT(feedback[1].arrivals, ElementsAre(std::nullopt, std::optional<Duration>(1111ms)));
  EXPECT_EQ(feedback[1].count, feedback[0].count + 1);
}

TEST(TransportFeedbackRecorder, WritesWhatAnySenderMakesItWrite) {
  TransportFeedbackRecorder recorder;
  SeededRandom random(5);
  Time now = kStart;
  for (int i = 0; i < 20000; ++i) {
    // Jumps, repetitions and long pauses, as a hostile sender may choose them.
    const bool is_jump = random.chance(0.05);
    recorder.received(
        transport(static_cast<uint16_t>(is_jump ? random.next_u64() : static_cast<uint64_t>(i))),
        now);
    now += random.chance(0.001) ? Duration(20s) : Duration(random.below(3000));
    for (const auto& feedback : recorder.take_feedback(Ssrc(1), Ssrc(2), now)) {
      Writer out;
      write_rtcp(out, feedback);
      ASSERT_LE(out.size(), limits::kRtpPayloadBytesMax);
    }
  }
}

}  // namespace
}  // namespace conclave::rtp
