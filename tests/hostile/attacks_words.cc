// A member whose own client says what the rules forbid. On every honest device it is as if she had
// said nothing, but for her name on the screen. The control: the same words, while the rules allow
// them, are heard by everybody.
#include "hostile/scene.h"

namespace conclave::hostile {
namespace {

using e2ee::AlarmKind;
using e2ee::PolicyField;
using e2ee::Words;

constexpr Duration kAtOnce = 200ms;

bool has_heard(const Scene& scene, const Person& person, const Words& words) {
  return std::ranges::any_of(scene.heard, [&](const Scene::Heard& heard) {
    return heard.by == &person && heard.said.words == words;
  });
}

// For hosts only, or for nobody.
void forbid(Scene& scene, PolicyField feature) { scene.change(feature, 1 + scene.random.below(2)); }

// Said while they may, then while they may not.
void say_against_the_rules(Scene& scene, PolicyField feature, const std::vector<Words>& allowed,
                           const std::vector<Words>& forbidden) {
  for (const Words& words : allowed) scene.mallory().send(words);
  scene.world.run(1s);
  const std::vector<Person*> people = scene.members();
  scene.control(std::ranges::all_of(people, [&](const Person* person) {
    return std::ranges::all_of(
        allowed, [&](const Words& words) { return has_heard(scene, *person, words); });
  }));
  forbid(scene, feature);
  scene.watch();
  scene.expect_alarm(people, AlarmKind::kPolicy, kAtOnce, "Mallory");
  for (const Words& words : forbidden) scene.mallory().send(words);
  scene.world.run(1s);
  for (const Person* person : people) {
    for (const Words& words : forbidden) {
      if (has_heard(scene, *person, words)) scene.success(person->name + " heard it");
    }
  }
}

void chat(Scene& scene) {
  say_against_the_rules(scene, PolicyField::kChat, {e2ee::Chat{.reply_to = {}, .text = "one"}},
                        {e2ee::Chat{.reply_to = {}, .text = "two"}});
}

void poll(Scene& scene) {
  const e2ee::MessageId poll{scene.ada().connection(), 1};
  say_against_the_rules(scene, PolicyField::kChat,
                        {e2ee::Poll{.question = "one?", .options = {"a", "b"}},
                         e2ee::Vote{.poll = poll, .option = 0}},
                        {e2ee::Poll{.question = "two?", .options = {"a", "b"}},
                         e2ee::Vote{.poll = poll, .option = 1}});
}

void react(Scene& scene) {
  say_against_the_rules(scene, PolicyField::kReactions, {e2ee::Reaction{.symbol = "1"}},
                        {e2ee::Reaction{.symbol = "2"}});
}

void offer_files(Scene& scene) {
  say_against_the_rules(scene, PolicyField::kFiles, {e2ee::FileOffer{.name = "one", .size = 1}},
                        {e2ee::FileOffer{.name = "two", .size = 1}});
}

bool sees_her_hand(const Person& person) { return person.senses.hand_of("Mallory") != 0; }

void raise_a_hand(Scene& scene) {
  scene.mallory().send(e2ee::StateMessage{.sequence = 0, .state = {}, .hand = 1});
  scene.world.run(500ms);
  const std::vector<Person*> people = scene.members();
  scene.control(
      std::ranges::all_of(people, [](const Person* person) { return sees_her_hand(*person); }));
  forbid(scene, PolicyField::kReactions);
  scene.watch();
  scene.expect_alarm(people, AlarmKind::kPolicy, kAtOnce, "Mallory");
  scene.mallory().send(e2ee::StateMessage{.sequence = 0, .state = {}, .hand = 1});
  scene.world.run(500ms);
  for (const Person* person : people) {
    if (sees_her_hand(*person)) scene.success(person->name + " sees her hand");
  }
}

// A request to open a microphone is one of a host's, and all that it does is to be shown.
void ask(Scene& scene) {
  const Words unmute = e2ee::Ask{.what = e2ee::AskKind::kUnmute};
  Person& victim = scene.any_guest();
  const e2ee::DeviceState devices{.camera = true};
  scene.world.say(victim, devices);
  scene.wish([&](e2ee::Meeting& meeting, Time now) {
    return meeting.tell(unmute, scene.leaf_of(victim.name), now);
  });
  scene.control(has_heard(scene, victim, unmute) && scene.heard.size() == 1);
  scene.watch();
  scene.expect_alarm({&victim}, AlarmKind::kPolicy, kAtOnce, "Mallory");
  for (int what = 1; what <= 5; ++what) {
    scene.mallory().send(e2ee::Ask{.what = static_cast<e2ee::AskKind>(what)}, victim.connection());
  }
  scene.world.run(1s);
  if (scene.heard.size() > 1) scene.success("she asked, and it was shown");
  if (scene.ada().senses.state_of(victim.name) != devices) scene.success("a device opened");
}

constexpr std::string_view kAllowed = "while the rules allow it, everybody hears it";
constexpr Setting kOutlaw = {.outlaws = 1};

constexpr Attack kAttacks[] = {
    {"member: chats against the rules", kAllowed, kOutlaw, chat},
    {"member: polls and votes against the rules", kAllowed, kOutlaw, poll},
    {"member: reacts against the rules", kAllowed, kOutlaw, react},
    {"member: raises a hand against the rules", kAllowed, kOutlaw, raise_a_hand},
    {"member: offers files against the rules", kAllowed, kOutlaw, offer_files},
    {"member: asks to unmute and the like", "a host's request is shown, and opens nothing", kOutlaw,
     ask},
};

}  // namespace

std::span<const Attack> word_attacks() { return kAttacks; }

}  // namespace conclave::hostile
