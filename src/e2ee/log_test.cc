// The log against what really happened: whatever a thousand random events did, its lines, replayed,
// give the roster, the hosts and the rules of every epoch (PPL-5).
#include "e2ee/log.h"

#include "e2ee/test_meeting.h"

namespace conclave::e2ee {
namespace {

constexpr size_t kEvents = 1000;
constexpr size_t kPeople = 4;

// What somebody knows who has read the log and nothing else, but for the rules as they were when
// they came.
class LogReader {
 public:
  explicit LogReader(const EpochChanged& first) : policy_(first.policy) {
    for (const RosterMember& member : first.roster) {
      if (member.is_self) people_.insert(member.name);
      if (member.is_host) hosts_.insert(member.name);
    }
  }

  void read(const LogEntry& line) {
    switch (line.kind) {
      case LogKind::kStarted:
      case LogKind::kHere:
      case LogKind::kAdmitted: people_.insert(line.who); return;
      case LogKind::kLeft:
      case LogKind::kSilenced:
      case LogKind::kRemoved: people_.erase(line.who); return;
      case LogKind::kHostNamed:
      case LogKind::kHostSucceeded: hosts_.insert(line.who); return;
      case LogKind::kHostUnnamed: hosts_.erase(line.who); return;
      case LogKind::kPolicyChanged: policy_ = *changed(policy_, line.change); return;

      case LogKind::kLinkChanged:

        policy_ = *changed(policy_, {.field = PolicyField::kLinkExpires, .value = 0});
        return;
      default: return;
    }
  }

  void expect(const EpochChanged& epoch) {
    std::set<std::string> people;
    std::set<std::string> hosts;
    for (const RosterMember& member : epoch.roster) {
      people.insert(member.name);
      if (member.is_host) hosts.insert(member.name);
    }
    std::erase_if(hosts_, [&](const std::string& name) { return !people_.contains(name); });
    EXPECT_EQ(people_, people);
    EXPECT_EQ(hosts_, hosts);
    for (auto field = PolicyField::kLocked; field <= PolicyField::kLinkExpires;
         field = static_cast<PolicyField>(static_cast<int>(field) + 1)) {
      // Between a removal and the new link there is none, and nothing to say of when it expires.
      if (field == PolicyField::kLinkExpires && epoch.policy.link() == nullptr) continue;
      EXPECT_EQ(value_of(policy_, field), value_of(epoch.policy, field));
    }
  }

 private:
  std::set<std::string> people_;
  std::set<std::string> hosts_;
  Policy policy_;
};

class LogTest : public MeetingFixture {
 protected:
  uint64_t below(uint64_t bound) { return delivery_.random().below(bound); }
  ConnectionId any() { return members_[below(members_.size())]; }
  ConnectionId host() {
    for (const ConnectionId id : members_) {
      for (const RosterMember& member : last_epoch(id).roster) {
        if (member.is_self && member.is_host) return id;
      }
    }
    return members_.front();
  }
  mls::LeafIndex any_leaf() {
    const auto roster = last_epoch(members_.front()).roster;
    return roster[below(roster.size())].leaf;
  }
  template <typename Act>
  void wish(Act act) {
    static_cast<void>(delivery_.act(host(), act));
  }

  void join() {
    const Door* const link = meeting(members_.front()).policy().link();
    const ConnectionId id = delivery_.connect("person " + std::to_string(++people_), link->link);
    delivery_.run(limits::kJoinBatch);
    wish([&](Meeting& m, Time now) { return m.admit(id, now); });
    delivery_.run(0ms);
    members_.push_back(id);
    if (!meeting(id).is_member()) leave(id);  // it is locked
  }
  void leave(ConnectionId id) {
    delivery_.depart(id);
    std::erase(members_, id);
  }
  void change_something() {
    const auto field = static_cast<PolicyField>(below(9));
    uint64_t value = below(field < PolicyField::kShare ? 2 : 3);
    if (field == PolicyField::kLinkExpires && value != 0) value += delivery_.unix_now() + 86'400;
    wish([&](Meeting& m, Time now) { return m.change({.field = field, .value = value}, now); });
  }
  void let_something_happen() {
    switch (below(8)) {
      case 0:
      case 1:
        if (members_.size() < kPeople) join();
        break;
      case 2:
        if (members_.size() > 1) leave(any());
        break;
      case 3:
        wish([&](Meeting& m, Time now) { return m.remove(any_leaf(), chance(), now); });
        break;
      case 4:
        wish([&](Meeting& m, Time now) { return m.set_host(any_leaf(), chance(), now); });
        break;
      case 5: wish([&](Meeting& m, Time now) { return m.invite("someone", now); }); break;
      case 6: wish([&](Meeting& m, Time now) { return m.change_link(now); }); break;
      default: change_something();
    }
    delivery_.run(10ms);
    std::erase_if(members_, [&](ConnectionId id) { return !meeting(id).is_member(); });
  }
  bool chance() { return below(2) == 0; }

  // How many epochs the log of this one tells of.
  size_t expect_log_tells_all(ConnectionId id) {
    std::optional<LogReader> reader;
    std::optional<EpochChanged> epoch;
    size_t epochs = 0;
    for (const Event& event : delivery_.at(id).events) {
      if (const auto* changed = std::get_if<EpochChanged>(&event)) epoch = *changed;
      const auto* logged = std::get_if<Logged>(&event);
      if (logged == nullptr || !epoch) continue;
      if (!reader) reader.emplace(*epoch);
      for (const LogEntry& line : logged->lines) reader->read(line);
      reader->expect(*epoch);
      ++epochs;
    }
    return epochs;
  }

  std::vector<ConnectionId> members_;
  size_t people_ = 0;
};

TEST_F(LogTest, TellsEveryEpochOfAThousandRandomEventsToEverybody) {
  delivery_.has_waiting_room = true;
  members_ = start(1);
  std::set<ConnectionId> everybody(members_.begin(), members_.end());
  for (size_t i = 0; i < kEvents && !HasFailure(); ++i) {
    let_something_happen();
    everybody.insert(members_.begin(), members_.end());
  }
  size_t epochs = 0;
  for (const ConnectionId id : everybody) epochs += expect_log_tells_all(id);
  EXPECT_GT(epochs, kEvents);
  EXPECT_GT(everybody.size(), 50u);
}

TEST_F(LogTest, BeginsWithTheOthersWhoWereHereAndOfWhoBeganItselfOnly) {
  const auto ids = start(2);
  const ConnectionId third = connect(1)[0];
  delivery_.run(1s);
  const Log began = events<Logged>(ids[0]).at(0).lines;
  ASSERT_EQ(began.size(), 1u);
  EXPECT_EQ(began[0].kind, LogKind::kStarted);
  EXPECT_EQ(began[0].who, "person 0");
  const Log came = events<Logged>(third).at(0).lines;
  ASSERT_EQ(came.size(), 2u);
  for (const LogEntry& line : came) EXPECT_EQ(line.kind, LogKind::kHere);
  EXPECT_EQ(came[0].who, "person 0");
  EXPECT_EQ(came[1].who, "person 1");
}

TEST_F(LogTest, IsTheSameForAllWhoWereThere) {
  const auto ids = start(3);
  for (int i = 0; i < 3; ++i) {
    ASSERT_TRUE(delivery_.act(ids[0], [&](Meeting& m, Time now) {
      return m.change({.field = PolicyField::kShare, .value = static_cast<uint64_t>(i)}, now);
    }));
    delivery_.run(0ms);
  }
  const auto after_arrival = [&](ConnectionId id) {
    Log lines;
    for (const Logged& logged : events<Logged>(id)) {
      for (const LogEntry& line : logged.lines) {
        if (line.epoch > 1) lines.push_back(line);
      }
    }
    return lines;
  };
  EXPECT_GE(after_arrival(ids[0]).size(), 2u);
  EXPECT_EQ(after_arrival(ids[1]), after_arrival(ids[0]));
  EXPECT_EQ(after_arrival(ids[2]), after_arrival(ids[0]));
}

}  // namespace
}  // namespace conclave::e2ee
