#include "e2ee/app_message.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "mls/codec.h"

namespace conclave::e2ee {
namespace {

constexpr size_t kPskIdSize = 16;

void put(Writer& out, const StateMessage& message) {
  const DeviceState& state = message.state;
  const int open = (state.microphone ? 1 : 0) | (state.camera ? 2 : 0) | (state.screen ? 4 : 0) |
                   (state.screen_paused ? 8 : 0);
  out.u8(1).u32(message.sequence).u8(static_cast<uint8_t>(open)).u32(message.hand);
}
void put(Writer& out, const InviteReusedMessage& message) {
  CHECK(message.psk_id.size() == kPskIdSize);
  out.u8(2).bytes(message.psk_id);
}
void put(Writer& out, const DeniedMessage& message) { out.u8(3).u32(message.connection.value()); }
void put(Writer& out, const WordsMessage& message) {
  out.u8(type_of(message.words)).u32(message.number);
  write_words(out, message.words);
}
void put(Writer& out, const ChunkWantedMessage& message) {
  const auto& [file, index] = message;
  out.u8(11).u32(file.connection.value()).u32(file.number).u32(index);
}
void put(Writer& out, const ChunkMessage& message) {
  out.u8(12).u32(message.file).u32(message.index);
  mls::codec::write_opaque(out, message.data);
}

Result<AppMessage> read_state(Reader& reader) {
  StateMessage message{.sequence = TRY(reader.u32()), .state = {}};
  const uint8_t open = TRY(reader.u8());
  if (open > 15) return Error(ErrorCode::kMalformed, "unknown device");
  message.state = {.microphone = (open & 1) != 0,
                   .camera = (open & 2) != 0,
                   .screen = (open & 4) != 0,
                   .screen_paused = (open & 8) != 0};
  message.hand = TRY(reader.u32());
  return message;
}

Result<AppMessage> read_invite_reused(Reader& reader) {
  return InviteReusedMessage{.psk_id = to_buffer(TRY(reader.read(kPskIdSize)))};
}

Result<AppMessage> read_denied(Reader& reader) {
  return DeniedMessage{.connection = ConnectionId(TRY(reader.u32()))};
}

Result<AppMessage> read_words_message(uint8_t type, Reader& reader) {
  const uint32_t number = TRY(reader.u32());
  return WordsMessage{.number = number, .words = TRY(read_words(type, reader))};
}

Result<uint32_t> read_index(Reader& reader) {
  const uint32_t index = TRY(reader.u32());
  if (index >= limits::kFileChunksMax) return Error(ErrorCode::kMalformed, "beyond every file");
  return index;
}

Result<AppMessage> read_chunk_wanted(Reader& reader) {
  const MessageId file = TRY(read_message_id(reader));
  return ChunkWantedMessage{.file = file, .index = TRY(read_index(reader))};
}

Result<AppMessage> read_chunk(Reader& reader) {
  ChunkMessage message{.file = TRY(reader.u32()), .data = {}};
  message.index = TRY(read_index(reader));
  message.data = to_buffer(TRY(mls::codec::read_opaque(reader)));
  if (message.data.empty() || message.data.size() > limits::kFileChunkBytes) {
    return Error(ErrorCode::kMalformed, "chunk empty or too big");
  }
  return message;
}

Result<AppMessage> read_message(uint8_t type, Reader& reader) {
  switch (type) {
    case 1: return read_state(reader);
    case 2: return read_invite_reused(reader);
    case 3: return read_denied(reader);
    case 11: return read_chunk_wanted(reader);
    case 12: return read_chunk(reader);
    default: return read_words_message(type, reader);
  }
}

}  // namespace

Buffer encode_app_message(const AppMessage& message) {
  Writer out;
  std::visit([&](const auto& alternative) { put(out, alternative); }, message);
  return std::move(out).take();
}

Result<AppMessage> parse_app_message(Bytes bytes) {
  Reader reader(bytes);
  const uint8_t type = TRY(reader.u8());
  AppMessage message = TRY(read_message(type, reader));
  TRY(reader.expect_end());
  return message;
}

}  // namespace conclave::e2ee
