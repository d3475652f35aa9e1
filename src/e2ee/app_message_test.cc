#include "e2ee/app_message.h"

#include "base/limits.h"

#include <gtest/gtest.h>

#include <set>

namespace conclave::e2ee {
namespace {

constexpr MessageId kSome{ConnectionId(3), 9};

AppMessage words(Words words) {
  return AppMessage(std::in_place_type<WordsMessage>, 7u, std::move(words));
}

std::vector<AppMessage> one_of_each() {
  return {StateMessage{.sequence = 1, .state = {.camera = true, .screen_paused = true}, .hand = 5},
          InviteReusedMessage{.psk_id = Buffer(16, 7)},
          DeniedMessage{.connection = ConnectionId(0x01020304)},
          words(Chat{.reply_to = {}, .text = "two\nlines"}),
          words(Chat{.reply_to = kSome, .text = "yes"}),
          words(Reaction{.symbol = "\U0001f44d"}),
          words(Poll{.question = "Tea?", .options = {"yes", "no", "later"}}),
          words(Vote{.poll = kSome, .option = 9}),
          words(PollClosed{.poll = kSome}),
          words(FileOffer{.name = "tea.pdf", .size = limits::kFileBytesMax}),
          words(FileWithdrawn{.file = 7}),
          words(Ask{.what = AskKind::kLowerHand}),
          ChunkWantedMessage{.file = kSome, .index = limits::kFileChunksMax - 1},
          ChunkMessage{.file = 2, .index = 1, .data = Buffer(limits::kFileChunkBytes, 1)}};
}

bool is_malformed(const AppMessage& message) {
  const auto parsed = parse_app_message(encode_app_message(message));
  return !parsed && parsed.error().code == ErrorCode::kMalformed;
}
bool is_malformed(Words some) { return is_malformed(words(std::move(some))); }

TEST(AppMessage, OfEveryTypeArrivesAsItLeft) {
  std::set<uint8_t> types;
  for (const AppMessage& message : one_of_each()) {
    const Buffer bytes = encode_app_message(message);
    EXPECT_EQ(*parse_app_message(bytes), message) << int{bytes[0]};
    types.insert(bytes[0]);
  }
  EXPECT_EQ(types, (std::set<uint8_t>{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13}));
}

TEST(AppMessage, CutShortOrWithMoreBehindItIsRefused) {
  for (const AppMessage& message : one_of_each()) {
    const Buffer bytes = encode_app_message(message);
    for (size_t size = 0; size < bytes.size(); size += 1 + size / 64) {
      EXPECT_FALSE(parse_app_message(Bytes(bytes).first(size))) << int{bytes[0]};
    }
    Buffer longer = bytes;
    longer.push_back(0);
    EXPECT_EQ(parse_app_message(longer).error().code, ErrorCode::kMalformed) << int{bytes[0]};
  }
}

TEST(AppMessage, CarriesEveryDeviceState) {
  for (int open = 0; open < 16; ++open) {
    const StateMessage message{.sequence = 0xfffffffe,
                               .state = {.microphone = (open & 1) != 0,
                                         .camera = (open & 2) != 0,
                                         .screen = (open & 4) != 0,
                                         .screen_paused = (open & 8) != 0},
                               .hand = 0xffffffff};
    EXPECT_EQ(*parse_app_message(encode_app_message(message)), AppMessage(message));
  }
  Buffer unknown = encode_app_message(StateMessage{.sequence = 1, .state = {}});
  unknown[5] = 16;
  EXPECT_EQ(parse_app_message(unknown).error().code, ErrorCode::kMalformed);
}

TEST(AppMessage, OfALaterVersionIsNoOffence) {
  EXPECT_EQ(parse_app_message(Buffer{14, 0, 0, 0, 1}).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_app_message(Buffer{200, 0, 0, 0, 1}).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(parse_app_message({}).error().code, ErrorCode::kMalformed);
}

TEST(Words, OutsideTheirLimitsAreRefused) {
  const std::string line(1000, 'x');
  EXPECT_TRUE(is_malformed(Chat{.reply_to = {}, .text = ""}));
  EXPECT_TRUE(is_malformed(Chat{.reply_to = {}, .text = std::string(4001, 'x')}));
  EXPECT_TRUE(is_malformed(Reaction{.symbol = line.substr(0, 33)}));
  EXPECT_TRUE(is_malformed(Poll{.question = line.substr(0, 501), .options = {"a", "b"}}));
  EXPECT_TRUE(is_malformed(Poll{.question = "?", .options = {"a"}}));
  EXPECT_TRUE(is_malformed(Poll{.question = "?", .options = std::vector<std::string>(11, "a")}));
  EXPECT_TRUE(is_malformed(Poll{.question = "?", .options = {"a", line.substr(0, 201)}}));
  EXPECT_TRUE(is_malformed(Vote{.poll = kSome, .option = 10}));
  EXPECT_TRUE(is_malformed(FileOffer{.name = line.substr(0, 201), .size = 1}));
  EXPECT_TRUE(is_malformed(FileOffer{.name = "f", .size = 0}));
  EXPECT_TRUE(is_malformed(FileOffer{.name = "f", .size = limits::kFileBytesMax + 1}));
  EXPECT_TRUE(is_malformed(Ask{.what = AskKind(0)}));
  EXPECT_TRUE(is_malformed(Ask{.what = AskKind(6)}));
  EXPECT_TRUE(is_malformed(ChunkWantedMessage{.file = kSome, .index = limits::kFileChunksMax}));
  EXPECT_TRUE(is_malformed(ChunkMessage{.file = 1, .index = 0, .data = {}}));
  EXPECT_TRUE(is_malformed(
      ChunkMessage{.file = 1, .index = 0, .data = Buffer(limits::kFileChunkBytes + 1)}));
}

TEST(Words, AboutNothingAreRefused) {
  for (const MessageId nothing : {MessageId{}, {ConnectionId(3), 0}, {ConnectionId(), 9}}) {
    EXPECT_TRUE(is_malformed(Vote{.poll = nothing, .option = 0}));
    EXPECT_TRUE(is_malformed(PollClosed{.poll = nothing}));
    EXPECT_TRUE(is_malformed(ChunkWantedMessage{.file = nothing, .index = 0}));
    EXPECT_EQ(is_malformed(Chat{.reply_to = nothing, .text = "x"}), nothing != MessageId{});
  }
}

TEST(Words, ThatDrawMoreThanTheySayAreRefused) {
  const std::string turned = "gpj.\u202eexe";
  EXPECT_TRUE(is_malformed(Chat{.reply_to = {}, .text = turned}));
  EXPECT_TRUE(is_malformed(Reaction{.symbol = turned}));
  EXPECT_TRUE(is_malformed(Poll{.question = turned, .options = {"a", "b"}}));
  EXPECT_TRUE(is_malformed(Poll{.question = "?", .options = {"a", turned}}));
  EXPECT_TRUE(is_malformed(FileOffer{.name = turned, .size = 1}));
  EXPECT_TRUE(is_malformed(FileOffer{.name = "two\nlines", .size = 1}));
}

// limits.h says so: then nobody sees by its size where a file's chunk ends.
TEST(FileChunk, FillsItsBucket) {
  constexpr size_t kLengthOfData = 4;  // application_data<V> of RFC 9420 section 6
  const Buffer bytes = encode_app_message(
      ChunkMessage{.file = 1, .index = 2, .data = Buffer(limits::kFileChunkBytes)});
  EXPECT_EQ(bytes.size() + kLengthOfData, 64u * 1024);
}

}  // namespace
}  // namespace conclave::e2ee
