#include "e2ee/presence.h"

#include "base/limits.h"
#include "base/random.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace conclave::e2ee {
namespace {

using namespace std::chrono_literals;

constexpr ConnectionId kAda(1);
constexpr ConnectionId kBob(2);

std::vector<ConnectionId> crowd(size_t size) {
  std::vector<ConnectionId> ids;
  for (size_t i = 1; i <= size; ++i) ids.emplace_back(static_cast<uint32_t>(i));
  return ids;
}

class PresenceTest : public testing::Test {
 protected:
  void enter(size_t others) { presence_.enter(crowd(others), now_); }
  void wait(Duration span) { now_ += span; }
  bool is_silent(ConnectionId id) { return std::ranges::count(presence_.silent(now_), id) == 1; }

  Presence presence_;
  Time now_ = time_from_us(1'000'000);
};

TEST_F(PresenceTest, AsksForABeatTheMoreSeldomTheMoreThereAre) {
  EXPECT_EQ(Presence::interval(1), 3s);
  EXPECT_EQ(Presence::interval(16), 3s);
  EXPECT_EQ(Presence::interval(17), 6s);
  EXPECT_EQ(Presence::interval(200), 39s);
  EXPECT_EQ(Presence::interval(1000), 189s);
}

TEST_F(PresenceTest, CallsNobodySilentWhoBeatsInTime) {
  enter(2);
  for (int i = 0; i < 100; ++i) {
    wait(limits::kHeartbeatInterval);
    presence_.hear(kAda, now_);
    presence_.hear(kBob, now_);
    EXPECT_TRUE(presence_.silent(now_).empty());
  }
}

TEST_F(PresenceTest, CallsSilentWhoIsLateWithinTenSecondsAndNoMoreOnceHeard) {
  enter(2);
  wait(3s);
  presence_.hear(kAda, now_);
  const Time from = presence_.next_silence(now_);
  EXPECT_LE(from, now_ + 10s);
  now_ = from;
  EXPECT_TRUE(is_silent(kBob));
  EXPECT_FALSE(is_silent(kAda));
  presence_.hear(kBob, now_);
  EXPECT_FALSE(is_silent(kBob));
}

TEST_F(PresenceTest, GivesANewcomerTheSameTime) {
  enter(1);
  wait(7s);
  presence_.hear(kAda, now_);
  enter(2);
  wait(7s);
  EXPECT_FALSE(is_silent(kBob));
  wait(1s);
  EXPECT_TRUE(is_silent(kBob));
}

TEST_F(PresenceTest, DoesNotForgetWhoWasHeardWhenTheGroupChanges) {
  enter(2);
  wait(6s);
  presence_.hear(kAda, now_);
  enter(3);
  wait(2s);
  EXPECT_FALSE(is_silent(kAda));
  EXPECT_TRUE(is_silent(kBob));
}

TEST_F(PresenceTest, WaitsForThoseWhoHadMoreTimeInALargerGroup) {
  enter(40);  // 41 people beat every 9 s
  wait(7s);
  enter(2);  // and now every 3 s, once they know
  wait(6s);
  EXPECT_TRUE(presence_.silent(now_).empty());
  wait(2s);
  EXPECT_TRUE(is_silent(kAda));
}

TEST_F(PresenceTest, LetsGoWhoIsSilentForAMinute) {
  enter(1);
  EXPECT_EQ(presence_.gone_from(kAda), now_ + limits::kSilenceMax);
  wait(30s);
  presence_.hear(kAda, now_);
  EXPECT_EQ(presence_.gone_from(kAda), now_ + limits::kSilenceMax);
  EXPECT_EQ(presence_.gone_from(ConnectionId(9)), kNever);
}

TEST_F(PresenceTest, LetsNobodyGoWhoCannotHaveSpokenYet) {
  enter(999);
  EXPECT_GE(presence_.gone_from(kAda), now_ + 2 * Presence::interval(1000));
}

// Who is late is read off an order of all; here everybody is asked, whatever happened before.
TEST_F(PresenceTest, SaysTheSameOfTheFirstAsOfEach) {
  constexpr size_t kMost = 40;
  SeededRandom random(20261122);
  enter(kMost);
  for (int i = 0; i < 2000; ++i) {
    wait(std::chrono::milliseconds(random.below(2000)));
    if (random.below(20) == 0) enter(1 + random.below(kMost));
    presence_.hear(ConnectionId(static_cast<uint32_t>(1 + random.below(kMost))), now_);
    Time next_silence = kNever;
    Time next_gone = kNever;
    size_t silent = 0;
    for (const ConnectionId id : crowd(kMost)) {
      const Time from = presence_.silent_from(id);
      if (from > now_) next_silence = std::min(next_silence, from);
      if (from <= now_) ++silent;
      next_gone = std::min(next_gone, presence_.gone_from(id));
    }
    ASSERT_EQ(presence_.next_silence(now_), next_silence);
    ASSERT_EQ(presence_.next_gone(), next_gone);
    ASSERT_EQ(presence_.silent(now_).size(), silent);
  }
}

TEST_F(PresenceTest, IsSureOfWhoWasHeardLatelyAndOfNobodyElse) {
  enter(1);
  EXPECT_FALSE(presence_.is_surely_here(kAda, now_)) << "nothing heard yet";
  presence_.hear(kAda, now_);
  EXPECT_TRUE(presence_.is_surely_here(kAda, now_ + limits::kSilenceMax / 2 - 1us));
  EXPECT_FALSE(presence_.is_surely_here(kAda, now_ + limits::kSilenceMax / 2));
  EXPECT_FALSE(presence_.is_surely_here(kBob, now_));
}

TEST_F(PresenceTest, IgnoresWhoIsNotInTheGroup) {
  enter(1);
  presence_.hear(kBob, now_);
  wait(60s);
  EXPECT_EQ(presence_.silent(now_), std::vector{kAda});
  presence_.clear();
  EXPECT_TRUE(presence_.silent(now_).empty());
  EXPECT_EQ(presence_.next_silence(now_), kNever);
}

}  // namespace
}  // namespace conclave::e2ee
