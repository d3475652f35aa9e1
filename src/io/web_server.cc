#include "io/web_server.h"

#include "io/http_session.h"
#include "io/process.h"
#include "io/socket_address.h"

#include <thread>

namespace conclave::io {
namespace {

using asio::ip::tcp;

constexpr Error kNoListening(ErrorCode::kInternal, "the TCP address cannot be listened on");
constexpr Error kNoCertificate(ErrorCode::kInternal, "the certificate or its key cannot be used");

tcp::endpoint to_endpoint(const Address& address) {
  if (!address.is_v4()) return {asio::ip::address_v6(address.ip), address.port};
  asio::ip::address_v4::bytes_type v4;
  std::copy(address.ip.begin() + 12, address.ip.end(), v4.begin());
  return {asio::ip::address_v4(v4), address.port};
}

Address with_port(Address address, uint16_t port) {
  address.port = port;
  return address;
}

// Modern TLS only, and nothing by which one visit of a client could be linked to the next (MET-3):
// no tickets, no session cache.
Result<void> configure(asio::ssl::context& context, const WebServer::TlsFiles& files) {
  SSL_CTX* raw = context.native_handle();
  SSL_CTX_set_min_proto_version(raw, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(raw, "ECDHE+AESGCM:ECDHE+CHACHA20");
  SSL_CTX_set_options(raw, SSL_OP_NO_TICKET | SSL_OP_NO_RENEGOTIATION);
  SSL_CTX_set_num_tickets(raw, 0);
  SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
  error_code failed;
  context.use_certificate_chain_file(files.certificate_chain, failed);
  if (failed) return kNoCertificate;
  context.use_private_key_file(files.private_key, asio::ssl::context::pem, failed);
  if (failed) return kNoCertificate;
  return ok();
}

}  // namespace

class WebServer::Thread {
 public:
  explicit Thread(Options options) {
    hub_.metrics.resize(options.workers.size());
    hub_.options = std::move(options);
  }

  ~Thread() {
    if (!thread_.joinable()) return;
    commands_.post(Stop{});
    thread_.join();
  }

  Result<void> start() {
    if (hub_.options.tls) TRY(configure(tls_, *hub_.options.tls));
    TRY(listen(public_, hub_.options.listen));
    if (hub_.options.metrics) TRY(listen(metrics_, *hub_.options.metrics));
    command_event_.assign(::dup(commands_.descriptor()));
    accept_next(public_, Site::kPublic);
    if (metrics_.is_open()) accept_next(metrics_, Site::kMetrics);
    wait_for_commands();
    thread_ = std::thread([this] { hub_.context.run(); });
    return ok();
  }

  Mailbox<SocketCommand>& commands() { return commands_; }
  Address listening() const { return with_port(hub_.options.listen, port_of(public_)); }
  std::optional<Address> metrics_listening() const {
    if (!hub_.options.metrics) return std::nullopt;
    return with_port(*hub_.options.metrics, port_of(metrics_));
  }

 private:
  static uint16_t port_of(const tcp::acceptor& acceptor) {
    error_code ignored;
    return acceptor.local_endpoint(ignored).port();
  }

  Result<void> listen(tcp::acceptor& acceptor, const Address& address) {
    const tcp::endpoint endpoint = to_endpoint(address);
    error_code failed;
    acceptor.open(endpoint.protocol(), failed);
    if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor.bind(endpoint, failed);
    if (!failed) acceptor.listen(tcp::acceptor::max_listen_connections, failed);
    if (failed) return kNoListening;
    return ok();
  }

  void accept_next(tcp::acceptor& acceptor, Site site) {
    acceptor.async_accept([this, &acceptor, site](error_code failed, tcp::socket socket) {
      if (!acceptor.is_open()) return;
      if (failed) return accept_later(acceptor, site);
      begin(std::move(socket), site);
      accept_next(acceptor, site);
    });
  }

  // Out of descriptors, most likely: some will be free in a moment.
  void accept_later(tcp::acceptor& acceptor, Site site) {
    pause_.expires_after(std::chrono::milliseconds(100));
    pause_.async_wait([this, &acceptor, site](error_code failed) {
      if (!failed) accept_next(acceptor, site);
    });
  }

  void begin(tcp::socket socket, Site site) {
    if (hub_.connections >= limits::kTcpConnectionsMax) return;
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    TcpStream stream(std::move(socket));
    if (site == Site::kPublic && hub_.options.tls) {
      TlsStream tls(std::move(stream), tls_);
      std::make_shared<HttpSession<TlsStream>>(std::move(tls), hub_, site)->start();
    } else {
      std::make_shared<HttpSession<TcpStream>>(std::move(stream), hub_, site)->start();
    }
  }

  void wait_for_commands() {
    command_event_.async_wait(asio::posix::stream_descriptor::wait_read, [this](error_code failed) {
      if (failed) return;
      for (SocketCommand& command : commands_.take()) {
        std::visit([this](auto& typed) { run(typed); }, command);
      }
      wait_for_commands();
    });
  }

  void run(SendText& send) {
    if (const auto socket = hub_.find(send.socket)) socket->send(std::move(send.text));
  }
  void run(CloseSocket& close) {
    if (const auto socket = hub_.find(close.socket)) socket->close();
  }
  // Comes each second: a good moment to drop what handlers left on the stack.
  void run(PublishMetrics& publish) {
    hub_.metrics[publish.worker] = std::move(publish.metrics);
    wipe_unused_stack();
  }
  void run(Stop&) {
    error_code ignored;
    public_.close(ignored);
    metrics_.close(ignored);
    pause_.cancel();
    const auto sockets = hub_.sockets;  // closing takes them out of the original
    for (const auto& [id, socket] : sockets) socket->close();
    wait_for_goodbyes(asio::steady_timer::clock_type::now() + limits::kShutdownGrace);
  }

  void wait_for_goodbyes(asio::steady_timer::time_point until) {
    if (hub_.sockets.empty() || asio::steady_timer::clock_type::now() >= until) {
      return hub_.context.stop();
    }
    pause_.expires_after(std::chrono::milliseconds(5));
    pause_.async_wait([this, until](error_code) { wait_for_goodbyes(until); });
  }

  Mailbox<SocketCommand> commands_;
  WebHub hub_;
  asio::ssl::context tls_{asio::ssl::context::tls_server};
  tcp::acceptor public_{hub_.context};
  tcp::acceptor metrics_{hub_.context};
  asio::steady_timer pause_{hub_.context};
  asio::posix::stream_descriptor command_event_{hub_.context};
  std::thread thread_;
};

WebServer::WebServer(std::unique_ptr<Thread> thread) : thread_(std::move(thread)) {}
WebServer::~WebServer() = default;

Result<std::unique_ptr<WebServer>> WebServer::start(Options options) {
  auto thread = std::make_unique<Thread>(std::move(options));
  TRY(thread->start());
  return std::make_unique<WebServer>(std::move(thread));
}

Mailbox<SocketCommand>& WebServer::commands() { return thread_->commands(); }
Address WebServer::listening() const { return thread_->listening(); }
std::optional<Address> WebServer::metrics_listening() const { return thread_->metrics_listening(); }

}  // namespace conclave::io
