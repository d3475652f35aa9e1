// What members tell each other inside MLS application messages.
//
//   struct {
//       uint8 type;          1: device state
//       select (type) {
//           case 1: uint32 sequence;  grows with every state that this member tells
//                   uint8 open;       bit 0 microphone, 1 camera, 2 screen; the others are zero
//       };
//   } AppMessage;
//
// Every message is padded to limits::kAppMessageBucket or the next power of two (NET-8), so a mute
// looks like everything else. The sequence keeps the server from showing an old state as the new
// one.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "e2ee/device_state.h"

#include <variant>

namespace conclave::e2ee {

struct StateMessage {
  uint32_t sequence = 0;
  DeviceState state;

  friend bool operator==(const StateMessage&, const StateMessage&) = default;
};

using AppMessage = std::variant<StateMessage>;

Buffer encode_app_message(const AppMessage& message);
// kUnsupported for a type of a later version, which is no offence.
Result<AppMessage> parse_app_message(Bytes bytes);

}  // namespace conclave::e2ee
