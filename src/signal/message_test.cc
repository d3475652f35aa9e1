#include "base/base64.h"
#include "base/limits.h"
#include "signal/meeting_id.h"
#include "signal/messages.h"

#include <gmock/gmock.h>

namespace conclave::signal {
namespace {

ErrorCode client_error(std::string_view text) {
  const auto parsed = parse_client_message(text);
  return parsed ? ErrorCode::kInternal : parsed.error().code;
}

ErrorCode server_error(std::string_view text) {
  const auto parsed = parse_server_message(text);
  return parsed ? ErrorCode::kInternal : parsed.error().code;
}

const Buffer kEnvelope = {1, 2, 3, 255};

std::vector<ClientMessage> client_messages() {
  using namespace from_client;
  const Welcome welcome{.envelope = {9}, .to = {ConnectionId(7), ConnectionId(UINT32_MAX)}};
  return {Hello{},
          Hello{.version = 1, .resume = {5, 6}, .received = 12},
          Create{},
          Knock{kEnvelope},
          Commit{.epoch = Epoch(0), .envelope = kEnvelope, .welcome = {}, .removed = {}},
          Commit{.epoch = Epoch(kEpochMax),
                 .envelope = kEnvelope,
                 .welcome = welcome,
                 .removed = {ConnectionId(3)}},
          Message{kEnvelope, {}},
          Message{kEnvelope, ConnectionId(4)},
          Reply{kEnvelope, ConnectionId(4)},
          Offer{"v=0\r\no=\"quoted\" \\ line\r\n"},
          Receive{},
          Receive{{{.mid = "4",
                    .connection = ConnectionId(2),
                    .source = SourceKind::kScreenAudio,
                    .height = 720,
                    .priority = 255}}},
          Ping{},
          Ping{8},
          Inspect{.question = {1, 2, 3}},
          Restore{.connection = ConnectionId(4),
                  .epoch = Epoch(3),
                  .members = {ConnectionId(4), ConnectionId(5)},
                  .proof = Buffer(limits::kRestoreProofBytes, 1),
                  .proof_before = {},
                  .commit = {}},
          Restore{.connection = ConnectionId(4),
                  .epoch = Epoch(3),
                  .members = {},
                  .proof = Buffer(limits::kRestoreProofBytes, 1),
                  .proof_before = Buffer(limits::kRestoreProofBytes, 2),
                  .commit = LastCommit{ConnectionId(5), kEnvelope}},
          Leave{}};
}

std::vector<ServerMessage> server_messages() {
  using namespace from_server;
  const ConnectionId from(9);
  return {Hello{.version = 1,
                .connection = from,
                .resume = {1},
                .resumed = true,
                .received = 3,
                .members = {ConnectionId(1), from},
                .epoch = Epoch(4)},
          Created{},
          Restored{.connection = from, .resume = {2}, .epoch = Epoch(4)},
          Exists{},
          Knock{from, kEnvelope},
          Accepted{Epoch(1)},
          Stale{Epoch(2)},
          Commit{from, Epoch(3), kEnvelope},
          from_server::Welcome{from, Epoch(4), kEnvelope},
          Message{from, kEnvelope},
          Reply{kEnvelope},
          Departed{from},
          Departed{.connection = from, .vanished = true},
          Ended{},
          Removed{},
          Answer{"v=0\r\n"},
          Slots{{{.mid = "1", .connection = from, .source = SourceKind::kCamera},
                 {.mid = "2", .connection = {}, .source = {}}}},
          Pong{7},
          Seen{},
          Seen{{{.name = SeenName::kAddress, .value = "10.0.0.1:80"},
                {.name = SeenName::kMeetingCommits, .value = ""}},
               {1, 2},
               {3}},
          from_server::Error{ErrorReason::kFull, "the meeting is full"},
          Closing{ClosingReason::kReplaced}};
}

TEST(Messages, EveryClientMessageComesBackAsItWasWritten) {
  for (const ClientMessage& message : client_messages()) {
    const std::string text = to_json(message);
    const auto parsed = parse_client_message(text);
    ASSERT_TRUE(parsed) << text;
    EXPECT_EQ(*parsed, message) << text;
  }
}

TEST(Messages, EveryServerMessageComesBackAsItWasWritten) {
  for (const ServerMessage& message : server_messages()) {
    const std::string text = to_json(message);
    const auto parsed = parse_server_message(text);
    ASSERT_TRUE(parsed) << text << " " << parsed.error().text;
    EXPECT_EQ(*parsed, message) << text;
  }
}

TEST(Messages, AreWrittenAsTheProtocolSays) {
  EXPECT_EQ(to_json(ClientMessage(from_client::Create{})), R"({"type":"create"})");
  EXPECT_EQ(to_json(ServerMessage(from_server::Commit{ConnectionId(2), Epoch(5), {1, 2}})),
            R"({"type":"commit","from":2,"epoch":5,"envelope":"AQI"})");
}

TEST(Messages, EveryPrefixOfAMessageIsMalformed) {
  for (const ClientMessage& message : client_messages()) {
    const std::string text = to_json(message);
    for (size_t size = 0; size < text.size(); ++size) {
      EXPECT_EQ(client_error(text.substr(0, size)), ErrorCode::kMalformed) << text.substr(0, size);
    }
  }
}

TEST(Messages, AnUnknownMissingOrExtraFieldIsMalformed) {
  EXPECT_EQ(client_error(R"({"type":"greet"})"), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"version":1})"), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"type":"hello"})"), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"type":"create","name":"Ada"})"), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"type":"commit","epoch":0,"envelope":""})"), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"type":"commit","epoch":0,"envelope":"","removed":[],
      "welcome":{"envelope":"","to":[1],"also":2}})"),
            ErrorCode::kMalformed);
  EXPECT_EQ(server_error(R"({"type":"pong","received":1,"at":1})"), ErrorCode::kMalformed);
  EXPECT_EQ(server_error(R"({"type":"departed"})"), ErrorCode::kMalformed);
}

TEST(Messages, AWrongTypeOfFieldIsMalformed) {
  for (const char* text :
       {"", "null", "[]", "7", "{}", R"({"type":7})", R"({"type":"hello","version":"1"})",
        R"({"type":"hello","version":1.0})", R"({"type":"hello","version":true})",
        R"({"type":"knock","envelope":[1]})", R"({"type":"knock","envelope":null})",
        R"({"type":"offer","sdp":{}})", R"({"type":"receive","slots":{}})",
        R"({"type":"receive","slots":[1]})", R"({"type":"create"}{"type":"create"})",
        R"({"type":"create"} x)"}) {
    EXPECT_EQ(client_error(text), ErrorCode::kMalformed) << text;
  }
}

TEST(Messages, NumbersOutOfRangeAreMalformed) {
  for (const char* number : {"-1", "0", "4294967296", "1e3", "18446744073709551616"}) {
    const std::string text = R"({"type":"message","envelope":"","to":)" + std::string(number) + "}";
    EXPECT_EQ(client_error(text), ErrorCode::kMalformed) << text;
  }
  EXPECT_EQ(
      client_error(R"({"type":"commit","epoch":9007199254740992,"envelope":"","removed":[]})"),
      ErrorCode::kMalformed);
  EXPECT_EQ(client_error(R"({"type":"receive","slots":[{"mid":"1","connection":1,
      "source":"camera","height":180,"priority":256}]})"),
            ErrorCode::kMalformed);
}

TEST(Messages, BytesThatAreNotCanonicalBase64UrlAreMalformed) {
  for (const char* bytes : {"A", "AB==", "A+==", "AR", "A B", "\\u0000\\u0000"}) {
    const std::string text = R"({"type":"knock","envelope":")" + std::string(bytes) + "\"}";
    EXPECT_EQ(client_error(text), ErrorCode::kMalformed) << text;
  }
}

TEST(Messages, ASourceNobodyCanSendIsMalformed) {
  for (const char* source : {"", "Camera", "webcam"}) {
    const std::string text = R"({"type":"receive","slots":[{"mid":"1","connection":1,"source":")" +
                             std::string(source) + R"(","height":0,"priority":0}]})";
    EXPECT_EQ(client_error(text), ErrorCode::kMalformed) << text;
  }
}

TEST(Messages, AWelcomeForNobodyIsMalformed) {
  EXPECT_EQ(client_error(R"({"type":"commit","epoch":0,"envelope":"","removed":[],
      "welcome":{"envelope":"","to":[]}})"),
            ErrorCode::kMalformed);
}

TEST(Messages, ASlotThatIsHalfEmptyIsMalformed) {
  EXPECT_EQ(
      server_error(R"({"type":"slots","slots":[{"mid":"1","connection":0,"source":"camera"}]})"),
      ErrorCode::kMalformed);
  EXPECT_EQ(server_error(R"({"type":"slots","slots":[{"mid":"1","connection":4,"source":""}]})"),
            ErrorCode::kMalformed);
}

TEST(Messages, WhatIsSeenHasItsNameInItsGroupOrIsMalformed) {
  const auto seen = [](const char* group, const char* name) {
    return std::string(R"({"type":"seen","fields":[{"group":")") + group + R"(","name":")" + name +
           R"(","value":"1"}],"certificate":"","signature":""})";
  };
  EXPECT_TRUE(parse_server_message(seen("you", "knocks")));
  for (const auto& text : {seen("meeting", "knocks"), seen("you", "Knocks"), seen("you", ""),
                           seen("", "knocks"), seen("others", "knocks")}) {
    EXPECT_EQ(server_error(text), ErrorCode::kMalformed) << text;
  }
}

TEST(Messages, AQuestionHasItsSizeOrIsMalformed) {
  const auto inspect = [](size_t size) {
    return R"({"type":"inspect","question":")" + to_base64url(Buffer(size, 7)) + "\"}";
  };
  EXPECT_TRUE(parse_client_message(inspect(limits::kQuestionBytes)));
  EXPECT_EQ(client_error(inspect(limits::kQuestionBytes - 1)), ErrorCode::kMalformed);
  EXPECT_EQ(client_error(inspect(limits::kQuestionBytes + 1)), ErrorCode::kLimit);
  EXPECT_EQ(client_error(R"({"type":"inspect"})"), ErrorCode::kMalformed);
}

TEST(Messages, TooMuchSeenIsOverTheLimit) {
  from_server::Seen seen;
  seen.fields.assign(limits::kSeenFieldsMax + 1, {.name = SeenName::kKnocks, .value = "1"});
  EXPECT_EQ(server_error(to_json(ServerMessage(seen))), ErrorCode::kLimit);
  seen.fields = {{.name = SeenName::kSlots, .value = std::string(limits::kSeenValueBytesMax, '1')}};
  EXPECT_TRUE(parse_server_message(to_json(ServerMessage(seen))));
  seen.fields[0].value += '1';
  EXPECT_EQ(server_error(to_json(ServerMessage(seen))), ErrorCode::kLimit);
}

TEST(Messages, TheLargestEnvelopeFitsAndOneByteMoreDoesNot) {
  from_client::Message message{Buffer(limits::kEnvelopeBytesMax), {}};
  const std::string largest = to_json(ClientMessage(message));
  EXPECT_LT(largest.size(), limits::kSignalMessageBytesMax);
  EXPECT_TRUE(parse_client_message(largest));
  message.envelope.push_back(0);
  EXPECT_EQ(client_error(to_json(ClientMessage(message))), ErrorCode::kLimit);
}

TEST(Messages, AKnockIsBoundedMoreTightly) {
  EXPECT_TRUE(parse_client_message(
      to_json(ClientMessage(from_client::Knock{Buffer(limits::kKnockBytesMax)}))));
  EXPECT_EQ(
      client_error(to_json(ClientMessage(from_client::Knock{Buffer(limits::kKnockBytesMax + 1)}))),
      ErrorCode::kLimit);
}

TEST(Messages, TooLongAnSdpAMidOrAListIsOverTheLimit) {
  EXPECT_EQ(client_error(to_json(
                ClientMessage(from_client::Offer{std::string(limits::kSdpBytesMax + 1, 'a')}))),
            ErrorCode::kLimit);
  from_client::Receive receive;
  receive.slots.push_back({.mid = std::string(limits::kMidBytesMax + 1, '1'),
                           .connection = ConnectionId(1),
                           .source = SourceKind::kCamera});
  EXPECT_EQ(client_error(to_json(ClientMessage(receive))), ErrorCode::kLimit);
  receive.slots.assign(limits::kSlotsMax + 1, receive.slots[0]);
  EXPECT_EQ(client_error(to_json(ClientMessage(receive))), ErrorCode::kLimit);
  from_client::Commit commit;
  commit.removed.assign(limits::kMeetingConnectionsMax + 1, ConnectionId(1));
  EXPECT_EQ(client_error(to_json(ClientMessage(commit))), ErrorCode::kLimit);
}

TEST(Messages, ATextOverAMebibyteIsNotEvenRead) {
  EXPECT_EQ(client_error(std::string(limits::kSignalMessageBytesMax + 1, ' ')), ErrorCode::kLimit);
}

TEST(Messages, DeepNestingIsMalformedNotAStackOverflow) {
  EXPECT_EQ(client_error(std::string(500000, '[')), ErrorCode::kMalformed);
}

TEST(Messages, TextThatIsNotUtf8IsMalformed) {
  EXPECT_EQ(client_error("{\"type\":\"offer\",\"sdp\":\"\xff\xfe\"}"), ErrorCode::kMalformed);
}

TEST(Messages, HousekeepingIsNotCounted) {
  EXPECT_FALSE(is_counted(ClientMessage(from_client::Hello{})));
  EXPECT_FALSE(is_counted(ClientMessage(from_client::Ping{})));
  EXPECT_TRUE(is_counted(ClientMessage(from_client::Leave{})));
  EXPECT_FALSE(is_counted(ClientMessage(from_client::Inspect{})));
  EXPECT_FALSE(is_counted(ServerMessage(from_server::Pong{})));
  EXPECT_FALSE(is_counted(ServerMessage(from_server::Seen{})));
  EXPECT_TRUE(is_counted(ServerMessage(from_server::Commit{})));
}

TEST(MeetingId, IsTwentyTwoCharactersInThePath) {
  MeetingId id;
  id.bytes.fill(0xab);
  const std::string path = meeting_path(id);
  EXPECT_EQ(path.size(), kMeetingPathPrefix.size() + 22);
  ASSERT_TRUE(parse_meeting_path(path));
  EXPECT_EQ(*parse_meeting_path(path), id);
}

TEST(MeetingId, AnyOtherPathIsRefused) {
  for (const char* path :
       {"", "/", "/api/v1/meetings/", "/api/v1/meetings/AAAA",
        "/api/v1/meetings/AAAAAAAAAAAAAAAAAAAAAB", "/api/v1/meetings/AAAAAAAAAAAAAAAAAAAAAA/",
        "/api/v1/meetings/AAAAAAAAAAAAAAAAAAAAAAAA", "/api/v2/meetings/AAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_FALSE(parse_meeting_path(path)) << path;
  }
  EXPECT_TRUE(parse_meeting_path("/api/v1/meetings/AAAAAAAAAAAAAAAAAAAAAA"));
}

}  // namespace
}  // namespace conclave::signal
