// The server as the people of a simulated meeting meet it. HonestServer is the real one; who wants
// to see what a dishonest server can do stands another Relay in its place, or around it: what is
// said and what is relayed passes through here and nowhere else.
#pragma once

#include "server/server.h"

namespace conclave::sim {

inline const Address kServerAddress = Address::v4(10, 0, 0, 1, 3478);

class Relay {
 public:
  virtual ~Relay() = default;
  virtual void open(server::SocketId socket, const signal::MeetingId& meeting, Time now) = 0;
  virtual server::Actions receive(server::SocketId socket, std::string_view text, Time now) = 0;
  virtual void close(server::SocketId socket, Time now) = 0;
  virtual server::Actions receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                           Outbox& out) = 0;
  virtual server::Actions wake(Time now, Outbox& out) = 0;
  virtual Time next_wake() const = 0;
  virtual server::Counters counters() const = 0;
};

class HonestServer : public Relay {
 public:
  explicit HonestServer(Random& random) : server_({.media = {{kServerAddress}}}, random) {}

  void open(server::SocketId socket, const signal::MeetingId& meeting, Time now) override {
    server_.open(socket, meeting, now);
  }
  server::Actions receive(server::SocketId socket, std::string_view text, Time now) override {
    return server_.receive(socket, text, now);
  }
  void close(server::SocketId socket, Time now) override { server_.close(socket, now); }
  server::Actions receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                   Outbox& out) override {
    return server_.receive_datagram(from, datagram, now, out);
  }
  server::Actions wake(Time now, Outbox& out) override { return server_.wake(now, out); }
  Time next_wake() const override { return server_.next_wake(); }
  server::Counters counters() const override { return server_.counters(); }

 private:
  server::Server server_;
};

}  // namespace conclave::sim
