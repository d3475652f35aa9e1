// One lasting conversation with the server over sockets that come and go (docs/protocol.md, "Losing
// and resuming a connection"): it says hello, pings, notices silence, and makes sure that a message
// said once is heard once, whatever happens to sockets.
//
// Invariant: both sides count the same messages; what the server has not taken is said again on the
// next socket, in order, if it still knows us, and dropped if it does not.
#pragma once

#include "base/time.h"
#include "signal/messages.h"

#include <deque>
#include <string>
#include <vector>

namespace conclave::client {

// What the owner of the sockets must do, in order.
struct SendText {
  std::string text;
};
// The socket is of no use any more: close it, open another, call open().
struct DropSocket {};
using SocketAction = std::variant<SendText, DropSocket>;
using SocketActions = std::vector<SocketAction>;

class Conversation {
 public:
  // A socket opened.
  SocketActions open(Time now);
  // Say it now, or as soon as there is a socket that said hello.
  SocketActions say(signal::ClientMessage message);
  // One text came: its message, if it is for the meeting (not a pong). Errors: as the parser's.
  Result<std::optional<signal::ServerMessage>> receive(std::string_view text, Time now,
                                                       SocketActions& actions);
  // The socket closed by itself.
  void closed();

  SocketActions wake(Time now);
  Time next_wake() const { return is_greeted_ ? next_ping_ : greeted_by_; }

 private:
  void greeted(const signal::from_server::Hello& hello, Time now, SocketActions& actions);
  void confirmed(uint64_t received);

  bool is_greeted_ = false;   // on this socket
  Time greeted_by_ = kNever;  // while our hello waits for its answer
  Buffer resume_;
  uint64_t received_ = 0;  // counted messages of the server, on this connection id
  uint64_t taken_ = 0;     // ours that the server said it took, likewise
  std::deque<signal::ClientMessage> unconfirmed_;  // counted ones, the first is number taken_
  Time next_ping_ = kNever;
  int pongs_missing_ = 0;
};

}  // namespace conclave::client
