// What the server wants done with sockets, as return values: io, or a simulation, does it in order.
#pragma once

#include "base/id.h"

#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace conclave::server {

// One WebSocket, as io knows it. Never given twice.
using SocketId = Id<struct SocketTag, uint64_t>;

// Shared, because one commit goes to a thousand sockets and waits in a thousand backlogs.
using Text = std::shared_ptr<const std::string>;

struct Send {
  SocketId to;
  Text text;
};

// Close it once everything sent before is out. Nothing more comes for this socket, and io need not
// report it closed.
struct Close {
  SocketId socket;
};

using Action = std::variant<Send, Close>;
using Actions = std::vector<Action>;

}  // namespace conclave::server
