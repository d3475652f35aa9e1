// Members who come back to a server that knows nothing of them.
#include "server/test_world.h"

namespace conclave::server {
namespace {

using namespace std::chrono_literals;

const Buffer kProof(limits::kRestoreProofBytes, 1);
const Buffer kProofBefore(limits::kRestoreProofBytes, 2);
const Buffer kOtherProof(limits::kRestoreProofBytes, 3);
constexpr ConnectionId kAda(1000), kBob(1001), kCleo(1002), kDora(1003);

from_client::Restore claim(ConnectionId who, uint64_t epoch = 4, const Buffer& proof = kProof) {
  return {.connection = who,
          .epoch = Epoch(epoch),
          .members = {kAda, kBob, kCleo},
          .proof = proof,
          .proof_before = {},
          .commit = {}};
}

from_client::Restore claim_with(ConnectionId who, uint64_t epoch, from_client::LastCommit commit) {
  from_client::Restore restore = claim(who, epoch);
  restore.commit = std::move(commit);
  return restore;
}

class RestoreTest : public testing::Test {
 protected:
  // Says so on a new connection; what is answered can be taken.
  Client say(const from_client::Restore& restore) {
    Client client = world.connect();
    world.say(client.socket, restore);
    return client;
  }
  // The same, of one to whom it is granted.
  Client restore(const from_client::Restore& claimed) {
    Client client = say(claimed);
    const auto heard = world.take(client);
    EXPECT_FALSE(heard.empty());
    const auto* restored = std::get_if<from_server::Restored>(&heard.at(0));
    if (restored == nullptr) {
      ADD_FAILURE() << "not restored";
      return client;
    }
    EXPECT_EQ(restored->connection, claimed.connection);
    client.id = restored->connection;
    client.resume = restored->resume;
    missed.assign(heard.begin() + 1, heard.end());
    return client;
  }
  bool is_refused(const from_client::Restore& restore) {
    return world.take(say(restore)) ==
           std::vector<ServerMessage>{ServerMessage(from_server::Exists{})};
  }

  World world;
  std::vector<ServerMessage> missed;  // by the one restored last
};

TEST_F(RestoreTest, MembersGoOnUnderTheirOldConnectionsFromTheSameCount) {
  const Client ada = restore(claim(kAda));
  const Client bob = restore(claim(kBob));
  world.say(ada.socket, from_client::Message{{8}, {}});
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Message{kAda, {8}})));
  world.say(bob.socket, World::commit(4));
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Accepted{Epoch(4)})));
  EXPECT_EQ(world.server.counters().restored, 2);
}

TEST_F(RestoreTest, TheNewTokenResumesTheOldConnection) {
  const Client ada = restore(claim(kAda));
  const Client back =
      world.greet(world.open(), {.version = 1, .resume = ada.resume, .received = 1});
  EXPECT_TRUE(back.hello.resumed);
  EXPECT_EQ(back.id, kAda);
}

TEST_F(RestoreTest, WhoHasNoProofIsNotLetInAndKnocks) {
  const Client ada = restore(claim(kAda));
  EXPECT_TRUE(is_refused(claim(kBob, 4, kOtherProof)));
  EXPECT_THAT(world.take(ada), IsEmpty());
  restore(claim(kBob));  // whose place is still there
}

TEST_F(RestoreTest, OneProofInCommonIsEnough) {
  from_client::Restore newer = claim(kAda);
  newer.proof_before = kProofBefore;
  restore(newer);
  restore(claim(kBob, 4, kProofBefore));
}

TEST_F(RestoreTest, WhoWasNotInTheGroupIsRefused) {
  restore(claim(kAda));
  EXPECT_TRUE(is_refused(claim(kDora)));
}

TEST_F(RestoreTest, AMeetingThatNeverWasForgottenRestoresNobody) {
  world.pass(limits::kRestoreGrace);
  world.create();
  world.pass(limits::kRestoreGrace);
  EXPECT_TRUE(is_refused(claim(kBob)));
}

TEST_F(RestoreTest, RightAfterAStartAMeetingBegunMeanwhileMakesWay) {
  const Client eve = world.create();
  const Client ada = restore(claim(kAda));
  EXPECT_THAT(world.take(eve), ElementsAre(ServerMessage(from_server::Removed{})));
  EXPECT_TRUE(world.is_closed(eve));
  restore(claim(kBob));
  EXPECT_THAT(world.take(ada), IsEmpty());
}

TEST_F(RestoreTest, RightAfterAStartAGroupDoesNotMakeWayForItsOwnPast) {
  const Client ada = world.create();
  from_client::Restore past = claim(kBob);
  past.members = {ada.id, kBob};
  EXPECT_TRUE(is_refused(past));
  EXPECT_FALSE(world.is_closed(ada));
}

TEST_F(RestoreTest, AMeetingBegunLaterDoesNot) {
  world.open();
  world.pass(limits::kRestoreGrace);
  world.create();
  EXPECT_TRUE(is_refused(claim(kAda)));
}

TEST_F(RestoreTest, WhoMissedACommitIsTold) {
  restore(claim_with(kAda, 5, {kCleo, {9}}));
  restore(claim(kBob, 4));
  EXPECT_THAT(missed, ElementsAre(ServerMessage(from_server::Commit{kCleo, Epoch(4), {9}})));
}

TEST_F(RestoreTest, WhoIsAheadLeadsTheOthersOn) {
  const Client ada = restore(claim(kAda, 4));
  restore(claim_with(kBob, 5, {kCleo, {9}}));
  EXPECT_THAT(world.take(ada),
              ElementsAre(ServerMessage(from_server::Commit{kCleo, Epoch(4), {9}})));
  world.say(ada.socket, World::commit(5));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Accepted{Epoch(5)})));
}

TEST_F(RestoreTest, WhoIsTooFarAheadOrBehindKnocks) {
  const Client ada = restore(claim(kAda, 4));
  EXPECT_TRUE(is_refused(claim_with(kBob, 6, {kCleo, {9}})));
  EXPECT_TRUE(is_refused(claim(kBob, 5)));  // without the commit that it is ahead by
  EXPECT_TRUE(is_refused(claim(kBob, 3)));
  EXPECT_THAT(world.take(ada), IsEmpty());
}

TEST_F(RestoreTest, WhoFollowedAnotherCommitKnocks) {
  restore(claim_with(kAda, 5, {kCleo, {9}}));
  EXPECT_TRUE(is_refused(claim_with(kBob, 5, {kCleo, {8}})));
}

TEST_F(RestoreTest, CommitsOfTheFirstSecondsReachWhoComesLater) {
  const Client ada = restore(claim(kAda, 4));
  world.say(ada.socket, World::commit(4));
  world.say(ada.socket, World::commit(5));
  restore(claim(kBob, 4));
  EXPECT_EQ(missed.size(), 2);
}

TEST_F(RestoreTest, WhoWasRemovedMeanwhileDoesNotComeBack) {
  const Client ada = restore(claim(kAda, 4));
  world.say(ada.socket, World::commit(4, {}, {kBob}));
  EXPECT_TRUE(is_refused(claim(kBob, 4)));
}

TEST_F(RestoreTest, WhoIsNotBackInTimeDeparts) {
  const Client ada = restore(claim(kAda));
  const Client bob = restore(claim(kBob));
  world.pass(limits::kRestoreGrace - 1ms);
  EXPECT_THAT(world.take(ada), IsEmpty());
  world.pass(1ms);
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Departed{kCleo, true})));
  EXPECT_TRUE(is_refused(claim(kCleo)));
}

TEST_F(RestoreTest, WhoLosesItsSocketAgainComesBackAgain) {
  restore(claim(kAda));
  const Client bob = restore(claim(kBob));
  const Client again = restore(claim(kBob));
  EXPECT_THAT(world.take(bob),
              ElementsAre(ServerMessage(from_server::Closing{ClosingReason::kReplaced})));
  EXPECT_TRUE(world.is_closed(bob));
  EXPECT_FALSE(world.is_closed(again));
}

TEST_F(RestoreTest, NobodyIsGivenAnIdThatIsAwaited) {
  restore(claim(kAda));
  std::set<ConnectionId> given;
  for (int i = 0; i < 200; ++i) given.insert(world.connect().id);
  EXPECT_EQ(given.size(), 200);
  EXPECT_FALSE(given.contains(kBob));
  EXPECT_FALSE(given.contains(kCleo));
}

TEST_F(RestoreTest, TheIdOfOneWhoWaitsIsNotTaken) {
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{7}});
  EXPECT_TRUE(is_refused(claim(eve.id)));
  EXPECT_FALSE(world.is_closed(eve));
}

TEST_F(RestoreTest, WhoWaitedAtTheDoorIsShownToThoseWhoComeBack) {
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{7}});
  restore(claim(kAda));
  EXPECT_THAT(missed, ElementsAre(ServerMessage(from_server::Knock{eve.id, {7}})));
}

TEST_F(RestoreTest, ANewcomerIsToldNothingWhileMembersComeBack) {
  restore(claim(kAda));
  const Client eve = world.connect();
  EXPECT_THAT(eve.hello.members, IsEmpty());
  EXPECT_EQ(eve.hello.epoch, Epoch(0));
  world.say(eve.socket, from_client::Create{});
  EXPECT_THAT(world.take(eve), ElementsAre(ServerMessage(from_server::Exists{})));
}

TEST_F(RestoreTest, AMemberIsNotRestoredAsAnother) {
  const Client ada = restore(claim(kAda));
  world.say(ada.socket, claim(kBob));
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kRefused);
  EXPECT_FALSE(world.is_closed(ada));
}

TEST_F(RestoreTest, WithTheLastMemberTheMeetingEnds) {
  const Client ada = restore(claim(kAda));
  const Client eve = world.connect();
  world.say(ada.socket, from_client::Leave{});
  EXPECT_THAT(world.take(eve), ElementsAre(ServerMessage(from_server::Ended{})));
  world.say(eve.socket, from_client::Leave{});
  EXPECT_EQ(world.server.counters().meetings, 0);
  world.pass(limits::kRestoreGrace);
}

TEST_F(RestoreTest, WhatIsKeptForThoseWhoComeLaterIsBounded) {
  const Client ada = restore(claim(kAda, 4));
  from_client::Commit big = World::commit(4);
  big.envelope = Buffer(400 * 1024);
  for (uint64_t epoch = 4; epoch < 14; ++epoch) {
    big.epoch = Epoch(epoch);
    world.say(ada.socket, big);
    world.pass(800ms);
    world.say(ada.socket, from_client::Ping{epoch});
  }
  EXPECT_TRUE(is_refused(claim(kBob, 4)));
  EXPECT_FALSE(world.is_closed(ada));
}

}  // namespace
}  // namespace conclave::server
