// The small parts of io: addresses, mailboxes, UDP over loopback, the web client's files, metrics.
#include "io/local_addresses.h"
#include "io/machine.h"
#include "io/mailbox.h"
#include "io/metrics.h"
#include "io/poller.h"
#include "io/socket_address.h"
#include "io/static_files.h"
#include "io/udp_socket.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace conclave::io {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

TEST(SocketAddress, IsReadAsItIsWritten) {
  for (const char* text : {"127.0.0.1:8080", "0.0.0.0:443", "[::1]:80", "[2001:db8::7]:65535"}) {
    const auto address = parse_address(text);
    ASSERT_TRUE(address) << text;
    EXPECT_EQ(to_text(*address), text);
    const SocketAddress kernel = to_socket_address(*address, !address->is_v4());
    EXPECT_EQ(to_address(kernel.storage), *address);
  }
}

TEST(SocketAddress, AnythingElseIsRefused) {
  for (const char* text : {"", ":", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:8x",
                           "::1:80", "[127.0.0.1]:80", "[::1]", "example.org:80", "1.2.3:4"}) {
    EXPECT_FALSE(parse_address(text)) << text;
  }
}

TEST(SocketAddress, KnowsThisMachine) {
  EXPECT_TRUE(is_loopback(*parse_ip("127.8.9.1")));
  EXPECT_TRUE(is_loopback(*parse_ip("::1")));
  EXPECT_FALSE(is_loopback(*parse_ip("10.0.0.1")));
  EXPECT_FALSE(is_loopback(*parse_ip("::")));
  for (const Address& address : interface_addresses()) EXPECT_FALSE(is_loopback(address));
}

TEST(Machine, EntropyIsNotTheSameTwice) {
  SystemRandom random;
  EXPECT_NE(random.next_u64(), random.next_u64());
}

TEST(Mailbox, KeepsTheOrderOfEachThread) {
  constexpr int kThreads = 4;
  constexpr int kItems = 1000;
  Mailbox<std::pair<int, int>> mailbox;
  std::vector<std::thread> threads;
  for (int thread = 0; thread < kThreads; ++thread) {
    threads.emplace_back([&mailbox, thread] {
      for (int i = 0; i < kItems; ++i) mailbox.post({thread, i});
    });
  }
  auto poller = Poller::open();
  ASSERT_TRUE(poller && poller->watch(mailbox.descriptor()));
  std::array<int, kThreads> next{};
  for (int taken = 0; taken < kThreads * kItems;) {
    poller->wait(now() + 10s, now());
    const auto items = mailbox.take();
    ASSERT_FALSE(items.empty());
    taken += static_cast<int>(items.size());
    for (const auto& [thread, i] : items) ASSERT_EQ(i, next[static_cast<size_t>(thread)]++);
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_TRUE(mailbox.take().empty());
}

TEST(Mailbox, BoundsWhatIsOfferedUntilItIsTaken) {
  Mailbox<int> mailbox(10);
  EXPECT_TRUE(mailbox.offer(1, 6));
  EXPECT_FALSE(mailbox.offer(2, 5));
  mailbox.post(3);  // always
  EXPECT_TRUE(mailbox.offer(4, 4));
  EXPECT_THAT(mailbox.take(), ElementsAre(1, 3, 4));
  EXPECT_TRUE(mailbox.offer(5, 10));
}

TEST(Poller, ReturnsWhenTheMomentHasCome) {
  auto poller = Poller::open();
  ASSERT_TRUE(poller);
  const Time start = now();
  poller->wait(start + 3ms, start);
  EXPECT_GE(now(), start + 3ms);
  poller->wait(start, now());  // the past: at once
}

class UdpTest : public testing::TestWithParam<bool> {
 protected:
  static UdpSocket open() {
    return std::move(UdpSocket::open(Address::v4(127, 0, 0, 1, 0))).take();
  }

  // Everything that comes until `count` datagrams have.
  static std::vector<Buffer> receive(UdpSocket& socket, size_t count) {
    auto poller = Poller::open();
    EXPECT_TRUE(poller && poller->watch(socket.descriptor()));
    std::vector<Buffer> all;
    for (const Time start = now(); all.size() < count && now() < start + 5s;) {
      poller->wait(start + 5s, now());
      for (const auto& received : socket.receive()) all.push_back(to_buffer(received.bytes));
    }
    return all;
  }
};

TEST_P(UdpTest, RunsOfOneSizeAndOthersArriveWholeAndInOrder) {
  UdpSocket from = open();
  UdpSocket to = open();
  UdpSocket other = open();
  from.set_segmentation(GetParam());
  const Address address = Address::v4(127, 0, 0, 1, to.port());
  Outbox out;
  std::vector<Buffer> sent;
  const auto send = [&](size_t size) {
    sent.push_back(Buffer(size, static_cast<uint8_t>(sent.size())));
    out.send(address, sent.back());
  };
  for (int i = 0; i < 70; ++i) send(1200);  // longer than the kernel's longest run
  send(300);                                // a shorter end
  send(1200);
  send(1300);
  out.send(Address::v4(127, 0, 0, 1, other.port()), Buffer(1300, 9));
  send(1300);
  send(1);
  send(1);
  from.send(out);
  EXPECT_EQ(from.dropped(), 0);
  EXPECT_EQ(receive(to, sent.size()), sent);
  EXPECT_EQ(receive(other, 1).size(), 1);
}

TEST_P(UdpTest, WhatCannotBeSentIsDroppedAndTheRestIsNot) {
  UdpSocket from = open();
  UdpSocket to = open();
  from.set_segmentation(GetParam());
  Outbox out;
  const Address good = Address::v4(127, 0, 0, 1, to.port());
  out.send(good, Buffer(10, 1));
  out.send(Address::v4(127, 0, 0, 1, 0), Buffer(10, 2));  // port 0 is nobody's
  out.send(Address::v4(127, 0, 0, 1, 0), Buffer(10, 2));
  out.send(good, Buffer(10, 3));
  from.send(out);
  EXPECT_EQ(receive(to, 2), (std::vector<Buffer>{Buffer(10, 1), Buffer(10, 3)}));
  EXPECT_EQ(from.dropped(), 2);
}

INSTANTIATE_TEST_SUITE_P(Segmentation, UdpTest, testing::Bool());

TEST(Udp, ListeningOnEveryInterfaceTellsTheSender) {
  auto everywhere = UdpSocket::open(Address{});
  ASSERT_TRUE(everywhere);
  auto client = UdpSocket::open(Address::v4(127, 0, 0, 1, 0));
  ASSERT_TRUE(client);
  Outbox out;
  out.send(Address::v4(127, 0, 0, 1, everywhere->port()), Buffer(3, 1));
  client->send(out);
  auto poller = Poller::open();
  ASSERT_TRUE(poller && poller->watch(everywhere->descriptor()));
  poller->wait(now() + 5s, now());
  const auto received = everywhere->receive();
  ASSERT_EQ(received.size(), 1);
  EXPECT_EQ(received[0].from, Address::v4(127, 0, 0, 1, client->port()));
  out.clear();
  out.send(received[0].from, Buffer(4, 2));
  everywhere->send(out);
  EXPECT_EQ(everywhere->dropped(), 0);
}

TEST(Udp, ATakenPortIsAnError) {
  auto first = UdpSocket::open(Address::v4(127, 0, 0, 1, 0));
  ASSERT_TRUE(first);
  EXPECT_FALSE(UdpSocket::open(Address::v4(127, 0, 0, 1, first->port())));
}

// A folder that is gone after the test.
class StaticFilesTest : public testing::Test {
 protected:
  StaticFilesTest() {
    std::string name = (std::filesystem::temp_directory_path() / "conclave-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~StaticFilesTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& path, const std::string& content) const {
    std::filesystem::create_directories((folder_ / path).parent_path());
    std::ofstream(folder_ / path) << content;
  }

  std::filesystem::path folder_;
};

TEST_F(StaticFilesTest, AreFoundByTheirPathWithTypeAndAge) {
  write("index.html", "<!doctype html>");
  write("assets/core-3f2a.wasm", std::string("\0asm", 4));
  const auto files = StaticFiles::load(folder_.string());
  ASSERT_TRUE(files);
  EXPECT_EQ(files->find("/"), files->find("/index.html"));
  EXPECT_EQ(files->find("/")->type, "text/html; charset=utf-8");
  EXPECT_EQ(files->find("/")->cache_control, "no-cache");
  const StaticFile* wasm = files->find("/assets/core-3f2a.wasm");
  ASSERT_NE(wasm, nullptr);
  EXPECT_EQ(wasm->type, "application/wasm");
  EXPECT_EQ(wasm->content.size(), 4);
  EXPECT_THAT(wasm->cache_control, testing::HasSubstr("immutable"));
}

TEST_F(StaticFilesTest, NothingOutsideTheFolderIsReached) {
  write("web/index.html", "x");
  write("secret.txt", "s");
  std::filesystem::create_symlink(folder_ / "secret.txt", folder_ / "web" / "link.txt");
  const auto files = StaticFiles::load((folder_ / "web").string());
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), 1);
  for (const char* path : {"/../secret.txt", "/link.txt", "secret.txt", "//index.html", "",
                           "/%2e%2e/secret.txt", "/./index.html"}) {
    EXPECT_EQ(files->find(path), nullptr) << path;
  }
}

TEST_F(StaticFilesTest, AFolderWithoutIndexIsNoWebClient) {
  EXPECT_FALSE(StaticFiles::load((folder_ / "nowhere").string()));
  write("main.js", "x");
  EXPECT_FALSE(StaticFiles::load(folder_.string()));
}

TEST(Metrics, AreSummedOverWorkers) {
  const Metric one{"a_total", "How many.", Metric::Kind::kCounter, 3};
  const Metric two{"b", "Now.", Metric::Kind::kGauge, 1};
  const std::vector<std::vector<Metric>> workers = {{}, {one, two}, {one, two}};
  EXPECT_EQ(to_prometheus(workers),
            "# HELP a_total How many.\n# TYPE a_total counter\na_total 6\n"
            "# HELP b Now.\n# TYPE b gauge\nb 2\n");
}

}  // namespace
}  // namespace conclave::io
