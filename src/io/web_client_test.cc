// The web client against the web server, over real loopback sockets; the test is the worker.
#include "io/web_client.h"

#include "io/machine.h"
#include "io/web_server.h"

#include <gmock/gmock.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <filesystem>

namespace conclave::io {
namespace {

using namespace std::chrono_literals;

// A certificate for "localhost" that it signed itself, in two files while this lives.
class Certificate {
 public:
  Certificate() {
    std::filesystem::create_directories(folder_);
    EVP_PKEY* key = EVP_EC_gen("P-256");
    X509* certificate = X509_new();
    ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate), -60);
    X509_gmtime_adj(X509_getm_notAfter(certificate), 3600);
    X509_set_version(certificate, X509_VERSION_3);
    X509_set_pubkey(certificate, key);
    X509_NAME* name = X509_get_subject_name(certificate);
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>("A test"), -1, -1, 0);
    X509_set_issuer_name(certificate, name);
    X509_EXTENSION* names =
        X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:localhost");
    X509_add_ext(certificate, names, -1);
    X509_EXTENSION_free(names);
    EXPECT_GT(X509_sign(certificate, key, EVP_sha256()), 0);
    write(files().certificate_chain, [&](FILE* to) { PEM_write_X509(to, certificate); });
    write(files().private_key,
          [&](FILE* to) { PEM_write_PrivateKey(to, key, nullptr, nullptr, 0, nullptr, nullptr); });
    X509_free(certificate);
    EVP_PKEY_free(key);
  }
  ~Certificate() { std::filesystem::remove_all(folder_); }
  Certificate(const Certificate&) = delete;

  WebServer::TlsFiles files() const { return {folder_ / "certificate.pem", folder_ / "key.pem"}; }

 private:
  static void write(const std::string& file, auto what) {
    FILE* to = std::fopen(file.c_str(), "w");
    ASSERT_NE(to, nullptr);
    what(to);
    std::fclose(to);
  }

  std::filesystem::path folder_ =
      std::filesystem::path(testing::TempDir()) / ("web_client_test" + std::to_string(::getpid()));
};

std::unique_ptr<WebServer> start_server(Mailbox<SocketEvent>& worker,
                                        std::optional<WebServer::TlsFiles> tls = std::nullopt) {
  WebServer::Options options;
  options.listen = Address::v4(127, 0, 0, 1, 0);
  options.tls = std::move(tls);
  options.workers = {&worker};
  options.route = [](std::string_view path) -> std::optional<size_t> {
    if (path == "/meet") return 0;
    return std::nullopt;
  };
  return WebServer::start(std::move(options)).value();
}

WebClient::Server address_of(const WebServer& server, bool is_tls = false) {
  return {.host = "localhost", .port = std::to_string(server.listening().port), .is_tls = is_tls};
}

template <typename Kind>
bool is(const SocketEvent& event, SocketId socket) {
  const auto* typed = std::get_if<Kind>(&event);
  return typed != nullptr && typed->socket == socket;
}

// The next event, or a failure after five seconds.
SocketEvent next(WebClient& client) {
  for (const Time end = now() + 5s; now() < end;) {
    client.wait(end, now());
    auto events = client.take();
    if (events.empty()) continue;
    EXPECT_EQ(events.size(), 1);
    return events.front();
  }
  ADD_FAILURE() << "nothing happened";
  return Stop{};
}

// What the worker was told, as soon as it is told something.
std::vector<SocketEvent> heard_by(Mailbox<SocketEvent>& worker, WebClient& client) {
  for (const Time end = now() + 5s; now() < end;) {
    client.wait(now() + 1ms, now());
    auto events = worker.take();
    if (!events.empty()) return events;
  }
  return {};
}

class WebClientTest : public testing::Test {
 protected:
  Mailbox<SocketEvent> worker_;
  std::unique_ptr<WebServer> server_ = start_server(worker_);
  std::unique_ptr<WebClient> client_ = WebClient::create(address_of(*server_)).value();
};

TEST_F(WebClientTest, SaysAndHearsTexts) {
  const SocketId socket = client_->open("/meet");
  ASSERT_TRUE(is<SocketOpened>(next(*client_), socket));
  const auto opened = heard_by(worker_, *client_);
  ASSERT_EQ(opened.size(), 1);
  const SocketId at_server = std::get<SocketOpened>(opened[0]).socket;
  EXPECT_EQ(std::get<SocketOpened>(opened[0]).path, "/meet");

  client_->send(socket, "Good morning");
  const auto heard = heard_by(worker_, *client_);
  ASSERT_EQ(heard.size(), 1);
  EXPECT_EQ(std::get<SocketReceived>(heard[0]).text, "Good morning");

  server_->commands().post(
      SendText{at_server, std::make_shared<const std::string>("Good evening")});
  const SocketEvent answer = next(*client_);
  ASSERT_TRUE(is<SocketReceived>(answer, socket));
  EXPECT_EQ(std::get<SocketReceived>(answer).text, "Good evening");
}

TEST_F(WebClientTest, WhatWasSaidBeforeAGoodbyeArrives) {
  const SocketId socket = client_->open("/meet");
  ASSERT_TRUE(is<SocketOpened>(next(*client_), socket));
  heard_by(worker_, *client_);
  client_->send(socket, "I am leaving");
  client_->close(socket);
  const auto heard = heard_by(worker_, *client_);
  ASSERT_FALSE(heard.empty());
  EXPECT_EQ(std::get<SocketReceived>(heard[0]).text, "I am leaving");
  client_->wait(now() + 20ms, now());
  EXPECT_TRUE(client_->take().empty()) << "nothing is heard of it again";
}

TEST_F(WebClientTest, HearsThatTheServerCloses) {
  const SocketId socket = client_->open("/meet");
  ASSERT_TRUE(is<SocketOpened>(next(*client_), socket));
  const auto opened = heard_by(worker_, *client_);
  server_->commands().post(CloseSocket{std::get<SocketOpened>(opened.at(0)).socket});
  EXPECT_TRUE(is<SocketClosed>(next(*client_), socket));
}

TEST_F(WebClientTest, ASocketThatIsRefusedIsClosed) {
  const SocketId socket = client_->open("/nowhere");
  EXPECT_TRUE(is<SocketClosed>(next(*client_), socket));
}

TEST_F(WebClientTest, ASocketToNobodyIsClosed) {
  server_.reset();
  const SocketId socket = client_->open("/meet");
  EXPECT_TRUE(is<SocketClosed>(next(*client_), socket));
}

TEST_F(WebClientTest, ASocketClosedBeforeItOpensIsNotHeardOf) {
  client_->close(client_->open("/meet"));
  client_->wait(now() + 20ms, now());
  EXPECT_TRUE(client_->take().empty());
}

TEST_F(WebClientTest, WaitsForItsMomentOrADescriptor) {
  const Time begin = now();
  client_->wait(begin + 20ms, begin);
  EXPECT_GE(now(), begin + 19ms);  // Asio counts in its own clock
  EXPECT_LT(now(), begin + 1s);

  Mailbox<int> mailbox;
  ASSERT_TRUE(client_->watch(mailbox.descriptor()));
  for (int round = 0; round < 3; ++round) {
    mailbox.post(round);
    const Time start = now();
    while (mailbox.take().empty()) client_->wait(start + 5s, now());
    EXPECT_LT(now(), start + 4s);
  }
}

TEST(WebClientOverTls, MeetsAServerThatItsAuthorityKnows) {
  const Certificate certificate;
  Mailbox<SocketEvent> worker;
  const auto server = start_server(worker, certificate.files());
  WebClient::Server address = address_of(*server, true);
  address.authority = certificate.files().certificate_chain;
  const auto client = WebClient::create(address).value();
  const SocketId socket = client->open("/meet");
  EXPECT_TRUE(is<SocketOpened>(next(*client), socket));
}

TEST(WebClientOverTls, RefusesAServerThatNobodyVouchesFor) {
  const Certificate certificate;
  Mailbox<SocketEvent> worker;
  const auto server = start_server(worker, certificate.files());
  const auto client = WebClient::create(address_of(*server, true)).value();
  const SocketId socket = client->open("/meet");
  EXPECT_TRUE(is<SocketClosed>(next(*client), socket));
  EXPECT_TRUE(worker.take().empty());
}

TEST(WebClientOverTls, RefusesACertificateForAnotherName) {
  const Certificate certificate;
  Mailbox<SocketEvent> worker;
  const auto server = start_server(worker, certificate.files());
  WebClient::Server address = address_of(*server, true);
  address.authority = certificate.files().certificate_chain;
  address.host = "127.0.0.1";
  const auto client = WebClient::create(address).value();
  const SocketId socket = client->open("/meet");
  EXPECT_TRUE(is<SocketClosed>(next(*client), socket));
}

TEST(WebClientOverTls, AnAuthorityThatCannotBeReadIsAnError) {
  EXPECT_FALSE(WebClient::create({.host = "localhost", .port = "1", .authority = "/nowhere.pem"}));
}

}  // namespace
}  // namespace conclave::io
