// SocketHub is what all WebSockets of one thread share, at either end of them.
#pragma once

#include "io/beast.h"
#include "io/socket_events.h"

#include <unordered_map>

namespace conclave::io {

// One WebSocket, over TCP or over TLS.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  virtual void send(std::shared_ptr<const std::string> text) = 0;
  virtual void close() = 0;
};

struct SocketHub {
  asio::io_context context{1};
  // Shared with the operations under way on them, as Asio wants it.
  std::unordered_map<SocketId, std::shared_ptr<WebSocket>> sockets;
  uint64_t last_socket = 0;
  size_t connections = 0;

  std::shared_ptr<WebSocket> find(SocketId id) const {
    const auto found = sockets.find(id);
    return found == sockets.end() ? nullptr : found->second;
  }
};

// Counts one TCP connection while it lives.
class ConnectionCount {
 public:
  explicit ConnectionCount(SocketHub& hub) : hub_(&hub) { ++hub_->connections; }
  ~ConnectionCount() {
    if (hub_ != nullptr) --hub_->connections;
  }
  ConnectionCount(ConnectionCount&& other) noexcept : hub_(std::exchange(other.hub_, nullptr)) {}
  ConnectionCount& operator=(ConnectionCount&&) = delete;

 private:
  SocketHub* hub_;
};

}  // namespace conclave::io
