#include "bandwidth/pacer.h"

#include "bandwidth/rate_meter.h"
#include "bandwidth/sent_packets.h"

#include <gtest/gtest.h>

namespace conclave::bandwidth {
namespace {

using namespace std::chrono_literals;

const Time kStart = time_from_us(1'000'000);

TEST(Pacer, SpreadsABurstAtOneAndAHalfTimesTheEstimate) {
  Pacer<int> pacer(Bitrate::kbps(1000));
  for (int i = 0; i < 20; ++i) pacer.push(SendPriority::kVideo, 1250, i, kStart);
  Time now = kStart;
  Time last = kStart;
  int next = 0;
  while (!pacer.empty()) {
    now = std::max(now, pacer.next_wake());
    while (const auto packet = pacer.pop(now)) {
      EXPECT_EQ(*packet, next++);
      last = now;
    }
  }
  // 19 packets of 10,000 bits at 1.5 Mbit/s behind the first one.
  EXPECT_NEAR(static_cast<double>((last - kStart).count()), 126'667, 200);
}

TEST(Pacer, LetsAudioPassAtOnceAndRetransmissionsGoBeforeVideo) {
  Pacer<char> pacer(Bitrate::kbps(100));
  pacer.push(SendPriority::kPadding, 1200, 'p', kStart);
  pacer.push(SendPriority::kVideo, 1200, 'v', kStart);
  pacer.push(SendPriority::kRetransmission, 1200, 'r', kStart);
  pacer.push(SendPriority::kAudio, 100, 'a', kStart);
  pacer.push(SendPriority::kAudio, 100, 'b', kStart);
  EXPECT_EQ(pacer.pop(kStart), 'a');
  EXPECT_EQ(pacer.pop(kStart), 'b');
  EXPECT_EQ(pacer.pop(kStart), std::nullopt) << "the bucket is full";
  std::string order;
  for (Time now = kStart; !pacer.empty(); now = pacer.next_wake()) {
    while (const auto packet = pacer.pop(now)) order += *packet;
  }
  EXPECT_EQ(order, "rvp");
}

TEST(Pacer, DrainsEvenIfTheEstimateHasCollapsed) {
  Pacer<int> pacer(Bitrate::kbps(30));
  for (int i = 0; i < 500; ++i) pacer.push(SendPriority::kVideo, 1200, i, kStart);
  Time now = kStart;
  int wakes = 0;
  while (!pacer.empty()) {
    ASSERT_LT(++wakes, 2000);
    now = std::max(now, pacer.next_wake());
    while (pacer.pop(now)) continue;
  }
  EXPECT_LT(now - kStart, 3s);
}

TEST(Pacer, TakesNoMoreThanItsLimit) {
  Pacer<int> pacer(Bitrate::kbps(1000));
  for (size_t i = 0; i < limits::kPacedPacketsMax; ++i) {
    EXPECT_TRUE(pacer.push(SendPriority::kVideo, 10, 1, kStart));
  }
  EXPECT_FALSE(pacer.push(SendPriority::kVideo, 10, 1, kStart));
  EXPECT_EQ(pacer.bytes(), 10 * limits::kPacedPacketsMax);
}

TEST(Pacer, HasNothingToDoWhenEmpty) {
  Pacer<int> pacer(Bitrate::kbps(1000));
  EXPECT_EQ(pacer.next_wake(), kNever);
  EXPECT_FALSE(pacer.pop(kStart));
}

TEST(RateMeter, MeasuresASteadyStream) {
  RateMeter meter;
  for (int i = 0; i < 300; ++i) meter.add(1250, kStart + i * 10ms);
  EXPECT_NEAR(static_cast<double>(meter.rate(kStart + 3s).kbps()), 1000, 60);
}

TEST(RateMeter, ForgetsAfterItsWindowAndStartsAfresh) {
  RateMeter meter;
  EXPECT_TRUE(meter.is_silent(kStart));
  for (int i = 0; i < 100; ++i) meter.add(1250, kStart + i * 10ms);
  EXPECT_TRUE(meter.is_silent(kStart + 3s));
  EXPECT_TRUE(meter.rate(kStart + 3s).is_zero());
  for (int i = 0; i < 50; ++i) meter.add(1250, kStart + 3s + i * 10ms);
  EXPECT_NEAR(static_cast<double>(meter.rate(kStart + 3500ms).kbps()), 1000, 60);
}

TEST(SentPackets, TellsOfEachPacketOnce) {
  SentPackets packets;
  const rtp::TransportSequence sequence = packets.add(1000, true, kStart);
  EXPECT_TRUE(packets.peek(sequence));
  const auto taken = packets.take(sequence);
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->bytes, 1000u);
  EXPECT_TRUE(taken->is_probe);
  EXPECT_FALSE(packets.take(sequence));
  EXPECT_FALSE(packets.take(rtp::TransportSequence(2))) << "never sent";
  EXPECT_FALSE(packets.take(rtp::TransportSequence(0))) << "never sent";
}

TEST(SentPackets, RemembersAllInFlightAcrossTheWrap) {
  SentPackets packets;
  std::vector<rtp::TransportSequence> sequences;
  for (size_t i = 0; i < 70'000; ++i) {
    sequences.push_back(packets.add(i, false, kStart + Duration(i * 100)));
  }
  for (size_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(packets.take(sequences[69'999 - i])->bytes, 69'999 - i);
  }
  EXPECT_FALSE(packets.take(sequences[30'000])) << "overwritten";
}

TEST(Bitrate, NeverGoesBelowZeroAndNeverDividesByIt) {
  EXPECT_TRUE((Bitrate::kbps(1) - Bitrate::kbps(2)).is_zero());
  EXPECT_TRUE(Bitrate::of(100, 0us).is_zero());
  EXPECT_GT(Bitrate().time_for(1), 1s);
  EXPECT_EQ(Bitrate::kbps(8).bytes_in(1s), 1000);
  EXPECT_EQ(Bitrate::of(1000, 1s).kbps(), 8);
}

}  // namespace
}  // namespace conclave::bandwidth
