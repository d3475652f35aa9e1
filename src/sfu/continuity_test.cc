#include "sfu/continuity.h"

#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

MediaPacket packet(uint64_t sequence, uint32_t timestamp, uint16_t picture_id = 0) {
  return {.sequence = sequence, .timestamp = timestamp, .vp8 = {.picture_id = picture_id}};
}

class ContinuityTest : public testing::Test {
 protected:
  Continuity::Numbers send(const MediaPacket& media) {
    const auto numbers = stream_.map(media);
    EXPECT_TRUE(numbers);
    stream_.sent(*numbers);
    return *numbers;
  }
  SeededRandom random_{1};
  Continuity stream_{random_};
};

TEST_F(ContinuityTest, SendsNothingBeforeItBegins) {
  EXPECT_FALSE(stream_.map(packet(1, 1)));
  EXPECT_FALSE(stream_.source_sequence(1));
}

TEST_F(ContinuityTest, GoesOnAcrossPieces) {
  stream_.begin(packet(70000, 500, 9), 0);
  const auto first = send(packet(70000, 500, 9));
  const auto second = send(packet(70001, 3500, 10));
  EXPECT_EQ(second.sequence, first.sequence + 1);
  EXPECT_EQ(second.timestamp, first.timestamp + 3000);

  stream_.begin(packet(12, 4000000000, 30000), 2970);
  const auto third = send(packet(12, 4000000000, 30000));
  EXPECT_EQ(third.sequence, second.sequence + 1);
  EXPECT_EQ(third.timestamp, second.timestamp + 2970);
  EXPECT_EQ(third.picture_id, static_cast<uint16_t>(second.picture_id + 1));
  EXPECT_EQ(third.tl0_picture_index, static_cast<uint8_t>(second.tl0_picture_index + 1));
}

TEST_F(ContinuityTest, KeepsGapsAndLetsLatePacketsFillThem) {
  stream_.begin(packet(100, 0), 0);
  const auto first = send(packet(100, 0));
  const auto third = send(packet(102, 0));
  EXPECT_EQ(third.sequence, first.sequence + 2);
  EXPECT_EQ(send(packet(101, 0)).sequence, first.sequence + 1);
  EXPECT_EQ(send(packet(103, 0)).sequence, first.sequence + 3);
}

TEST_F(ContinuityTest, DropsWhatIsOlderThanItsPiece) {
  stream_.begin(packet(100, 0), 0);
  EXPECT_FALSE(stream_.map(packet(99, 0)));
}

TEST_F(ContinuityTest, TracesASequenceNumberBackWithinThePresentPieceOnly) {
  stream_.begin(packet(100, 0), 0);
  const auto old = send(packet(100, 0));
  stream_.begin(packet(5000, 0), 3000);
  const auto first = send(packet(5000, 0));
  const auto last = send(packet(5100, 0));
  EXPECT_EQ(stream_.source_sequence(static_cast<uint16_t>(first.sequence)), 5000);
  EXPECT_EQ(stream_.source_sequence(static_cast<uint16_t>(last.sequence)), 5100);
  EXPECT_FALSE(stream_.source_sequence(static_cast<uint16_t>(old.sequence)));
  EXPECT_FALSE(stream_.source_sequence(static_cast<uint16_t>(last.sequence + 1)));
}

TEST_F(ContinuityTest, TracesBackAcrossTheWrapOfSixteenBits) {
  stream_.begin(packet(1, 0), 0);
  for (uint64_t sequence = 1; sequence < 70000; sequence += 1000) send(packet(sequence, 0));
  const auto last = send(packet(70000, 0));
  EXPECT_EQ(stream_.source_sequence(static_cast<uint16_t>(last.sequence - 30)), 69970);
}

TEST_F(ContinuityTest, NeverStandsStillInTimeWhereAPieceBegins) {
  stream_.begin(packet(1, 77), 0);
  const auto before = send(packet(1, 77));
  stream_.begin(packet(1, 77), 0);
  EXPECT_EQ(send(packet(1, 77)).timestamp, before.timestamp + 1);
}

}  // namespace
}  // namespace conclave::sfu
