#include "e2ee/app_message.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

constexpr size_t kPskIdSize = 16;

// Types are one more than the alternative's index.
uint8_t type_of(const AppMessage& message) { return static_cast<uint8_t>(message.index() + 1); }

void put(Writer& out, const StateMessage& message) {
  const auto& [sequence, state] = message;
  const int open = (state.microphone ? 1 : 0) | (state.camera ? 2 : 0) | (state.screen ? 4 : 0);
  out.u32(sequence).u8(static_cast<uint8_t>(open));
}
void put(Writer& out, const InviteReusedMessage& message) {
  CHECK(message.psk_id.size() == kPskIdSize);
  out.bytes(message.psk_id);
}
void put(Writer& out, const DeniedMessage& message) { out.u32(message.connection.value()); }

Result<AppMessage> parse_state(Reader& reader) {
  const uint32_t sequence = TRY(reader.u32());
  const uint8_t open = TRY(reader.u8());
  TRY(reader.expect_end());
  if (open > 7) return Error(ErrorCode::kMalformed, "unknown device");
  return StateMessage{
      .sequence = sequence,
      .state = {
          .microphone = (open & 1) != 0, .camera = (open & 2) != 0, .screen = (open & 4) != 0}};
}

Result<AppMessage> parse_invite_reused(Reader& reader) {
  InviteReusedMessage message{.psk_id = to_buffer(TRY(reader.read(kPskIdSize)))};
  TRY(reader.expect_end());
  return message;
}

Result<AppMessage> parse_denied(Reader& reader) {
  const DeniedMessage message{.connection = ConnectionId(TRY(reader.u32()))};
  TRY(reader.expect_end());
  return message;
}

}  // namespace

Buffer encode_app_message(const AppMessage& message) {
  Writer out;
  out.u8(type_of(message));
  std::visit([&](const auto& alternative) { put(out, alternative); }, message);
  return std::move(out).take();
}

Result<AppMessage> parse_app_message(Bytes bytes) {
  Reader reader(bytes);
  switch (TRY(reader.u8())) {
    case 1: return parse_state(reader);
    case 2: return parse_invite_reused(reader);
    case 3: return parse_denied(reader);
    default: return Error(ErrorCode::kUnsupported, "message of a later version");
  }
}

}  // namespace conclave::e2ee
