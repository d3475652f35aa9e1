// World is one meeting in virtual time: a server, people with their devices and their networks, all
// driven by one seed in one thread. It only does what it is told (story.h tells it at random, tests
// with intent) and what the participants want done; what should hold is asked elsewhere.
//
// Signalling is a stream a socket: ordered, delayed, and lost with its socket, on either side of
// which the other one may or may not be told. Datagrams take the chances of their link.
//
// Moments of arrival are whole milliseconds, so that what comes together is handled together.
#pragma once

#include "base/random.h"
#include "client/participant.h"
#include "sim/link.h"
#include "sim/relay.h"
#include "sim/scheduler.h"
#include "sim/senses.h"

#include <functional>
#include <list>
#include <set>

namespace conclave::sim {

using namespace std::chrono_literals;

// How whoever begins the meeting begins it.
struct Opening {
  bool has_waiting_room = false;
  Buffer passphrase_key = {};
};

struct Pace {
  Duration microphone = 100ms;  // between frames
  Duration camera = 250ms;      // between pictures, each in three layers
};

// What befalls somebody at the moment of sending a commit.
enum class Trap : uint8_t { kNone, kDieBefore, kDieAfter, kResetBefore, kResetAfter };

struct Person {
  enum class State : uint8_t { kIn, kLeft, kDied, kRemoved };

  Person(uint32_t number_, const LinkQuality& quality_, Random& random)
      : number(number_),
        name(name_of_person(number_)),
        quality(quality_),
        up(quality, random),
        down(quality, random),
        sources(number_) {}
  Person(const Person&) = delete;  // the links look at the quality here

  bool is_in() const { return state == State::kIn; }
  ConnectionId connection() const;

  const uint32_t number;
  const std::string name;
  State state = State::kIn;
  LinkQuality quality;
  Link up;
  Link down;
  Address address;
  bool is_online = true;
  Trap trap = Trap::kNone;
  std::optional<client::Participant> participant;  // while in
  std::optional<server::SocketId> socket;          // as far as this person knows
  bool is_connecting = false;
  e2ee::DeviceState devices;
  Sources sources;
  Senses senses;
  bool was_removed = false;            // by a host's commit, and not yet out of the world
  bool was_denied = false;             // by a host
  std::vector<e2ee::Waiting> waiting;  // who waits, as far as this person is told
  bool came_by_invite = false;
  bool had_trouble = false;  // of its network, ever
  Time wakes_at = kNever;
  Time asked_key_frame = {};
};

class World {
 public:
  using MakeRelay = std::function<std::unique_ptr<Relay>(Random&)>;
  explicit World(uint64_t seed, const MakeRelay& make_relay = make_honest_server);
  static std::unique_ptr<Relay> make_honest_server(Random& random) {
    return std::make_unique<HonestServer>(random);
  }

  // ---- what can be made to happen ----
  // By the meeting's link as it is now, or another one.
  Person& arrive(const LinkQuality& quality, const client::MediaConfig& media,
                 const std::optional<e2ee::LinkSecret>& link = std::nullopt);
  void leave(Person& person);
  // Gone without a word; the server's end of the socket closes, or hangs.
  void die(Person& person, bool is_noticed);
  // The socket breaks, and both ends notice. Reconnects after `away`.
  void reset_socket(Person& person, Duration away);
  // The network goes away without the server noticing, and returns at another address.
  void move(Person& person, Duration away);
  // The network swallows everything for a while, and nobody is told.
  void swallow(Person& person, Duration away);
  // The server is killed, and another one there after `down`, which knows nothing.
  void restart_server(Duration down);
  void say(Person& person, const e2ee::DeviceState& devices);
  // The next commit of any of its members springs the trap.
  void set_trap(Person& person, Trap trap) { person.trap = trap; }

  // What a host wishes: wish(person, [](e2ee::Meeting& meeting, Time now) { ... }).
  template <typename Act>
  Result<void> wish(Person& person, Act act) {
    perform(person, TRY(person.participant->wish(act, now())));
    schedule(person);
    return ok();
  }
  // A host means to remove this one; nobody else may be removed.
  void expect_removal(const Person& person) { to_be_removed_.insert(person.number); }
  // What the relay has to say by itself, it says now.
  void hear_relay();

  void run(Duration span);
  void run_until(Time end) { scheduler_.run_until(end); }

  // ---- who looks ----
  Random& random() { return random_; }
  Scheduler& scheduler() { return scheduler_; }
  Time now() const { return scheduler_.now(); }
  Relay& relay() { return *relay_; }
  std::list<Person>& people() { return people_; }
  std::vector<Person*> people_in();
  const signal::MeetingId& meeting() const { return meeting_; }
  // Whose socket this is; it may be one of before.
  Person* person_at(server::SocketId socket);
  Pace& pace() { return pace_; }
  Opening& opening() { return opening_; }
  // As members know it by now.
  const e2ee::LinkSecret& link() const { return link_; }

  // Hears of everything that a participant wants done, before it is.
  std::function<void(const Person&, const client::Action&)> on_action;

  // What was wrong at the moment it happened.
  std::vector<std::string> complaints;
  size_t alarms = 0;
  std::set<std::string> alarms_told;  // each kind, by whom first
  bool is_server_honest = true;       // else people may be kept from hearing each other
  bool is_told = false;               // print the story as it happens
  void tell(const std::string& line) const;

 private:
  struct Socket {
    Person* person;
    bool is_dead = false;  // nothing that is on the way arrives
  };

  void connect(Person& person);
  void reconnect_after(Person& person, Duration delay);
  void lose_socket(Person& person, bool is_noticed);
  void say_to_server(Person& person, std::string text);
  bool spring_trap(Person& person, bool is_before);
  void perform(Person& person, client::Actions actions);
  void note(Person& person, const client::Action& action);
  void note_silence(Person& person, const e2ee::SilentChanged& silent);
  void note_removal(Person& person);
  void note_alarm(const Person& person, const e2ee::Alarm& alarm);
  void take_frame(Person& person, const client::FrameOpened& frame);
  void perform(const server::Actions& actions);
  void deliver_text(server::SocketId socket, const server::Text& text);
  void send_up(Person& person, const Outbox& out);
  void send_down(Outbox& out);
  void receive_up(const Address& from, Buffer datagram);
  void receive_down(const Address& to, Buffer datagram);
  void wake_person(Person& person);
  void wake_relay();
  void schedule(Person& person);
  void schedule_relay();
  void make_sound(Person& person);
  void make_picture(Person& person);
  void send_frame(Person& person, e2ee::FrameStream stream);
  Address next_address();

  SeededRandom random_;
  Scheduler scheduler_;
  e2ee::LinkSecret link_;
  signal::MeetingId meeting_;
  transport::Certificate certificate_ = transport::Certificate::generate().value();
  MakeRelay make_relay_;
  std::unique_ptr<Relay> relay_;
  Time relay_up_at_{};  // before, nobody answers
  Time relay_wakes_at_ = kNever;
  Pace pace_;
  Opening opening_;
  std::set<uint32_t> to_be_removed_;
  bool are_links_many_ = false;
  std::list<Person> people_;
  std::map<server::SocketId, Socket> sockets_;
  std::map<Address, Person*> addresses_;
  uint64_t sockets_opened_ = 0;
  uint16_t addresses_given_ = 0;
  Time woken_at_ = {};
  size_t wakes_at_once_ = 0;
};

}  // namespace conclave::sim
