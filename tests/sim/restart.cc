#include "sim/restart.h"

#include "sim/between.h"
#include "sim/verdict.h"

#include <ostream>

namespace conclave::sim {
namespace {

constexpr Duration kBackAfterMax = 5s;
constexpr Duration kStep = 50ms;

class Story {
 public:
  explicit Story(uint64_t seed) : world_(seed), random_(world_.random()) {}

  Restart run(bool is_told) {
    world_.is_told = is_told;
    meet();
    disturb();
    const Time killed = world_.now();
    world_.restart_server(between(random_, 50ms, 1s));
    for (Person* person : world_.people_in()) person->senses.forget_frames();
    while (!missing().empty() && world_.now() < killed + kBackAfterMax) world_.run(kStep);
    const Duration took = world_.now() - killed;
    look();
    return {.complaints = std::move(world_.complaints), .took = took};
  }

 private:
  LinkQuality some_link() {
    return {.delay = between(random_, 2ms, 80ms),
            .jitter = between(random_, 0ms, 20ms),
            .loss = 0.02 * static_cast<double>(random_.below(101)) / 100};
  }

  void meet() {
    const size_t size = random_.chance(0.2) ? 7 + random_.below(14) : 2 + random_.below(5);
    media_ = {.video_slots = size, .audio_slots = size};
    world_.pace() = {.microphone = 60ms * (1 + size / 4), .camera = 200ms};
    for (size_t i = 0; i < size; ++i) {
      world_.arrive(some_link(), media_);
      world_.run(i == 0 ? 1s : 50ms);
    }
    // Long enough for all to be in; some are still renewing their keys.
    world_.run(3s + between(random_, 0s, 5s));
    for (Person* person : world_.people_in()) before_[person] = person->connection();
    // From here on a knock would wait for a host's click: nobody comes back by one.
    change({.field = e2ee::PolicyField::kWaitingRoom, .value = 1});
  }

  // Messages on their way when the server dies, and perhaps a commit. Who is two behind knocks.
  void disturb() {
    world_.run(between(random_, 0ms, 400ms));
    for (uint64_t i = random_.below(3); i-- > 0;) {
      world_.say(somebody(), {.microphone = true, .camera = random_.chance(0.5)});
      world_.run(between(random_, 0ms, 200ms));
    }
    if (random_.chance(0.7)) {
      world_.run(500ms);
      change({.field = e2ee::PolicyField::kNewcomersMuted, .value = random_.below(2)});
      world_.run(between(random_, 0ms, 300ms));
    }
  }

  Person& somebody() {
    const std::vector<Person*> in = world_.people_in();
    return *in[random_.below(in.size())];
  }
  // By whoever is host.
  void change(const e2ee::PolicyChange& change) {
    for (Person* person : world_.people_in()) {
      const auto done = world_.wish(
          *person, [&](e2ee::Meeting& meeting, Time now) { return meeting.change(change, now); });
      if (done) return;
    }
  }

  // Who does not hear or see whom.
  Complaints missing() {
    Complaints missing;
    check_media(world_, missing);
    for (const Person* person : world_.people_in()) {
      if (!person->participant->meeting().is_member()) missing.push_back(person->name + " is out");
    }
    return missing;
  }

  void look() {
    for (const std::string& what : missing()) world_.complaints.push_back("too late: " + what);
    for (const auto& [person, connection] : before_) {
      if (person->connection() != connection) {
        world_.complaints.push_back(person->name + " has another connection");
      }
    }
    for (Person* person : world_.people_in()) person->quality.loss = 0;
    world_.run(2 * limits::kRestoreGrace);  // nobody is taken for gone
    await_one_epoch(world_);
    check_agreement(world_, world_.complaints);
    check_no_alarms(world_, world_.complaints);
    for (Person* person : world_.people_in()) person->senses.forget_frames();
    world_.run(2s);
    check_media(world_, world_.complaints);
  }

  World world_;
  Random& random_;
  client::MediaConfig media_;
  std::map<const Person*, ConnectionId> before_;
};

}  // namespace

// The machine is still there, so everybody's socket is reset.
void World::restart_server(Duration down) {
  tell("the server is killed, and there again after " + std::to_string(down / 1ms) + " ms");
  relay_ = make_relay_(random_);
  relay_up_at_ = now() + down;
  relay_wakes_at_ = kNever;
  for (Person& person : people_) {
    if (!person.socket) continue;
    const server::SocketId id = *person.socket;
    sockets_.at(id).is_dead = true;
    scheduler_.at(std::chrono::ceil<std::chrono::milliseconds>(person.down.carry_message(now())),
                  [this, &person, id] {
                    if (person.socket != id || !person.is_in()) return;
                    lose_socket(person, false);
                    schedule(person);
                    connect(person);
                  });
  }
}

Restart run_restart(uint64_t seed, bool is_told) { return Story(seed).run(is_told); }

bool run_restarts(uint64_t count, std::ostream& out) {
  Duration slowest{};
  bool is_good = true;
  for (uint64_t seed = 1; seed <= count; ++seed) {
    const Restart restart = run_restart(seed, false);
    slowest = std::max(slowest, restart.took);
    for (const std::string& complaint : restart.complaints) {
      out << "restart " << seed << ": " << complaint << '\n';
    }
    is_good = is_good && restart.complaints.empty();
  }
  out << count << " restarts: everybody was back " << slowest / 1ms
      << " ms after the kill at the latest" << std::endl;
  return is_good;
}

}  // namespace conclave::sim
