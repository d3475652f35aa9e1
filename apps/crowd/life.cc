#include "life.h"

#include <algorithm>
#include <array>
#include <utility>

namespace conclave::crowd {
namespace {

using namespace std::chrono_literals;

constexpr Duration kUnmuteBefore = 700ms;  // one speaks
constexpr Duration kMuteAfter = 1s;
constexpr Duration kHandShown = 3s;        // before its owner is heard
constexpr Duration kEverybodyStays = 90s;  // from the beginning
constexpr size_t kMayGo = 3;               // people, or the meeting would look empty

constexpr std::array<std::string_view, 5> kSymbols = {"👍", "❤️", "😂", "🎉", "👏"};

constexpr std::array<std::string_view, 18> kLines = {
    "The agenda is short today.",
    "Can everybody see the plan?",
    "I like the second one better.",
    "Back in a minute, the kettle is on.",
    "Good point.",
    "Could you say that once more?",
    "I will write that down.",
    "The window behind you looks lovely today.",
    "Shall we start with the garden?",
    "Yes, Thursday works for me.",
    "That was quick!",
    "Shall we compare the safety code?",
    "Who brings the cake?",
    "Sorry, I was muted.",
    "Let us keep it short today.",
    "I agree.",
    "Could we come back to the first question?",
    "Thank you all, this helps.",
};

constexpr std::array<std::string_view, 3> kGreetings = {
    "Hello! Good to see you.", "Welcome, we have just begun.", "Hi! Can you hear us well?"};
constexpr Duration kGreetAfter = 1500ms;

enum class Aside : uint8_t { kReact, kChat, kHand, kCamera, kGo };
// As often as they stand here.
constexpr std::array kAsides = {Aside::kReact, Aside::kReact,  Aside::kReact, Aside::kReact,
                                Aside::kChat,  Aside::kChat,   Aside::kChat,  Aside::kHand,
                                Aside::kHand,  Aside::kCamera, Aside::kGo};

}  // namespace

Life::Life(size_t people, Time begin, Random& random)
    : begin_(begin),
      random_(random),
      people_(people),
      next_turn_(begin + 1s),
      next_aside_(begin + 5s),
      next_line_(random.below(kLines.size())) {}

Time Life::next_wake() const {
  const Time planned = planned_.empty() ? kNever : planned_.begin()->first;
  return std::min({planned, next_turn_, next_aside_});
}

std::vector<Deed> Life::wake(Time now) {
  std::vector<Deed> done;
  while (next_wake() <= now) {
    if (!planned_.empty() && planned_.begin()->first == next_wake()) {
      const auto next = planned_.extract(planned_.begin());
      perform(next.mapped(), next.key(), done);
    } else if (next_turn_ <= next_aside_) {
      take_turn(next_turn_);
    } else {
      do_aside(next_aside_);
    }
  }
  return done;
}

void Life::take_turn(Time now) {
  next_turn_ = now + between(2s, 5s);
  speaker_ = next_speaker(now);
  if (!speaker_) return;
  const Person& person = people_[*speaker_];
  if (person.hand_since) plan(now, *speaker_, deed::Hand{false});
  Time at = now;
  if (!person.has_microphone) {
    plan(at, *speaker_, deed::Microphone{true});
    at += kUnmuteBefore;
  }
  plan(at, *speaker_, deed::Speak{true});
  at += between(2s, 7s);
  plan(at, *speaker_, deed::Speak{false});
  next_turn_ = at + kMuteAfter + between(200ms, 4s);
  if (random_.chance(0.35)) plan(at + kMuteAfter, *speaker_, deed::Microphone{false});
}

// Whoever has had a hand up longest; else anybody, but not twice in a row.
std::optional<size_t> Life::next_speaker(Time now) {
  std::optional<size_t> first;
  for (size_t i = 0; i < people_.size(); ++i) {
    const auto& since = people_[i].hand_since;
    if (!since || now < *since + kHandShown) continue;
    if (!first || *since < *people_[*first].hand_since) first = i;
  }
  return first ? first : choose(speaker_);
}

// Somebody who is here; `but` this one only if there is nobody else.
std::optional<size_t> Life::choose(std::optional<size_t> but) {
  std::vector<size_t> here;
  for (size_t i = 0; i < people_.size(); ++i) {
    if (people_[i].is_here && i != but) here.push_back(i);
  }
  if (here.empty()) return but && people_[*but].is_here ? but : std::nullopt;
  return here[random_.below(here.size())];
}

void Life::do_aside(Time now) {
  next_aside_ = now + between(6s, 14s);
  const auto who = choose(speaker_);
  if (!who) return;
  switch (kAsides[random_.below(kAsides.size())]) {
    case Aside::kReact:
      return plan(now, *who, deed::React{kSymbols[random_.below(kSymbols.size())]});
    case Aside::kChat: return plan(now, *who, deed::Chat{kLines[next_line_++ % kLines.size()]});
    case Aside::kHand: return plan(now, *who, deed::Hand{true});
    case Aside::kCamera:
      plan(now, *who, deed::Camera{false});
      return plan(now + between(10s, 18s), *who, deed::Camera{true});
    case Aside::kGo:
      if (*who == 0 || people_.size() < kMayGo || now < begin_ + kEverybodyStays) return;
      if (!std::ranges::all_of(people_, &Person::is_here)) return;
      plan(now, *who, deed::Away{true});
      return plan(now + between(12s, 25s), *who, deed::Away{false});
  }
}

void Life::plan(Time when, size_t person, auto what) {
  planned_.emplace(when, Deed{.person = person, .what = what});
}

// A plan may have been overtaken: by somebody's going, or by what was asked of them.
void Life::perform(const Deed& deed, Time now, std::vector<Deed>& done) {
  Person& person = people_[deed.person];
  const auto* away = std::get_if<deed::Away>(&deed.what);
  if (!person.is_here && away == nullptr) return;
  if (away != nullptr) {
    const bool was_speaking = person.is_speaking;
    person = {};
    person.is_here = !away->is_away;
    if (was_speaking) done.push_back({deed.person, deed::Speak{false}});
  } else if (const auto* speak = std::get_if<deed::Speak>(&deed.what)) {
    if (speak->does == person.is_speaking || (speak->does && !person.has_microphone)) return;
    person.is_speaking = speak->does;
  } else if (const auto* microphone = std::get_if<deed::Microphone>(&deed.what)) {
    if (!microphone->is_open && std::exchange(person.is_speaking, false)) {
      done.push_back({deed.person, deed::Speak{false}});
    }
    person.has_microphone = microphone->is_open;
  } else if (const auto* hand = std::get_if<deed::Hand>(&deed.what)) {
    if (hand->is_raised == person.hand_since.has_value()) return;
    person.hand_since = hand->is_raised ? std::optional(now) : std::nullopt;
  }
  done.push_back(deed);
}

void Life::greet(Time now) {
  if (const auto who = choose(std::nullopt)) {
    plan(now + kGreetAfter, *who, deed::Chat{kGreetings[random_.below(kGreetings.size())]});
  }
}

std::vector<Deed> Life::obey(const Deed& asked, Time now) {
  std::vector<Deed> done;
  perform(asked, now, done);
  return done;
}

Duration Life::between(Duration least, Duration most) {
  return least + Duration(random_.below(static_cast<uint64_t>((most - least).count())));
}

}  // namespace conclave::crowd
