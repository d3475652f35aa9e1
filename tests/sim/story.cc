#include "sim/story.h"

#include "sim/attendant.h"
#include "sim/between.h"
#include "sim/stammering_server.h"
#include "sim/verdict.h"

namespace conclave::sim {
namespace {

constexpr Duration kCalmNetwork = 6s;      // from the last trouble to the first look
constexpr uint64_t kStammeringEvery = 10;  // seeds
constexpr Duration kLook = 3s;             // how long everybody is watched
constexpr Duration kAwayMost = 3s;  // of who lost a socket, until the server knows them again
constexpr Duration kGoodbye = 2s;   // longer than limits::kVanishedGrace

std::unique_ptr<Relay> make_stammering_server(Random& random) {
  return std::make_unique<StammeringServer>(random);
}

class Story {
 public:
  explicit Story(uint64_t seed)
      : is_stammering_(seed % kStammeringEvery == 0),
        world_(seed, is_stammering_ ? make_stammering_server : World::make_honest_server),
        random_(world_.random()),
        attendant_(world_, random_) {}

  Complaints run(bool is_told) {
    world_.is_told = is_told;
    plan();
    world_.run_until(unrest_ends_);
    calm_down();
    look();
    part();
    return std::move(world_.complaints);
  }

 private:
  LinkQuality some_link() {
    LinkQuality quality;
    quality.delay = between(random_, 2ms, 80ms);
    if (random_.chance(0.6)) quality.jitter = between(random_, 1ms, 40ms);
    if (random_.chance(0.5)) quality.loss = 0.05 * static_cast<double>(random_.below(101)) / 100;
    if (random_.chance(0.3)) quality.duplication = 0.02;
    return quality;
  }

  // ---- before it begins ----

  void plan() {
    const bool is_burst = random_.chance(0.02);
    const size_t size = is_burst              ? 20
                        : random_.chance(0.8) ? 2 + random_.below(4)
                                              : 6 + random_.below(7);
    has_hosts_at_work_ = random_.chance(0.5);
    world_.opening().has_waiting_room = has_hosts_at_work_ && random_.chance(0.6);
    attendant_.denials = 0.1;
    if (has_hosts_at_work_) attendant_.look_every(between(random_, 100ms, 1s));
    media_ = {.video_slots = size + 2, .audio_slots = size + 2};
    world_.pace() = {.microphone = between(random_, 60ms, 100ms) * (1 + size / 4),
                     .camera = between(random_, 150ms, 250ms) * (1 + size / 4)};
    unrest_ends_ = world_.now() + between(random_, 5s, 12s);
    calm_begins_ = unrest_ends_;
    for (size_t i = 0; i < size; ++i) {
      const Duration after = i == 0     ? 0s
                             : is_burst ? between(random_, 1s, 1200ms)
                                        : between(random_, 0s, 5s);
      world_.scheduler().after(after, [this] { world_.arrive(some_link(), media_); });
    }
    for (size_t i = random_.below(2 * size + 1); i-- > 0;) {
      world_.scheduler().at(world_.now() + between(random_, 0s, unrest_ends_ - world_.now()),
                            [this] { trouble(); });
    }
  }

  // ---- while it lasts ----

  void trouble() {
    if (has_hosts_at_work_ && random_.chance(0.4)) return decide();
    const std::vector<Person*> in = world_.people_in();
    if (in.empty()) return;
    Person& person = *in[random_.below(in.size())];
    // An invite lets in once: whoever is lost on the way in by one cannot come back by it.
    if (!person.is_online || person.came_by_invite) return;
    if (is_stammering_) return trouble_without_resuming(person);
    switch (random_.below(11)) {
      case 0: return leave(person);
      case 1: return die(person);
      case 2: return world_.reset_socket(person, between(random_, 0ms, 800ms));
      case 3:
        return world_.reset_socket(person,
                                   between(random_, 0ms, 2s));  // perhaps too late to resume
      case 4: return move(person);
      case 5: return swallow(person);
      case 6: return slow_down(person);
      case 7: return set_trap(person);
      case 8: return restart_at(person);
      default: return toggle(person);
    }
  }

  void trouble_without_resuming(Person& person) {
    switch (random_.below(6)) {
      case 0: return leave(person);
      case 1: return die(person);
      case 2: return slow_down(person);
      case 3: return restart_at(person);
      default: return toggle(person);
    }
  }

  // One of the hosts does what hosts do.
  void decide() {
    const std::vector<Person*> hosts = hosts_of(world_);
    if (hosts.empty()) return;
    Person& host = *hosts[random_.below(hosts.size())];
    switch (random_.below(7)) {
      case 0: return remove_somebody(host);
      case 1: return change_link(host);
      case 2: return invite(host);
      case 3: return change_hosts(host);
      default: return change_rules(host);
    }
  }

  template <typename Act>
  void wish(Person& host, const char* what, Act act) {
    world_.tell(host.name + " " + what);
    if (!world_.wish(host, act)) world_.tell("but may not");
  }
  const e2ee::RosterMember& somebody(const Person& host) {
    const auto& roster = host.senses.roster();
    return roster[random_.below(roster.size())];
  }

  void remove_somebody(Person& host) {
    const e2ee::RosterMember member = somebody(host);
    const auto person = std::ranges::find(world_.people(), member.name, &Person::name);
    if (member.is_self || person == world_.people().end()) return;
    world_.expect_removal(*person);
    // Whoever vanishes at that moment comes back as a newcomer.
    if (!person->is_online) expect_silence(world_.now());
    wish(host, "removes somebody", [&](e2ee::Meeting& meeting, Time now) {
      return meeting.remove(member.leaf, random_.chance(0.3), now);
    });
  }

  void change_link(Person& host) {
    wish(host, "changes the link",
         [](e2ee::Meeting& meeting, Time now) { return meeting.change_link(now); });
  }

  // Whoever is invited comes, a little later.
  void invite(Person& host) {
    const std::string label = "guest of " + host.name;
    world_.on_action = [this, label](const Person&, const client::Action& action) {
      const auto* invited = std::get_if<e2ee::Invited>(&action);
      if (invited == nullptr || invited->label != label) return;
      world_.scheduler().after(between(random_, 10ms, 1s), [this, fragment = invited->fragment] {
        world_.arrive(some_link(), media_, e2ee::LinkSecret::parse(fragment).value());
      });
    };
    wish(host, "invites somebody",
         [&](e2ee::Meeting& meeting, Time now) { return meeting.invite(label, now); });
  }

  void change_hosts(Person& host) {
    const e2ee::RosterMember member = somebody(host);
    wish(host, "names a host, or takes one back", [&](e2ee::Meeting& meeting, Time now) {
      return meeting.set_host(member.leaf, !member.is_host, now);
    });
  }

  void change_rules(Person& host) {
    const auto field = static_cast<e2ee::PolicyField>(random_.below(8));
    const uint64_t value = random_.below(2);
    wish(host, "changes a rule", [&](e2ee::Meeting& meeting, Time now) {
      return meeting.change({.field = field, .value = value}, now);
    });
  }

  void leave(Person& person) {
    world_.leave(person);
    expect_restoring();
  }

  void die(Person& person) {
    const bool is_noticed = random_.chance(0.7);
    world_.die(person, is_noticed);
    if (!is_noticed) expect_silence(world_.now());
    expect_restoring();
  }

  void move(Person& person) {
    const Duration away = between(random_, 100ms, 10s);
    // Whose hello's answer is lost comes back as somebody new: the old connection ends in silence.
    if (!person.participant->meeting().is_member()) expect_silence(world_.now());
    world_.move(person, away);
    expect_trouble_until(world_.now() + away);
  }

  // Rare, since it costs long waiting: the server gives the person up before anyone notices.
  void swallow(Person& person) {
    if (!random_.chance(0.2)) return toggle(person);
    const Duration away = between(random_, 1s, 10s);
    world_.swallow(person, away);
    expect_trouble_until(world_.now() + limits::kPingInterval * (limits::kPongsMissedMax + 1));
    expect_silence(world_.now());
  }

  void slow_down(Person& person) {
    const Duration before = person.quality.delay;
    const Duration lasts = between(random_, 500ms, 4s);
    world_.tell(person.name + "'s network is slow for a while");
    person.had_trouble = true;  // its beats may be of epochs that the others have left long ago
    person.quality.delay = between(random_, 500ms, 1500ms);
    world_.scheduler().after(lasts, [&person, before] { person.quality.delay = before; });
    expect_trouble_until(world_.now() + lasts + 2s);
  }

  void set_trap(Person& person) {
    constexpr Trap kTraps[] = {Trap::kDieBefore, Trap::kDieAfter, Trap::kResetBefore,
                               Trap::kResetAfter};
    world_.set_trap(person, kTraps[random_.below(4)]);
    has_traps_ = true;
  }

  // Its page is closed and opened again: somebody new, while the old one is still thought of.
  void restart_at(Person& person) {
    die(person);
    world_.arrive(some_link(), media_);
  }

  void toggle(Person& person) {
    e2ee::DeviceState devices = person.devices;
    devices.microphone = random_.chance(0.5);
    devices.camera = random_.chance(0.5);
    world_.say(person, devices);
  }

  void expect_trouble_until(Time end) { calm_begins_ = std::max(calm_begins_, end); }
  // With the last who is there the server forgets the meeting; who was away brings it back with
  // all who were in it then, and the server waits for them.
  void expect_restoring() {
    const std::vector<Person*> in = world_.people_in();
    const auto is_there = [](const Person* each) { return each->is_online && each->socket; };
    if (in.empty() || std::ranges::any_of(in, is_there)) return;
    expect_trouble_until(world_.now() + kAwayMost + limits::kRestoreGrace + 1s);
  }
  void expect_silence(Time since) { expect_trouble_until(since + limits::kResumeWindow + 1s); }

  // ---- when it is over ----

  void calm_down() {
    world_.tell("calm comes");
    attendant_.denials = 0;
    unlock();
    for (Person& person : world_.people()) person.trap = Trap::kNone;
    while (world_.people_in().size() < 2) world_.arrive(some_link(), media_);
    // Whoever a trap killed in silence is known to be gone only now.
    if (has_traps_) expect_silence(world_.now());
    for (Person& person : world_.people()) {
      person.quality.loss = person.quality.duplication = 0;
    }
    world_.run_until(std::max(calm_begins_, world_.now()));
    for (Person& person : world_.people()) {
      person.quality.jitter = 0ms;
      person.quality.delay = std::min(person.quality.delay, Duration(80ms));
    }
    if (has_hosts_at_work_) {
      unlock();
      world_.run(kCalmNetwork);
      come_by_the_new_link();
    }
    world_.run(kCalmNetwork);
  }

  void unlock() {
    if (!has_hosts_at_work_) return;
    for (Person* host : hosts_of(world_)) {
      wish(*host, "unlocks", [](e2ee::Meeting& meeting, Time now) {
        return meeting.change({.field = e2ee::PolicyField::kLocked, .value = 0}, now);
      });
    }
  }

  // Who has no way in any more comes anew, by the link that those inside have now.
  void come_by_the_new_link() {
    std::optional<e2ee::LinkSecret> link;
    for (Person* person : world_.people_in()) {
      const e2ee::Door* door = person->senses.policy().link();
      if (person->participant->meeting().is_member() && door != nullptr) link = door->link;
    }
    for (Person* person : world_.people_in()) {
      if (person->participant->meeting().is_member()) continue;
      world_.die(*person, true);
      world_.arrive(some_calm_link(), media_, link);
    }
  }
  LinkQuality some_calm_link() { return {.delay = between(random_, 2ms, 80ms)}; }

  void look() {
    world_.tell("everybody is watched");
    await_one_epoch(world_);
    check_agreement(world_, world_.complaints);
    for (Person& person : world_.people()) person.senses.forget_frames();
    const FrameTally before = tally_frames(world_);
    world_.run(kLook);
    check_media(world_, world_.complaints);
    check_every_frame_opened(world_, before, world_.complaints);
    await_one_epoch(world_);
    check_agreement(world_, world_.complaints);
    if (!is_stammering_) check_no_alarms(world_, world_.complaints);
    check_nothing_refused(world_, world_.complaints);
  }

  void part() {
    for (Person* person : world_.people_in()) world_.leave(*person);
    world_.run(kGoodbye);
    check_server_is_empty(world_, world_.complaints);
  }

  const bool is_stammering_;
  World world_;
  Random& random_;
  Attendant attendant_;
  client::MediaConfig media_;
  Time unrest_ends_{};
  Time calm_begins_{};
  bool has_traps_ = false;
  bool has_hosts_at_work_ = false;
};

}  // namespace

std::vector<std::string> run_story(uint64_t seed, bool is_told) { return Story(seed).run(is_told); }

}  // namespace conclave::sim
