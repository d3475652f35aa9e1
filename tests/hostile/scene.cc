#include "hostile/scene.h"

namespace conclave::hostile {
namespace {

constexpr client::MediaConfig kSlots = {.video_slots = 0, .audio_slots = 8};
constexpr uint64_t kFirstOutlawSocket = 2'000'000;

Buffer to_key(std::string_view text) { return text.empty() ? Buffer() : to_buffer(as_bytes(text)); }

}  // namespace

Scene::Scene(uint64_t seed, const Setting& setting)
    : hostile(seed), random(seed + 1000), setting_(setting) {
  world.pace() = {.microphone = 250ms, .camera = 1h};
  world.opening() = {.has_waiting_room = setting.has_waiting_room,
                     .passphrase_key = to_key(setting.passphrase_key)};
  const auto keep = world.on_action;
  world.on_action = [this, keep](const Person& person, const client::Action& action) {
    keep(person, action);
    note(person, action);
  };
  server.on_text = [this](TappedText& text) { return tap(text); };
  for (size_t i = 0; i < setting.people; ++i) arrive({}, i == 0 ? 300ms : 20ms);
  world.run(500ms);
  for (const char* name : {"Mallory", "Nora"}) {
    if (outlaws_.size() == setting.outlaws) break;
    const auto door = e2ee::derive_link_keys(world.link(), world.opening().passphrase_key);
    add_outlaw(name, door, setting.outlaws_allow);
    world.run(500ms);
  }
  if (setting.outlaws > 0) world.run(3s);  // everybody has renewed their keys
}

Person& Scene::arrive(const std::optional<e2ee::LinkSecret>& link, Duration patience) {
  Person& person = world.arrive({.delay = 1ms}, kSlots, link);
  people_.push_back(&person);
  names_.insert(person.name);
  world.run(patience);
  return person;
}

BareMember& Scene::add_outlaw(std::string name, const e2ee::LinkKeys& door, mls::Policy policy) {
  names_.insert(name);
  const server::SocketId socket(kFirstOutlawSocket + outlaws_.size());
  BareMember& outlaw = outlaws_.emplace_back(world, server, socket, std::move(name), door, policy);
  outlaw.come();
  return outlaw;
}

std::vector<Person*> Scene::members() const {
  std::vector<Person*> members;
  for (Person* person : people_) {
    if (person->is_in() && person->participant->meeting().is_member()) members.push_back(person);
  }
  return members;
}

mls::LeafIndex Scene::leaf_of(std::string_view name) {
  const auto& roster = ada().senses.roster();
  const auto member = std::ranges::find(roster, name, &e2ee::RosterMember::name);
  CHECK(member != roster.end());
  return member->leaf;
}

void Scene::change(e2ee::PolicyField field, uint64_t value) {
  wish([&](e2ee::Meeting& meeting, Time now) {
    return meeting.change({.field = field, .value = value}, now);
  });
}

// ---- the server --------------------------------------------------------------------------------

bool Scene::tap(TappedText& text) {
  for (BareMember& outlaw : outlaws_) {
    if (outlaw.socket() != text.socket) continue;
    if (text.way == Way::kToParticipant) outlaw.take(text.text);
    return true;
  }
  return tamper ? tamper(text) : true;
}

void Scene::say(const Person& to, const signal::ServerMessage& message) {
  server.say_to_participant(*to.socket, signal::to_json(message));
  world.hear_relay();
  world.run(20ms);
}

signal::Epoch Scene::order() const {
  uint64_t order = 0;
  for (const auto& accepted : relayed<signal::from_server::Accepted>(nullptr)) {
    order = std::max(order, accepted.epoch.value() + 1);
  }
  return signal::Epoch(order);
}

// ---- what is seen ------------------------------------------------------------------------------

void Scene::note(const Person& person, const client::Action& action) {
  if (const auto* alarm = std::get_if<e2ee::Alarm>(&action)) {
    notices_.push_back({world.now(), &person, alarm->kind, alarm->who});
    if (!policy_) outcome.unwell.push_back(person.name + " raised an alarm before there was cause");
  } else if (const auto* silent = std::get_if<e2ee::SilentChanged>(&action)) {
    if (!silent->leaves.empty()) notices_.push_back({world.now(), &person, std::nullopt, {}});
  } else if (const auto* said = std::get_if<e2ee::Said>(&action)) {
    if (!said->is_self) heard.push_back({&person, *said});
  } else if (const auto* epoch = std::get_if<e2ee::EpochChanged>(&action)) {
    judge(person, *epoch);
  } else if (std::holds_alternative<e2ee::KnocksChanged>(action) && does_admit) {
    world.scheduler().after(10ms, [this] { admit_all(); });
  }
}

void Scene::judge(const Person& person, const e2ee::EpochChanged& epoch) {
  for (const e2ee::RosterMember& member : epoch.roster) {
    if (!names_.contains(member.name)) success(member.name + " is in the roster of " + person.name);
  }
  if (are_rules_watched_ && policy_ && e2ee::encode_policy(epoch.policy) != *policy_) {
    success(person.name + " has rules that no host made");
  }
}

void Scene::admit_all() {
  if (!does_admit || !ada().is_in()) return;
  const std::vector<e2ee::Waiting> waiting = ada().waiting;
  for (const e2ee::Waiting& each : waiting) {
    (void)world.wish(ada(), [&](e2ee::Meeting& meeting, Time now) {
      return meeting.admit(each.connection, now);
    });
  }
}

// ---- the verdict -------------------------------------------------------------------------------

void Scene::watch() {
  world.is_server_honest = false;
  policy_ = e2ee::encode_policy(ada().senses.policy());
  for (Person* person : people_) {
    if (person->is_in() && !person->participant->meeting().is_member()) {
      outcome.unwell.push_back(person->name + " did not get in");
    }
  }
}

void Scene::expect_alarm(std::vector<Person*> by, e2ee::AlarmKind kind, Duration within,
                         std::string who) {
  outcome.is_alarm_due = true;
  expectations_.push_back({std::move(by), kind, std::move(who), world.now(), within});
}

void Scene::expect_notice(std::vector<Person*> by, Duration within) {
  outcome.is_alarm_due = true;
  expectations_.push_back({std::move(by), std::nullopt, {}, world.now(), within});
}

void Scene::check_alarm(const Expectation& expected, const Person& by) {
  const auto fits = [&](const Notice& notice) {
    const bool is_kind = !expected.kind || notice.kind == expected.kind;
    const bool is_who = expected.who.empty() || notice.who == expected.who;
    return notice.by == &by && notice.at >= expected.since && is_kind && is_who;
  };
  const auto first = std::ranges::find_if(notices_, fits);
  if (first == notices_.end() || first->at > expected.since + expected.within) {
    outcome.alarms_missed.push_back(by.name + " was not warned in time");
    return;
  }
  outcome.slowest_alarm = std::max(outcome.slowest_alarm, first->at - expected.since);
}

void Scene::check_alarms() {
  for (const Expectation& expected : expectations_) {
    for (const Person* by : expected.by) check_alarm(expected, *by);
  }
}

void Scene::end() {
  check_alarms();
  heal();
  check_well();
}

// The server is honest from now on; whoever has lost the group has reloaded the page meanwhile.
void Scene::heal() {
  tamper = nullptr;
  server.on_packet = [](const TappedPacket&) { return true; };
  does_admit = true;
  arrive({}, setting_.time_to_heal);
}

void Scene::check_well() {
  for (Person& person : world.people()) person.senses.forget_frames();
  world.run(1s);
  const std::vector<Person*> in = world.people_in();
  for (const Person* person : in) {
    const auto& meeting = person->participant->meeting();
    const bool agrees =
        meeting.is_member() && person->senses.safety_code() == in.front()->senses.safety_code();
    if (!agrees) outcome.unwell.push_back(person->name + " is not where the others are");
    for (const Person* other : in) {
      if (other == person || person->senses.heard(other->number) > 0) continue;
      outcome.unwell.push_back(person->name + " does not hear " + other->name);
    }
  }
  for (const std::string& complaint : world.complaints) outcome.unwell.push_back(complaint);
}

}  // namespace conclave::hostile
