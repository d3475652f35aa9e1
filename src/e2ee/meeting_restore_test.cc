// Members whom the server forgot: what they show it, and how they go on.
#include "e2ee/test_meeting.h"

namespace conclave::e2ee {
namespace {

class MeetingRestore : public MeetingFixture {
 protected:
  static constexpr ConnectionId kGiven{900};  // by a server that knows nobody

  template <typename T>
  static std::vector<T> said(const Events& events) {
    std::vector<T> found;
    for (const Event& event : events) {
      const auto* out = std::get_if<ToServer>(&event);
      const auto* match = out == nullptr ? nullptr : std::get_if<T>(out);
      if (match != nullptr) found.push_back(*match);
    }
    return found;
  }
  Events hear(ConnectionId id, const FromServer& message) {
    return meeting(id).receive(message, delivery_.now());
  }
  // What this member would show a server that forgot it; the member itself goes on.
  to_server::Restore claim(Meeting member) {
    return said<to_server::Restore>(
               member.receive(from_server::Hello{.connection = kGiven}, delivery_.now()))
        .at(0);
  }
  to_server::Restore claim(ConnectionId id) { return claim(Meeting(meeting(id))); }

  // Whether a server takes them for members of one group.
  static bool agree(const to_server::Restore& one, const to_server::Restore& other) {
    const auto has = [](const to_server::Restore& claim, const Secret& proof) {
      return !proof.empty() && (claim.proof == proof || claim.proof_before == proof);
    };
    return has(one, other.proof) || has(one, other.proof_before);
  }
  Events restore(ConnectionId id, uint64_t epoch) {
    hear(id, from_server::Hello{.connection = kGiven});
    return hear(id, from_server::Restored{.connection = id, .epoch = epoch});
  }
};

TEST_F(MeetingRestore, AClaimNamesTheGroupAndItsCount) {
  const auto ids = start(3);
  const to_server::Restore shown = claim(ids[1]);
  EXPECT_EQ(shown.connection, ids[1]);
  EXPECT_EQ(shown.epoch, delivery_.epoch());
  EXPECT_EQ(shown.members, ids);
  EXPECT_EQ(shown.proof.size(), limits::kRestoreProofBytes);
  EXPECT_TRUE(shown.last_commit.empty());  // it came by a Welcome
  const to_server::Restore carried = claim(ids[0]);
  EXPECT_EQ(carried.last_commit, delivery_.commits.back().envelope);
  EXPECT_EQ(carried.last_from, delivery_.commits.back().from);
}

TEST_F(MeetingRestore, AnOldCommitIsNotCarriedAlong) {
  const auto ids = start(1);
  delivery_.run(limits::kLastCommitAge + 1s);
  EXPECT_TRUE(claim(ids[0]).last_commit.empty());
}

TEST_F(MeetingRestore, RenewalsLeaveTheProofAsItIs) {
  const auto ids = start(3);
  const Secret before = claim(ids[0]).proof;
  const uint64_t epoch = delivery_.epoch();
  delivery_.run(10s);
  EXPECT_GT(delivery_.epoch(), epoch);
  for (const ConnectionId id : ids) EXPECT_TRUE(claim(id).proof == before);
}

TEST_F(MeetingRestore, WhoIsAnArrivalBehindHasAProofInCommon) {
  const auto ids = start(2);
  const to_server::Restore behind = claim(ids[1]);
  const ConnectionId cleo = delivery_.connect("Cleo");
  delivery_.run(1s);
  EXPECT_TRUE(agree(claim(ids[0]), behind));
  EXPECT_TRUE(agree(claim(ids[0]), claim(cleo)));
  EXPECT_TRUE(claim(cleo).proof_before.empty());  // it knows nothing from before
}

TEST_F(MeetingRestore, WhoWasRemovedHasNoProofOfThoseWhoStay) {
  const auto ids = start(3);
  const to_server::Restore removed = claim(ids[2]);
  ASSERT_TRUE(agree(claim(ids[0]), removed));  // until now
  delivery_.depart(ids[2]);
  delivery_.run(1s);
  EXPECT_EQ(last_epoch(ids[0]).roster.size(), 2u);
  EXPECT_FALSE(agree(claim(ids[0]), removed));
  EXPECT_FALSE(agree(claim(ids[1]), removed));
  EXPECT_TRUE(agree(claim(ids[0]), claim(ids[1])));
}

TEST_F(MeetingRestore, TheGroupGoesOnAndRenewsItsKeysWhenTheOthersHadTimeToComeBack) {
  const auto ids = start(2);
  delivery_.run(5s);
  const Events events = restore(ids[0], delivery_.epoch());
  EXPECT_EQ(said<to_server::Message>(events).size(), 1u);  // it is heard at once
  EXPECT_TRUE(said<to_server::Commit>(events).empty());
  EXPECT_TRUE(meeting(ids[0]).is_member());
  const uint64_t epoch = delivery_.epoch();
  delivery_.run(limits::kRestorePatience - 1ms);
  EXPECT_EQ(delivery_.epoch(), epoch);
  delivery_.run(3s);
  EXPECT_GT(delivery_.epoch(), epoch);
  expect_agreement(ids);
  EXPECT_TRUE(this->events<Lost>(ids[0]).empty());
}

TEST_F(MeetingRestore, WhoWaitsForTheServersAnswerSleeps) {
  const auto ids = start(2);
  hear(ids[0], from_server::Hello{.connection = kGiven});
  const Time later = delivery_.now() + 5s;
  EXPECT_TRUE(said<to_server::Message>(meeting(ids[0]).wake(later)).empty());
  EXPECT_GT(meeting(ids[0]).next_wake(), later);
}

TEST_F(MeetingRestore, AServerThatSpeaksAndDoesNotAnswerRaisesAnAlarm) {
  const auto ids = start(2);
  hear(ids[0], from_server::Hello{.connection = kGiven});
  delivery_.run(limits::kHeldBackPatience);
  EXPECT_EQ(alarms(ids[0]), 0u);
  delivery_.run(5s);  // in which it hears the other
  EXPECT_EQ(alarms(ids[0]), 1u);
}

TEST_F(MeetingRestore, WhatIsSaidMeanwhileFollows) {
  const auto ids = start(2);
  hear(ids[0], from_server::Hello{.connection = kGiven});
  const Events silent = meeting(ids[0]).say({.microphone = true}, delivery_.now());
  EXPECT_TRUE(said<to_server::Message>(silent).empty());
  const Events events =
      hear(ids[0], from_server::Restored{.connection = ids[0], .epoch = delivery_.epoch()});
  EXPECT_GE(said<to_server::Message>(events).size(), 1u);
}

// The server accepted it, told the others, and died before it told its maker.
TEST_F(MeetingRestore, OnesOwnCommitComesBackThroughAnother) {
  const auto ids = start(2);
  delivery_.on_tell = [](ConnectionId, const FromServer& message) {
    return !std::holds_alternative<from_server::Accepted>(message);
  };
  ASSERT_TRUE(delivery_.act(ids[0], [](Meeting& host, Time now) {
    return host.change({.field = PolicyField::kWaitingRoom, .value = 1}, now);
  }));
  delivery_.run(1ms);
  EXPECT_LT(meeting(ids[0]).epoch(), meeting(ids[1]).epoch());
  delivery_.on_tell = nullptr;
  restore(ids[0], delivery_.epoch());
  hear(ids[0], delivery_.commits.back());
  EXPECT_EQ(meeting(ids[0]).epoch(), meeting(ids[1]).epoch());
  EXPECT_TRUE(meeting(ids[0]).policy().has_waiting_room);
  expect_no_alarms(ids);
}

TEST_F(MeetingRestore, WhoIsRefusedComesAsSomebodyNew) {
  const auto ids = start(2);
  hear(ids[1], from_server::Hello{.connection = kGiven});
  const Events events = hear(ids[1], from_server::Exists{});
  EXPECT_TRUE(std::holds_alternative<Lost>(events.front()));
  EXPECT_EQ(said<to_server::Knock>(events).size(), 1u);
  EXPECT_FALSE(meeting(ids[1]).is_member());
}

TEST_F(MeetingRestore, NobodyIsRestoredUnasked) {
  const auto ids = start(2);
  const Events events =
      hear(ids[1], from_server::Restored{.connection = ids[1], .epoch = delivery_.epoch()});
  EXPECT_TRUE(events.empty());
  EXPECT_EQ(meeting(ids[1]).counters().unexpected, 1u);
}

TEST_F(MeetingRestore, WhoWaitedKnocksAgainAndBeginsNothingForAWhile) {
  delivery_.has_waiting_room = true;
  start(1);
  const ConnectionId ben = delivery_.connect("Ben");
  delivery_.run(1s);
  const Events events = hear(ben, from_server::Hello{.connection = kGiven});
  EXPECT_EQ(said<to_server::Knock>(events).size(), 1u);
  EXPECT_TRUE(said<to_server::Create>(events).empty());
  const Time later = delivery_.now() + limits::kRestorePatience;
  EXPECT_EQ(meeting(ben).next_wake(), later);
  EXPECT_EQ(said<to_server::Create>(meeting(ben).wake(later)).size(), 1u);
}

}  // namespace
}  // namespace conclave::e2ee
