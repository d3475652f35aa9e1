// Sockets that break, fall silent and come back.
#include "server/test_world.h"

namespace conclave::server {
namespace {

using namespace std::chrono_literals;

from_client::Hello resume_hello(const Client& client, uint64_t received) {
  return {.version = 1, .resume = client.resume, .received = received};
}

TEST(Resume, AConnectionThatComesBackMissesNothing) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);  // bob took one counted message: the welcome
  world.close(bob);
  world.say(ada.socket, from_client::Message{{8}, {}});
  world.say(ada.socket, from_client::Message{{9}, {}});
  world.pass(500ms);
  const Client back = world.greet(world.open(), resume_hello(bob, 1));
  EXPECT_TRUE(back.hello.resumed);
  EXPECT_EQ(back.id, bob.id);
  EXPECT_EQ(back.hello.epoch, Epoch(1));
  EXPECT_THAT(back.hello.members, testing::UnorderedElementsAre(ada.id, bob.id));
  EXPECT_THAT(world.take(back), ElementsAre(ServerMessage(from_server::Message{ada.id, {8}}),
                                            ServerMessage(from_server::Message{ada.id, {9}})));
  world.pass(10s);
  EXPECT_THAT(world.take(ada), IsEmpty());
}

TEST(Resume, WhatWasLostOnTheWayIsSentAgainAndWhatArrivedIsNot) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  for (uint8_t i = 0; i < 5; ++i) world.say(ada.socket, from_client::Message{{i}, {}});
  world.take(bob);  // sent, but only the welcome and three of them arrived
  const Client back = world.greet(world.open(), resume_hello(bob, 4));
  EXPECT_THAT(world.take(back), ElementsAre(ServerMessage(from_server::Message{ada.id, {3}}),
                                            ServerMessage(from_server::Message{ada.id, {4}})));
}

TEST(Resume, TheServerTellsHowManyMessagesItTook) {
  World world;
  const Client ada = world.create();  // one: create
  world.say(ada.socket, from_client::Message{{1}, {}});
  world.say(ada.socket, from_client::Ping{});  // not counted
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Pong{2})));
  world.close(ada);
  EXPECT_EQ(world.greet(world.open(), resume_hello(ada, 1)).hello.received, 2);
}

TEST(Resume, TheOldSocketIsToldThatItIsReplaced) {
  World world;
  const Client ada = world.create();
  const Client back = world.greet(world.open(), resume_hello(ada, 1));
  EXPECT_TRUE(back.hello.resumed);
  EXPECT_THAT(world.take(ada),
              ElementsAre(ServerMessage(from_server::Closing{ClosingReason::kReplaced})));
  EXPECT_TRUE(world.is_closed(ada));
  // A late word of the old socket does nothing to the new one.
  world.say(ada.socket, from_client::Leave{});
  world.close(ada);
  world.pass(2s);
  EXPECT_FALSE(world.is_closed(back));
}

TEST(Resume, AClosedSocketDepartsAfterTheGrace) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.close(bob);
  world.pass(999ms);
  EXPECT_THAT(world.take(ada), IsEmpty());
  EXPECT_EQ(world.server.next_wake(), world.now + 1ms);
  world.pass(1ms);
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Departed{bob.id, true})));
  const Client late = world.greet(world.open(), resume_hello(bob, 1));
  EXPECT_FALSE(late.hello.resumed);
  EXPECT_THAT(late.hello.members, IsEmpty());
}

TEST(Resume, ASilentSocketIsClosedAndItsConnectionDepartsAfterTheWindow) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  world.pass(limits::kResumeWindow - 1s);
  world.say(ada.socket, from_client::Ping{});
  world.take(ada);
  world.pass(1s);
  EXPECT_TRUE(world.is_closed(bob));
  EXPECT_FALSE(world.is_closed(ada));
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Departed{bob.id, true})));
}

TEST(Resume, WithinTheWindowASilentSocketCanBeReplaced) {
  World world;
  const Client ada = world.create();
  world.pass(limits::kResumeWindow - 1s);
  EXPECT_TRUE(world.greet(world.open(), resume_hello(ada, 1)).hello.resumed);
}

TEST(Resume, AWrongTokenMakesANewcomerAndHarmsNobody) {
  World world;
  const Client ada = world.create();
  Client thief = ada;
  thief.resume.back() ^= 1;
  for (const Buffer& token : {thief.resume, Buffer(ada.resume.begin(), ada.resume.begin() + 4),
                              Buffer{1}, Buffer(64, 0xff)}) {
    const Client newcomer =
        world.greet(world.open(), {.version = 1, .resume = token, .received = 0});
    EXPECT_FALSE(newcomer.hello.resumed);
    EXPECT_NE(newcomer.id, ada.id);
  }
  EXPECT_FALSE(world.is_closed(ada));
}

TEST(Resume, ATokenIsWorthNothingInAnotherMeeting) {
  World world;
  const Client ada = world.create(World::meeting(1));
  EXPECT_FALSE(world.greet(world.open(World::meeting(2)), resume_hello(ada, 1)).hello.resumed);
}

TEST(Resume, AClientThatClaimsMoreThanWasSentIsANewcomer) {
  World world;
  const Client ada = world.create();
  EXPECT_FALSE(world.greet(world.open(), resume_hello(ada, 2)).hello.resumed);
}

TEST(Resume, ABacklogOverItsLimitCannotBeResumedButAnAcknowledgedOneCan) {
  World world;
  const Client ada = world.create();
  const Client bob = world.join(ada, 0);
  const Client cleo = world.join(ada, 1);
  world.take(bob);
  const Buffer envelope(400 * 1024);
  for (int i = 0; i < 9; ++i) {  // nine times 546 kB of base64
    world.say(ada.socket, from_client::Message{envelope, {}});
    world.pass(1s);
    world.say(bob.socket, from_client::Ping{static_cast<uint64_t>(3 + i)});
    world.say(cleo.socket, from_client::Ping{});
  }
  EXPECT_TRUE(world.greet(world.open(), resume_hello(bob, 11)).hello.resumed);
  EXPECT_FALSE(world.greet(world.open(), resume_hello(cleo, 1)).hello.resumed);
}

TEST(Resume, AResumedKnockerStillWaitsAndIsStillToldNothing) {
  World world;
  const Client ada = world.create();
  const Client bob = world.connect();
  world.say(bob.socket, from_client::Knock{{3}});
  world.close(bob);
  const Client back = world.greet(world.open(), resume_hello(bob, 0));
  EXPECT_TRUE(back.hello.resumed);
  EXPECT_THAT(back.hello.members, IsEmpty());
  EXPECT_EQ(back.hello.epoch, Epoch(0));
  world.say(ada.socket, World::commit(0, {bob.id}));
  EXPECT_EQ(world.take(back).size(), 1);
}

TEST(Backlog, KeepsTheNewestWithoutAGap) {
  Backlog backlog;
  const auto text = [](char c) { return std::make_shared<const std::string>(1 << 20, c); };
  for (const char c : {'a', 'b', 'c', 'd', 'e', 'f'}) backlog.push(text(c));
  EXPECT_EQ(backlog.sent(), 6);
  EXPECT_LE(backlog.bytes(), limits::kSendQueueBytesMax);
  EXPECT_FALSE(backlog.after(1));
  ASSERT_TRUE(backlog.after(2));
  EXPECT_EQ(backlog.after(2)->size(), 4);
  EXPECT_EQ(backlog.after(2)->front()->front(), 'c');
  EXPECT_THAT(*backlog.after(6), IsEmpty());
  EXPECT_FALSE(backlog.after(7));
  backlog.acknowledge(99);  // nonsense changes nothing
  EXPECT_TRUE(backlog.after(2));
  backlog.acknowledge(5);
  EXPECT_FALSE(backlog.after(4));
  EXPECT_EQ(backlog.after(5)->front()->front(), 'f');
}

}  // namespace
}  // namespace conclave::server
