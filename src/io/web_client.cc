#include "io/web_client.h"

#include "io/websocket_session.h"

namespace conclave::io {
namespace {

using asio::ip::tcp;

constexpr Error kNoSockets(ErrorCode::kInternal, "the machine gives no sockets");
constexpr Error kNoAuthority(ErrorCode::kInternal, "the certificate authority cannot be read");
constexpr Duration kLongestWait = std::chrono::hours(1);

Result<void> configure(asio::ssl::context& context, const std::string& authority) {
  SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
  context.set_verify_mode(asio::ssl::verify_peer);
  error_code failed;
  if (authority.empty()) {
    context.set_default_verify_paths(failed);
  } else {
    context.load_verify_file(authority, failed);
  }
  if (failed) return kNoAuthority;
  return ok();
}

// Finds the server, connects, shakes hands below the WebSocket; then the session goes on alone.
template <typename Stream>
class Dialer : public std::enable_shared_from_this<Dialer<Stream>> {
 public:
  Dialer(std::shared_ptr<WebSocketSession<Stream>> session, const WebClient::Server& server,
         std::string path, asio::io_context& context)
      : session_(std::move(session)), server_(server), path_(std::move(path)), resolver_(context) {}

  void start() {
    resolver_.async_resolve(
        server_.host, server_.port,
        [self = this->shared_from_this()](error_code failed, const Endpoints& found) {
          self->is_off(failed) ? self->session_->fail() : self->connect(found);
        });
  }

 private:
  using Endpoints = tcp::resolver::results_type;
  static constexpr bool kIsTls = std::is_same_v<Stream, TlsStream>;

  // A handler that goes on with `step` unless the one before failed.
  auto then(void (Dialer::*step)()) {
    return [self = this->shared_from_this(), step](error_code failed, const auto&...) {
      self->is_off(failed) ? self->session_->fail() : ((*self).*step)();
    };
  }

  // The owner may have closed it meanwhile.
  bool is_off(error_code failed) const { return failed || session_->is_closing(); }

  TcpStream& tcp_stream() { return beast::get_lowest_layer(session_->below()); }

  void connect(const Endpoints& found) {
    tcp_stream().expires_after(limits::kHttpTimeout);
    tcp_stream().async_connect(found, then(&Dialer::secure));
  }

  void secure() {
    error_code ignored;
    tcp_stream().socket().set_option(tcp::no_delay(true), ignored);
    if constexpr (kIsTls) {
      TlsStream& tls = session_->below();
      tls.set_verify_callback(asio::ssl::host_name_verification(server_.host));
      if (SSL_set_tlsext_host_name(tls.native_handle(), server_.host.c_str()) != 1) {
        return session_->fail();
      }
      tls.async_handshake(asio::ssl::stream_base::client, then(&Dialer::ask));
    } else {
      ask();
    }
  }

  void ask() { session_->ask(server_.host + ":" + server_.port, path_); }

  std::shared_ptr<WebSocketSession<Stream>> session_;
  const WebClient::Server& server_;
  const std::string path_;
  tcp::resolver resolver_;
};

}  // namespace

class WebClient::Sockets {
 public:
  explicit Sockets(Server server) : server_(std::move(server)) {}

  Result<void> start() {
    if (server_.is_tls) TRY(configure(tls_, server_.authority));
    return ok();
  }

  SocketId open(const std::string& path) {
    TcpStream stream(hub_.context);
    if (server_.is_tls) return dial(TlsStream(std::move(stream), tls_), path);
    return dial(std::move(stream), path);
  }

  void send(SocketId id, std::string text) {
    const auto socket = hub_.find(id);
    if (socket) socket->send(std::make_shared<const std::string>(std::move(text)));
  }

  void close(SocketId id) {
    if (const auto socket = hub_.find(id)) socket->close();
  }

  std::vector<SocketEvent> take() { return events_.take(); }

  Result<void> watch(int descriptor) {
    asio::posix::stream_descriptor own(hub_.context);
    error_code failed;
    own.assign(::dup(descriptor), failed);
    if (failed) return kNoSockets;
    watched_.push_back(std::make_unique<Watched>(std::move(own)));
    return ok();
  }

  void wait(Time until, Time now) {
    for (const auto& watched : watched_) watched->wait();
    hub_.context.restart();
    if (until > now) {
      // `until` may be kNever, from which nothing can be subtracted safely but a positive moment.
      hub_.context.run_one_for(until == kNever ? kLongestWait
                                               : std::min(until - now, kLongestWait));
    }
    hub_.context.poll();
  }

 private:
  struct Watched {
    explicit Watched(asio::posix::stream_descriptor own) : descriptor(std::move(own)) {}

    void wait() {
      if (std::exchange(is_waiting, true)) return;
      descriptor.async_wait(asio::posix::stream_descriptor::wait_read,
                            [this](error_code) { is_waiting = false; });
    }

    asio::posix::stream_descriptor descriptor;
    bool is_waiting = false;
  };

  template <typename Stream>
  SocketId dial(Stream stream, const std::string& path) {
    auto session = std::make_shared<WebSocketSession<Stream>>(std::move(stream),
                                                              ConnectionCount(hub_), hub_, events_);
    hub_.sockets.emplace(session->id(), session);
    std::make_shared<Dialer<Stream>>(session, server_, path, hub_.context)->start();
    return session->id();
  }

  const Server server_;
  asio::ssl::context tls_{asio::ssl::context::tls_client};
  Mailbox<SocketEvent> events_{limits::kMailboxBytesMax};
  SocketHub hub_;
  // Without it, a context with nothing to do would not wait.
  asio::executor_work_guard<asio::io_context::executor_type> is_at_work_ =
      asio::make_work_guard(hub_.context);
  std::vector<std::unique_ptr<Watched>> watched_;
};

WebClient::WebClient(std::unique_ptr<Sockets> sockets) : sockets_(std::move(sockets)) {}
WebClient::~WebClient() = default;

Result<std::unique_ptr<WebClient>> WebClient::create(Server server) {
  auto sockets = std::make_unique<Sockets>(std::move(server));
  TRY(sockets->start());
  return std::make_unique<WebClient>(std::move(sockets));
}

SocketId WebClient::open(const std::string& path) { return sockets_->open(path); }
void WebClient::send(SocketId socket, std::string text) { sockets_->send(socket, std::move(text)); }
void WebClient::close(SocketId socket) { sockets_->close(socket); }
std::vector<SocketEvent> WebClient::take() { return sockets_->take(); }
Result<void> WebClient::watch(int descriptor) { return sockets_->watch(descriptor); }
void WebClient::wait(Time until, Time now) { sockets_->wait(until, now); }

}  // namespace conclave::io
