// What somebody who asks is told of what the server holds, and what not.
#include "base/base64.h"
#include "server/test_world.h"

namespace conclave::server {
namespace {

using namespace std::chrono_literals;

std::vector<SeenField> ask(World& world, const Client& client) {
  world.say(client.socket, from_client::Inspect{});
  const auto heard = world.take(client);
  const auto* seen = heard.empty() ? nullptr : std::get_if<from_server::Seen>(&heard.back());
  EXPECT_NE(seen, nullptr);
  return seen == nullptr ? std::vector<SeenField>{} : seen->fields;
}

std::string value(const std::vector<SeenField>& fields, SeenName name) {
  const auto found = std::ranges::find(fields, name, &SeenField::name);
  return found == fields.end() ? "absent" : found->value;
}

std::string value(World& world, const Client& client, SeenName name) {
  return value(ask(world, client), name);
}

Client connect_from(World& world, const Address& from) {
  const SocketId socket(1000 + from.port);
  world.server.open(socket, World::meeting(1), world.now, from);
  return world.greet(socket, from_client::Hello{});
}

// What a newcomer is told, but for the id, which is drawn.
std::vector<SeenField> ask_from_outside(World& world) {
  std::vector<SeenField> fields = ask(world, world.connect());
  std::erase_if(fields, [](const auto& field) { return field.name == SeenName::kConnection; });
  return fields;
}

TEST(Seen, IsTheConnectionsOwnStateAndTheMeetingsNumbers) {
  World world;
  const Client ada = world.create();
  const Client ben = world.join(ada, 0);
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{7, 7}});
  world.pass(9s);
  const auto seen = ask(world, ben);
  EXPECT_EQ(value(seen, SeenName::kConnection), std::to_string(ben.id.value()));
  EXPECT_EQ(value(seen, SeenName::kConnectedSeconds), "9");
  EXPECT_EQ(value(seen, SeenName::kState), "member");
  EXPECT_EQ(value(seen, SeenName::kKnocks), "1");
  EXPECT_EQ(value(seen, SeenName::kKnockBytes), "0");
  EXPECT_EQ(value(seen, SeenName::kMessagesFromYou), "1");
  EXPECT_EQ(value(seen, SeenName::kMessagesToYou), "2");
  EXPECT_EQ(value(seen, SeenName::kUnacknowledgedMessages), "2");
  EXPECT_EQ(value(seen, SeenName::kSecrets), "resume_token");
  EXPECT_EQ(value(seen, SeenName::kMediaPath), "absent");
  EXPECT_EQ(value(seen, SeenName::kMeetingId), to_base64url(World::meeting(1).bytes));
  EXPECT_EQ(value(seen, SeenName::kMeetingMembers), "2");
  EXPECT_EQ(value(seen, SeenName::kMeetingWaiting), "1");
  EXPECT_EQ(value(seen, SeenName::kMeetingConnections), "3");
  EXPECT_EQ(value(seen, SeenName::kMeetingCommits), "1");
  EXPECT_EQ(value(seen, SeenName::kServerLogging), "off");
}

TEST(Seen, TellsWhoWaitsOfTheirKnock) {
  World world;
  const Client eve = world.connect();
  world.say(eve.socket, from_client::Knock{{7, 7}});
  EXPECT_EQ(value(world, eve, SeenName::kState), "waiting");
  EXPECT_NE(value(world, eve, SeenName::kKnockBytes), "0");
}

TEST(Seen, TellsANewcomerTheSameWhetherThereIsAMeetingOrNot) {
  World empty;
  const auto alone = ask_from_outside(empty);
  World world;
  const Client ada = world.create();
  world.join(ada, 0);
  const auto outside = ask_from_outside(world);
  EXPECT_EQ(alone, outside);
  EXPECT_EQ(value(outside, SeenName::kMeetingMembers), "");
  EXPECT_EQ(value(world, ada, SeenName::kMeetingMembers), "2");
}

TEST(Seen, NamesOnesOwnAddressAndNobodyElses) {
  World world;
  const Client ada = connect_from(world, Address::v4(10, 99, 7, 77, 4321));
  const Client ben = connect_from(world, Address::v4(10, 99, 8, 88, 1234));
  world.say(ada.socket, from_client::Create{});
  EXPECT_EQ(value(world, ada, SeenName::kAddress), "10.99.7.77:4321");
  EXPECT_EQ(value(world, ben, SeenName::kAddress), "10.99.8.88:1234");
  for (const SeenField& field : ask(world, ben)) {
    EXPECT_EQ(field.value.find("10.99.7.77"), std::string::npos);
  }
}

TEST(Seen, NamesWhatTheOperatorHasWrittenDown) {
  for (const auto& [logging, text] :
       {std::pair{Logging{.tells_process = true, .tells_totals = false}, "process"},
        std::pair{Logging{.tells_process = false, .tells_totals = true}, "totals"},
        std::pair{Logging{.tells_process = true, .tells_totals = true}, "process totals"}}) {
    World world({.media = {}, .logging = logging});
    EXPECT_EQ(value(world, world.connect(), SeenName::kServerLogging), text);
  }
}

TEST(Seen, IsSignedOnlyOnceThereIsACertificate) {
  World world;
  const Client ada = world.create();
  world.say(ada.socket, from_client::Inspect{});
  const auto heard = world.take(ada);
  const auto& seen = std::get<from_server::Seen>(heard.back());
  EXPECT_THAT(seen.certificate, IsEmpty());
  EXPECT_THAT(seen.signature, IsEmpty());
}

TEST(Seen, SignsTheQuestionAndWhatIsWrittenDown) {
  const Buffer statement = signal::statement(Buffer(limits::kQuestionBytes, 'q'), "process totals");
  const std::string wanted =
      "Conclave 1 statement" + std::string(limits::kQuestionBytes, 'q') + "process totals";
  EXPECT_EQ(statement, to_buffer(as_bytes(wanted)));
  EXPECT_LE(statement.size(), limits::kStatementBytesMax);
}

TEST(Seen, IsNotCountedAndNotKept) {
  World world;
  const Client ada = world.create();
  const auto before = value(world, ada, SeenName::kMessagesToYou);
  for (int i = 0; i < 5; ++i) ask(world, ada);
  EXPECT_EQ(value(world, ada, SeenName::kMessagesToYou), before);
  EXPECT_EQ(value(world, ada, SeenName::kMessagesFromYou), "1");
}

TEST(Seen, IsBoundedByTheLimitsOfAllMessages) {
  World world;
  const Client ada = world.create();
  for (int i = 0; i < limits::kSignalMessagesBurst + 1; ++i) {
    world.say(ada.socket, from_client::Inspect{});
  }
  EXPECT_EQ(error_of(world.take(ada)), ErrorReason::kLimit);
  EXPECT_TRUE(world.is_closed(ada));
}

TEST(Seen, BeforeHelloIsMalformed) {
  World world;
  const SocketId socket = world.open();
  world.say(socket, from_client::Inspect{});
  EXPECT_EQ(error_of(world.take(socket)), ErrorReason::kMalformed);
}

}  // namespace
}  // namespace conclave::server
