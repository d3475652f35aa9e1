#include "e2ee/app_message.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kDeviceState = 1;

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

}  // namespace

Buffer encode_app_message(const AppMessage& message) {
  const auto& [sequence, state] = std::get<StateMessage>(message);
  const int open = (state.microphone ? 1 : 0) | (state.camera ? 2 : 0) | (state.screen ? 4 : 0);
  Writer out(6);
  out.u8(kDeviceState).u32(sequence).u8(static_cast<uint8_t>(open));
  return std::move(out).take();
}

Result<AppMessage> parse_app_message(Bytes bytes) {
  Reader reader(bytes);
  switch (TRY(reader.u8())) {
    case kDeviceState: return parse_state(reader);
    default: return Error(ErrorCode::kUnsupported, "message of a later version");
  }
}

}  // namespace conclave::e2ee
