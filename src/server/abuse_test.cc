// Clients that break the protocol, ask for too much, or guess.
#include "server/test_world.h"

namespace conclave::server {
namespace {

using namespace std::chrono_literals;

TEST(Abuse, WhatIsMalformedClosesTheSocketAndDepartsTheConnection) {
  for (const char* text : {"", "{}", "not json", R"({"type":"dance"})", R"({"type":"knock"})",
                           R"({"type":"hello","version":1})"}) {
    World world;
    const Client ada = world.create();
    const Client bob = world.join(ada, 0);
    world.say_text(bob.socket, text);
    EXPECT_EQ(error_of(world.take(bob)), ErrorReason::kMalformed) << text;
    EXPECT_TRUE(world.is_closed(bob));
    EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Departed{bob.id})));
  }
}

TEST(Abuse, TheFirstMessageMustBeHello) {
  World world;
  const SocketId socket = world.open();
  world.say(socket, from_client::Create{});
  EXPECT_EQ(error_of(world.take(socket)), ErrorReason::kMalformed);
  EXPECT_TRUE(world.is_closed(socket));
  EXPECT_EQ(world.server.counters().meetings, 0);
}

TEST(Abuse, AnotherVersionIsToldSo) {
  World world;
  const SocketId socket = world.open();
  world.say(socket, from_client::Hello{.version = 2, .resume = {}, .received = 0});
  EXPECT_EQ(error_of(world.take(socket)), ErrorReason::kVersion);
  EXPECT_TRUE(world.is_closed(socket));
}

TEST(Abuse, ASocketThatSaysNothingIsClosed) {
  World world;
  const SocketId socket = world.open();
  world.pass(4999ms);
  EXPECT_FALSE(world.is_closed(socket));
  world.pass(1ms);
  EXPECT_TRUE(world.is_closed(socket));
  EXPECT_EQ(world.server.counters().sockets, 0);
}

TEST(Abuse, OnlyMembersMayCommitAndRelay) {
  World world;
  const Client ada = world.create();
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Message{{9}, {}});
  EXPECT_EQ(error_of(world.take(eve)), ErrorReason::kRefused);
  world.say(eve.socket, World::commit(0, {eve.id}));
  EXPECT_EQ(error_of(world.take(eve)), ErrorReason::kRefused);
  EXPECT_FALSE(world.is_closed(eve));
  EXPECT_THAT(world.take(ada), IsEmpty());
}

TEST(Abuse, AMemberDoesNotKnockAndIsToldThatTheMeetingExists) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, from_client::Knock{{9}});
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kRefused);
  // No abuse: it may have been let in while its `create` was on the way.
  world.say(ada.socket, from_client::Create{});
  EXPECT_THAT(world.take(ada), ElementsAre(ServerMessage(from_server::Exists{})));
}

TEST(Abuse, AFloodOfMessagesIsCutOffAndThePatientAreNot) {
  World world;
  const Client ada = world.create();
  for (int i = 0; i < 1000; ++i) {
    world.pass(20ms);  // fifty a second
    world.say(ada.socket, from_client::Ping{});
  }
  EXPECT_FALSE(world.is_closed(ada));
  for (int i = 0; i < 400 && !world.is_closed(ada); ++i) {
    world.take(ada);
    world.say(ada.socket, from_client::Ping{});
  }
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kLimit);
  EXPECT_TRUE(world.is_closed(ada));
}

TEST(Abuse, AFloodOfBytesIsCutOff) {
  World world;
  const Client ada = world.create();
  int sent = 0;
  for (; sent < 100 && !world.is_closed(ada); ++sent) {
    world.say(ada.socket, from_client::Message{Buffer(limits::kEnvelopeBytesMax), {}});
  }
  EXPECT_TRUE(world.is_closed(ada));
  EXPECT_LT(sent, 12);
}

TEST(Abuse, EndlessKnockingIsCutOff) {
  World world;
  const Client ada = world.create();
  const Client eve = world.connect();
  for (size_t i = 0; i < limits::kKnocksMax; ++i) {
    world.pass(100ms);
    world.say(eve.socket, from_client::Knock{{9}});
  }
  EXPECT_FALSE(world.is_closed(eve));
  EXPECT_EQ(world.take(ada).size(), limits::kKnocksMax);
  world.say(eve.socket, from_client::Knock{{9}});
  EXPECT_EQ(error_of(world.take(eve)), ErrorReason::kLimit);
  EXPECT_TRUE(world.is_closed(eve));
}

// PPL-3: whatever the meeting's state, a guesser's hello is answered alike.
TEST(Abuse, HelloTellsNothingOfTheMeeting) {
  World world;
  const Client host = world.create(World::meeting(1));
  world.join(host, 0, World::meeting(1));
  const Client last = world.create(World::meeting(2));
  world.say(last.socket, from_client::Leave{});
  const auto without_own = [](from_server::Hello hello) {
    hello.connection = {};
    hello.resume.assign(hello.resume.size(), 0);
    return hello;
  };
  const auto running = without_own(world.connect(World::meeting(1)).hello);
  const auto ended = without_own(world.connect(World::meeting(2)).hello);
  const auto never = without_own(world.connect(World::meeting(3)).hello);
  EXPECT_EQ(running, ended);
  EXPECT_EQ(running, never);
}

TEST(Abuse, ConnectionIdsDoNotTellHowManyCameBefore) {
  World world;
  const Client first = world.connect();
  const Client second = world.connect();
  const Client elsewhere = world.connect(World::meeting(2));
  EXPECT_GT(first.id.value(), 1000U);
  EXPECT_NE(first.id, elsewhere.id);
  EXPECT_NE(second.id.value(), first.id.value() + 1);
}

TEST(Abuse, AFullMeetingTakesNoMoreKnocks) {
  World world;
  const Client ada = world.create();
  for (size_t i = 1; i < limits::kPeopleMax; ++i) {
    const Client client = world.connect();
    world.say(client.socket, from_client::Knock{{1}});
  }
  const Client late = world.connect();
  world.say(late.socket, from_client::Knock{{1}});
  EXPECT_EQ(error_of(world.take(late)), ErrorReason::kFull);
  EXPECT_TRUE(world.is_closed(late));
}

TEST(Abuse, ConnectionsOfOneMeetingAreBounded) {
  World world;
  for (size_t i = 0; i < limits::kMeetingConnectionsMax; ++i) world.connect();
  const SocketId socket = world.open();
  world.say(socket, from_client::Hello{});
  EXPECT_EQ(error_of(world.take(socket)), ErrorReason::kFull);
  EXPECT_TRUE(world.is_closed(socket));
}

TEST(Abuse, ACommitCannotFillTheGroupWithInventedMembers) {
  World world;
  const Client ada = world.create();
  for (uint64_t epoch = 0; epoch < 2; ++epoch) {
    std::vector<ConnectionId> invented;
    for (uint32_t i = 1; i <= 600; ++i) {
      invented.push_back(ConnectionId(static_cast<uint32_t>(epoch) * 1000 + i));
    }
    // Claims to remove as many who never were.
    world.say(ada.socket, World::commit(epoch, invented, {invented.rbegin(), invented.rend()}));
    world.pass(100ms);
  }
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kRefused);
}

TEST(Abuse, WishesBeforeAnOfferAreRefused) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, from_client::Receive{{{.mid = "4",
                                               .connection = ConnectionId(9),
                                               .source = SourceKind::kCamera,
                                               .height = 180,
                                               .priority = 1}}});
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kRefused);
  EXPECT_FALSE(world.is_closed(ada));
}

TEST(Abuse, AnOfferThatIsNoneIsRefused) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, from_client::Offer{"v=0\r\n"});
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kRefused);
  EXPECT_FALSE(world.is_closed(ada));
}

TEST(Abuse, WhatASocketSaysAfterItWasClosedIsNotHeard) {
  World world;
  const Client ada = world.create();
  world.say_text(ada.socket, "x");
  world.take(ada);
  world.say(ada.socket, from_client::Ping{});
  world.say(ada.socket, from_client::Hello{});
  EXPECT_THAT(world.take(ada), IsEmpty());
}

}  // namespace
}  // namespace conclave::server
