#include "bandwidth/allocation.h"

#include "base/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::bandwidth {
namespace {

using testing::ElementsAre;

constexpr Bitrate kbps(int64_t value) { return Bitrate::kbps(value); }

constexpr std::array<Layer, 3> kCamera = {Layer{kbps(150), 180}, Layer{kbps(500), 360},
                                          Layer{kbps(1500), 720}};

SlotRequest slot(uint16_t height, uint8_t priority = 0, std::optional<size_t> current = {}) {
  return {.layers = kCamera, .height_max = height, .priority = priority, .current = current};
}

using Layers = std::vector<std::optional<size_t>>;

TEST(Allocation, GivesEveryoneTheLowestBeforeAnyoneMore) {
  const std::vector requests = {slot(720), slot(720), slot(720)};
  EXPECT_EQ(allocate(kbps(600), kbps(0), requests).layers, (Layers{0, 0, 0}));
  EXPECT_EQ(allocate(kbps(400), kbps(0), requests).layers, (Layers{0, 0, std::nullopt}));
  EXPECT_EQ(allocate(kbps(10'000), kbps(0), requests).layers, (Layers{2, 2, 2}));
}

TEST(Allocation, SetsAudioAsideFirst) {
  const std::vector requests = {slot(720)};
  const Allocation allocation = allocate(kbps(200), kbps(100), requests);
  EXPECT_EQ(allocation.layers, Layers{std::nullopt});
  EXPECT_EQ(allocation.used, kbps(100));
  EXPECT_EQ(allocate(kbps(50), kbps(100), requests).layers, Layers{std::nullopt});
}

TEST(Allocation, RaisesTheMostWantedFirst) {
  const std::vector requests = {slot(720, 1), slot(720, 200), slot(720, 1)};
  EXPECT_EQ(allocate(kbps(2200), kbps(0), requests).layers, (Layers{0, 2, 0}));
}

TEST(Allocation, SharesAmongEquals) {
  const std::vector requests = {slot(720), slot(720)};
  EXPECT_EQ(allocate(kbps(1300), kbps(0), requests).layers, (Layers{1, 1}));
}

TEST(Allocation, GivesNoMoreThanWasAskedFor) {
  const std::vector requests = {slot(180), slot(400), slot(0), slot(90)};
  const Allocation allocation = allocate(kbps(100'000), kbps(40), requests);
  EXPECT_EQ(allocation.layers, (Layers{0, 1, std::nullopt, 0}));
  EXPECT_EQ(allocation.used, kbps(40 + 150 + 500 + 150));
  EXPECT_EQ(allocation.wanted, allocation.used);
}

TEST(Allocation, SaysWhatIsWantedEvenIfItDoesNotFit) {
  const std::vector requests = {slot(720), slot(720)};
  EXPECT_EQ(allocate(kbps(100), kbps(10), requests).wanted, kbps(3010));
}

TEST(Allocation, KeepsALayerAtItsRateButAsksForAMarginToRaiseIt) {
  EXPECT_EQ(allocate(kbps(1500), kbps(0), std::vector{slot(720, 0, 2)}).layers, Layers{2});
  EXPECT_EQ(allocate(kbps(1500), kbps(0), std::vector{slot(720, 0, 1)}).layers, Layers{1});
  EXPECT_EQ(allocate(kbps(1730), kbps(0), std::vector{slot(720, 0, 1)}).layers, Layers{2});
  EXPECT_EQ(allocate(kbps(1490), kbps(0), std::vector{slot(720, 0, 2)}).layers, Layers{1});
}

TEST(Allocation, DoesNotFlapOnANoisyEstimate) {
  SeededRandom random(11);
  std::optional<size_t> current = 1;
  int changes = 0;
  for (int i = 0; i < 1000; ++i) {
    const int64_t noisy = 1500 + static_cast<int64_t>(random.below(200));
    const auto chosen =
        allocate(kbps(noisy), kbps(0), std::vector{slot(720, 0, current)}).layers[0];
    changes += chosen != current;
    current = chosen;
  }
  EXPECT_LE(changes, 1);
}

TEST(Allocation, StepsOverLayersThatAreNotSent) {
  const std::array<Layer, 3> layers = {Layer{kbps(150), 180}, Layer{{}, 360},
                                       Layer{kbps(1500), 720}};
  const SlotRequest request{.layers = layers, .height_max = 720};
  EXPECT_EQ(allocate(kbps(5000), kbps(0), std::vector{request}).layers, Layers{2});
  EXPECT_EQ(allocate(kbps(1000), kbps(0), std::vector{request}).layers, Layers{0});
  const std::array<Layer, 1> dead = {};
  const SlotRequest none{.layers = dead, .height_max = 720};
  EXPECT_EQ(allocate(kbps(5000), kbps(0), std::vector{none}).layers, Layers{std::nullopt});
}

TEST(Allocation, NeverUsesMoreThanTheEstimate) {
  SeededRandom random(12);
  for (int round = 0; round < 500; ++round) {
    std::vector<SlotRequest> requests;
    for (uint64_t i = random.below(50); i > 0; --i) {
      requests.push_back(
          slot(static_cast<uint16_t>(random.below(1000)), static_cast<uint8_t>(random.next_u64())));
    }
    const Bitrate estimate = kbps(static_cast<int64_t>(random.below(30'000)));
    const Allocation allocation = allocate(estimate, kbps(0), requests);
    EXPECT_LE(allocation.used, estimate);
    EXPECT_LE(allocation.used, allocation.wanted);
  }
}

}  // namespace
}  // namespace conclave::bandwidth
