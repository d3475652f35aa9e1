// A server that keeps its hands off the words and plays with their order: what it delivers, when,
// and to whom. Everybody concerned sees it within ten seconds (E2E-13).
#include "hostile/scene.h"

namespace conclave::hostile {
namespace {

namespace from_client = signal::from_client;
namespace from_server = signal::from_server;
using e2ee::AlarmKind;

constexpr Duration kTenSeconds = 10s;

uint64_t epoch_of(const Person& person) { return person.participant->meeting().epoch(); }

// Keeps what of these kinds is for the victim.
class Withheld {
 public:
  template <typename... Kinds>
  void hold(Scene& scene, const Person& victim) {
    scene.tamper = [this, socket = *victim.socket](TappedText& text) {
      const auto message = signal::parse_server_message(text.text);
      if (text.way == Way::kToServer || text.socket != socket || !message) return true;
      if (!(std::holds_alternative<Kinds>(*message) || ...)) return true;
      texts.push_back(*message);
      return false;
    };
  }
  void release(Scene& scene, const Person& victim) {
    scene.tamper = nullptr;
    for (const auto& text : texts) scene.say(victim, text);
  }

  std::vector<signal::ServerMessage> texts;
};

// A host's commit that changes nothing but the epoch.
void begin_an_epoch(Scene& scene) {
  scene.wish([&](e2ee::Meeting& meeting, Time now) {
    return meeting.set_host(scene.leaf_of(scene.ada().name), true, now);
  });
}

void reorder_commits(Scene& scene) {
  scene.watch();
  Person& victim = scene.any_guest();
  const uint64_t before = epoch_of(victim);
  Withheld withheld;
  withheld.hold<from_server::Commit>(scene, victim);
  begin_an_epoch(scene);
  begin_an_epoch(scene);
  const uint64_t now = epoch_of(scene.ada());
  CHECK(withheld.texts.size() >= 2);
  scene.expect_alarm({&victim}, AlarmKind::kDisagreement, kTenSeconds);
  scene.say(victim, withheld.texts.at(1 + scene.random.below(withheld.texts.size() - 1)));
  if (epoch_of(victim) != before) scene.success("a later commit counted first");
  withheld.release(scene, victim);
  scene.control(epoch_of(victim) == now);
}

void withhold_commits(Scene& scene) {
  scene.watch();
  Person& victim = scene.any_guest();
  const uint64_t before = epoch_of(victim);
  Withheld withheld;
  if (scene.random.chance(0.5)) {  // and what is said in the epochs after
    withheld.hold<from_server::Commit, from_server::Message>(scene, victim);
  } else {
    withheld.hold<from_server::Commit>(scene, victim);
  }
  scene.expect_notice({&victim}, kTenSeconds);
  begin_an_epoch(scene);
  scene.world.run(kTenSeconds);
  scene.control(epoch_of(victim) == before && epoch_of(scene.ada()) > before);
  withheld.release(scene, victim);
}

// The committer is not told that its commit was accepted, nor what came after.
void withhold_an_answer(Scene& scene) {
  scene.watch();
  Withheld withheld;
  withheld.hold<from_server::Accepted, from_server::Commit>(scene, scene.ada());
  const uint64_t before = epoch_of(scene.ada());
  scene.expect_notice({&scene.ada()}, kTenSeconds);
  begin_an_epoch(scene);
  scene.world.run(kTenSeconds);
  scene.control(epoch_of(scene.ada()) == before && epoch_of(scene.person(1)) > before);
  withheld.release(scene, scene.ada());
}

// Two of the group are held to be cut off from the two others: nobody's words reach the other half.
void silence_between(Scene& scene) {
  scene.watch();
  Person& victim = scene.any_guest();
  Withheld withheld;
  withheld.hold<from_server::Message>(scene, victim);
  scene.expect_notice({&victim}, kTenSeconds);
  const uint64_t heard = scene.relayed<from_server::Message>(&victim).size();
  scene.world.run(kTenSeconds);
  // Heartbeats were there to be heard: it is they that are missed.
  scene.control(scene.relayed<from_server::Message>(&victim).size() > heard);
  scene.tamper = nullptr;
  scene.world.run(4s);
}

// The server shows two of four their own commits only, and lets them go on by themselves.
class Fork {
 public:
  Fork(Scene& scene, std::set<server::SocketId> half, uint64_t order, bool do_words_cross)
      : scene_(scene), half_(std::move(half)), order_(order), do_words_cross_(do_words_cross) {}

  bool tap(const TappedText& text) {
    if (text.way == Way::kToServer) {
      return half_.contains(text.socket) ? serve(text) : true;
    }
    const auto message = signal::parse_server_message(text.text);
    if (!message) return true;
    const bool is_word = std::holds_alternative<from_server::Message>(*message);
    if (!half_.contains(text.socket)) return true;
    const bool is_of_the_group = is_word || std::holds_alternative<from_server::Commit>(*message) ||
                                 std::holds_alternative<from_server::Accepted>(*message) ||
                                 std::holds_alternative<from_server::Stale>(*message);
    return !is_of_the_group || (is_word && do_words_cross_);
  }

 private:
  // False: the server does not hear of it.
  bool serve(const TappedText& text) {
    const auto message = signal::parse_client_message(text.text);
    if (!message) return true;
    if (const auto* commit = std::get_if<from_client::Commit>(&*message)) {
      serve(text.socket, *commit);
      return false;
    }
    if (const auto* word = std::get_if<from_client::Message>(&*message)) {
      if (do_words_cross_) return true;
      to_the_rest(text.socket, from_server::Message{ConnectionId(1), word->envelope});
      return false;
    }
    return true;
  }
  void serve(server::SocketId from, const from_client::Commit& commit) {
    if (commit.epoch.value() != order_) {
      return tell(from, from_server::Stale{signal::Epoch(order_)});
    }
    ++order_;
    tell(from, from_server::Accepted{commit.epoch});
    to_the_rest(from, from_server::Commit{ConnectionId(1), commit.epoch, commit.envelope});
  }
  void to_the_rest(server::SocketId from, const signal::ServerMessage& message) {
    for (const server::SocketId socket : half_) {
      if (socket != from) tell(socket, message);
    }
  }
  void tell(server::SocketId socket, const signal::ServerMessage& message) {
    scene_.server.say_to_participant(socket, signal::to_json(message));
  }

  Scene& scene_;
  const std::set<server::SocketId> half_;
  uint64_t order_;
  const bool do_words_cross_;
};

// Four have just come; they will renew their keys within the next seconds, each half for itself.
void fork_two_against_two(Scene& scene) {
  scene.watch();
  Person& friend_of_ada = scene.any_guest();
  std::vector<Person*> others;
  for (Person* person : scene.people()) {
    if (person != &scene.ada() && person != &friend_of_ada) others.push_back(person);
  }
  Fork fork(scene, {*others[0]->socket, *others[1]->socket}, scene.order().value(),
            scene.random.chance(0.5));
  scene.tamper = [&](TappedText& text) { return fork.tap(text); };
  scene.expect_notice(scene.people(), kTenSeconds);
  scene.world.run(kTenSeconds);
  // To look at, both are the meeting of four that it was.
  scene.control(scene.ada().senses.roster().size() == 4 && others[0]->senses.roster().size() == 4 &&
                scene.ada().senses.safety_code() == friend_of_ada.senses.safety_code() &&
                scene.ada().senses.safety_code() != others[0]->senses.safety_code());
  scene.tamper = nullptr;
  for (Person* person : others) {  // they load the page again
    scene.world.die(*person, true);
    scene.arrive();
  }
}

// Somebody is gone, and the server tells nobody.
void hide_a_departure(Scene& scene) {
  Person& leaver = scene.any_guest();
  const std::string name = leaver.name;
  scene.watch();
  scene.tamper = [](TappedText& text) {
    return text.way == Way::kToServer || !text.text.starts_with(R"({"type":"departed")");
  };
  scene.world.leave(leaver);
  scene.expect_notice(scene.members(), kTenSeconds);
  scene.world.run(kTenSeconds);
  const auto is_inside = [&] {
    return std::ranges::count(scene.ada().senses.roster(), name, &e2ee::RosterMember::name) > 0;
  };
  scene.control(is_inside());  // it works, for a while
  scene.world.run(limits::kSilenceMax);
  if (is_inside()) scene.success(name + " is kept inside");
}

// Somebody knocks, and the server tells nobody: that much it can do, and no more.
void hide_a_knock(Scene& scene) {
  scene.watch();
  std::optional<std::string> knock;
  scene.tamper = [&](TappedText& text) {
    if (text.way != Way::kToServer || !text.text.starts_with(R"({"type":"knock")")) return true;
    knock = text.text;
    return false;
  };
  Person& newcomer = scene.arrive(std::nullopt, 2s);
  if (newcomer.participant->meeting().is_member()) scene.success("in without a knock");
  scene.tamper = nullptr;
  scene.server.say_to_server(*newcomer.socket, *knock, scene.world.now());
  scene.world.hear_relay();
  scene.world.run(500ms);
  scene.control(newcomer.participant->meeting().is_member());
}

constexpr Attack kAttacks[] = {
    {"server: commits in another order", "in order they are taken", {}, reorder_commits},
    {"server: commits withheld", "the victim is left behind", {}, withhold_commits},
    {"server: an answer withheld", "the committer is left behind", {}, withhold_an_answer},
    {"server: heartbeats withheld", "they were there to be heard", {}, silence_between},
    {"server: four forked two against two",
     "two groups of four, with other codes",
     {.people = 4},
     fork_two_against_two},
    {"server: a departure hidden",
     "the leaver stays in the roster meanwhile",
     {},
     hide_a_departure},
    {"server: a knock hidden", "relayed it lets in", {}, hide_a_knock},
};

}  // namespace

std::span<const Attack> order_attacks() { return kAttacks; }

}  // namespace conclave::hostile
