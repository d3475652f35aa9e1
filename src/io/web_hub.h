// WebHub is what all connections of the web server's thread share. Only web_server.cc includes
// this header and the sessions', since they include Boost.Beast, which compiles slowly.
#pragma once

#include "base/limits.h"
#include "io/web_server.h"

// One thread runs the io_context, so Asio's fences order nothing; ThreadSanitizer knows no fences.
#define BOOST_ASIO_DISABLE_FENCED_BLOCK
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <boost/beast/ssl.hpp>

#include <deque>
#include <unordered_map>

namespace conclave::io {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

// One open WebSocket, over TCP or over TLS.
class WebSocket {
 public:
  virtual ~WebSocket() = default;
  virtual void send(std::shared_ptr<const std::string> text) = 0;
  virtual void close() = 0;
};

struct WebHub {
  WebServer::Options options;
  asio::io_context context{1};
  // Shared with the operations under way on them, as Asio wants it.
  std::unordered_map<SocketId, std::shared_ptr<WebSocket>> sockets;
  uint64_t last_socket = 0;
  size_t connections = 0;
  std::vector<std::vector<Metric>> metrics;  // the last of each worker
};

// Counts one TCP connection while it lives.
class ConnectionCount {
 public:
  explicit ConnectionCount(WebHub& hub) : hub_(&hub) { ++hub_->connections; }
  ~ConnectionCount() {
    if (hub_ != nullptr) --hub_->connections;
  }
  ConnectionCount(ConnectionCount&& other) noexcept : hub_(std::exchange(other.hub_, nullptr)) {}
  ConnectionCount& operator=(ConnectionCount&&) = delete;

 private:
  WebHub* hub_;
};

}  // namespace conclave::io
