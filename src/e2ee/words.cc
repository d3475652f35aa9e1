#include "e2ee/words.h"

#include "base/limits.h"
#include "e2ee/text.h"
#include "mls/codec.h"

#include <array>

namespace conclave::e2ee {
namespace {

// By the alternative's index.
constexpr std::array<uint8_t, std::variant_size_v<Words>> kTypes = {4, 5, 6, 7, 8, 9, 10, 13};

void put(Writer& out, const MessageId& id) { out.u32(id.connection.value()).u32(id.number); }
void put(Writer& out, std::string_view text) { mls::codec::write_opaque(out, as_bytes(text)); }

void put(Writer& out, const Chat& chat) {
  put(out, chat.reply_to);
  put(out, chat.text);
}
void put(Writer& out, const Reaction& reaction) { put(out, reaction.symbol); }
void put(Writer& out, const Poll& poll) {
  put(out, poll.question);
  out.u8(static_cast<uint8_t>(poll.options.size()));
  for (const std::string& option : poll.options) put(out, option);
}
void put(Writer& out, const Vote& vote) {
  put(out, vote.poll);
  out.u8(vote.option);
}
void put(Writer& out, const PollClosed& closed) { put(out, closed.poll); }
void put(Writer& out, const FileOffer& offer) {
  put(out, offer.name);
  out.u64(offer.size);
}
void put(Writer& out, const FileWithdrawn& withdrawn) { out.u32(withdrawn.file); }
void put(Writer& out, const Ask& ask) { out.u8(static_cast<uint8_t>(ask.what)); }

Result<std::string> read_text(Reader& reader, size_t bytes_max, Lines lines = Lines::kOne) {
  const std::string_view text = as_text(TRY(mls::codec::read_opaque(reader)));
  TRY(check_text(text, bytes_max, lines));
  return std::string(text);
}

Result<MessageId> read_id_or_none(Reader& reader) {
  const ConnectionId connection(TRY(reader.u32()));
  return MessageId{.connection = connection, .number = TRY(reader.u32())};
}

Result<Words> read_chat(Reader& reader) {
  const MessageId reply_to = TRY(read_id_or_none(reader));
  const bool is_half = (reply_to.connection.value() == 0) != (reply_to.number == 0);
  if (is_half) return Error(ErrorCode::kMalformed, "half of a message id");
  return Chat{.reply_to = reply_to,
              .text = TRY(read_text(reader, limits::kChatBytesMax, Lines::kMany))};
}

Result<Words> read_reaction(Reader& reader) {
  return Reaction{.symbol = TRY(read_text(reader, limits::kReactionBytesMax))};
}

Result<Words> read_poll(Reader& reader) {
  Poll poll{.question = TRY(read_text(reader, limits::kPollQuestionBytesMax)), .options = {}};
  const uint8_t count = TRY(reader.u8());
  if (count < 2 || count > limits::kPollOptionsMax) {
    return Error(ErrorCode::kMalformed, "too few or too many options");
  }
  while (poll.options.size() < count) {
    poll.options.push_back(TRY(read_text(reader, limits::kPollOptionBytesMax)));
  }
  return poll;
}

Result<Words> read_vote(Reader& reader) {
  const MessageId poll = TRY(read_message_id(reader));
  const uint8_t option = TRY(reader.u8());
  if (option >= limits::kPollOptionsMax) return Error(ErrorCode::kMalformed, "no such option");
  return Vote{.poll = poll, .option = option};
}

Result<Words> read_poll_closed(Reader& reader) {
  return PollClosed{.poll = TRY(read_message_id(reader))};
}

Result<Words> read_file(Reader& reader) {
  FileOffer offer{.name = TRY(read_text(reader, limits::kFileNameBytesMax))};
  offer.size = TRY(reader.u64());
  if (offer.size == 0 || offer.size > limits::kFileBytesMax) {
    return Error(ErrorCode::kMalformed, "file empty or too big");
  }
  return offer;
}

Result<Words> read_file_withdrawn(Reader& reader) {
  return FileWithdrawn{.file = TRY(reader.u32())};
}

Result<Words> read_ask(Reader& reader) {
  const auto what = static_cast<AskKind>(TRY(reader.u8()));
  if (what < AskKind::kMute || what > AskKind::kLowerHand) {
    return Error(ErrorCode::kMalformed, "asks for something unknown");
  }
  return Ask{.what = what};
}

}  // namespace

uint8_t type_of(const Words& words) { return kTypes[words.index()]; }

void write_words(Writer& out, const Words& words) {
  std::visit([&](const auto& kind) { put(out, kind); }, words);
}

Result<Words> read_words(uint8_t type, Reader& reader) {
  switch (type) {
    case 4: return read_chat(reader);
    case 5: return read_reaction(reader);
    case 6: return read_poll(reader);
    case 7: return read_vote(reader);
    case 8: return read_poll_closed(reader);
    case 9: return read_file(reader);
    case 10: return read_file_withdrawn(reader);
    case 13: return read_ask(reader);
    default: return Error(ErrorCode::kUnsupported, "message of a later version");
  }
}

Result<MessageId> read_message_id(Reader& reader) {
  const MessageId id = TRY(read_id_or_none(reader));
  if (id.connection.value() == 0 || id.number == 0) {
    return Error(ErrorCode::kMalformed, "message id of nothing");
  }
  return id;
}

}  // namespace conclave::e2ee
