// What members tell each other inside MLS application messages.
//
//   struct {
//       uint8 type;          1: device state, 2: an invite was used twice, 3: a host said no
//       select (type) {
//           case 1: uint32 sequence;    grows with every state that this member tells
//                   uint8 open;         bit 0 microphone, 1 camera, 2 screen; the others are zero
//           case 2: opaque psk_id[16];  of the door
//           case 3: uint32 connection;
//       };
//   } AppMessage;
//
// Device states are the heartbeat as well: everyone tells theirs every Presence::interval.
//
// Every message is padded to limits::kAppMessageBucket or the next power of two (NET-8), so a mute
// looks like everything else. The sequence keeps the server from showing an old state as the new
// one.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/source.h"
#include "e2ee/device_state.h"

#include <variant>

namespace conclave::e2ee {

struct StateMessage {
  uint32_t sequence = 0;
  DeviceState state;

  friend bool operator==(const StateMessage&, const StateMessage&) = default;
};

// The sender was shown a second knock by a used invite: the server may have kept it from others.
struct InviteReusedMessage {
  Buffer psk_id;

  friend bool operator==(const InviteReusedMessage&, const InviteReusedMessage&) = default;
};

// By a host, for the others' lists of who waits.
struct DeniedMessage {
  ConnectionId connection;

  friend bool operator==(const DeniedMessage&, const DeniedMessage&) = default;
};

using AppMessage = std::variant<StateMessage, InviteReusedMessage, DeniedMessage>;

Buffer encode_app_message(const AppMessage& message);
// kUnsupported for a type of a later version, which is no offence.
Result<AppMessage> parse_app_message(Bytes bytes);

}  // namespace conclave::e2ee
