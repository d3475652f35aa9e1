// A Server and its clients' sockets, for the tests of this room: what was sent to each socket is
// parsed and kept, and time passes by hand.
#pragma once

#include "server/server.h"

#include <gmock/gmock.h>

namespace conclave::server {

using namespace signal;
using testing::ElementsAre;
using testing::IsEmpty;

struct Client {
  SocketId socket;
  ConnectionId id;
  Buffer resume;
  from_server::Hello hello;
};

class World {
 public:
  explicit World(Config config = {}) : server(std::move(config), random) {}

  static MeetingId meeting(uint8_t number) {
    MeetingId id;
    id.bytes.fill(number);
    return id;
  }

  SocketId open(const MeetingId& id = meeting(1)) {
    const SocketId socket(++last_socket_);
    server.open(socket, id, now);
    return socket;
  }

  void say(SocketId socket, const ClientMessage& message) { say_text(socket, to_json(message)); }
  void say_text(SocketId socket, std::string_view text) {
    perform(server.receive(socket, text, now));
  }

  // A newcomer that said hello.
  Client connect(const MeetingId& id = meeting(1)) { return greet(open(id), from_client::Hello{}); }

  Client greet(SocketId socket, const from_client::Hello& hello) {
    say(socket, hello);
    const auto heard = take(socket);
    Client client{.socket = socket, .id = {}, .resume = {}, .hello = {}};
    if (heard.empty() || !std::holds_alternative<from_server::Hello>(heard[0])) return client;
    client.hello = std::get<from_server::Hello>(heard[0]);
    client.id = client.hello.connection;
    client.resume = client.hello.resume;
    // What a resumed client missed can be read again.
    inbox_[socket].insert(inbox_[socket].begin(), heard.begin() + 1, heard.end());
    return client;
  }

  Client create(const MeetingId& id = meeting(1)) {
    Client client = connect(id);
    say(client.socket, from_client::Create{});
    EXPECT_THAT(take(client.socket), ElementsAre(ServerMessage(from_server::Created{})));
    return client;
  }

  // Let in by `by` with a commit made in `epoch`.
  Client join(const Client& by, uint64_t epoch, const MeetingId& id = meeting(1)) {
    Client client = connect(id);
    say(client.socket, from_client::Knock{{7}});
    say(by.socket, commit(epoch, {client.id}));
    take(by.socket);
    take(client.socket);
    return client;
  }

  static from_client::Commit commit(uint64_t epoch, std::vector<ConnectionId> to = {},
                                    std::vector<ConnectionId> removed = {}) {
    from_client::Commit commit{
        .epoch = Epoch(epoch), .envelope = {1, 1}, .welcome = {}, .removed = std::move(removed)};
    if (!to.empty()) commit.welcome = Welcome{.envelope = {2, 2}, .to = std::move(to)};
    return commit;
  }

  void close(const Client& client) { server.close(client.socket, now); }

  void pass(Duration time) {
    now += time;
    Outbox out;
    perform(server.wake(now, out));
  }

  // What was sent to a socket since the last look.
  std::vector<ServerMessage> take(SocketId socket) { return std::exchange(inbox_[socket], {}); }
  std::vector<ServerMessage> take(const Client& client) { return take(client.socket); }
  bool is_closed(SocketId socket) const { return closed_.contains(socket); }
  bool is_closed(const Client& client) const { return is_closed(client.socket); }

  void perform(const Actions& actions) {
    for (const Action& action : actions) {
      if (const auto* send = std::get_if<Send>(&action)) {
        ASSERT_FALSE(closed_.contains(send->to)) << "sent to a closed socket: " << *send->text;
        const auto message = parse_server_message(*send->text);
        ASSERT_TRUE(message) << *send->text;
        inbox_[send->to].push_back(*message);
      } else {
        closed_.insert(std::get<Close>(action).socket);
      }
    }
  }

  SeededRandom random{1};
  Server server;
  Time now = time_from_us(1'000'000);

 private:
  uint64_t last_socket_ = 0;
  std::map<SocketId, std::vector<ServerMessage>> inbox_;
  std::set<SocketId> closed_;
};

inline ErrorReason error_of(const std::vector<ServerMessage>& heard) {
  const auto* error = heard.empty() ? nullptr : std::get_if<from_server::Error>(&heard.back());
  EXPECT_NE(error, nullptr);
  return error == nullptr ? ErrorReason::kInternal : error->code;
}

}  // namespace conclave::server
