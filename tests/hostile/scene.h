// One attack on one meeting, and what is watched meanwhile. Whoever plays it sets the meeting up,
// calls watch(), does the deed, and says what shall be seen of it. From watch() on
//
// - no honest person may have somebody in the roster whom nobody let in, or a rule that no host
//   made: that, or whatever else the play calls success(), is the attack's success;
// - those whom it concerns are warned in time (expect_alarm, expect_silence_noticed);
// - afterwards, with an honest server again, somebody new gets in and everybody hears everybody.
//
// The control shows in the same meeting, or beside it, that the deed works where what stands in its
// way is missing.
#pragma once

#include "hostile/bare_member.h"
#include "hostile/hostile_world.h"

#include <list>

namespace conclave::hostile {

struct Setting {
  size_t people = 3;
  size_t outlaws = 0;  // bare members: the first attacks, the second has no rules
  bool has_waiting_room = false;
  std::string_view passphrase_key = {};
  mls::Policy outlaws_allow = {};
  Duration time_to_heal = 3s;
};

struct Outcome {
  std::vector<std::string> successes;  // of the attack
  std::vector<std::string> unwell;     // what was wrong with the meeting, before or after
  bool is_alarm_due = false;
  std::vector<std::string> alarms_missed;
  Duration slowest_alarm{0};
  bool is_control_good = false;
};

class Scene {
 public:
  Scene(uint64_t seed, const Setting& setting);

  // ---- who is here ----
  Person& ada() { return *people_.front(); }  // the host
  Person& person(size_t index) { return *people_[index]; }
  Person& any_guest() { return *people_[1 + random.below(people_.size() - 1)]; }
  const std::vector<Person*>& people() const { return people_; }
  std::vector<Person*> members() const;
  // As the host's roster has it; CHECKs that it does.
  mls::LeafIndex leaf_of(std::string_view name);
  BareMember& mallory() { return outlaws_.front(); }
  BareMember& nora() { return outlaws_.back(); }
  // Somebody honest comes, and has until then to get in.
  Person& arrive(const std::optional<e2ee::LinkSecret>& link = std::nullopt,
                 Duration patience = 500ms);
  BareMember& add_outlaw(std::string name, const e2ee::LinkKeys& door, mls::Policy policy = {});
  mls::OwnKeyPackage ghost() {
    return *e2ee::make_own_key_package({kGhost, "Ghost"}, kUnixNow, random);
  }

  // ---- what a host does ----
  void change(e2ee::PolicyField field, uint64_t value);
  template <typename Act>
  void wish(Act act) {
    if (!world.wish(ada(), act)) outcome.unwell.emplace_back("the host may not");
    world.run(200ms);
  }
  // Hosts admit whoever waits.
  bool does_admit = true;

  // ---- what the server does ----
  // False: the text is not passed on.
  std::function<bool(TappedText&)> tamper;
  void say(const Person& to, const signal::ServerMessage& message);
  // What of this kind was on its way to this person, oldest first; to anybody for null.
  template <typename T>
  std::vector<T> relayed(const Person* to) const {
    std::vector<T> found;
    for (const TappedText& text : server.texts()) {
      if (text.way != Way::kToParticipant || (to != nullptr && text.socket != to->socket)) continue;
      const auto message = signal::parse_server_message(text.text);
      if (!message) continue;
      if (const auto* wanted = std::get_if<T>(&*message)) found.push_back(*wanted);
    }
    return found;
  }
  signal::Epoch order() const;  // the server's count of commits

  // ---- what people hear ----
  struct Heard {
    const Person* by;
    e2ee::Said said;
  };
  std::vector<Heard> heard;  // all that others said to them

  // ---- the verdict ----
  void watch();
  // From here on a host may change the rules again.
  void allow_rules_of_hosts() { are_rules_watched_ = false; }
  void success(std::string what) { outcome.successes.push_back(std::move(what)); }
  void expect_alarm(std::vector<Person*> by, e2ee::AlarmKind kind, Duration within,
                    std::string who = {});
  void expect_notice(std::vector<Person*> by, Duration within);  // an alarm or somebody's silence
  void control(bool is_good) { outcome.is_control_good = is_good; }
  void end();

  static constexpr ConnectionId kGhost{4000};
  HostileWorld hostile;
  sim::World& world = hostile.world;
  Interceptor& server = *hostile.server;
  SeededRandom random;
  Outcome outcome;

 private:
  struct Notice {
    Time at;
    const Person* by;
    std::optional<e2ee::AlarmKind> kind;  // none: somebody is silent
    std::string who;
  };
  struct Expectation {
    std::vector<Person*> by;
    std::optional<e2ee::AlarmKind> kind;  // none: any
    std::string who;
    Time since;
    Duration within;
  };
  void note(const Person& person, const client::Action& action);
  void judge(const Person& person, const e2ee::EpochChanged& epoch);
  void admit_all();
  bool tap(TappedText& text);
  void check_alarms();
  void check_alarm(const Expectation& expected, const Person& by);
  void heal();
  void check_well();

  const Setting setting_;
  std::vector<Person*> people_;
  std::list<BareMember> outlaws_;
  std::set<std::string> names_;   // of those who may be inside
  std::optional<Buffer> policy_;  // from watch() on
  bool are_rules_watched_ = true;
  std::vector<Notice> notices_;
  std::vector<Expectation> expectations_;
};

struct Attack {
  std::string_view name;
  std::string_view control;
  Setting setting = {};
  void (*play)(Scene& scene);
};

std::span<const Attack> ghost_attacks();
std::span<const Attack> order_attacks();
std::span<const Attack> door_attacks();
std::span<const Attack> member_attacks();
std::span<const Attack> word_attacks();

}  // namespace conclave::hostile
