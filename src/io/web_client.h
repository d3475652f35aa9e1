// WebClient is one thread's sockets as a client: WebSockets to one server, and what descriptors it
// watches besides. Things happen in wait() and nowhere else; take() tells which.
//
// Over TLS, the server has to show a certificate for its name that this machine, or the named
// authority, trusts. There is no switch to do without.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "io/socket_events.h"

namespace conclave::io {

class WebClient {
 public:
  struct Server {
    std::string host;
    std::string port;
    bool is_tls = true;
    std::string authority = {};  // a PEM file; empty: whomever this machine trusts
  };
  // kInternal for an authority that cannot be read, or a machine that gives no sockets.
  static Result<std::unique_ptr<WebClient>> create(Server server);

  class Sockets;
  explicit WebClient(std::unique_ptr<Sockets> sockets);  // by create()
  ~WebClient();

  // SocketOpened is the answer, or SocketClosed. Until then there is nobody to send to.
  SocketId open(const std::string& path);
  void send(SocketId socket, std::string text);
  // Once everything sent before is out. The socket is not heard of again.
  void close(SocketId socket);
  std::vector<SocketEvent> take();

  // As Poller's: which descriptor woke it, the caller finds out by reading.
  Result<void> watch(int descriptor);
  void wait(Time until, Time now);

 private:
  std::unique_ptr<Sockets> sockets_;
};

}  // namespace conclave::io
