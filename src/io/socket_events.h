// What the web server's thread and the workers' threads tell each other, by mailbox: which
// WebSocket opened, said or closed, and what shall be sent to which.
#pragma once

#include "base/id.h"
#include "base/outbox.h"
#include "io/mailbox.h"
#include "io/metrics.h"

#include <memory>
#include <string>
#include <variant>

namespace conclave::io {

// One WebSocket of this process. Never given twice.
using SocketId = Id<struct SocketTag, uint64_t>;

struct SocketOpened {
  SocketId socket;
  std::string path;
  Address from;
};
struct SocketReceived {
  SocketId socket;
  std::string text;
};
struct SocketClosed {
  SocketId socket;
};
// The program ends: say goodbye and return.
struct Stop {};

using SocketEvent = std::variant<SocketOpened, SocketReceived, SocketClosed, Stop>;

struct SendText {
  SocketId socket;
  std::shared_ptr<const std::string> text;  // shared: one text goes to many sockets
};
// Once everything sent before is out. The socket is not heard of again.
struct CloseSocket {
  SocketId socket;
};
struct PublishMetrics {
  size_t worker;
  std::vector<Metric> metrics;
};

using SocketCommand = std::variant<SendText, CloseSocket, PublishMetrics, Stop>;

}  // namespace conclave::io
