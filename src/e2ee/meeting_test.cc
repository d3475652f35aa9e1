#include "e2ee/meeting.h"

#include "e2ee/test_meeting.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

class MeetingTest : public MeetingFixture {};

// ---- joining -----------------------------------------------------------------------------------

TEST_F(MeetingTest, BeginsWithWhoComesFirst) {
  const auto ids = start(1);
  expect_agreement(ids);
  EXPECT_EQ(events<Joined>(ids[0]).size(), 1u);
  EXPECT_EQ(last_epoch(ids[0]).roster[0].name, "person 0");
}

TEST_F(MeetingTest, LetsInWhoKnocksWithTheLink) {
  const auto ids = start(2);
  expect_agreement(ids);
  expect_no_alarms(ids);
  EXPECT_TRUE(events<KnocksChanged>(ids[0]).empty()) << "there is no waiting room";
}

TEST_F(MeetingTest, AddsTwentyWhoKnockTogetherInOneCommit) {
  const auto ids = start(20);
  expect_agreement(ids);
  expect_no_alarms(ids);
  EXPECT_EQ(delivery_.epoch(), 1u);
}

TEST_F(MeetingTest, AddsOneAfterAnotherWithANewSafetyCodeEachTime) {
  std::vector<ConnectionId> ids;
  std::set<std::string> codes;
  for (int i = 0; i < 4; ++i) {
    ids.push_back(connect(1)[0]);
    delivery_.run(1s);
    expect_agreement(ids);
    codes.insert(last_epoch(ids[0]).safety_code.digits);
  }
  EXPECT_EQ(codes.size(), 4u);
}

TEST_F(MeetingTest, WaitsForMoreKnocksOnlyAsLongAsABatch) {
  const auto ids = start(1);
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(limits::kJoinBatch - 1ms);
  EXPECT_FALSE(meeting(joiner).is_member());
  delivery_.run(2ms);
  EXPECT_TRUE(meeting(joiner).is_member());
}

TEST_F(MeetingTest, StartsAgainWithWhoWaitsWhenTheLastMemberGoes) {
  const auto ids = start(1);
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(1ms);
  delivery_.depart(ids[0]);
  delivery_.run(1s);
  expect_agreement({joiner});
}

TEST_F(MeetingTest, TakesTheAnswerToAKnockOfBeforeTheMeetingBeganAnew) {
  const auto ids = start(1);
  delivery_.at(ids[0]).is_stuck = true;
  const auto late = connect(2);
  delivery_.run(1s);
  delivery_.at(late[1]).is_stuck = true;  // hears that the meeting ended when it is running again
  delivery_.depart(ids[0]);
  delivery_.run(1s);
  delivery_.at(late[1]).is_stuck = false;
  delivery_.run(1s);
  expect_agreement(late);
  expect_no_alarms(late);
}

TEST_F(MeetingTest, GivesEveryKnockerAFreshIdentity) {
  start(3);
  ASSERT_EQ(delivery_.knocks.size(), 2u);
  EXPECT_EQ(delivery_.knocks[0].envelope.size(), delivery_.knocks[1].envelope.size());
  EXPECT_NE(delivery_.knocks[0].envelope, delivery_.knocks[1].envelope);
}

// ---- leaving -----------------------------------------------------------------------------------

TEST_F(MeetingTest, ChangesTheEpochAtOnceWhenSomebodyDeparts) {
  const auto ids = start(3);
  delivery_.depart(ids[1]);
  delivery_.run(0ms);
  expect_agreement({ids[0], ids[2]});
  expect_no_alarms({ids[0], ids[2]});
}

TEST_F(MeetingTest, RemovesItsCommitterByTheNextInRankWithoutWaiting) {
  const auto ids = start(4);
  delivery_.depart(ids[0]);
  delivery_.run(0ms);
  expect_agreement({ids[1], ids[2], ids[3]});
}

TEST_F(MeetingTest, RemovesManyInOneCommit) {
  const auto ids = start(8);
  for (size_t i = 0; i < 5; ++i) delivery_.depart(ids[i]);
  delivery_.run(0ms);
  expect_agreement({ids[5], ids[6], ids[7]});
  EXPECT_EQ(delivery_.epoch(), 2u);
}

TEST_F(MeetingTest, RemovesWhoDepartedWhileBeingAdded) {
  const auto ids = start(2);
  const ConnectionId joiner = connect(1)[0];
  delivery_.on_commit = [&](ConnectionId, to_server::Commit& commit) {
    if (!commit.to.empty() && !delivery_.at(joiner).is_gone) delivery_.depart(joiner);
    return true;
  };
  delivery_.run(1s);
  expect_agreement(ids);
  EXPECT_FALSE(meeting(joiner).is_member());
}

TEST_F(MeetingTest, WipesAndSaysNothingAfterLeaving) {
  const auto ids = start(2);
  meeting(ids[1]).leave();
  EXPECT_FALSE(meeting(ids[1]).is_member());
  EXPECT_TRUE(meeting(ids[1]).receive(from_server::Created{}, delivery_.now()).empty());
  EXPECT_TRUE(meeting(ids[1]).say({.microphone = true}, delivery_.now()).empty());
  EXPECT_EQ(meeting(ids[1]).next_wake(), kNever);
}

TEST_F(MeetingTest, ForgetsAnEpochTwoSecondsAfterTheNextBegan) {
  const auto ids = start(2);
  delivery_.run(5s);
  delivery_.depart(ids[1]);
  delivery_.run(0ms);
  EXPECT_LE(meeting(ids[0]).next_wake(), delivery_.now() + limits::kEpochOverlap);
}

TEST_F(MeetingTest, BecomesANewcomerWhenItsConnectionCouldNotResume) {
  const auto ids = start(2);
  delivery_.tell(ids[1], from_server::Hello{.connection = ConnectionId(50)});
  delivery_.run(0ms);
  EXPECT_EQ(events<Lost>(ids[1]).size(), 1u);
  EXPECT_FALSE(meeting(ids[1]).is_member());
}

TEST_F(MeetingTest, GoesOnWhenItsConnectionResumed) {
  const auto ids = start(2);
  delivery_.tell(ids[1], from_server::Hello{.connection = ids[1], .resumed = true});
  delivery_.run(1s);
  expect_agreement(ids);
}

// ---- committers --------------------------------------------------------------------------------

TEST_F(MeetingTest, LetsTheNextLeafCommitWhenTheDesignatedOneDoesNot) {
  auto ids = start(3);
  delivery_.run(3s);  // everyone has new keys
  delivery_.at(ids[0]).is_stuck = true;
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(limits::kJoinBatch + limits::kCommitterPatience - 1ms);
  EXPECT_FALSE(meeting(joiner).is_member());
  delivery_.run(2ms);
  EXPECT_TRUE(meeting(joiner).is_member());
  delivery_.at(ids[0]).is_stuck = false;
  ids.push_back(joiner);
  delivery_.run(1s);
  expect_agreement(ids);
  expect_no_alarms(ids);
}

TEST_F(MeetingTest, SurvivesACommitterThatDiesMidCommit) {
  const auto ids = start(3);
  delivery_.on_commit = [&](ConnectionId from, to_server::Commit&) { return from != ids[0]; };
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(200ms);
  EXPECT_FALSE(meeting(joiner).is_member());
  delivery_.depart(ids[0]);
  delivery_.run(200ms);
  expect_agreement({ids[1], ids[2], joiner});
}

TEST_F(MeetingTest, DropsALostCommitAndMakesItAgainIfStillNeeded) {
  const auto ids = start(2);
  // The first hears of a knock, the second of a departure, and both commit in one epoch.
  const ConnectionId third = connect(1)[0];
  delivery_.run(1s);
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(1ms);
  delivery_.at(ids[0]).is_stuck = true;
  for (const ConnectionId id : {ids[1], third}) {
    delivery_.tell(id, from_server::Departed{.connection = ids[0]});  // a lie
  }
  delivery_.run(limits::kJoinBatch + 1ms);
  EXPECT_TRUE(meeting(joiner).is_member());
  expect_agreement({ids[1], third, joiner});
}

TEST_F(MeetingTest, ResolvesARaceOfTwoCommitters) {
  auto ids = start(3);
  // Both believe that it is their turn: the second was told that the first is gone, and so was
  // the first of the second.
  delivery_.tell(ids[0], from_server::Departed{.connection = ids[2]});
  delivery_.tell(ids[1], from_server::Departed{.connection = ids[0]});
  delivery_.run(3s);
  EXPECT_EQ(meeting(ids[1]).counters().commits_lost, 1u);
  // The first won, removing the third. The second then did what was still to do: remove the first.
  expect_agreement({ids[1]});
  EXPECT_EQ(events<RemovedByMember>(ids[2]).size(), 1u);
  EXPECT_EQ(events<Lost>(ids[0]).size(), 1u);  // not by a host: it may come back
}

TEST_F(MeetingTest, NeverTakesTheAnswerToOneCommitForThatOfAnother) {
  const auto ids = start(2);
  const uint64_t epoch = meeting(ids[0]).epoch();
  delivery_.tell(ids[0], from_server::Accepted{.epoch = epoch});
  delivery_.tell(ids[0], from_server::Stale{.epoch = epoch + 1});
  delivery_.run(0ms);
  EXPECT_EQ(meeting(ids[0]).counters().unexpected, 2u);
  EXPECT_EQ(meeting(ids[0]).epoch(), epoch);
}

// ---- what members say --------------------------------------------------------------------------

TEST_F(MeetingTest, TellsDeviceStatesToAllAndToNewcomers) {
  const auto ids = start(2);
  delivery_.say(ids[0], {.microphone = true, .camera = true});
  delivery_.run(0ms);
  const DeviceState open{.microphone = true, .camera = true};
  EXPECT_EQ(events<DeviceStateChanged>(ids[1]).back().state, open);
  const size_t told = events<DeviceStateChanged>(ids[1]).size();
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(1s);
  const auto seen = events<DeviceStateChanged>(joiner);
  EXPECT_TRUE(std::ranges::any_of(seen, [&](const DeviceStateChanged& change) {
    return change.leaf == mls::LeafIndex(0) && change.state == open;
  }));
  delivery_.run(20s);
  EXPECT_EQ(events<DeviceStateChanged>(ids[1]).size(), told + 1) << "of the joiner, and no more";
}

TEST_F(MeetingTest, TellsOnEntryWhatWasSaidBefore) {
  const auto ids = start(1);
  const ConnectionId joiner = connect(1)[0];
  delivery_.say(joiner, {.camera = true});
  delivery_.run(1s);
  EXPECT_TRUE(events<DeviceStateChanged>(ids[0]).at(0).state.camera);
}

TEST_F(MeetingTest, HidesWhatIsSaidInMessagesOfOneSize) {
  const auto ids = start(2);
  delivery_.say(ids[0], {.microphone = true});
  delivery_.say(ids[0], {});
  delivery_.say(ids[1], {.microphone = true, .camera = true, .screen = true});
  delivery_.run(0ms);
  ASSERT_GE(delivery_.messages.size(), 3u);
  for (const auto& message : delivery_.messages) {
    EXPECT_EQ(message.envelope.size(), delivery_.messages[0].envelope.size());
  }
}

TEST_F(MeetingTest, SaysAgainWithEveryHeartbeatWhatWasSaidTooLate) {
  const auto ids = start(2);
  delivery_.run(3s);
  delivery_.at(ids[1]).is_stuck = true;  // its network is away
  const ConnectionId joiner = connect(1)[0];
  delivery_.run(5s);
  delivery_.at(ids[1]).is_stuck = false;
  delivery_.tell(ids[1], from_server::Hello{.connection = ids[1], .resumed = true});
  delivery_.say(ids[1], {.camera = true});  // before it has heard of the joiner
  delivery_.run(limits::kHeartbeatInterval);
  for (const ConnectionId id : {ids[0], joiner}) {
    EXPECT_TRUE(events<DeviceStateChanged>(id).back().state.camera);
  }
  expect_no_alarms({ids[0], ids[1], joiner});
}

TEST_F(MeetingTest, IsHeardAgainAsSoonAsItHasWhatItMissed) {
  const auto ids = start(2);
  delivery_.run(3s);
  delivery_.at(ids[1]).is_stuck = true;
  delivery_.say(ids[1], {.camera = true});  // in an epoch that is gone when it is on its way
  connect(1);
  delivery_.run(5s);
  delivery_.at(ids[1]).is_stuck = false;
  delivery_.at(ids[1]).inbox.push_front(from_server::Hello{.connection = ids[1], .resumed = true});
  delivery_.run(limits::kCommitterPatience);
  const auto changes = events<DeviceStateChanged>(ids[0]);
  EXPECT_TRUE(std::ranges::any_of(changes, [](const auto& each) { return each.state.camera; }));
}

TEST_F(MeetingTest, ShowsNoOlderStateThanTheLast) {
  const auto ids = start(2);
  const auto said = [&](DeviceState state) {
    const Events events = meeting(ids[0]).say(state, delivery_.now());
    return std::get<to_server::Message>(std::get<ToServer>(events.at(0))).envelope;
  };
  const Buffer open = said({.microphone = true});
  const Buffer muted = said({});
  delivery_.tell(ids[1], from_server::Message{.from = ids[0], .envelope = muted});
  delivery_.tell(ids[1], from_server::Message{.from = ids[0], .envelope = open});
  delivery_.run(0ms);
  EXPECT_FALSE(events<DeviceStateChanged>(ids[1]).back().state.microphone);
  EXPECT_GE(meeting(ids[1]).counters().messages_late, 1u);
}

TEST_F(MeetingTest, OpensAMessageOfTheLastEpochForTwoSeconds) {
  for (const Duration late : {Duration(1900ms), Duration(2100ms)}) {
    TestDelivery delivery(kSeed);
    const ConnectionId receiver = delivery.connect("a");
    const ConnectionId sender = delivery.connect("b");
    delivery.run(1s);
    const Events events = delivery.meeting(sender).say({.camera = true}, delivery.now());
    delivery.at(sender).is_stuck = true;  // and does not say it again
    const auto sent = std::get<to_server::Message>(std::get<ToServer>(events.at(0)));
    delivery.connect("c");
    delivery.run(limits::kJoinBatch);
    delivery.run(late);
    delivery.tell(receiver, from_server::Message{.from = sender, .envelope = sent.envelope});
    delivery.run(0ms);
    EXPECT_EQ(delivery.meeting(receiver).counters().messages_late, late > 2s ? 1u : 0u);
  }
}

}  // namespace
}  // namespace conclave::e2ee
