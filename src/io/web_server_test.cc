// The web server over real loopback sockets: the test is both the clients and the workers.
#include "io/web_server.h"

#include "base/limits.h"
#include "io/machine.h"
#include "io/poller.h"
#include "io/socket_address.h"

#include <gmock/gmock.h>
#include <poll.h>

namespace conclave::io {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// A plain TCP client that waits at most five seconds for anything.
class TcpClient {
 public:
  explicit TcpClient(const Address& server) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const SocketAddress address = to_socket_address(server, false);
    EXPECT_EQ(::connect(socket_.get(), address.get(), address.size), 0);
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<size_t>(sent));
    }
  }

  std::string read_until(std::string_view end) {
    while (read_.find(end) == std::string::npos && read_some()) continue;
    return take(std::min(read_.size(), read_.find(end) + end.size()));
  }
  std::string read(size_t size) {
    while (read_.size() < size && read_some()) continue;
    return take(std::min(read_.size(), size));
  }
  // Everything, to the end of the connection.
  std::string read_all() {
    while (read_some()) continue;
    return take(read_.size());
  }

  std::string request(std::string_view head) {
    send(std::string(head) + "\r\nHost: here\r\n\r\n");
    return read_until("\r\n\r\n");
  }

 private:
  bool read_some() {
    pollfd waiting{.fd = socket_.get(), .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, 5000) <= 0) return false;
    char bytes[65536];
    const ssize_t count = ::recv(socket_.get(), bytes, sizeof bytes, 0);
    if (count <= 0) return false;
    read_.append(bytes, static_cast<size_t>(count));
    return true;
  }
  std::string take(size_t size) {
    std::string taken = read_.substr(0, size);
    read_.erase(0, size);
    return taken;
  }

  FileDescriptor socket_;
  std::string read_;
};

// RFC 6455 section 5.2, as a client writes it: masked, here with zeros.
std::string frame(std::string_view text, char opcode = 1) {
  std::string out = {static_cast<char>(0x80 | opcode)};
  if (text.size() < 126) {
    out += static_cast<char>(0x80 | text.size());
  } else {
    out += static_cast<char>(0x80 | 127);
    for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(text.size() >> shift);
  }
  return out + std::string(4, '\0') + std::string(text);
}

class WebServerTest : public testing::Test {
 protected:
  WebServerTest() {
    WebServer::Options options;
    options.listen = Address::v4(127, 0, 0, 1, 0);
    options.metrics = Address::v4(127, 0, 0, 1, 0);
    options.files.add("/index.html", "<!doctype html>hello");
    options.workers = {&workers_[0], &workers_[1]};
    options.route = [](std::string_view path) -> std::optional<size_t> {
      if (path == "/meet/0") return 0;
      if (path == "/meet/1") return 1;
      return std::nullopt;
    };
    auto server = WebServer::start(std::move(options));
    EXPECT_TRUE(server);
    server_ = std::move(*server);
    EXPECT_TRUE(poller_.watch(workers_[0].descriptor()));
    EXPECT_TRUE(poller_.watch(workers_[1].descriptor()));
  }

  TcpClient connect() { return TcpClient(server_->listening()); }

  static std::string upgrade_head(std::string_view path, std::string_view more = "") {
    return "GET " + std::string(path) +
           " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
           "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==" +
           std::string(more);
  }

  TcpClient open_websocket() {
    TcpClient client = connect();
    EXPECT_THAT(client.request(upgrade_head("/meet/0")), StartsWith("HTTP/1.1 101 "));
    socket_ = next<SocketOpened>(0).socket;
    return client;
  }

  // The next event in a worker's mailbox, which must be of this kind.
  template <typename T>
  T next(size_t worker) {
    auto& waiting = events_[worker];
    for (const Time start = now(); waiting.empty() && now() < start + 5s;) {
      poller_.wait(start + 5s, now());
      for (SocketEvent& event : workers_[worker].take()) waiting.push_back(std::move(event));
    }
    if (waiting.empty() || !std::holds_alternative<T>(waiting.front())) {
      ADD_FAILURE() << "another event, or none";
      return {};
    }
    T event = std::get<T>(std::move(waiting.front()));
    waiting.erase(waiting.begin());
    return event;
  }

  void send(std::string text) {
    server_->commands().post(
        SendText{socket_, std::make_shared<const std::string>(std::move(text))});
  }

  std::array<Mailbox<SocketEvent>, 2> workers_;
  Poller poller_ = std::move(Poller::open()).take();
  std::array<std::vector<SocketEvent>, 2> events_;
  std::unique_ptr<WebServer> server_;
  SocketId socket_;
};

TEST_F(WebServerTest, ServesThePageWithTheHeadersThatShutItIn) {
  TcpClient client = connect();
  const std::string head = client.request("GET / HTTP/1.1");
  EXPECT_THAT(head, StartsWith("HTTP/1.1 200 OK"));
  EXPECT_EQ(client.read(20), "<!doctype html>hello");
  for (const char* header :
       {"Content-Type: text/html; charset=utf-8", "default-src 'none'", "frame-ancestors 'none'",
        "require-trusted-types-for 'script'", "Cross-Origin-Opener-Policy: same-origin",
        "Cross-Origin-Embedder-Policy: require-corp", "Cross-Origin-Resource-Policy: same-origin",
        "Referrer-Policy: no-referrer", "X-Content-Type-Options: nosniff",
        "Permissions-Policy: ", "Cache-Control: no-cache"}) {
    EXPECT_THAT(head, HasSubstr(header));
  }
  EXPECT_THAT(head, Not(HasSubstr("unsafe-inline")));
  EXPECT_THAT(head, Not(HasSubstr("'unsafe-eval'")));
  EXPECT_THAT(head, Not(HasSubstr("Strict-Transport-Security")));  // this is http
  EXPECT_THAT(head, Not(HasSubstr("Server:")));
  // The connection serves the next request too.
  EXPECT_THAT(client.request("HEAD /index.html HTTP/1.1"), HasSubstr("Content-Length: 20"));
  EXPECT_THAT(client.request("GET /nothing HTTP/1.1"), StartsWith("HTTP/1.1 404 "));
}

TEST_F(WebServerTest, RequestsThatCouldChangeSomethingAreRefused) {
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "CONNECT"}) {
    TcpClient client = connect();
    EXPECT_THAT(client.request(std::string(method) + " / HTTP/1.1"), StartsWith("HTTP/1.1 405 "));
  }
}

TEST_F(WebServerTest, AnythingThatIsNoRequestClosesTheConnection) {
  for (const std::string& bytes :
       {std::string("\x16\x03\x01 TLS?\r\n\r\n"), std::string("GET\r\n\r\n"),
        "GET / HTTP/1.1\r\nA: " + std::string(20000, 'a') + "\r\n\r\n"}) {
    TcpClient client = connect();
    client.send(bytes);
    EXPECT_EQ(client.read_all(), "");
  }
}

TEST_F(WebServerTest, ABodyIsNotTakenForTheNextRequest) {
  TcpClient client = connect();
  client.send(
      "GET / HTTP/1.1\r\nHost: here\r\nContent-Length: 40\r\n\r\nGET /nothing HTTP/1.1\r\nHost: "
      "h\r\n\r\n");
  EXPECT_THAT(client.read_all(), Not(HasSubstr("404")));
}

TEST_F(WebServerTest, TextsTravelBothWays) {
  TcpClient client = open_websocket();
  client.send(frame("hello") + frame(std::string(100'000, 'x')));
  EXPECT_EQ(next<SocketReceived>(0).text, "hello");
  EXPECT_EQ(next<SocketReceived>(0).text, std::string(100'000, 'x'));
  send("one");
  send(std::string(100'000, 'y'));
  EXPECT_EQ(client.read(5), "\x81\x03one");
  EXPECT_EQ(client.read(10).substr(0, 2), "\x81\x7f");  // one frame, not many
  EXPECT_EQ(client.read(100'000), std::string(100'000, 'y'));
}

TEST_F(WebServerTest, AWebSocketGoesToTheWorkerOfItsPath) {
  TcpClient client = connect();
  EXPECT_THAT(client.request(upgrade_head("/meet/1")), StartsWith("HTTP/1.1 101 "));
  EXPECT_EQ(next<SocketOpened>(1).path, "/meet/1");
}

TEST_F(WebServerTest, PermessageDeflateIsNotNegotiated) {
  TcpClient client = connect();
  const std::string head =
      client.request(upgrade_head("/meet/0", "\r\nSec-WebSocket-Extensions: permessage-deflate"));
  EXPECT_THAT(head, StartsWith("HTTP/1.1 101 "));
  EXPECT_THAT(head, Not(HasSubstr("deflate")));
}

TEST_F(WebServerTest, APathNobodyServesAndAPageOfAnotherHostGetNoWebSocket) {
  EXPECT_THAT(connect().request(upgrade_head("/meet/2")), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(connect().request(upgrade_head("/")), StartsWith("HTTP/1.1 404 "));
  for (const char* origin : {"https://elsewhere", "http://here.elsewhere", "null", "here"}) {
    EXPECT_THAT(connect().request(upgrade_head("/meet/0", "\r\nOrigin: " + std::string(origin))),
                StartsWith("HTTP/1.1 403 "));
  }
  EXPECT_THAT(connect().request(upgrade_head("/meet/0", "\r\nOrigin: http://here")),
              StartsWith("HTTP/1.1 101 "));
}

TEST_F(WebServerTest, AClosedSocketIsReported) {
  {
    TcpClient client = open_websocket();
  }
  EXPECT_EQ(next<SocketClosed>(0).socket, socket_);
}

TEST_F(WebServerTest, ABinaryMessageEndsTheSocket) {
  TcpClient client = open_websocket();
  client.send(frame("x", 2));
  EXPECT_EQ(next<SocketClosed>(0).socket, socket_);
}

TEST_F(WebServerTest, UnmaskedOrTooLongMessagesAreAnsweredByCloseAndGoNoFurther) {
  {
    TcpClient client = open_websocket();
    client.send("\x81\x01x");
    EXPECT_EQ(client.read(4), "\x88\x02\x03\xea");  // close, 1002
  }
  EXPECT_EQ(next<SocketClosed>(0).socket, socket_);
  {
    TcpClient client = open_websocket();
    client.send(frame(std::string(limits::kSignalMessageBytesMax + 1, 'x')));
    EXPECT_EQ(client.read(4), "\x88\x02\x03\xf1");  // close, 1009
  }
  EXPECT_EQ(next<SocketClosed>(0).socket, socket_);
}

TEST_F(WebServerTest, ClosingSendsWhatIsQueuedFirst) {
  TcpClient client = open_websocket();
  send("last words");
  server_->commands().post(CloseSocket{socket_});
  EXPECT_EQ(client.read(12), "\x81\x0alast words");
  EXPECT_EQ(client.read(4), "\x88\x02\x03\xe8");  // close, 1000
}

TEST_F(WebServerTest, AClientThatDoesNotReadIsCutOff) {
  TcpClient client = open_websocket();
  const auto text = std::make_shared<const std::string>(1 << 20, 'z');
  for (int i = 0; i < 40; ++i) server_->commands().post(SendText{socket_, text});
  EXPECT_EQ(next<SocketClosed>(0).socket, socket_);
}

TEST_F(WebServerTest, StoppingSaysGoodbyeAndJoins) {
  TcpClient client = open_websocket();
  TcpClient idle = connect();
  send("bye");
  const Time start = now();
  server_.reset();
  EXPECT_LT(now() - start, 1s);
  EXPECT_EQ(client.read(5),
            "\x81\x03"
            "bye");
  EXPECT_EQ(client.read(4), "\x88\x02\x03\xe8");
  EXPECT_EQ(idle.read_all(), "");
}

TEST_F(WebServerTest, MetricsAreOnTheirOwnAddress) {
  server_->commands().post(
      PublishMetrics{1, {{"a_total", "How many.", Metric::Kind::kCounter, 3}}});
  // Commands are taken in order, so once this socket has its text, the metrics are there too.
  TcpClient websocket = open_websocket();
  send("x");
  websocket.read(3);
  TcpClient client(*server_->metrics_listening());
  EXPECT_THAT(client.request("GET /metrics HTTP/1.1"), StartsWith("HTTP/1.1 200 OK"));
  EXPECT_THAT(client.read_until("a_total 3\n"), HasSubstr("a_total 3\n"));
  EXPECT_THAT(client.request("GET / HTTP/1.1"), StartsWith("HTTP/1.1 404 "));
  EXPECT_THAT(connect().request("GET /metrics HTTP/1.1"), StartsWith("HTTP/1.1 404 "));
}

TEST(WebServer, ATakenAddressOrABadCertificateIsAnError) {
  WebServer::Options options;
  options.listen = Address::v4(127, 0, 0, 1, 0);
  options.tls = WebServer::TlsFiles{"/nowhere/cert.pem", "/nowhere/key.pem"};
  EXPECT_FALSE(WebServer::start(options));
  options.tls.reset();
  auto first = WebServer::start(options);
  ASSERT_TRUE(first);
  options.listen = (*first)->listening();
  EXPECT_FALSE(WebServer::start(options));
}

}  // namespace
}  // namespace conclave::io
