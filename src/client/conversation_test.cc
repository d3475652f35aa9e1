#include "client/conversation.h"

#include "base/limits.h"

#include <gmock/gmock.h>

namespace conclave::client {
namespace {

using namespace std::chrono_literals;
using namespace signal;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Optional;

constexpr Time kStart = time_from_us(1'000'000);

from_server::Hello hello(uint64_t received, bool resumed) {
  return {.version = kProtocolVersion,
          .connection = ConnectionId(7),
          .resume = {1, 2, 3},
          .resumed = resumed,
          .received = received,
          .members = {},
          .epoch = {}};
}

// The messages sent by these actions; a dropped socket counts as none.
std::vector<ClientMessage> said(const SocketActions& actions) {
  std::vector<ClientMessage> messages;
  for (const SocketAction& action : actions) {
    if (const auto* send = std::get_if<SendText>(&action)) {
      messages.push_back(parse_client_message(send->text).value());
    }
  }
  return messages;
}

from_client::Knock knock(uint8_t number) { return {.envelope = {number}}; }

class ConversationTest : public testing::Test {
 protected:
  std::vector<ClientMessage> open() { return said(conversation.open(now)); }
  std::vector<ClientMessage> say(ClientMessage message) {
    return said(conversation.say(std::move(message)));
  }
  // What is said in answer.
  std::vector<ClientMessage> hear(const ServerMessage& message) {
    SocketActions actions;
    const auto received = conversation.receive(to_json(message), now, actions);
    EXPECT_TRUE(received);
    last_received = received ? *received : std::nullopt;
    return said(actions);
  }
  SocketActions wake_next() {
    now = conversation.next_wake();
    return conversation.wake(now);
  }

  Conversation conversation;
  Time now = kStart;
  std::optional<ServerMessage> last_received;
};

TEST_F(ConversationTest, SaysHelloFirstAndTheRestWhenItIsAnswered) {
  EXPECT_THAT(open(), ElementsAre(ClientMessage(from_client::Hello{})));
  EXPECT_THAT(say(from_client::Create{}), IsEmpty());
  EXPECT_THAT(hear(hello(0, false)), ElementsAre(ClientMessage(from_client::Create{})));
  EXPECT_THAT(say(knock(1)), ElementsAre(ClientMessage(knock(1))));
}

TEST_F(ConversationTest, KeepsWhatIsSaidBetweenSockets) {
  open();
  hear(hello(0, false));
  conversation.closed();
  EXPECT_THAT(say(knock(1)), IsEmpty());
  open();
  EXPECT_THAT(hear(hello(0, true)), ElementsAre(ClientMessage(knock(1))));
}

TEST_F(ConversationTest, ResumesWithItsTokenAndSaysAgainWhatWasLostInOrder) {
  open();
  hear(hello(0, false));
  for (uint8_t i = 1; i <= 3; ++i) say(knock(i));
  hear(from_server::Created{});
  conversation.closed();
  EXPECT_THAT(open(),
              ElementsAre(ClientMessage(from_client::Hello{.resume = {1, 2, 3}, .received = 1})));
  EXPECT_THAT(hear(hello(1, true)), ElementsAre(ClientMessage(knock(2)), ClientMessage(knock(3))));
}

TEST_F(ConversationTest, SaysNothingTwiceThatAPongConfirmed) {
  open();
  hear(hello(0, false));
  say(knock(1));
  say(knock(2));
  EXPECT_THAT(hear(from_server::Pong{.received = 1}), IsEmpty());
  EXPECT_EQ(last_received, std::nullopt) << "a pong is nobody else's business";
  conversation.closed();
  open();
  EXPECT_THAT(hear(hello(1, true)), ElementsAre(ClientMessage(knock(2))));
}

TEST_F(ConversationTest, CountsOnOverSeveralSockets) {
  open();
  hear(hello(0, false));
  say(knock(1));
  conversation.closed();
  open();
  hear(hello(1, true));
  say(knock(2));
  conversation.closed();
  open();
  EXPECT_THAT(hear(hello(1, true)), ElementsAre(ClientMessage(knock(2))));
}

TEST_F(ConversationTest, DropsWhatItSaidAsSomebodyElse) {
  open();
  hear(hello(0, false));
  hear(from_server::Created{});
  say(knock(1));
  conversation.closed();
  say(knock(2));
  open();
  EXPECT_THAT(hear(hello(0, false)), IsEmpty());
  conversation.closed();
  EXPECT_THAT(open(), ElementsAre(ClientMessage(from_client::Hello{.resume = {1, 2, 3}})))
      << "nothing was received on the new connection";
}

TEST_F(ConversationTest, PassesMessagesOnAndCountsThem) {
  open();
  hear(hello(0, false));
  EXPECT_THAT(last_received, Optional(ServerMessage(hello(0, false))));
  hear(from_server::Exists{});
  EXPECT_THAT(last_received, Optional(ServerMessage(from_server::Exists{})));
  EXPECT_THAT(said(wake_next()), ElementsAre(ClientMessage(from_client::Ping{.received = 1})));
}

TEST_F(ConversationTest, GivesASilentSocketUp) {
  EXPECT_EQ(conversation.next_wake(), kNever);
  open();
  hear(hello(0, false));
  for (int i = 0; i < limits::kPongsMissedMax; ++i) EXPECT_EQ(said(wake_next()).size(), 1u);
  const SocketActions actions = wake_next();
  ASSERT_EQ(actions.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<DropSocket>(actions[0]));
  EXPECT_EQ(now, kStart + limits::kPingInterval * (limits::kPongsMissedMax + 1));
  EXPECT_EQ(conversation.next_wake(), kNever);
}

TEST_F(ConversationTest, GivesUpASocketWhoseHelloIsNotAnswered) {
  open();
  const SocketActions actions = wake_next();
  ASSERT_EQ(actions.size(), 1u);
  EXPECT_TRUE(std::holds_alternative<DropSocket>(actions[0]));
  EXPECT_EQ(now, kStart + limits::kHelloTimeout);
  EXPECT_EQ(conversation.next_wake(), kNever);
  open();
  hear(hello(0, false));
  EXPECT_EQ(conversation.next_wake(), now + limits::kPingInterval);
}

TEST_F(ConversationTest, TakesAnyMessageForASignOfLife) {
  open();
  hear(hello(0, false));
  for (int i = 0; i < 3 * limits::kPongsMissedMax; ++i) {
    EXPECT_EQ(said(wake_next()).size(), 1u);
    hear(from_server::Ended{});
  }
}

TEST_F(ConversationTest, BelievesNoAcknowledgementOfWhatItNeverSaid) {
  open();
  hear(hello(0, false));
  say(knock(1));
  hear(from_server::Pong{.received = 1000});
  say(knock(2));
  conversation.closed();
  open();
  EXPECT_THAT(hear(hello(0, true)), ElementsAre(ClientMessage(knock(2))))
      << "nor does it go back behind what was acknowledged";
}

TEST_F(ConversationTest, RefusesTextsThatAreNotOfTheProtocol) {
  open();
  for (const std::string text : {"", "{", R"({"type":"hello"})", R"({"type":"create"})"}) {
    SocketActions actions;
    const auto received = conversation.receive(text, now, actions);
    ASSERT_FALSE(received) << text;
    EXPECT_EQ(received.error().code, ErrorCode::kMalformed);
    EXPECT_THAT(actions, IsEmpty());
  }
}

}  // namespace
}  // namespace conclave::client
