#include "life.h"

#include <gtest/gtest.h>

#include <set>

namespace conclave::crowd {
namespace {

using namespace std::chrono_literals;

constexpr Time kBegin = time_from_us(1'000'000);

// An hour of it, woken at its own moments.
class Hour {
 public:
  Hour(uint64_t seed, size_t people) : random_(seed), life_(people, kBegin, random_) {
    for (Time now = life_.next_wake(); now < kBegin + 1h; now = life_.next_wake()) {
      for (const Deed& deed : life_.wake(now)) deeds.emplace_back(now, deed);
    }
  }

  template <typename Kind>
  size_t count() const {
    return static_cast<size_t>(std::ranges::count_if(
        deeds, [](const auto& each) { return std::holds_alternative<Kind>(each.second.what); }));
  }

  std::vector<std::pair<Time, Deed>> deeds;

 private:
  SeededRandom random_;
  Life life_;
};

// What everybody would see of them.
struct Seen {
  bool is_here = true;
  bool has_microphone = true;
  bool has_camera = true;
  bool is_speaking = false;
  bool has_hand_up = false;
};

void see(Seen& person, const Deed& deed) {
  const auto& what = deed.what;
  if (const auto* speak = std::get_if<deed::Speak>(&what)) {
    EXPECT_NE(person.is_speaking, speak->does);
    person.is_speaking = speak->does;
  } else if (const auto* microphone = std::get_if<deed::Microphone>(&what)) {
    person.has_microphone = microphone->is_open;
  } else if (const auto* camera = std::get_if<deed::Camera>(&what)) {
    person.has_camera = camera->is_open;
  } else if (const auto* hand = std::get_if<deed::Hand>(&what)) {
    EXPECT_NE(person.has_hand_up, hand->is_raised);
    person.has_hand_up = hand->is_raised;
  } else if (const auto* away = std::get_if<deed::Away>(&what)) {
    EXPECT_EQ(person.is_here, away->is_away);
    EXPECT_FALSE(person.is_speaking) << "nobody goes in the middle of a sentence";
    person = {};
    person.is_here = !away->is_away;
  }
}

TEST(Life, HoldsWhatItPromisesAtEveryMoment) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    SCOPED_TRACE(seed);
    const size_t count = 1 + seed % 7;
    std::vector<Seen> people(count);
    for (const auto& [when, deed] : Hour(seed, count).deeds) {
      ASSERT_LT(deed.person, count);
      const bool is_return = std::holds_alternative<deed::Away>(deed.what);
      ASSERT_TRUE(people[deed.person].is_here || is_return) << "who is away does nothing";
      see(people[deed.person], deed);
      ASSERT_TRUE(people[0].is_here);
      ASSERT_LE(std::ranges::count(people, true, &Seen::is_speaking), 1);
      ASSERT_LE(std::ranges::count(people, false, &Seen::is_here), 1);
      for (const Seen& person : people) ASSERT_TRUE(!person.is_speaking || person.has_microphone);
    }
  }
}

TEST(Life, HasSomethingOfEverything) {
  const Hour hour(7, 4);
  std::set<size_t> speakers;
  for (const auto& [when, deed] : hour.deeds) {
    if (std::holds_alternative<deed::Speak>(deed.what)) speakers.insert(deed.person);
  }
  EXPECT_EQ(speakers.size(), 4);
  EXPECT_GT(hour.count<deed::Speak>(), 200);
  EXPECT_GT(hour.count<deed::Microphone>(), 50);
  EXPECT_GT(hour.count<deed::Camera>(), 5);
  EXPECT_GT(hour.count<deed::Hand>(), 10);
  EXPECT_GT(hour.count<deed::React>(), 20);
  EXPECT_GT(hour.count<deed::Chat>(), 20);
  EXPECT_GT(hour.count<deed::Away>(), 2);
}

TEST(Life, NobodyGoesInTheFirstMinuteOrFromASmallMeeting) {
  for (uint64_t seed = 1; seed <= 50; ++seed) {
    EXPECT_EQ(Hour(seed, 2).count<deed::Away>(), 0) << seed;
    for (const auto& [when, deed] : Hour(seed, 5).deeds) {
      const bool is_going = std::holds_alternative<deed::Away>(deed.what);
      EXPECT_FALSE(is_going && when < kBegin + 60s) << seed;
    }
  }
}

TEST(Life, ARaisedHandIsHeard) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    std::optional<size_t> raised;
    for (const auto& [when, deed] : Hour(seed, 4).deeds) {
      const auto* hand = std::get_if<deed::Hand>(&deed.what);
      const auto* speak = std::get_if<deed::Speak>(&deed.what);
      if (hand != nullptr && !hand->is_raised) raised = deed.person;
      if (speak == nullptr || !speak->does || !raised) continue;
      EXPECT_EQ(deed.person, *std::exchange(raised, std::nullopt)) << seed;
    }
  }
}

TEST(Life, IsTheSameFromTheSameSeed) {
  const Hour one(3, 5);
  const Hour other(3, 5);
  ASSERT_EQ(one.deeds.size(), other.deeds.size());
  for (size_t i = 0; i < one.deeds.size(); ++i) {
    EXPECT_EQ(one.deeds[i].first, other.deeds[i].first);
    EXPECT_EQ(one.deeds[i].second.person, other.deeds[i].second.person);
    EXPECT_EQ(one.deeds[i].second.what.index(), other.deeds[i].second.what.index());
  }
}

TEST(Life, WhoComesIsGreeted) {
  SeededRandom random(5);
  Life life(3, kBegin, random);
  life.greet(kBegin);
  size_t greetings = 0;
  while (life.next_wake() < kBegin + 4s) {
    for (const Deed& deed : life.wake(life.next_wake())) {
      greetings += std::holds_alternative<deed::Chat>(deed.what) ? 1 : 0;
    }
  }
  EXPECT_EQ(greetings, 1);
}

TEST(Life, WhoIsAskedToBeMuteStopsInTheMiddleOfASentence) {
  SeededRandom random(1);
  Life life(1, kBegin, random);
  Time now = kBegin;
  for (bool is_speaking = false; !is_speaking;) {
    now = life.next_wake();
    for (const Deed& deed : life.wake(now)) {
      is_speaking |= std::holds_alternative<deed::Speak>(deed.what);
    }
  }
  const auto done = life.obey({.person = 0, .what = deed::Microphone{false}}, now);
  ASSERT_EQ(done.size(), 2);
  EXPECT_FALSE(std::get<deed::Speak>(done[0].what).does);
  EXPECT_FALSE(std::get<deed::Microphone>(done[1].what).is_open);
}

}  // namespace
}  // namespace conclave::crowd
