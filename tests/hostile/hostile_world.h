// A World whose server is an Interceptor, and which keeps what a participant who is out to cheat
// would keep: every key that it was ever given.
#pragma once

#include "hostile/wiretap.h"
#include "sim/verdict.h"

#include <gmock/gmock.h>

namespace conclave::hostile {

using namespace std::chrono_literals;
using sim::Person;
using testing::IsEmpty;

struct KeptEpoch {
  Time began;
  e2ee::EpochChanged epoch;
};

class HostileWorld {
 public:
  explicit HostileWorld(uint64_t seed)
      : world(seed, [this](Random& random) {
          auto made = std::make_unique<Interceptor>(random);
          server = made.get();
          return made;
        }) {
    world.on_action = [this](const Person& person, const client::Action& action) {
      if (const auto* epoch = std::get_if<e2ee::EpochChanged>(&action)) {
        kept[person.number].push_back({world.now(), *epoch});
      } else if (const auto* frame = std::get_if<client::FrameOpened>(&action)) {
        opened[person.number].push_back(frame->verdict);
      }
    };
  }

  Person& arrive(const client::MediaConfig& slots = {.video_slots = 3, .audio_slots = 3}) {
    Person& person = world.arrive({.delay = 1ms}, slots);
    world.run(3s);  // in, and its keys renewed
    return person;
  }
  e2ee::Counters counters(const Person& person) const {
    return person.participant->meeting().counters();
  }
  client::FrameCounts frames(const Person& person) const { return person.participant->frames(); }

  Interceptor* server = nullptr;
  sim::World world;
  std::map<uint32_t, std::vector<KeptEpoch>> kept;             // by person
  std::map<uint32_t, std::vector<e2ee::FrameVerdict>> opened;  // by person
};

class HostileTest : public testing::Test {
 protected:
  HostileWorld hostile{1};
  sim::World& world = hostile.world;
  Interceptor& server = *hostile.server;
};

}  // namespace conclave::hostile
