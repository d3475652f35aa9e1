#include "voice.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace conclave::crowd {
namespace {

int peak(const Sound& sound) {
  int highest = 0;
  for (const int16_t sample : sound) highest = std::max(highest, std::abs(sample));
  return highest;
}

TEST(Voice, IsSilentUntilItSpeaks) {
  Voice voice(0);
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(peak(voice.next(false)), 0);
    EXPECT_EQ(voice.loudness(), 0);
  }
}

TEST(Voice, IsHeardAndSoft) {
  for (size_t person = 0; person < 8; ++person) {
    Voice voice(person);
    int highest = 0;
    for (int i = 0; i < 100; ++i) highest = std::max(highest, peak(voice.next(true)));
    EXPECT_GT(highest, 1500);
    EXPECT_LT(highest, 32767 / 8);
  }
}

TEST(Voice, SetsInAndDiesAwayWithoutAClick) {
  Voice voice(3);
  int16_t last = 0;
  for (int i = 0; i < 100; ++i) {
    for (const int16_t sample : voice.next(i % 20 < 10)) {
      ASSERT_LT(std::abs(sample - last), 800);
      last = sample;
    }
  }
  for (int i = 0; i < 10; ++i) voice.next(false);
  EXPECT_EQ(peak(voice.next(false)), 0);
}

TEST(Voice, IsOnesOwn) {
  Voice one(0);
  Voice other(1);
  EXPECT_NE(one.next(true), other.next(true));
  EXPECT_EQ(Voice(1).next(true), Voice(1).next(true));
}

}  // namespace
}  // namespace conclave::crowd
