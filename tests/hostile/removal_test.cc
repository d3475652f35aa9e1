// E2E-8, E2E-11: a click that removes, and a renewal, shut out whoever kept every secret until
// then.
#include "hostile/scene.h"
#include "hostile/thief.h"

namespace conclave::hostile {
namespace {

constexpr client::MediaConfig kNoSlots = {.video_slots = 0, .audio_slots = 0};

std::string quantiles(std::vector<Duration> times) {
  std::ranges::sort(times);
  const auto at = [&](size_t percent) {
    return std::to_string(times[(times.size() * percent + 99) / 100 - 1] / 1ms);
  };
  return "p50 " + at(50) + " ms, p95 " + at(95) + " ms, max " + at(100) + " ms";
}

// The time from a host's click to the last frame, of anybody's, that the removed one's keys open.
TEST(Removal, ShutsOutInHalfASecond) {
  constexpr size_t kRounds = 50;
  constexpr size_t kPeople = 10;
  HostileWorld hostile{8};
  sim::World& world = hostile.world;
  world.pace() = {.microphone = 20ms, .camera = 1h};
  Person& host = hostile.arrive(kNoSlots);
  for (size_t i = 1; i < kPeople; ++i) hostile.arrive(kNoSlots);
  std::vector<Duration> times;
  size_t opened_before = 0, closed_after = 0;
  for (size_t round = 0; round < kRounds; ++round) {
    hostile.server->forget_packets();
    world.run(100ms + Duration(world.random().below(50'000)));
    const auto people = world.people_in();
    Person& removed = *people[1 + world.random().below(people.size() - 1)];
    const auto& roster = host.senses.roster();
    const auto leaf = std::ranges::find(roster, removed.name, &e2ee::RosterMember::name)->leaf;
    Thief thief(hostile.kept.at(removed.number).back().epoch.frames);
    const Time click = world.now();
    world.expect_removal(removed);
    ASSERT_TRUE(world.wish(
        host, [&](e2ee::Meeting& meeting, Time now) { return meeting.remove(leaf, false, now); }));
    world.run(700ms);
    Duration last{0};
    for (const TappedFrame& frame : frames_in_one_packet(*hostile.server, Way::kToServer)) {
      const bool is_open = thief.opens(frame);
      if (frame.at <= click) {
        opened_before += is_open;
      } else if (is_open) {
        last = std::max(last, frame.at - click);
      } else {
        ++closed_after;
      }
    }
    times.push_back(last);
    hostile.arrive(kNoSlots);
  }
  EXPECT_GT(opened_before, 25 * kRounds);  // the control
  EXPECT_GT(closed_after, 100 * kRounds);
  EXPECT_LE(*std::ranges::max_element(times), 500ms);
  EXPECT_THAT(world.complaints, IsEmpty());
  std::cout << "E2E-8: from a host's click to the last frame that the removed one opens, "
            << times.size() << " runs, " << kPeople
            << " people, links of 1 ms: " << quantiles(times) << "; " << closed_after
            << " frames stayed closed\n";
}

// A copy of all that a member's device holds, at one moment.
class Clone {
 public:
  explicit Clone(BareMember& victim)
      : group_(victim.group()), psks_(victim.psks()), frames_(thief_of(group_)) {}

  // Follows as the victim would, as far as it can.
  void follow(const Buffer& commit) {
    auto received = group_.handle(commit, psks_);
    if (!received) return;
    auto* change = std::get_if<mls::ReceivedCommit>(&*received);
    if (change == nullptr) return;
    group_ = std::move(change->next);
    frames_ = thief_of(group_);
  }
  bool opens(const Buffer& message) { return group_.handle(message, psks_).has_value(); }
  bool opens(const TappedFrame& frame) { return frames_.opens(frame); }

  size_t commits_read = 0;  // of those that were relayed to person 1

 private:
  static Thief thief_of(const mls::Group& group) {
    e2ee::FrameEpoch keys{
        .epoch = group.epoch(),
        .base_key = *group.exporter(e2ee::kFrameBaseKeyLabel, {}, e2ee::kFrameBaseKeySize),
        .own_leaf = {},
        .members = {}};
    for (const mls::Member& member : group.roster()) {
      keys.members.emplace_back(member.leaf.value());
    }
    return Thief(keys);
  }

  mls::Group group_;
  mls::PskStore psks_;
  Thief frames_;
};

struct Haul {
  size_t messages = 0;
  size_t frames = 0;
};

// What the clone opens of everything that is sent in this time.
Haul listen(Scene& scene, Clone& clone, Duration span) {
  scene.server.forget_packets();
  const size_t messages = scene.relayed<signal::from_server::Message>(&scene.person(1)).size();
  scene.world.run(span);
  const auto all_commits = scene.relayed<signal::from_server::Commit>(&scene.person(1));
  while (clone.commits_read < all_commits.size()) {
    clone.follow(all_commits[clone.commits_read++].envelope);
  }
  Haul haul;
  const auto said = scene.relayed<signal::from_server::Message>(&scene.person(1));
  for (size_t i = messages; i < said.size(); ++i) haul.messages += clone.opens(said[i].envelope);
  for (const TappedFrame& frame : frames_in_one_packet(scene.server, Way::kToServer)) {
    haul.frames += clone.opens(frame);
  }
  return haul;
}

// Nora's device is robbed of everything. She knows nothing of it, and renews her leaf.
TEST(Refresh, ShutsOutTheThiefOfEverything) {
  for (uint64_t seed = 1; seed <= 10; ++seed) {
    Scene scene(seed, {.people = 3, .outlaws = 2});
    BareMember& victim = scene.nora();
    Clone clone(victim);
    clone.commits_read = scene.relayed<signal::from_server::Commit>(&scene.person(1)).size();
    // The control: until then the clone opens everything, and others' commits do not stop it.
    for (const bool is_renewed_by_another : {false, true}) {
      if (is_renewed_by_another) {
        scene.wish([&](e2ee::Meeting& meeting, Time now) {
          return meeting.set_host(scene.leaf_of(scene.ada().name), true, now);
        });
      }
      const Haul before = listen(scene, clone, 4s);
      EXPECT_GT(before.messages, 0u);
      EXPECT_GT(before.frames, 10u);
    }
    const uint64_t robbed = victim.group().epoch();
    victim.renew();
    scene.world.run(200ms);
    EXPECT_EQ(victim.group().epoch(), robbed + 1);
    EXPECT_EQ(scene.ada().participant->meeting().epoch(), robbed + 1);
    const Haul after = listen(scene, clone, 4s);
    EXPECT_EQ(after.messages, 0u);
    EXPECT_EQ(after.frames, 0u);
  }
}

}  // namespace
}  // namespace conclave::hostile
