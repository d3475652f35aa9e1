// What people say to each other: inside application messages (app_message.h), by these bytes. Text
// is UTF-8 that check_text takes.
//
//   struct {
//       uint32 connection;
//       uint32 number;
//   } MessageId;               whose words, and which of them; neither is zero
//
//   select (type) {
//       case 4, chat:            MessageId reply_to;      both parts zero: to nobody
//                                opaque text<V>;          1 to limits::kChatBytesMax, with lines
//       case 5, reaction:        opaque symbol<V>;        1 to limits::kReactionBytesMax
//       case 6, poll:            opaque question<V>;      1 to limits::kPollQuestionBytesMax
//                                uint8 count;             2 to limits::kPollOptionsMax
//                                opaque options[count]<V>;  1 to limits::kPollOptionBytesMax each
//       case 7, vote:            MessageId poll;
//                                uint8 option;            from 0
//       case 8, poll closed:     MessageId poll;
//       case 9, file:            opaque name<V>;          1 to limits::kFileNameBytesMax
//                                uint64 size;             1 to limits::kFileBytesMax
//       case 10, file withdrawn: uint32 file;             the number of the sender's own offer
//       case 13, ask:            uint8 what;              1 mute, 2 unmute, 3 stop the camera,
//                                                         4 stop sharing, 5 lower the hand
//   } Words;
//
// Nothing here is about whether a poll, a message or a file that is spoken of exists: whoever shows
// them knows those that it was told of, and passes over the rest.
#pragma once

#include "base/bytes.h"
#include "base/reader.h"
#include "base/source.h"
#include "base/writer.h"

#include <string>
#include <variant>
#include <vector>

namespace conclave::e2ee {

struct MessageId {
  ConnectionId connection;
  uint32_t number = 0;

  friend auto operator<=>(const MessageId&, const MessageId&) = default;
};

struct Chat {
  MessageId reply_to = {};
  std::string text;

  friend bool operator==(const Chat&, const Chat&) = default;
};
struct Reaction {
  std::string symbol;

  friend bool operator==(const Reaction&, const Reaction&) = default;
};
struct Poll {
  std::string question;
  std::vector<std::string> options;

  friend bool operator==(const Poll&, const Poll&) = default;
};
struct Vote {
  MessageId poll;
  uint8_t option = 0;

  friend bool operator==(const Vote&, const Vote&) = default;
};
struct PollClosed {
  MessageId poll;

  friend bool operator==(const PollClosed&, const PollClosed&) = default;
};
// An offer: the bytes stay with whoever makes it until somebody asks for them.
struct FileOffer {
  std::string name;
  uint64_t size = 0;

  friend bool operator==(const FileOffer&, const FileOffer&) = default;
};
struct FileWithdrawn {
  uint32_t file = 0;

  friend bool operator==(const FileWithdrawn&, const FileWithdrawn&) = default;
};
// A request to one person, which is shown to them and does nothing.
enum class AskKind : uint8_t { kMute = 1, kUnmute, kStopCamera, kStopShare, kLowerHand };
struct Ask {
  AskKind what = AskKind::kMute;

  friend bool operator==(const Ask&, const Ask&) = default;
};

using Words = std::variant<Chat, Reaction, Poll, Vote, PollClosed, FileOffer, FileWithdrawn, Ask>;

uint8_t type_of(const Words& words);
void write_words(Writer& out, const Words& words);
// kUnsupported for a type of none of them.
Result<Words> read_words(uint8_t type, Reader& reader);

Result<MessageId> read_message_id(Reader& reader);

}  // namespace conclave::e2ee
