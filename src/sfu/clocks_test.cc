// The small parts that keep time: media clocks, merged requests, the queue of who is woken when.

#include "sfu/key_frame_request.h"
#include "sfu/media_clock.h"
#include "sfu/wake_queue.h"

#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

using namespace std::chrono_literals;

const Time kStart = time_from_us(5'000'000);

TEST(PeerClock, TrustsTheReportThatTravelledFastest) {
  PeerClock clock;
  const Time far = time_from_us(900'000'000);
  EXPECT_EQ(clock.received(rtp::to_ntp(far), kStart), kStart);
  // A second later by both clocks, but this one took 64 ms longer: it counts for little.
  EXPECT_LT(clock.received(rtp::to_ntp(far + 1s), kStart + 1064ms) - (kStart + 1s), 2ms);
  // And this one was faster: believed at once.
  EXPECT_EQ(clock.received(rtp::to_ntp(far + 2s), kStart + 1990ms), kStart + 1990ms);
}

TEST(PeerClock, StartsAnewWhenThePublishersClockJumps) {
  PeerClock clock;
  (void)clock.received(rtp::to_ntp(time_from_us(900'000'000)), kStart);
  EXPECT_EQ(clock.received(rtp::to_ntp(time_from_us(100'000'000)), kStart + 1s), kStart + 1s);
}

TEST(MediaClock, TellsTimestampsAndMomentsBothWays) {
  MediaClock clock(90000);
  EXPECT_FALSE(clock.timestamp_at(kStart));
  EXPECT_FALSE(clock.captured_at(0));
  clock.packet(500, kStart);
  EXPECT_EQ(clock.timestamp_at(kStart + 1s), 90500);
  EXPECT_FALSE(clock.captured_at(500)) << "arrival alone does not tell";
  clock.reported(0xffffff00, kStart);
  EXPECT_EQ(clock.captured_at(0xffffff00 + 90000), kStart + 1s) << "across the wrap";
  EXPECT_EQ(clock.captured_at(0xffffff00 - 9000), kStart - 100ms);
  EXPECT_EQ(clock.timestamp_at(kStart + 1s), 0xffffff00 + 90000);
  EXPECT_EQ(clock.ticks(-1s), 0);
}

TEST(KeyFrameRequest, AsksAtOnceThenOnceAnInterval) {
  KeyFrameRequest request;
  EXPECT_EQ(request.due(), kNever);
  EXPECT_FALSE(request.take_due(kStart));
  request.want();
  request.want();
  EXPECT_TRUE(request.take_due(kStart));
  EXPECT_FALSE(request.take_due(kStart));
  EXPECT_FALSE(request.take_due(kStart + limits::kKeyFrameInterval - 1us));
  EXPECT_TRUE(request.take_due(kStart + limits::kKeyFrameInterval));
  request.came();
  EXPECT_FALSE(request.take_due(kStart + 10s));
  request.want();
  EXPECT_TRUE(request.take_due(kStart + 10s));
}

TEST(WakeQueue, WakesEachOnceAtItsEarliestMoment) {
  WakeQueue queue;
  Sleeper anna{.id = PeerId(1)};
  Sleeper ben{.id = PeerId(2)};
  queue.schedule(anna, kStart + 3s);
  queue.schedule(ben, kStart + 2s);
  queue.schedule(anna, kStart + 1s);
  queue.schedule(anna, kStart + 5s);  // later than agreed: nothing
  EXPECT_EQ(queue.next(), kStart + 1s);
  EXPECT_FALSE(queue.take_due(kStart));

  const auto first = queue.take_due(kStart + 9s);
  EXPECT_EQ(first->id, anna.id);
  EXPECT_TRUE(WakeQueue::is_current(*first, anna));
  anna.wake_at = kNever;
  EXPECT_EQ(queue.take_due(kStart + 9s)->id, ben.id);
  const auto old = queue.take_due(kStart + 9s);
  EXPECT_FALSE(WakeQueue::is_current(*old, anna));
  EXPECT_FALSE(queue.take_due(kStart + 9s));
}

}  // namespace
}  // namespace conclave::sfu
