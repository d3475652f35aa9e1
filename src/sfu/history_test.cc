#include "sfu/history.h"

#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

Buffer payload_of(uint64_t sequence) { return Buffer(100, static_cast<uint8_t>(sequence)); }

void store(History& history, uint64_t sequence) {
  Buffer payload = payload_of(sequence);
  ASSERT_NE(history.store({.sequence = sequence, .payload = payload}), nullptr);
}

TEST(History, FindsWhatWasStored) {
  History history(1000, 16);
  store(history, 5);
  const MediaPacket* found = history.find(5);
  ASSERT_NE(found, nullptr);
  EXPECT_TRUE(equal(found->payload, payload_of(5)));
}

TEST(History, FindsNothingThatWasNeverStored) {
  History history(1000, 16);
  EXPECT_EQ(history.find(0), nullptr);
  store(history, 5);
  EXPECT_EQ(history.find(0), nullptr);
  EXPECT_EQ(history.find(5 + 16), nullptr);
}

TEST(History, ForgetsWhatItsBytesWereNeededFor) {
  History history(1050, 64);  // ten payloads and a tail
  for (uint64_t sequence = 1; sequence <= 25; ++sequence) store(history, sequence);
  for (uint64_t sequence = 1; sequence <= 25; ++sequence) {
    const MediaPacket* found = history.find(sequence);
    if (found != nullptr) {
      EXPECT_TRUE(equal(found->payload, payload_of(sequence))) << sequence;
    }
    if (sequence <= 15) {
      EXPECT_EQ(found, nullptr) << sequence;
    }
    if (sequence > 16) {
      EXPECT_NE(found, nullptr) << sequence;
    }
  }
}

TEST(History, ForgetsWhatItsPlacesWereNeededFor) {
  History history(100000, 8);
  for (uint64_t sequence = 1; sequence <= 9; ++sequence) store(history, sequence);
  EXPECT_EQ(history.find(1), nullptr);
  EXPECT_NE(history.find(2), nullptr);
}

TEST(History, KeepsALatePacketToo) {
  History history(1000, 16);
  store(history, 7);
  store(history, 6);
  EXPECT_NE(history.find(6), nullptr);
  EXPECT_NE(history.find(7), nullptr);
}

TEST(History, RefusesAPayloadLargerThanItself) {
  History history(99, 16);
  Buffer payload = payload_of(1);
  EXPECT_EQ(history.store({.sequence = 1, .payload = payload}), nullptr);
}

}  // namespace
}  // namespace conclave::sfu
