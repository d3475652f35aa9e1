// WebServer is the process's TCP side, on a thread of its own: HTTP or HTTPS with the web client's
// files, WebSockets handed to workers as events in their mailboxes, and the metrics page on a
// second address.
//
// What always holds:
//   - It knows nothing of messages: it moves texts between sockets and mailboxes.
//   - Every connection, header, message, queue and wait is bounded (limits.h). A client that does
//     not read what it is sent is cut off.
//   - A WebSocket is accepted only on a path that `route` knows, and from a page only if the page
//     came from this same host.
//   - Requests change nothing: only GET and HEAD are answered.
#pragma once

#include "base/outbox.h"
#include "base/result.h"
#include "io/socket_events.h"
#include "io/static_files.h"

#include <functional>
#include <optional>

namespace conclave::io {

class WebServer {
  class Thread;

 public:
  struct TlsFiles {
    std::string certificate_chain;  // paths of PEM files
    std::string private_key;
  };
  struct Options {
    Address listen;
    std::optional<TlsFiles> tls;
    StaticFiles files;
    std::optional<Address> metrics;  // where /metrics is served, if at all
    std::vector<Mailbox<SocketEvent>*> workers;
    // The worker that owns a WebSocket's path; nothing for a path nobody serves.
    std::function<std::optional<size_t>(std::string_view path)> route;
  };

  // Binds and starts the thread. The workers' mailboxes must outlive the server.
  static Result<std::unique_ptr<WebServer>> start(Options options);
  explicit WebServer(std::unique_ptr<Thread> thread);
  // Sends what is queued, as far as that goes at once, and joins the thread.
  ~WebServer();

  Mailbox<SocketCommand>& commands();
  Address listening() const;
  std::optional<Address> metrics_listening() const;

 private:
  std::unique_ptr<Thread> thread_;
};

}  // namespace conclave::io
