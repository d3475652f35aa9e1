#include "picture.h"

#include <gtest/gtest.h>

namespace conclave::crowd {
namespace {

constexpr size_t kLines = 360;

// How many samples of luma differ clearly.
size_t difference(const Picture& one, const Picture& other) {
  size_t different = 0;
  for (size_t i = 0; i < one.width * one.height; ++i) {
    different += std::abs(one.bytes[i] - other.bytes[i]) > 8 ? 1 : 0;
  }
  return different;
}

TEST(Picture, HasItsPlanesOneBehindTheOther) {
  Picture picture(640, 360);
  EXPECT_EQ(picture.bytes.size(), 640 * 360 * 3 / 2);
  EXPECT_EQ(picture.luma().size(), 640 * 360);
  EXPECT_EQ(picture.chroma(0).data(), picture.luma().data() + 640 * 360);
  EXPECT_EQ(picture.chroma(1).data() + picture.chroma(1).size(),
            picture.bytes.data() + picture.bytes.size());
}

TEST(Painter, PaintsTheSameAtTheSameMoment) {
  Painter one(2, kLines);
  Painter other(2, kLines);
  other.paint(1, 1);
  EXPECT_EQ(one.paint(12.5, 0.3).bytes, other.paint(12.5, 0.3).bytes);
}

TEST(Painter, StaysWithinTheRangeOfVideo) {
  for (size_t person = 0; person < 24; ++person) {
    Painter painter(person, kLines);
    Picture picture = painter.paint(3.0 * static_cast<double>(person), 1);
    EXPECT_EQ(picture.width, 640);
    for (const uint8_t luma : picture.luma()) {
      ASSERT_GE(luma, 16);
      ASSERT_LE(luma, 235);
    }
  }
}

TEST(Painter, MovesCalmly) {
  Painter painter(0, kLines);
  const Picture before = painter.paint(10, 0);
  const Picture next = painter.paint(10 + 1.0 / 15, 0);
  const Picture later = painter.paint(12, 0);
  EXPECT_LT(difference(before, next), before.width * before.height / 50);
  EXPECT_GT(difference(before, later), 500);
}

TEST(Painter, MovesItsLipsWithTheVoice) {
  Painter painter(0, kLines);
  const Picture silent = painter.paint(10, 0);
  EXPECT_GT(difference(silent, painter.paint(10, 1)), 100);
}

TEST(Painter, NoTwoOfADozenLookAlike) {
  std::vector<Picture> pictures;
  for (size_t person = 0; person < 12; ++person) {
    pictures.push_back(Painter(person, kLines).paint(0, 0));
  }
  for (size_t one = 0; one < pictures.size(); ++one) {
    for (size_t other = 0; other < one; ++other) {
      EXPECT_GT(difference(pictures[one], pictures[other]), pictures[one].luma().size() / 10);
    }
  }
}

TEST(Painter, LooksTheSameInEverySize) {
  Painter large(1, 360);
  Painter small(1, 180);
  Picture big = large.paint(5, 0);
  Picture little = small.paint(5, 0);
  size_t different = 0;
  for (size_t row = 0; row < little.height; ++row) {
    for (size_t column = 0; column < little.width; ++column) {
      const int fine = big.luma()[row * 2 * big.width + column * 2];
      different += std::abs(fine - little.luma()[row * little.width + column]) > 24 ? 1 : 0;
    }
  }
  EXPECT_LT(different, little.luma().size() / 20);
}

}  // namespace
}  // namespace conclave::crowd
