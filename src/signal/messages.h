// The signalling messages of docs/protocol.md as types, one struct a message, and the strict
// passage between them and JSON text. Both directions are parsed and written here: the server
// reads from_client and writes from_server, the native client the other way round.
//
// A message that parse_* returns keeps every bound of the protocol: known type, exactly the fields
// of that type, bytes in canonical base64url, numbers in range, lists and envelopes within
// limits.h. Envelopes are opaque here; this room could not open one.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/source.h"
#include "signal/seen.h"

#include <optional>
#include <string>
#include <variant>

namespace conclave::signal {

inline constexpr uint32_t kProtocolVersion = 1;

// The epoch of the meeting's MLS group, as far as the server counts it. Fits 53 bits.
using Epoch = Id<struct EpochTag, uint64_t>;
inline constexpr uint64_t kEpochMax = (uint64_t{1} << 53) - 1;

std::string_view to_text(SourceKind source);
Result<SourceKind> parse_source(std::string_view text);

enum class ErrorReason : uint8_t { kMalformed, kLimit, kVersion, kFull, kRefused, kInternal };
std::string_view to_text(ErrorReason reason);

enum class ClosingReason : uint8_t { kShutdown, kReplaced };
std::string_view to_text(ClosingReason reason);

struct Welcome {
  Buffer envelope;
  std::vector<ConnectionId> to;  // not empty

  friend bool operator==(const Welcome&, const Welcome&) = default;
};

struct ReceiveSlot {
  std::string mid;
  ConnectionId connection;
  SourceKind source = SourceKind::kMicrophone;
  uint32_t height = 0;  // pixels, 0 for audio
  uint8_t priority = 0;

  friend bool operator==(const ReceiveSlot&, const ReceiveSlot&) = default;
};

struct Slot {
  std::string mid;
  ConnectionId connection;           // 0 for an empty slot
  std::optional<SourceKind> source;  // and none

  friend bool operator==(const Slot&, const Slot&) = default;
};

// What a client says.
namespace from_client {

struct Hello {
  uint32_t version = kProtocolVersion;
  Buffer resume;          // empty for a newcomer
  uint64_t received = 0;  // messages taken from the other side so far
  friend bool operator==(const Hello&, const Hello&) = default;
};
struct Create {
  friend bool operator==(const Create&, const Create&) = default;
};
struct Knock {
  Buffer envelope;
  friend bool operator==(const Knock&, const Knock&) = default;
};
struct Commit {
  Epoch epoch;
  Buffer envelope;
  std::optional<Welcome> welcome;
  std::vector<ConnectionId> removed;
  friend bool operator==(const Commit&, const Commit&) = default;
};
struct Message {
  Buffer envelope;
  std::optional<ConnectionId> to;  // everyone else, or one
  friend bool operator==(const Message&, const Message&) = default;
};
struct Reply {
  Buffer envelope;
  ConnectionId to;  // one who knocked
  friend bool operator==(const Reply&, const Reply&) = default;
};
struct Offer {
  std::string sdp;
  friend bool operator==(const Offer&, const Offer&) = default;
};
struct Receive {
  std::vector<ReceiveSlot> slots;
  friend bool operator==(const Receive&, const Receive&) = default;
};
struct Ping {
  uint64_t received = 0;
  friend bool operator==(const Ping&, const Ping&) = default;
};
struct Inspect {
  std::array<uint8_t, limits::kQuestionBytes> question{};  // drawn anew for each
  friend bool operator==(const Inspect&, const Inspect&) = default;
};
// The commit that brought the count to where it is.
struct LastCommit {
  ConnectionId from;
  Buffer envelope;
  friend bool operator==(const LastCommit&, const LastCommit&) = default;
};
struct Restore {
  ConnectionId connection;  // the one before
  Epoch epoch;
  std::vector<ConnectionId> members;
  Buffer proof;
  Buffer proof_before;  // empty for none
  std::optional<LastCommit> commit;
  friend bool operator==(const Restore&, const Restore&) = default;
};
struct Leave {
  friend bool operator==(const Leave&, const Leave&) = default;
};

}  // namespace from_client

// What the server says.
namespace from_server {

struct Hello {
  uint32_t version = kProtocolVersion;
  ConnectionId connection;
  Buffer resume;
  bool resumed = false;
  uint64_t received = 0;
  std::vector<ConnectionId> members;
  Epoch epoch;
  friend bool operator==(const Hello&, const Hello&) = default;
};
struct Created {
  friend bool operator==(const Created&, const Created&) = default;
};
struct Exists {
  friend bool operator==(const Exists&, const Exists&) = default;
};
struct Restored {
  ConnectionId connection;
  Buffer resume;
  Epoch epoch;
  friend bool operator==(const Restored&, const Restored&) = default;
};
struct Knock {
  ConnectionId from;
  Buffer envelope;
  friend bool operator==(const Knock&, const Knock&) = default;
};
struct Accepted {
  Epoch epoch;
  friend bool operator==(const Accepted&, const Accepted&) = default;
};
struct Stale {
  Epoch epoch;
  friend bool operator==(const Stale&, const Stale&) = default;
};
struct Commit {
  ConnectionId from;
  Epoch epoch;
  Buffer envelope;
  friend bool operator==(const Commit&, const Commit&) = default;
};
struct Welcome {
  ConnectionId from;
  Epoch epoch;
  Buffer envelope;
  friend bool operator==(const Welcome&, const Welcome&) = default;
};
struct Message {
  ConnectionId from;
  Buffer envelope;
  friend bool operator==(const Message&, const Message&) = default;
};
struct Reply {
  Buffer envelope;
  friend bool operator==(const Reply&, const Reply&) = default;
};
struct Departed {
  ConnectionId connection;
  bool vanished = false;  // without goodbye
  friend bool operator==(const Departed&, const Departed&) = default;
};
struct Ended {
  friend bool operator==(const Ended&, const Ended&) = default;
};
struct Removed {
  friend bool operator==(const Removed&, const Removed&) = default;
};
struct Answer {
  std::string sdp;
  friend bool operator==(const Answer&, const Answer&) = default;
};
struct Slots {
  std::vector<Slot> slots;
  friend bool operator==(const Slots&, const Slots&) = default;
};
struct Pong {
  uint64_t received = 0;
  friend bool operator==(const Pong&, const Pong&) = default;
};
struct Seen {
  std::vector<SeenField> fields;
  // Of statement(): both empty as long as the asker has offered no media.
  Buffer certificate = {};
  Buffer signature = {};
  friend bool operator==(const Seen&, const Seen&) = default;
};
struct Error {
  ErrorReason code = ErrorReason::kInternal;
  std::string text;
  friend bool operator==(const Error&, const Error&) = default;
};
struct Closing {
  ClosingReason reason = ClosingReason::kShutdown;
  friend bool operator==(const Closing&, const Closing&) = default;
};

}  // namespace from_server

using ClientMessage =
    std::variant<from_client::Hello, from_client::Create, from_client::Knock, from_client::Commit,
                 from_client::Message, from_client::Reply, from_client::Offer, from_client::Receive,
                 from_client::Ping, from_client::Restore, from_client::Inspect, from_client::Leave>;

using ServerMessage =
    std::variant<from_server::Hello, from_server::Created, from_server::Exists,
                 from_server::Restored, from_server::Knock, from_server::Accepted,
                 from_server::Stale, from_server::Commit, from_server::Welcome,
                 from_server::Message, from_server::Reply, from_server::Departed,
                 from_server::Ended, from_server::Removed, from_server::Answer, from_server::Slots,
                 from_server::Pong, from_server::Seen, from_server::Error, from_server::Closing>;

// kMalformed for text that is not exactly one message of the protocol, kLimit for one that is but
// exceeds a bound.
Result<ClientMessage> parse_client_message(std::string_view text);
Result<ServerMessage> parse_server_message(std::string_view text);

std::string to_json(const ClientMessage& message);
std::string to_json(const ServerMessage& message);

// Whether a message is one of those that `received` counts (docs/protocol.md, "Losing and resuming
// a connection"): those whose loss would be noticed.
bool is_counted(const ClientMessage& message);
bool is_counted(const ServerMessage& message);

}  // namespace conclave::signal
