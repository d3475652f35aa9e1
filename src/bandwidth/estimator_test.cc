// The estimator against a simulated path, in virtual time: a link of some rate with a queue before
// it, delay, jitter and loss; a receiver that reports every 100 ms over the same delay.
#include "bandwidth/estimator.h"

#include "bandwidth/pacer.h"
#include "base/random.h"
#include "rtp/transport_feedback_recorder.h"

#include <gtest/gtest.h>

#include <deque>

namespace conclave::bandwidth {
namespace {

using namespace std::chrono_literals;

constexpr size_t kPacketBytes = 1200;

struct Path {
  Bitrate capacity = Bitrate::kbps(2000);
  Duration delay = 25ms;
  Duration jitter = 0ms;
  double loss = 0;
  Duration queue_max = 300ms;
};

// Sends video at min(what the encoder has, the estimate), paced, plus the padding asked for.
class Simulation {
 public:
  Simulation(Path path, Bitrate source, uint64_t seed = 1)
      : path_(path), source_(source), random_(seed) {
    estimator_.set_wanted(source);
  }

  void run(Duration length) {
    const Time end = now_ + length;
    for (; now_ < end; now_ += 1ms) step();
  }

  Path& path() { return path_; }
  void set_source(Bitrate source) {
    source_ = source;
    estimator_.set_wanted(source);
  }
  void cut_feedback(bool is_cut) { is_feedback_cut_ = is_cut; }
  int64_t kbps() const { return estimator_.estimate().kbps(); }
  Duration queue() const { return std::max<Duration>(link_free_ - now_, 0ms); }
  Duration worst_queue() const { return std::exchange(worst_queue_, 0ms); }
  const Estimator& estimator() const { return estimator_; }
  Time now() const { return now_; }

 private:
  struct Feedback {
    Time arrives;
    rtp::TransportFeedback feedback;
  };

  void step() {
    if (estimator_.next_wake() <= now_) estimator_.wake(now_);
    EXPECT_GT(estimator_.next_wake(), now_) << "would be woken for ever";
    produce();
    for (size_t padding = estimator_.padding_wanted(now_); padding > 200;) {
      const size_t size = std::min<size_t>(padding, 250);
      send(size);
      padding -= size;
    }
    deliver();
  }

  void produce() {
    const Bitrate rate = std::min(source_, estimator_.estimate());
    due_bytes_ += static_cast<double>(rate.bps()) / 8000;
    for (; due_bytes_ >= kPacketBytes; due_bytes_ -= kPacketBytes) send(kPacketBytes);
  }

  void send(size_t bytes) {
    const rtp::TransportSequence sequence = estimator_.sent(bytes, now_);
    if (random_.chance(path_.loss) || queue() > path_.queue_max) return;
    link_free_ = std::max(link_free_, now_) + path_.capacity.time_for(bytes);
    worst_queue_ = std::max(worst_queue_, queue());
    const Duration jitter(
        path_.jitter > 0ms ? random_.below(static_cast<uint64_t>(path_.jitter.count())) : 0);
    // Jitter delays but does not reorder.
    last_arrival_ = std::max(last_arrival_, link_free_ + path_.delay + jitter);
    in_flight_.push_back({last_arrival_, sequence});
  }

  void deliver() {
    while (!in_flight_.empty() && in_flight_.front().first <= now_) {
      recorder_.received(in_flight_.front().second, in_flight_.front().first);
      in_flight_.pop_front();
    }
    for (auto& feedback : recorder_.take_feedback(rtp::Ssrc(1), rtp::Ssrc(2), now_)) {
      if (!is_feedback_cut_) feedback_.push_back({now_ + path_.delay, std::move(feedback)});
    }
    while (!feedback_.empty() && feedback_.front().arrives <= now_) {
      estimator_.received(feedback_.front().feedback, now_);
      feedback_.pop_front();
    }
  }

  Path path_;
  Bitrate source_;
  SeededRandom random_;
  Estimator estimator_{Bitrate::kbps(500)};
  rtp::TransportFeedbackRecorder recorder_;
  std::deque<std::pair<Time, rtp::TransportSequence>> in_flight_;
  std::deque<Feedback> feedback_;
  Time now_ = time_from_us(10'000'000);
  Time link_free_{};
  Time last_arrival_{};
  mutable Duration worst_queue_{};
  double due_bytes_ = 0;
  bool is_feedback_cut_ = false;
};

TEST(Estimator, FindsWhatAPathCarriesWithinSeconds) {
  for (const int64_t capacity : {300, 1000, 3000, 10'000}) {
    Simulation simulation({.capacity = Bitrate::kbps(capacity)}, Bitrate::kbps(20'000));
    simulation.run(15s);
    EXPECT_GT(simulation.kbps(), capacity * 6 / 10) << capacity;
    EXPECT_LT(simulation.kbps(), capacity * 12 / 10) << capacity;
  }
}

TEST(Estimator, KeepsTheQueueShortOnceItKnowsThePath) {
  Simulation simulation({.capacity = Bitrate::kbps(2000)}, Bitrate::kbps(20'000));
  simulation.run(10s);
  (void)simulation.worst_queue();
  simulation.run(20s);
  EXPECT_LT(simulation.worst_queue(), 200ms);
}

TEST(Estimator, ComesBackSoonAfterThePathWasGone) {
  Simulation simulation({.capacity = Bitrate::kbps(2000)}, Bitrate::kbps(20'000));
  simulation.run(15s);
  const int64_t before = simulation.kbps();
  simulation.path().loss = 1;
  simulation.run(10s);
  EXPECT_LT(simulation.kbps(), before / 10);
  simulation.path().loss = 0;
  simulation.run(1s);
  EXPECT_GT(simulation.kbps(), before * 4 / 10);
}

TEST(Estimator, FallsQuicklyWhenThePathNarrows) {
  Simulation simulation({.capacity = Bitrate::kbps(3000)}, Bitrate::kbps(20'000));
  simulation.run(15s);
  simulation.path().capacity = Bitrate::kbps(600);
  simulation.run(4s);
  EXPECT_LT(simulation.kbps(), 750);
  simulation.run(6s);
  EXPECT_GT(simulation.kbps(), 300);
  EXPECT_LT(simulation.queue(), 200ms);
}

TEST(Estimator, RecoversWhenThePathWidensAgain) {
  Simulation simulation({.capacity = Bitrate::kbps(3000)}, Bitrate::kbps(20'000));
  simulation.run(15s);
  simulation.path().capacity = Bitrate::kbps(500);
  simulation.run(15s);
  simulation.path().capacity = Bitrate::kbps(3000);
  simulation.run(20s);
  EXPECT_GT(simulation.kbps(), 1800);
}

TEST(Estimator, RisesByProbingWhileLittleIsSent) {
  Simulation simulation({.capacity = Bitrate::kbps(8000)}, Bitrate::kbps(100));
  simulation.run(5s);
  simulation.set_source(Bitrate::kbps(5000));
  simulation.run(3s);
  EXPECT_GT(simulation.kbps(), 3500);
}

TEST(Estimator, DoesNotProbeForMoreThanIsWanted) {
  Simulation simulation({.capacity = Bitrate::kbps(50'000)}, Bitrate::kbps(800));
  simulation.run(20s);
  EXPECT_GT(simulation.kbps(), 760);
  EXPECT_LT(simulation.kbps(), 1500);
}

TEST(Estimator, BearsJitter) {
  Simulation simulation({.capacity = Bitrate::kbps(2000), .jitter = 10ms}, Bitrate::kbps(20'000));
  simulation.run(20s);
  EXPECT_GT(simulation.kbps(), 1000);
  EXPECT_LT(simulation.kbps(), 2500);
}

TEST(Estimator, BearsLittleLossAndYieldsToHeavyLoss) {
  Simulation little({.capacity = Bitrate::kbps(4000), .loss = 0.015}, Bitrate::kbps(2000));
  little.run(20s);
  EXPECT_GT(little.kbps(), 1700);
  EXPECT_NEAR(little.estimator().loss(), 0.015, 0.03);
  Simulation heavy({.capacity = Bitrate::kbps(4000), .loss = 0.25}, Bitrate::kbps(2000));
  heavy.run(20s);
  EXPECT_LT(heavy.kbps(), 400);
  EXPECT_NEAR(heavy.estimator().loss(), 0.25, 0.2);
}

TEST(Estimator, FallsWhileItHearsNothing) {
  Simulation simulation({.capacity = Bitrate::kbps(3000)}, Bitrate::kbps(20'000));
  simulation.run(10s);
  const int64_t before = simulation.kbps();
  simulation.cut_feedback(true);
  simulation.run(6s);
  EXPECT_LT(simulation.kbps(), before / 2);
  simulation.cut_feedback(false);
  simulation.run(15s);
  EXPECT_GT(simulation.kbps(), 1800);
}

TEST(Estimator, MeasuresTheRoundTrip) {
  Simulation simulation({.capacity = Bitrate::kbps(3000), .delay = 60ms}, Bitrate::kbps(400));
  simulation.run(5s);
  EXPECT_GT(simulation.estimator().round_trip(), 115ms);
  EXPECT_LT(simulation.estimator().round_trip(), 180ms);
}

TEST(Estimator, BelievesNoFeedbackForWhatItNeverSent) {
  Estimator estimator(Bitrate::kbps(500));
  SeededRandom random(9);
  Time now = time_from_us(0);
  for (int i = 0; i < 2000; ++i) {
    rtp::TransportFeedback feedback;
    feedback.base = rtp::TransportSequence(static_cast<uint16_t>(random.next_u64()));
    for (int j = 0; j < 20; ++j) {
      feedback.arrivals.emplace_back(Duration(random.below(1'000'000'000)));
    }
    estimator.received(feedback, now);
    now += 10ms;
  }
  EXPECT_EQ(estimator.estimate().kbps(), 500);
}

TEST(Estimator, StaysWithinItsBoundsWhateverFeedbackSays) {
  Estimator estimator(Bitrate::kbps(500));
  estimator.set_wanted(Bitrate::kbps(1'000'000));
  SeededRandom random(10);
  Time now = time_from_us(0);
  for (int i = 0; i < 3000; ++i) {
    rtp::TransportFeedback feedback;
    for (int j = 0; j < 10; ++j) {
      const rtp::TransportSequence sequence = estimator.sent(1200, now);
      if (j == 0) feedback.base = sequence;
      feedback.arrivals.push_back(random.chance(0.2)
                                      ? std::nullopt
                                      : std::optional(Duration(random.below(
                                            static_cast<uint64_t>(rtp::kFeedbackCircle.count())))));
    }
    estimator.received(feedback, now);
    if (estimator.next_wake() <= now) estimator.wake(now);
    now += 7ms;
    ASSERT_GE(estimator.estimate().bps(), limits::kEstimateMinBps);
    ASSERT_LE(estimator.estimate().bps(), limits::kEstimateMaxBps);
  }
}

}  // namespace
}  // namespace conclave::bandwidth
