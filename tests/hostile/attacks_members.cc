// A member who breaks the rules with a client of her own, whatever the server does. Every honest
// client refuses, names her on the screen, and goes on without her. The control is somebody whose
// client has no rules: her MLS takes the same commit.
#include "e2ee/app_message.h"
#include "hostile/scene.h"

namespace conclave::hostile {
namespace {

using e2ee::AlarmKind;
using e2ee::PolicyField;

constexpr Duration kAtOnce = 200ms;

// What the commit did to the group of whoever takes it.
using Changed = std::function<bool(const mls::ReceivedCommit&)>;

void commit_against_the_rules(Scene& scene, const mls::CommitOptions& options,
                              const Changed& has_changed) {
  scene.nora().ignore(scene.mallory().connection());
  const auto committed = scene.mallory().make(options);
  CHECK(committed);
  const auto naive = scene.nora().would_take(committed->message);
  const auto* taken = naive ? std::get_if<mls::ReceivedCommit>(&*naive) : nullptr;
  scene.control(taken != nullptr && has_changed(*taken));
  scene.expect_alarm(scene.members(), AlarmKind::kPolicy, kAtOnce, "Mallory");
  std::vector<ConnectionId> to;
  if (!options.add.empty()) to.push_back(Scene::kGhost);
  scene.mallory().send(*committed, std::move(to));
  scene.world.run(1s);
  for (const Person* person : scene.members()) {
    const auto& roster = person->senses.roster();
    if (std::ranges::count(roster, "Mallory", &e2ee::RosterMember::name) > 0) {
      scene.success("she stays inside");
    }
  }
}

e2ee::Policy policy_of(const mls::ReceivedCommit& commit) {
  return e2ee::policy_of(commit.next.context().extensions).value();
}
bool holds_a_ghost(const mls::ReceivedCommit& commit) {
  return std::ranges::any_of(commit.next.roster(), [](const mls::Member& member) {
    return e2ee::parse_credential(member.credential)->name == "Ghost";
  });
}

void change_the_rules(Scene& scene) {
  scene.watch();
  const auto field = static_cast<PolicyField>(scene.random.below(8));
  const uint64_t value = 1 - e2ee::value_of(scene.mallory().policy(), field);
  const auto policy = *e2ee::changed(scene.mallory().policy(), {.field = field, .value = value});
  commit_against_the_rules(
      scene, {.group_context_extensions = e2ee::extensions_with(policy)},
      [&](const auto& commit) { return e2ee::value_of(policy_of(commit), field) == value; });
}

void name_herself_host(Scene& scene) {
  scene.watch();
  e2ee::Policy policy = scene.mallory().policy();
  const mls::LeafIndex self = scene.mallory().group().own_leaf();
  if (scene.random.chance(0.5)) policy.hosts.clear();
  policy.hosts.push_back(self);
  std::ranges::sort(policy.hosts);
  commit_against_the_rules(scene, {.group_context_extensions = e2ee::extensions_with(policy)},
                           [&](const auto& commit) { return policy_of(commit).is_host(self); });
}

// Somebody who is here, and speaks.
void remove_somebody(Scene& scene) {
  scene.world.run(4s);  // everybody has been heard
  scene.watch();
  const mls::LeafIndex leaf = scene.leaf_of(scene.any_guest().name);
  scene.nora().ignore(scene.mallory().connection());
  const auto committed = scene.mallory().make({.remove = {leaf}});
  const auto naive = scene.nora().would_take(committed->message);
  const auto* taken = naive ? std::get_if<mls::ReceivedCommit>(&*naive) : nullptr;
  scene.control(taken != nullptr && !taken->next.member(leaf));
  std::vector<Person*> others;
  for (Person* person : scene.members()) {
    if (scene.leaf_of(person->name) != leaf) others.push_back(person);
  }
  // It may be the server who lied to her: a disagreement, and she is not named.
  scene.expect_alarm(others, AlarmKind::kDisagreement, kAtOnce);
  scene.mallory().send(*committed);
  scene.world.run(1s);
  for (const Person* person : others) {
    if (person->senses.roster().size() < 5) scene.success("she removed somebody");
  }
}

void add(Scene& scene) {
  commit_against_the_rules(scene, {.add = {scene.ghost().key_package}}, holds_a_ghost);
}

void add_while_locked(Scene& scene) {
  scene.change(PolicyField::kLocked, 1);
  scene.watch();
  add(scene);
  scene.allow_rules_of_hosts();
  scene.change(PolicyField::kLocked, 0);
}

void add_while_locked_as_host(Scene& scene) {
  const mls::LeafIndex leaf = scene.leaf_of("Mallory");
  scene.wish([&](e2ee::Meeting& meeting, Time now) { return meeting.set_host(leaf, true, now); });
  scene.change(PolicyField::kLocked, 1);
  scene.watch();
  scene.allow_rules_of_hosts();  // that she is host no more, with her removal
  add(scene);
  scene.change(PolicyField::kLocked, 0);
}

void add_past_the_waiting_room(Scene& scene) {
  scene.watch();
  add(scene);
}

// Not by the meeting's link: with the PSK of nothing.
void add_without_the_link(Scene& scene) {
  scene.watch();
  scene.nora().ignore(scene.mallory().connection());
  const auto committed = *scene.mallory().group().commit({.add = {scene.ghost().key_package}}, {},
                                                         scene.world.random());
  const auto naive = scene.nora().would_take(committed.message);
  const auto* taken = naive ? std::get_if<mls::ReceivedCommit>(&*naive) : nullptr;
  scene.control(taken != nullptr && holds_a_ghost(*taken));
  scene.expect_alarm(scene.members(), AlarmKind::kPolicy, kAtOnce, "Mallory");
  scene.mallory().send(committed, {Scene::kGhost});
  scene.world.run(1s);
}

// Authentic messages, as many as she can; then the server closes her connection, or plays along
// and hands all of them on by itself.
void flood_messages(Scene& scene) {
  scene.watch();
  constexpr size_t kMessages = 400;
  const bool does_server_play_along = scene.random.chance(0.5);
  const auto states = [&] {
    return scene.relayed<signal::from_server::Message>(&scene.ada()).size();
  };
  const size_t before = states();
  for (size_t i = 0; i < kMessages; ++i) {
    const e2ee::StateMessage state{.sequence = static_cast<uint32_t>(1000 + i),
                                   .state = {.microphone = i % 2 == 0}};
    if (!does_server_play_along) {
      scene.mallory().send(state);
      continue;
    }
    const Buffer envelope = *scene.mallory().group().protect(
        e2ee::encode_app_message(state), {}, limits::kAppMessageBucket, scene.random);
    for (const Person* person : scene.members()) {
      scene.server.say_to_participant(
          *person->socket, signal::to_json(signal::ServerMessage(signal::from_server::Message{
                               scene.mallory().connection(), envelope})));
    }
  }
  scene.world.hear_relay();
  scene.world.run(3s);
  const auto counters = scene.hostile.counters(scene.ada());
  if (counters.messages_forged > 0) scene.success("honest words were lost");
  const bool was_stopped = scene.world.relay().counters().refused_limit > 0;
  // Up to the limit they are taken like anybody's.
  scene.control(does_server_play_along || (states() > before + 100 && was_stopped));
}

constexpr Setting kTwoOutlaws = {.outlaws = 2};
constexpr std::string_view kWithoutRules = "MLS without the rules takes it";

constexpr Attack kAttacks[] = {
    {"member: changes the rules", kWithoutRules, kTwoOutlaws, change_the_rules},
    {"member: names herself host", kWithoutRules, kTwoOutlaws, name_herself_host},
    {"member: removes somebody who is here", kWithoutRules, kTwoOutlaws, remove_somebody},
    {"member: adds while the meeting is locked", kWithoutRules, kTwoOutlaws, add_while_locked},
    {"host: adds while the meeting is locked", kWithoutRules, kTwoOutlaws,
     add_while_locked_as_host},
    {"member: adds past the waiting room",
     kWithoutRules,
     {.outlaws = 2, .has_waiting_room = true},
     add_past_the_waiting_room},
    {"member: adds without the link", kWithoutRules, kTwoOutlaws, add_without_the_link},
    {"member: a flood of messages", "fewer are taken", kTwoOutlaws, flood_messages},
};

}  // namespace

std::span<const Attack> member_attacks() { return kAttacks; }

}  // namespace conclave::hostile
