// A server, or a stranger, at the doors: the lock, invites, the passphrase, and who was removed.
#include "hostile/scene.h"
#include "hostile/thief.h"

namespace conclave::hostile {
namespace {

namespace from_client = signal::from_client;
namespace from_server = signal::from_server;
using e2ee::AlarmKind;
using e2ee::PolicyField;

constexpr Duration kAtOnce = 200ms;

// Everything that ever unlocked this meeting is shown again, and somebody is waiting.
void unlock_without_a_host(Scene& scene) {
  scene.change(PolicyField::kLocked, 1);
  scene.change(PolicyField::kLocked, 0);
  Person& victim = scene.any_guest();
  const auto unlock = scene.relayed<from_server::Commit>(&victim).back();
  scene.change(PolicyField::kLocked, 1);
  scene.watch();
  Person& newcomer = scene.arrive();
  for (const bool is_relabelled : {false, true}) {
    from_server::Commit shown = unlock;
    if (is_relabelled) shown.epoch = scene.order();
    scene.expect_alarm({&victim}, AlarmKind::kReplayed, kAtOnce);
    scene.say(victim, shown);
  }
  scene.world.run(3s);
  if (newcomer.participant->meeting().is_member()) scene.success("in through a locked door");
  scene.allow_rules_of_hosts();
  scene.change(PolicyField::kLocked, 0);
  scene.world.run(1s);
  scene.control(newcomer.participant->meeting().is_member());
}

// An invite is used; the server keeps the knock, and somebody else has the invite.
void use_an_invite_twice(Scene& scene) {
  std::optional<std::string> fragment;
  const auto keep = scene.world.on_action;
  scene.world.on_action = [&, keep](const Person& person, const client::Action& action) {
    keep(person, action);
    if (const auto* invited = std::get_if<e2ee::Invited>(&action)) fragment = invited->fragment;
  };
  scene.wish([](e2ee::Meeting& meeting, Time now) { return meeting.invite("Cyd", now); });
  scene.world.on_action = keep;
  const auto invite = e2ee::LinkSecret::parse(fragment.value()).value();
  const Person& guest = scene.arrive(invite, 2500ms);
  scene.control(guest.participant->meeting().is_member());
  const auto used = scene.relayed<from_server::Knock>(&scene.ada()).back();
  scene.watch();
  const std::vector<Person*> members = scene.members();
  if (scene.random.chance(0.5)) {
    scene.expect_alarm({&scene.ada()}, AlarmKind::kReplayed, kAtOnce);
    from_server::Knock again = used;
    again.from = Scene::kGhost;
    scene.say(scene.ada(), again);
  }
  // A fresh one; the server shows it to a single member, who tells the others.
  const Person& only = *members[scene.random.below(members.size())];
  scene.tamper = [&](TappedText& text) {
    return text.way == Way::kToServer || text.socket == *only.socket ||
           !text.text.starts_with(R"({"type":"knock")");
  };
  scene.expect_alarm(members, AlarmKind::kInviteTwice, kAtOnce + 100ms, "Cyd");
  const BareMember& thief = scene.add_outlaw("Ghost", e2ee::derive_link_keys(invite));
  scene.world.run(1s);
  if (thief.is_in()) scene.success("an invite let two people in");
}

// Whoever has the link, but not the passphrase, tries one after the other.
void guess_the_passphrase(Scene& scene) {
  scene.watch();
  constexpr size_t kGuesses = 2 * limits::kWrongPassphrasesMax;
  scene.expect_alarm(scene.members(), AlarmKind::kPassphrase, kAtOnce);
  const uint64_t before = scene.hostile.counters(scene.ada()).wrong_passphrases;
  std::vector<const BareMember*> ghosts;
  for (size_t i = 0; i < kGuesses; ++i) {
    Buffer guess(e2ee::kPassphraseKeySize);
    scene.random.fill(guess);
    ghosts.push_back(&scene.add_outlaw("Ghost", e2ee::derive_link_keys(scene.world.link(), guess)));
    scene.world.run(100ms);
  }
  const uint64_t looked_at = scene.hostile.counters(scene.ada()).wrong_passphrases - before;
  if (looked_at > limits::kWrongPassphrasesMax) scene.success("more guesses than members allow");
  for (const BareMember* ghost : ghosts) {
    if (ghost->is_in()) scene.success("let in without the passphrase");
  }
  // The right one is held as well until all the guesses are looked at, and then lets in.
  const Person& guest = scene.arrive(std::nullopt, 2 * limits::kWrongPassphraseTime + 5s);
  scene.control(looked_at > 0 && guest.participant->meeting().is_member());
}

// A host removes somebody, and the server goes on forwarding to them whatever there is.
void forward_to_the_removed(Scene& scene) {
  Person& eve = scene.any_guest();
  const mls::LeafIndex leaf = scene.leaf_of(eve.name);
  scene.world.run(1s);
  scene.server.forget_packets();
  scene.world.run(1s);
  Thief thief(scene.hostile.kept.at(eve.number).back().epoch.frames);
  const auto count_opened = [&](Time since) {
    size_t opened = 0;
    for (const TappedFrame& frame : frames_in_one_packet(scene.server, Way::kToServer)) {
      opened += frame.at > since && thief.opens(frame);
    }
    return opened;
  };
  scene.control(count_opened(Time{}) > 0);
  scene.world.expect_removal(eve);
  scene.wish([&](e2ee::Meeting& meeting, Time now) { return meeting.remove(leaf, false, now); });
  scene.watch();
  const Time removed = scene.world.now();
  scene.world.run(2s);
  if (count_opened(removed) > 0) scene.success("the removed one's keys open frames");
}

// Somebody with the link knocks and knocks.
void flood_knocks(Scene& scene) {
  scene.does_admit = false;
  scene.watch();
  const auto door = e2ee::derive_link_keys(scene.world.link());
  constexpr size_t kConnections = 2;
  bool is_seen = false;
  for (size_t i = 0; i < kConnections; ++i) {
    BareMember& flooder = scene.add_outlaw("Flood", door);
    scene.world.run(50ms);
    is_seen |= scene.ada().waiting.size() == i + 1;
    for (size_t n = 0; n < limits::kKnocksMax + 10; ++n) {
      const auto own =
          *e2ee::make_own_key_package({flooder.connection(), "Flood"}, kUnixNow, scene.random);
      flooder.say(from_client::Knock{*e2ee::seal_knock(door, own.key_package, scene.random)});
      if (n % 16 == 0) scene.world.run(20ms);
    }
    scene.world.run(100ms);
    if (scene.ada().waiting.size() > kConnections) scene.success("one waits as many");
  }
  scene.control(is_seen);  // one knock is heard
}

constexpr Attack kAttacks[] = {
    {"server: unlocking with an old unlock",
     "a host's own lets the same person in",
     {},
     unlock_without_a_host},
    {"server: a used invite", "the first use lets in", {}, use_an_invite_twice},
    {"stranger: guessing passphrases",
     "the right one lets in",
     {.passphrase_key = "a passphrase, stretched, of 32 b"},
     guess_the_passphrase},
    {"server: forwarding to the removed",
     "before the removal they open",
     {},
     forward_to_the_removed},
    {"stranger: a flood of knocks", "one knock is shown", {.has_waiting_room = true}, flood_knocks},
};

}  // namespace

std::span<const Attack> door_attacks() { return kAttacks; }

}  // namespace conclave::hostile
