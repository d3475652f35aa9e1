// What members tell each other inside MLS application messages.
//
//   struct {
//       uint8 type;
//       select (type) {
//           case 1, device state:  uint32 sequence;  grows with every state that this member tells
//                                  uint8 open;       bit 0 microphone, 1 camera, 2 screen, 3 screen
//                                                    paused; the others are zero
//                                  uint32 hand;      0 down; else where in the order of raised
//                                  hands
//           case 2, an invite was used twice:  opaque psk_id[16];  of the door
//           case 3, a host said no:            uint32 connection;
//           case 4 to 10 and 13, words:        uint32 number;      grows with all that this member
//                                                                  says
//                                              Words words;        of words.h
//           case 11, chunk wanted: MessageId file;   to whoever offered it
//                                  uint32 index;     chunks have limits::kFileChunkBytes
//           case 12, file chunk:   uint32 file;      the number of the sender's own offer
//                                  uint32 index;
//                                  opaque data<V>;
//       };
//   } AppMessage;
//
// Device states are the heartbeat as well: everyone tells theirs every Presence::interval. Who
// raises a hand gives it 1 more than the highest that anybody shows; ties go by leaf.
//
// Every message is padded to limits::kAppMessageBucket or the next power of two (NET-8), so a mute
// looks like a wave and like a line of chat. Sequence and number keep the server from showing old
// messages as new ones.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/source.h"
#include "e2ee/device_state.h"
#include "e2ee/words.h"

#include <variant>

namespace conclave::e2ee {

struct StateMessage {
  uint32_t sequence = 0;
  DeviceState state;
  uint32_t hand = 0;

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

struct WordsMessage {
  uint32_t number = 0;
  Words words;

  friend bool operator==(const WordsMessage&, const WordsMessage&) = default;
};

struct ChunkWantedMessage {
  MessageId file;
  uint32_t index = 0;

  friend bool operator==(const ChunkWantedMessage&, const ChunkWantedMessage&) = default;
};

struct ChunkMessage {
  uint32_t file = 0;
  uint32_t index = 0;
  Buffer data;

  friend bool operator==(const ChunkMessage&, const ChunkMessage&) = default;
};

using AppMessage = std::variant<StateMessage, InviteReusedMessage, DeniedMessage, WordsMessage,
                                ChunkWantedMessage, ChunkMessage>;

Buffer encode_app_message(const AppMessage& message);
// kUnsupported for a type of a later version, which is no offence.
Result<AppMessage> parse_app_message(Bytes bytes);

}  // namespace conclave::e2ee
