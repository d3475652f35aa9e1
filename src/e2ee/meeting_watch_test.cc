// What is noticed: silence, what is held back, keys grown old.
#include "e2ee/test_meeting.h"

namespace conclave::e2ee {
namespace {

class MeetingWatch : public MeetingFixture {
 protected:
  std::vector<mls::LeafIndex> silent(ConnectionId id) {
    const auto told = events<SilentChanged>(id);
    return told.empty() ? std::vector<mls::LeafIndex>() : told.back().leaves;
  }
  mls::LeafIndex leaf_of(ConnectionId asked, ConnectionId id) {
    for (const RosterMember& member : last_epoch(asked).roster) {
      if (member.connection == id) return member.leaf;
    }
    return mls::LeafIndex(999);
  }
  bool has_alarm(ConnectionId id, AlarmKind kind) {
    return std::ranges::any_of(events<Alarm>(id),
                               [&](const Alarm& alarm) { return alarm.kind == kind; });
  }
  size_t renewals(ConnectionId seen_by, const std::string& name) {
    size_t count = 0;
    for (const Logged& logged : events<Logged>(seen_by)) {
      for (const LogEntry& line : logged.lines) {
        if (line.kind == LogKind::kKeysRenewed && line.who == name) ++count;
      }
    }
    return count;
  }
};

// ---- silence (E2E-13) --------------------------------------------------------------------------

TEST_F(MeetingWatch, ShowsSilenceWithinTenSecondsAndTakesItBack) {
  const auto ids = start(3);
  delivery_.run(5s);
  delivery_.at(ids[2]).is_stuck = true;
  delivery_.run(10s);
  EXPECT_EQ(silent(ids[0]), std::vector{leaf_of(ids[0], ids[2])});
  EXPECT_EQ(silent(ids[1]), std::vector{leaf_of(ids[1], ids[2])});
  delivery_.at(ids[2]).is_stuck = false;
  delivery_.run(4s);
  EXPECT_TRUE(silent(ids[0]).empty());
  EXPECT_TRUE(silent(ids[1]).empty());
}

TEST_F(MeetingWatch, ShowsSilenceOfWhoIsKeptFromUs) {
  const auto ids = start(3);
  delivery_.run(5s);
  // The server keeps the second's messages from the first.
  delivery_.on_tell = [&](ConnectionId to, const FromServer& message) {
    const auto* said = std::get_if<from_server::Message>(&message);
    return said == nullptr || to != ids[0] || said->from != ids[1];
  };
  delivery_.run(10s);
  EXPECT_EQ(silent(ids[0]), std::vector{leaf_of(ids[0], ids[1])});
  EXPECT_TRUE(silent(ids[2]).empty());
}

TEST_F(MeetingWatch, CallsNobodySilentInAQuietTime) {
  const auto ids = start(3);
  delivery_.run(15min);
  for (const ConnectionId id : ids) {
    EXPECT_TRUE(events<SilentChanged>(id).empty());
    EXPECT_EQ(alarms(id), 0u);
  }
  expect_agreement(ids);
}

TEST_F(MeetingWatch, LetsGoWhoWasSilentForAMinute) {
  const auto ids = start(4);
  delivery_.run(5s);
  delivery_.at(ids[3]).is_stuck = true;
  delivery_.run(55s);
  EXPECT_EQ(last_epoch(ids[0]).roster.size(), 4u);
  delivery_.run(10s);
  expect_agreement({ids[0], ids[1], ids[2]});
  expect_no_alarms({ids[0], ids[1], ids[2]});
  delivery_.at(ids[3]).is_stuck = false;
  delivery_.run(1s);
  EXPECT_FALSE(meeting(ids[3]).is_member());
}

TEST_F(MeetingWatch, LetsGoAlsoTheHostWhoIsSilent) {
  const auto ids = start(3);
  delivery_.run(5s);
  delivery_.at(ids[0]).is_stuck = true;
  delivery_.run(70s);
  expect_agreement({ids[1], ids[2]});
  EXPECT_EQ(last_epoch(ids[1]).policy.hosts.size(), 1u);
  EXPECT_TRUE(last_epoch(ids[1]).policy.is_host(last_epoch(ids[1]).roster[0].leaf));
}

// ---- what is held back -------------------------------------------------------------------------

TEST_F(MeetingWatch, NoticesWithinTenSecondsThatACommitIsKeptFromIt) {
  const auto ids = start(3);
  delivery_.run(5s);
  delivery_.on_tell = [&](ConnectionId to, const FromServer& message) {
    return to != ids[1] || !std::holds_alternative<from_server::Commit>(message);
  };
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(10s);
  EXPECT_TRUE(meeting(joiner).is_member());
  EXPECT_TRUE(has_alarm(ids[1], AlarmKind::kDisagreement));
  EXPECT_FALSE(silent(ids[0]).empty()) << "and the others hear nothing that they can open";
}

TEST_F(MeetingWatch, NoticesWithinTenSecondsThatItsOwnCommitIsKeptBack) {
  const auto ids = start(2);
  delivery_.run(5s);
  delivery_.on_commit = [](ConnectionId, to_server::Commit&) { return false; };
  ASSERT_TRUE(delivery_.act(ids[0], [](Meeting& m, Time now) {
    return m.change({.field = PolicyField::kLocked, .value = 1}, now);
  }));
  delivery_.run(10s);
  EXPECT_TRUE(has_alarm(ids[0], AlarmKind::kDisagreement));
}

TEST_F(MeetingWatch, NoticesWithinTenSecondsThatTheGroupWasSplit) {
  const auto ids = start(4);
  delivery_.run(6s);
  // Two meetings of two: each half gets what its own members say, and nothing of the others.
  const std::set<ConnectionId> left{ids[0], ids[1]};
  delivery_.on_tell = [&](ConnectionId to, const FromServer& message) {
    const auto is_of_own_half = [&](ConnectionId from) {
      return left.contains(from) == left.contains(to);
    };
    if (const auto* said = std::get_if<from_server::Message>(&message)) {
      return is_of_own_half(said->from);
    }
    const auto* commit = std::get_if<from_server::Commit>(&message);
    return commit == nullptr || is_of_own_half(commit->from);
  };
  delivery_.run(10s);
  for (const ConnectionId id : ids) EXPECT_EQ(silent(id).size(), 2u);
}

TEST_F(MeetingWatch, RaisesNoAlarmWhenEverythingStopsAndGoesOn) {
  // A lost network is no attack: nothing comes, so nothing that came is missing its forerunner.
  const auto ids = start(3);
  delivery_.run(5s);
  delivery_.at(ids[1]).is_stuck = true;
  delivery_.run(12s);
  connect(1);
  delivery_.run(2s);
  delivery_.at(ids[1]).is_stuck = false;
  delivery_.run(5s);
  EXPECT_EQ(alarms(ids[1]), 0u);
}

// ---- new keys (E2E-11) -------------------------------------------------------------------------

TEST_F(MeetingWatch, RenewsItsKeysSoonAfterJoiningAndEveryFiveMinutes) {
  const auto ids = start(3);
  delivery_.run(5s);
  for (const std::string name : {"person 1", "person 2"}) EXPECT_EQ(renewals(ids[0], name), 1u);
  for (int i = 0; i < 3; ++i) {
    const size_t before[] = {renewals(ids[1], "person 0"), renewals(ids[0], "person 1"),
                             renewals(ids[0], "person 2")};
    delivery_.run(limits::kRefreshInterval + 1s);
    EXPECT_GT(renewals(ids[1], "person 0"), before[0]);
    EXPECT_GT(renewals(ids[0], "person 1"), before[1]);
    EXPECT_GT(renewals(ids[0], "person 2"), before[2]);
  }
  expect_agreement(ids);
  expect_no_alarms(ids);
}

TEST_F(MeetingWatch, RenewsItsKeysAfterSleep) {
  const auto ids = start(2);
  delivery_.run(6s);
  const size_t before = renewals(ids[0], "person 1");
  delivery_.at(ids[1]).is_stuck = true;
  delivery_.run(20s);
  delivery_.at(ids[1]).is_stuck = false;
  delivery_.run(1s);
  EXPECT_EQ(renewals(ids[0], "person 1"), before + 1);
  expect_agreement(ids);
}

TEST_F(MeetingWatch, DoesNotTakeAShortNapForSleep) {
  const auto ids = start(2);
  delivery_.run(6s);
  const size_t before = renewals(ids[0], "person 1");
  delivery_.at(ids[1]).is_stuck = true;
  delivery_.run(4s);
  delivery_.at(ids[1]).is_stuck = false;
  delivery_.run(1s);
  EXPECT_EQ(renewals(ids[0], "person 1"), before);
}

TEST_F(MeetingWatch, MakesNoCommitsWhereNobodyElseIs) {
  const auto ids = start(1);
  delivery_.run(1h);
  EXPECT_EQ(meeting(ids[0]).epoch(), 0u);
}

}  // namespace
}  // namespace conclave::e2ee
