// The delivery of envelopes among those who behave.
#include "server/test_world.h"

namespace conclave::server {
namespace {

using namespace std::chrono_literals;

TEST(Delivery, OfTwoWhoCreateAtOnceTheSecondIsTold) {
  World world;
  const Client first = world.connect();
  const Client second = world.connect();
  world.say(first.socket, from_client::Create{});
  world.say(second.socket, from_client::Create{});
  EXPECT_THAT(world.take(first), ElementsAre(ServerMessage(from_server::Created{})));
  EXPECT_THAT(world.take(second), ElementsAre(ServerMessage(from_server::Exists{})));
}

TEST(Delivery, ACreateBehindHelloNeedsNoAnswerFirst) {
  World world;
  const SocketId socket = world.open();
  world.say(socket, from_client::Hello{});
  world.say(socket, from_client::Create{});
  EXPECT_EQ(world.take(socket).size(), 2);
}

TEST(Delivery, AKnockReachesMembersNowAndThoseWhoBecomeMembersWhileItWaits) {
  World world;
  const Client ada = world.create();
  const Client bob = world.connect();
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{3}});
  world.say(bob.socket, from_client::Knock{{4}});
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Knock{eve.id, {3}}),
                                           ServerMessage(from_server::Knock{bob.id, {4}})));
  world.say(ada.socket, World::commit(0, {bob.id}));
  EXPECT_THAT(world.take(bob),
              ElementsAre(ServerMessage(from_server::Welcome{ada.id, Epoch(1), {2, 2}}),
                          ServerMessage(from_server::Knock{eve.id, {3}})));
  EXPECT_THAT(world.take(eve), IsEmpty());
}

TEST(Delivery, AKnockWaitsForTheFirstMember) {
  World world;
  const Client early = world.connect();
  world.say(early.socket, from_client::Knock{{3}});
  EXPECT_THAT(world.take(early), IsEmpty());
  const Client ada = world.connect();
  world.say(ada.socket, from_client::Create{});
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Created{}),
                                           ServerMessage(from_server::Knock{early.id, {3}})));
}

TEST(Delivery, OfTwoCommitsInOneEpochTheFirstWins) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.say(bob.socket, World::commit(1));
  world.say(ada.socket, World::commit(1));
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Accepted{Epoch(1)})));
  // The loser has the winner's commit before it learns that its own is stale.
  EXPECT_THAT(world.take(ada),
              ElementsAre(ServerMessage(from_server::Commit{bob.id, Epoch(1), {1, 1}}),
                          ServerMessage(from_server::Stale{Epoch(2)})));
}

TEST(Delivery, ACommitOfAnEpochThatHasNotComeIsStaleToo) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, World::commit(5));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Stale{Epoch(0)})));
}

TEST(Delivery, AStaleCommitLetsNobodyInAndPutsNobodyOut) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{3}});
  world.say(bob.socket, World::commit(0, {eve.id}, {ada.id}));
  EXPECT_THAT(world.take(eve), IsEmpty());
  EXPECT_FALSE(world.is_closed(ada));
}

TEST(Delivery, AMessageReachesAllOtherMembersOrOne) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  const Client cleo = world.join(ada, 1);
  const Client waiting = world.connect();
  world.take(bob);
  world.say(ada.socket, from_client::Message{{9}, {}});
  world.say(ada.socket, from_client::Message{{8}, cleo.id});
  world.say(ada.socket, from_client::Message{{7}, waiting.id});
  world.say(ada.socket, from_client::Message{{6}, ConnectionId(12345)});
  EXPECT_THAT(world.take(ada), IsEmpty());
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Message{ada.id, {9}})));
  EXPECT_THAT(world.take(cleo), ElementsAre(ServerMessage(from_server::Message{ada.id, {9}}),
                                            ServerMessage(from_server::Message{ada.id, {8}})));
  EXPECT_THAT(world.take(waiting), IsEmpty());
}

TEST(Delivery, TheRemovedIsToldClosedAndHearsNothingMore) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  const Client cleo = world.join(ada, 1);
  world.take(bob);
  world.say(ada.socket, World::commit(2, {}, {bob.id}));
  // By whom, the commit says.
  EXPECT_THAT(world.take(bob),
              ElementsAre(ServerMessage(from_server::Commit{ada.id, Epoch(2), {1, 1}}),
                          ServerMessage(from_server::Removed{})));
  EXPECT_TRUE(world.is_closed(bob));
  world.say(ada.socket, from_client::Message{{9}, {}});
  EXPECT_THAT(world.take(bob), IsEmpty());
  // Its leaf is gone already, so nobody is told that it departed.
  EXPECT_THAT(world.take(cleo),
              ElementsAre(ServerMessage(from_server::Commit{ada.id, Epoch(2), {1, 1}}),
                          ServerMessage(from_server::Message{ada.id, {9}})));
}

TEST(Delivery, TheRemovedCannotResume) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.say(ada.socket, World::commit(1, {}, {bob.id}));
  const Client again =
      world.greet(world.open(), {.version = 1, .resume = bob.resume, .received = 1});
  EXPECT_FALSE(again.hello.resumed);
  EXPECT_NE(again.id, bob.id);
}

TEST(Delivery, NobodyRemovesItself) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, World::commit(0, {}, {ada.id}));
  EXPECT_FALSE(world.is_closed(ada));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Accepted{Epoch(0)})));
}

TEST(Delivery, LeavingIsAnnouncedAtOnce) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.say(bob.socket, from_client::Leave{});
  EXPECT_TRUE(world.is_closed(bob));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Departed{bob.id})));
}

TEST(Delivery, ANewcomerWhoNeverKnockedLeavesWithoutAWord) {
  World world;
  const Client ada = world.create();
  const Client shy = world.connect();
  world.say(shy.socket, from_client::Leave{});
  EXPECT_THAT(world.take(ada), IsEmpty());
}

TEST(Delivery, ANewMemberIsToldWhoIsGoneButStillInTheTree) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.say(bob.socket, from_client::Leave{});
  const Client cleo = world.connect();
  world.say(cleo.socket, from_client::Knock{{3}});
  world.say(ada.socket, World::commit(1, {cleo.id}));
  EXPECT_THAT(world.take(cleo),
              ElementsAre(ServerMessage(from_server::Welcome{ada.id, Epoch(2), {2, 2}}),
                          ServerMessage(from_server::Departed{bob.id})));
  world.say(ada.socket, World::commit(2, {}, {bob.id}));
  const Client dan = world.connect();
  world.say(dan.socket, from_client::Knock{{3}});
  world.say(ada.socket, World::commit(3, {dan.id}));
  EXPECT_EQ(world.take(dan).size(), 1);
}

TEST(Delivery, AWelcomeForSomebodyGoneIsAnsweredByDepartedAgain) {
  World world;
  const Client ada = world.create();
  const Client bob = world.connect();
  world.say(bob.socket, from_client::Knock{{3}});
  world.say(bob.socket, from_client::Leave{});
  world.take(ada);
  world.say(ada.socket, World::commit(0, {bob.id}));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Accepted{Epoch(0)}),
                                           ServerMessage(from_server::Departed{bob.id})));
}

TEST(Delivery, WhenTheLastMemberIsGoneThoseWhoWaitMayCreate) {
  World world;
  const Client ada = world.create();
  const Client bob = world.connect();
  world.say(bob.socket, from_client::Knock{{3}});
  world.say(ada.socket, World::commit(0));
  world.say(ada.socket, from_client::Leave{});
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Ended{})));
  world.say(bob.socket, from_client::Create{});
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Created{})));
  world.say(bob.socket, World::commit(0));  // the new group counts from 0 again
  EXPECT_THAT(world.take(bob), ElementsAre(ServerMessage(from_server::Accepted{Epoch(0)})));
}

TEST(Delivery, MeetingsNeverMeet) {
  World world;
  const Client ada = world.create(World::meeting(1));
  const Client eve = world.create(World::meeting(2));
  const Client bob = world.join(ada, 0, World::meeting(1));
  world.say(ada.socket, from_client::Message{{9}, {}});
  world.say(ada.socket, from_client::Message{{9}, eve.id});
  world.say(ada.socket, World::commit(1, {}, {eve.id}));
  EXPECT_THAT(world.take(eve), IsEmpty());
  EXPECT_FALSE(world.is_closed(eve));
  EXPECT_EQ(world.take(bob).size(), 2);
}

TEST(Delivery, WithTheLastConnectionEverythingOfTheMeetingGoes) {
  World world;
  const Client ada = world.create();
  EXPECT_EQ(world.server.counters().meetings, 1);
  world.say(ada.socket, from_client::Leave{});
  EXPECT_EQ(world.server.counters().meetings, 0);
  EXPECT_EQ(world.server.counters().connections, 0);
  EXPECT_EQ(world.server.counters().sockets, 0);
}

TEST(Delivery, ShuttingDownSaysSoToEverybody) {
  World world;
  const Client ada = world.create();
  const SocketId silent = world.open();
  world.perform(world.server.shut_down());
  const ServerMessage closing = from_server::Closing{ClosingReason::kShutdown};
  EXPECT_THAT(world.take(ada), ElementsAre(closing));
  EXPECT_THAT(world.take(silent), ElementsAre(closing));
  EXPECT_TRUE(world.is_closed(ada));
  EXPECT_EQ(world.server.counters().meetings, 0);
  EXPECT_EQ(world.server.counters().sockets, 0);
}

}  // namespace
}  // namespace conclave::server
