// Connection is one client in one meeting, over all the sockets it comes by: everything the server
// knows of it. A field that is added here is told to its person (server_seen.cc), or
// docs/server_sees.md says why it tells nothing; tools/tidy asks for the row.
#pragma once

#include "base/limits.h"
#include "base/secret.h"
#include "base/source.h"
#include "server/backlog.h"
#include "server/token_bucket.h"
#include "sfu/sfu.h"
#include "signal/messages.h"

namespace conclave::server {

inline Text to_text(const signal::ServerMessage& message) {
  return std::make_shared<const std::string>(signal::to_json(message));
}

struct Connection {
  Connection(ConnectionId given_id, Secret secret, Time now)
      : id(given_id), since(now), resume_secret(std::move(secret)), messages(now), bytes(now) {}

  enum class State : uint8_t { kNewcomer, kWaiting, kMember };

  // Sends a message that `received` counts; kept until acknowledged, socket or none.
  void send(Text text, Actions& actions) {
    if (socket) actions.push_back(Send{*socket, text});
    backlog.push(std::move(text));
  }
  void send(const signal::ServerMessage& message, Actions& actions) {
    send(to_text(message), actions);
  }

  // Sends a message that is not counted: lost with the socket, and nobody minds.
  void tell(const signal::ServerMessage& message, Actions& actions) const {
    if (socket) actions.push_back(Send{*socket, to_text(message)});
  }

  bool is_member() const { return state == State::kMember; }
  bool is_waiting() const { return state == State::kWaiting; }

  struct MessageRate : TokenBucket {
    explicit MessageRate(Time now)
        : TokenBucket(limits::kSignalMessagesPerSecond, limits::kSignalMessagesBurst, now) {}
  };
  struct ByteRate : TokenBucket {
    explicit ByteRate(Time now)
        : TokenBucket(limits::kSignalBytesPerSecond, limits::kSignalBytesBurst, now) {}
  };

  ConnectionId id;   // another once, when it is restored
  const Time since;  // its first hello; kept to be told by `seen`
  const Secret resume_secret;
  State state = State::kNewcomer;
  std::optional<SocketId> socket;   // none while it may come back
  std::optional<sfu::PeerId> peer;  // its media, once it has offered
  Text knock;                       // as relayed; kept while it waits
  size_t knocks = 0;
  uint64_t received = 0;  // counted messages taken from it
  Backlog backlog;
  MessageRate messages;
  ByteRate bytes;
};

}  // namespace conclave::server
