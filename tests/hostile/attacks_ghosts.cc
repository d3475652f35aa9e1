// A server that wants somebody inside, or a rule changed, whom and which no member wanted.
#include "hostile/scene.h"
#include "mls/mls_message.h"

namespace conclave::hostile {
namespace {

namespace from_client = signal::from_client;
namespace from_server = signal::from_server;
using e2ee::AlarmKind;

constexpr Duration kAtOnce = 200ms;

void flip_a_bit(Scene& scene, Buffer& bytes, size_t from) {
  bytes[from + scene.random.below(bytes.size() - from)] ^=
      static_cast<uint8_t>(1 << scene.random.below(8));
}

// ---- Welcomes ----------------------------------------------------------------------------------

// Somebody new, whose Welcome the server keeps.
struct Newcomer {
  Person* person;
  from_server::Welcome welcome;
};
Newcomer keep_welcome(Scene& scene) {
  std::optional<from_server::Welcome> kept;
  scene.tamper = [&kept](TappedText& text) {
    const auto message = signal::parse_server_message(text.text);
    if (text.way != Way::kToParticipant || !message) return true;
    const auto* welcome = std::get_if<from_server::Welcome>(&*message);
    if (welcome != nullptr) kept = *welcome;
    return welcome == nullptr;
  };
  Person& person = scene.arrive();
  scene.tamper = nullptr;
  CHECK(kept);
  return {&person, *kept};
}

void show_wrong_and_right(Scene& scene, const Newcomer& newcomer,
                          const from_server::Welcome& wrong) {
  const auto& meeting = newcomer.person->participant->meeting();
  scene.expect_alarm({newcomer.person}, AlarmKind::kForged, kAtOnce);
  scene.say(*newcomer.person, wrong);
  if (meeting.is_member()) scene.success("a wrong Welcome was taken");
  scene.say(*newcomer.person, newcomer.welcome);
  scene.control(meeting.is_member());
}

void replay_a_welcome(Scene& scene) {
  const auto others = scene.relayed<from_server::Welcome>(nullptr);
  const auto old = others.at(scene.random.below(others.size()));
  scene.watch();
  const Newcomer newcomer = keep_welcome(scene);
  from_server::Welcome wrong = newcomer.welcome;
  wrong.envelope = old.envelope;
  show_wrong_and_right(scene, newcomer, wrong);
}

void alter_a_welcome(Scene& scene) {
  scene.watch();
  const Newcomer newcomer = keep_welcome(scene);
  from_server::Welcome wrong = newcomer.welcome;
  flip_a_bit(scene, wrong.envelope, 0);
  show_wrong_and_right(scene, newcomer, wrong);
}

// The GroupInfo is the last and largest part of a Welcome.
void alter_the_group_info(Scene& scene) {
  scene.watch();
  const Newcomer newcomer = keep_welcome(scene);
  from_server::Welcome wrong = newcomer.welcome;
  flip_a_bit(scene, wrong.envelope, wrong.envelope.size() / 2);
  show_wrong_and_right(scene, newcomer, wrong);
}

// The ghost is named beside the newcomer, and gets the Welcome too.
void name_a_ghost_in_a_welcome(Scene& scene) {
  scene.watch();
  const auto stranger = e2ee::LinkSecret::generate(scene.random);
  BareMember& ghost = scene.add_outlaw("Ghost", e2ee::derive_link_keys(stranger));
  scene.world.run(100ms);
  scene.tamper = [&](TappedText& text) {
    auto message = signal::parse_client_message(text.text);
    if (text.way != Way::kToServer || !message) return true;
    auto* commit = std::get_if<from_client::Commit>(&*message);
    if (commit == nullptr || !commit->welcome) return true;
    commit->welcome->to.push_back(ghost.connection());
    text.text = signal::to_json(*message);
    return true;
  };
  const Person& newcomer = scene.arrive();
  if (ghost.is_in()) scene.success("the ghost opened the Welcome");
  scene.control(newcomer.participant->meeting().is_member());
}

// ---- commits -----------------------------------------------------------------------------------

void to_everybody(Scene& scene, const signal::ServerMessage& message) {
  const std::vector<Person*> members = scene.members();
  scene.expect_alarm(members, AlarmKind::kForged, kAtOnce);
  for (const Person* person : members) scene.say(*person, message);
}

bool holds_a_ghost(const mls::Group& group) {
  return std::ranges::any_of(group.roster(), [](const mls::Member& member) {
    return e2ee::parse_credential(member.credential)->name == "Ghost";
  });
}
bool makes_room_for_a_ghost(const Result<mls::Received>& received) {
  if (!received) return false;
  const auto* commit = std::get_if<mls::ReceivedCommit>(&*received);
  return commit != nullptr && holds_a_ghost(commit->next);
}

// With a GroupInfo of this very epoch, that a member gave away.
void commit_from_outside(Scene& scene) {
  scene.watch();
  const auto info = *scene.mallory().group().group_info(true, scene.random);
  const auto joined = *mls::Group::join_externally(info, scene.ghost(), scene.mallory().psks(), {},
                                                   {}, scene.random);
  to_everybody(scene, from_server::Commit{Scene::kGhost, scene.order(), joined.message});
  scene.control(makes_room_for_a_ghost(scene.nora().would_take(joined.message)));
}

// A member's own proposal of this epoch, for somebody else's commit to take along.
void propose_from_outside(Scene& scene) {
  scene.watch();
  const mls::Framing framing{.is_public = scene.random.chance(0.5)};
  const Buffer proposal = *scene.mallory().group().propose(
      mls::Proposal{mls::Add{scene.ghost().key_package}}, framing, scene.random);
  scene.nora().ignore(scene.ada().connection());  // and stays in the epoch of the proposal
  if (scene.random.chance(0.5)) {
    to_everybody(scene, from_server::Message{Scene::kGhost, proposal});
  } else {
    to_everybody(scene, from_server::Commit{Scene::kGhost, scene.order(), proposal});
  }
  scene.wish([&](e2ee::Meeting& meeting, Time now) {  // what a commit would take along
    return meeting.set_host(scene.leaf_of(scene.ada().name), true, now);
  });
  mls::Group naive = scene.nora().group();
  const bool is_heard = naive.handle(proposal, {}).has_value();
  const auto next = naive.commit({}, {}, scene.random);
  scene.control(is_heard && next && holds_a_ghost(next->next));
}

// The right name and rules of its own, but none of the keys.
void commit_of_another_group(Scene& scene) {
  scene.watch();
  const auto own = *e2ee::make_own_key_package({scene.ada().connection(), scene.ada().name},
                                               kUnixNow, scene.random);
  const auto& id = scene.world.meeting();
  e2ee::Policy policy = scene.ada().senses.policy();
  auto group = *mls::Group::create({.group_id = to_buffer(Bytes(id.bytes)),
                                    .group_context_extensions = e2ee::extensions_with(policy)},
                                   own, scene.random);
  const auto second = *e2ee::make_own_key_package({Scene::kGhost, "Ghost"}, kUnixNow, scene.random);
  const auto added = *group.commit({.add = {second.key_package}}, {}, scene.random);
  policy.is_locked = !policy.is_locked;
  mls::Group theirs = added.next;
  const auto changed =
      *theirs.commit({.group_context_extensions = e2ee::extensions_with(policy)}, {}, scene.random);
  const Buffer& shown = scene.random.chance(0.5) ? added.message : changed.message;
  Person& victim = scene.any_guest();
  scene.expect_notice({&victim}, kAtOnce);
  scene.say(victim, from_server::Commit{scene.ada().connection(), scene.order(), shown});
  auto inside =
      *mls::Group::join(*mls::decode_message<mls::Welcome>(*added.welcome), second, {}, {});
  scene.control(inside.handle(changed.message, {}).has_value());
}

void replay_a_commit(Scene& scene) {
  Person& victim = scene.person(1);
  scene.arrive();
  const auto commits = scene.relayed<from_server::Commit>(&victim);
  auto old = commits.at(scene.random.below(commits.size()));
  scene.watch();
  scene.control(scene.hostile.kept.at(victim.number).size() > 1);  // they were taken once
  if (scene.random.chance(0.5)) old.epoch = scene.order();
  scene.expect_alarm({&victim}, AlarmKind::kReplayed, kAtOnce);
  const size_t epochs = scene.hostile.kept.at(victim.number).size();
  scene.say(victim, old);
  if (scene.hostile.kept.at(victim.number).size() != epochs) scene.success("an old commit counted");
}

void alter_a_commit(Scene& scene) {
  scene.watch();
  Person& victim = scene.any_guest();
  std::vector<from_server::Commit> kept;
  scene.tamper = [&](TappedText& text) {
    const auto message = signal::parse_server_message(text.text);
    if (text.way != Way::kToParticipant || text.socket != *victim.socket || !message) return true;
    const auto* commit = std::get_if<from_server::Commit>(&*message);
    if (commit != nullptr) kept.push_back(*commit);
    return commit == nullptr;
  };
  scene.arrive(std::nullopt, 300ms);
  scene.tamper = nullptr;
  const uint64_t epoch = victim.participant->meeting().epoch();
  from_server::Commit altered = kept.at(0);
  flip_a_bit(scene, altered.envelope, 0);
  scene.expect_notice({&victim}, kAtOnce);
  scene.say(victim, altered);
  if (victim.participant->meeting().epoch() != epoch) scene.success("an altered commit counted");
  for (const auto& commit : kept) scene.say(victim, commit);
  scene.control(victim.participant->meeting().epoch() == epoch + kept.size());
}

// By who was a member an hour ago, and gave the server everything it had.
void commit_of_who_was_removed(Scene& scene) {
  const mls::Group was = scene.mallory().group();
  scene.nora().ignore(scene.ada().connection());
  const mls::LeafIndex leaf = scene.leaf_of("Mallory");
  mls::Group kept = was;
  e2ee::Policy policy = scene.mallory().policy();
  policy.hosts = {was.own_leaf()};
  const auto forged =
      *kept.commit({.group_context_extensions = e2ee::extensions_with(policy)}, {}, scene.random);
  scene.wish([&](e2ee::Meeting& meeting, Time now) { return meeting.remove(leaf, false, now); });
  scene.watch();
  scene.expect_alarm(scene.people(), AlarmKind::kReplayed, kAtOnce);
  for (const Person* person : scene.people()) {
    scene.say(*person,
              from_server::Commit{scene.mallory().connection(), scene.order(), forged.message});
  }
  scene.control(scene.nora().would_take(forged.message).has_value());  // still in that epoch
  scene.nora().leave();
}

// ---- knocks ------------------------------------------------------------------------------------

// The newcomer's knock, with another key package in it.
void swap_a_key_package(Scene& scene) {
  scene.watch();
  const auto stranger = e2ee::derive_link_keys(e2ee::LinkSecret::generate(scene.random));
  const auto link = e2ee::derive_link_keys(scene.world.link());
  std::optional<from_server::Knock> knock;
  scene.tamper = [&](TappedText& text) {
    const auto message = signal::parse_server_message(text.text);
    if (text.way != Way::kToParticipant || !message) return true;
    const auto* seen = std::get_if<from_server::Knock>(&*message);
    if (seen != nullptr) knock = *seen;
    return seen == nullptr;
  };
  Person& newcomer = scene.arrive();
  scene.tamper = nullptr;
  const auto swapped_under = [&](const e2ee::LinkKeys& keys) {
    const auto own =
        *e2ee::make_own_key_package({knock->from, newcomer.name}, kUnixNow, scene.random);
    return from_server::Knock{knock->from, *e2ee::seal_knock(keys, own.key_package, scene.random)};
  };
  to_everybody(scene, swapped_under(stranger));
  if (scene.random.chance(0.5)) {
    auto others = *knock;  // and the newcomer's own, as the ghost's
    others.from = Scene::kGhost;
    to_everybody(scene, others);
  }
  scene.world.run(300ms);
  if (newcomer.participant->meeting().is_member()) scene.success("let in by a swapped knock");
  // With the link it would be heard: the first who is shown it takes it for a knock.
  scene.control(
      e2ee::open_knock({{link}}, knock->from, swapped_under(link).envelope, kUnixNow).has_value());
  for (const Person* person : scene.members()) scene.say(*person, *knock);
  scene.world.run(500ms);
}

constexpr mls::Policy kNaive = {.accept_external_commits = true, .accept_external_proposals = true};

constexpr Attack kAttacks[] = {
    {"server: an old Welcome for a newcomer", "the right one lets in", {}, replay_a_welcome},
    {"server: an altered Welcome", "the untouched one lets in", {}, alter_a_welcome},
    {"server: an altered GroupInfo", "the untouched one lets in", {}, alter_the_group_info},
    {"server: a ghost named in a Welcome", "who knocked opens it", {}, name_a_ghost_in_a_welcome},
    {"server: a commit from outside, with a GroupInfo given away",
     "MLS that accepts external commits takes it",
     {.outlaws = 2, .outlaws_allow = kNaive},
     commit_from_outside},
    {"server: a proposal for the next commit, given away by a member",
     "MLS alone commits it",
     {.outlaws = 2},
     propose_from_outside},
    {"server: a commit of a group of its own",
     "its own member takes it",
     {},
     commit_of_another_group},
    {"server: an old commit", "it was taken when it was new", {}, replay_a_commit},
    {"server: an altered commit", "the untouched one is taken", {}, alter_a_commit},
    {"server: a commit by the keys of who was removed",
     "MLS of the epoch before takes it",
     {.outlaws = 2},
     commit_of_who_was_removed},
    {"server: a swapped key package", "sealed with the link it is a knock", {}, swap_a_key_package},
};

}  // namespace

std::span<const Attack> ghost_attacks() { return kAttacks; }

}  // namespace conclave::hostile
