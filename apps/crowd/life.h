// What a crowd does so that a meeting looks alive: people speak in turns, mute themselves, raise a
// hand and are heard, react, chat, shut their cameras for a while, go away and come back. One
// script for all of them, because who speaks depends on who else does.
//
// Pure: the same random source makes the same hours. What always holds: whoever speaks is here and
// has the microphone open; one speaks at a time; one is away at a time, and person 0 never is.
#pragma once

#include "base/random.h"
#include "base/time.h"

#include <map>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace conclave::crowd {

namespace deed {
struct Speak {
  bool does;  // begins, or ends
};
struct Microphone {
  bool is_open;
};
struct Camera {
  bool is_open;
};
struct Hand {
  bool is_raised;
};
struct React {
  std::string_view symbol;
};
struct Chat {
  std::string_view text;
};
struct Away {
  bool is_away;
};
}  // namespace deed

struct Deed {
  size_t person;
  std::variant<deed::Speak, deed::Microphone, deed::Camera, deed::Hand, deed::React, deed::Chat,
               deed::Away>
      what;
};

class Life {
 public:
  // At `begin` everybody is here with microphone and camera open. The random source must outlive
  // it.
  Life(size_t people, Time begin, Random& random);

  std::vector<Deed> wake(Time now);
  Time next_wake() const;

  // Somebody has come to whom one says hello.
  void greet(Time now);
  // Somebody asked for it; what follows from it as well.
  std::vector<Deed> obey(const Deed& asked, Time now);

 private:
  struct Person {
    bool is_here = true;
    bool has_microphone = true;  // open
    bool is_speaking = false;
    std::optional<Time> hand_since;
  };

  void take_turn(Time now);
  void do_aside(Time now);
  std::optional<size_t> next_speaker(Time now);
  std::optional<size_t> choose(std::optional<size_t> but);
  void plan(Time when, size_t person, auto what);
  void perform(const Deed& deed, Time now, std::vector<Deed>& done);
  Duration between(Duration least, Duration most);

  const Time begin_;
  Random& random_;
  std::vector<Person> people_;
  std::multimap<Time, Deed> planned_;
  Time next_turn_;
  Time next_aside_;
  std::optional<size_t> speaker_;  // whose turn it is, or was last
  size_t next_line_;
};

}  // namespace conclave::crowd
