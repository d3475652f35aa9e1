// E2E-6: the server cannot add anybody. It does what it can, at random, by seed; no roster changes
// but by those whom a member let in, and the ghost holds no key.
#include "e2ee/meeting.h"
#include "hostile/hostile_world.h"
#include "mls/group.h"
#include "mls/mls_message.h"

namespace conclave::hostile {
namespace {

namespace from_server = signal::from_server;

constexpr mls::UnixSeconds kUnixNow(1'800'000'000);
constexpr server::SocketId kGhostSocket(1'000'000);
constexpr size_t kClasses = 8;
constexpr size_t kRunsEach = 5;  // a seed

// A server with a group of its own: the right name, the ghost in it, and no link.
class Haunting : public testing::TestWithParam<uint64_t> {
 protected:
  Haunting() : hostile_(GetParam()) {
    for (int i = 0; i < 3; ++i) hostile_.arrive({.video_slots = 1, .audio_slots = 2});
    Person& dora = hostile_.arrive({.video_slots = 1, .audio_slots = 2});
    world_.run(200ms);
    world_.leave(dora);
    world_.run(500ms);
    for (const TappedText& text : server_.texts()) keep(text);
  }

  void keep(const TappedText& text) {
    if (text.way == Way::kToServer) return;
    const auto message = signal::parse_server_message(text.text);
    if (const auto* commit = std::get_if<from_server::Commit>(&*message))
      commits_.push_back(*commit);
    if (const auto* knock = std::get_if<from_server::Knock>(&*message)) knocks_.push_back(*knock);
    if (const auto* welcome = std::get_if<from_server::Welcome>(&*message)) welcome_ = *welcome;
  }

  template <typename T>
  const T& any_of(const std::vector<T>& all) {
    return all[random_.below(all.size())];
  }
  signal::Epoch epoch_of(const Person& person) {
    return signal::Epoch(person.participant->meeting().epoch());
  }

  // A group that pretends to be the meeting's.
  mls::Group fake_group() {
    const auto own = *e2ee::make_own_key_package({ghost_, "person 1"}, kUnixNow, random_);
    return *mls::Group::create({.group_id = meeting_id()}, own, random_);
  }
  Buffer meeting_id() const {
    const auto& id = world_.meeting();
    return to_buffer(Bytes(id.bytes));
  }
  mls::KeyPackage ghost_package() {
    return e2ee::make_own_key_package({ghost_, "Ghost"}, kUnixNow, random_)->key_package;
  }

  signal::ServerMessage replayed_welcome(const Person&) { return welcome_; }
  signal::ServerMessage replayed_commit(const Person& victim) {
    from_server::Commit commit = any_of(commits_);
    if (random_.chance(0.5)) commit.epoch = epoch_of(victim);
    return commit;
  }
  signal::ServerMessage altered_commit(const Person& victim) {
    from_server::Commit commit = any_of(commits_);
    commit.epoch = epoch_of(victim);
    commit.envelope[random_.below(commit.envelope.size())] ^=
        static_cast<uint8_t>(1 + random_.below(255));
    return commit;
  }
  signal::ServerMessage external_commit(const Person& victim) {
    mls::Group fake = fake_group();
    const auto own = *e2ee::make_own_key_package({ghost_, "Ghost"}, kUnixNow, random_);
    const auto info = *fake.group_info(true, random_);
    const auto joined = *mls::Group::join_externally(info, own, {}, {}, {}, random_);
    return from_server::Commit{ghost_, epoch_of(victim), joined.message};
  }
  signal::ServerMessage commit_of_another_group(const Person& victim) {
    const auto committed = *fake_group().commit({.add = {ghost_package()}}, {}, random_);
    return from_server::Commit{victim.connection(), epoch_of(victim), committed.message};
  }
  signal::ServerMessage proposal_of_another_group(const Person&) {
    mls::Group fake = fake_group();
    const mls::Framing framing{.is_public = random_.chance(0.5)};
    return from_server::Message{
        ghost_, *fake.propose(mls::Proposal{mls::Add{ghost_package()}}, framing, random_)};
  }
  signal::ServerMessage knock_of_somebody_else(const Person&) {
    from_server::Knock knock = any_of(knocks_);
    if (random_.chance(0.5)) {
      knock.from = ghost_;
    } else if (random_.chance(0.5)) {
      random_.fill(MutableBytes(knock.envelope).subspan(1));
    }
    return knock;
  }

  void send_one(size_t kind, Person& victim) {
    using Make = signal::ServerMessage (Haunting::*)(const Person&);
    static constexpr std::array<Make, kClasses - 1> kMake = {
        &Haunting::replayed_welcome,        &Haunting::replayed_commit,
        &Haunting::altered_commit,          &Haunting::external_commit,
        &Haunting::commit_of_another_group, &Haunting::proposal_of_another_group,
        &Haunting::knock_of_somebody_else};
    server_.say_to_participant(*victim.socket, signal::to_json((this->*kMake[kind])(victim)));
    world_.run(400ms);
  }

  // The server lets the ghost wait, and names it beside the next newcomer in the commit's
  // welcome.to: to the server it is a member from then on.
  void name_the_ghost_in_a_welcome() {
    const server::SocketId socket(kGhostSocket.value() + ghosts_++);
    server_.open(socket, world_.meeting(), world_.now());
    using Message = signal::ClientMessage;
    server_.say_to_server(socket, signal::to_json(Message(signal::from_client::Hello{})),
                          world_.now());
    server_.say_to_server(
        socket, signal::to_json(Message(signal::from_client::Knock{any_of(knocks_).envelope})),
        world_.now());
    const ConnectionId ghost = connection_at(socket);
    std::optional<from_server::Welcome> got;
    server_.on_text = [&](TappedText& text) {
      if (text.way == Way::kToServer) add_to_welcome(ghost, text.text);
      if (text.socket != socket) return true;
      const auto message = signal::parse_server_message(text.text);
      if (!message) return true;
      if (const auto* welcome = std::get_if<from_server::Welcome>(&*message)) got = *welcome;
      return true;
    };
    Person& newcomer = hostile_.arrive({.video_slots = 1, .audio_slots = 2});
    ASSERT_TRUE(got);  // the server played its part
    expect_opens_nothing(ghost, *got);
    server_.on_text = [](TappedText&) { return true; };
    world_.leave(newcomer);
    server_.close(socket, world_.now());
    world_.run(2s);
  }
  ConnectionId connection_at(server::SocketId socket) {
    for (const TappedText& text : server_.texts()) {
      if (text.socket != socket || text.way == Way::kToServer) continue;
      const auto message = signal::parse_server_message(text.text);
      if (const auto* hello = std::get_if<from_server::Hello>(&*message)) return hello->connection;
    }
    return {};
  }
  static void add_to_welcome(ConnectionId ghost, std::string& text) {
    auto message = signal::parse_client_message(text);
    if (!message) return;
    auto* commit = std::get_if<signal::from_client::Commit>(&*message);
    if (commit == nullptr || !commit->welcome) return;
    commit->welcome->to.push_back(ghost);
    text = signal::to_json(*message);
  }
  // With a key package of its own, and a client without the link.
  void expect_opens_nothing(ConnectionId ghost, const from_server::Welcome& welcome) {
    const auto own = *e2ee::make_own_key_package({ghost, "Ghost"}, kUnixNow, random_);
    EXPECT_FALSE(
        mls::Group::join(*mls::decode_message<mls::Welcome>(welcome.envelope), own, {}, {}));
    auto client = *e2ee::Meeting::open(
        {.link_secret = e2ee::LinkSecret::generate(random_), .name = "Ghost", .unix_now = kUnixNow},
        world_.now(), random_);
    client.receive(e2ee::from_server::Hello{.connection = ghost}, world_.now());
    client.receive(e2ee::from_server::Exists{}, world_.now());
    client.receive(
        e2ee::from_server::Welcome{welcome.from, welcome.epoch.value(), welcome.envelope},
        world_.now());
    EXPECT_FALSE(client.is_member());
  }

  std::vector<std::vector<e2ee::RosterMember>> rosters() {
    std::vector<std::vector<e2ee::RosterMember>> all;
    for (const Person* person : world_.people_in()) all.push_back(person->senses.roster());
    return all;
  }

  HostileWorld hostile_;
  sim::World& world_ = hostile_.world;
  Interceptor& server_ = *hostile_.server;
  SeededRandom random_{GetParam() + 1000};
  const ConnectionId ghost_{4000};
  uint64_t ghosts_ = 0;
  std::vector<from_server::Commit> commits_;
  std::vector<from_server::Knock> knocks_;
  from_server::Welcome welcome_;
};

TEST_P(Haunting, NobodyIsInARosterWhomNoMemberLetIn) {
  std::vector<size_t> kinds;
  for (size_t i = 0; i < kClasses * kRunsEach; ++i) kinds.push_back(i % kClasses);
  for (size_t i = kinds.size() - 1; i > 0; --i) std::swap(kinds[i], kinds[random_.below(i + 1)]);
  const auto before = rosters();
  size_t changed = 0;
  for (const size_t kind : kinds) {
    if (kind == kClasses - 1) {
      name_the_ghost_in_a_welcome();
    } else {
      const auto people = world_.people_in();
      send_one(kind, *people[random_.below(people.size())]);
    }
    changed += rosters() != before;
    ASSERT_EQ(changed, 0u) << "class " << kind << ", seed " << GetParam();
  }
  EXPECT_GT(world_.alarms, kinds.size() / 2);  // and it was noticed
  std::cout << "E2E-6: " << kinds.size() << " attempts, " << changed << " rosters changed\n";

  sim::Complaints complaints = world_.complaints;  // of it all nothing remains
  for (Person& person : world_.people()) person.senses.forget_frames();
  world_.run(1s);
  sim::check_agreement(world_, complaints);
  EXPECT_THAT(complaints, IsEmpty());
  hostile_.arrive({.video_slots = 1, .audio_slots = 2});  // the control: whom members let in
  EXPECT_EQ(world_.people_in().front()->senses.roster().size(), before[0].size() + 1);
}

INSTANTIATE_TEST_SUITE_P(Seeds, Haunting, testing::Range<uint64_t>(1, 6));

}  // namespace
}  // namespace conclave::hostile
