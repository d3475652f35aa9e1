// Worker is one thread with a whole Server, its UDP port and its mailbox. It shares nothing: what
// it needs from the web server's thread, and what it has for it, are events and commands.
#pragma once

#include "io/machine.h"
#include "io/poller.h"
#include "io/process.h"
#include "io/socket_events.h"
#include "io/udp_socket.h"
#include "server/server.h"

#include <thread>

namespace conclave::conclaved {

class Worker {
 public:
  // `candidates` are where clients reach the socket, without its port.
  static Result<std::unique_ptr<Worker>> create(size_t index, io::UdpSocket socket,
                                                const std::vector<Address>& candidates,
                                                const server::Logging& logging);
  Worker(size_t index, io::UdpSocket socket, io::Poller poller, server::Config config);

  io::Mailbox<io::SocketEvent>& mailbox() { return mailbox_; }

  // `commands` must outlive the thread.
  void start(io::Mailbox<io::SocketCommand>& commands);
  void stop() { mailbox_.post(io::Stop{}); }
  void join() { thread_.join(); }

 private:
  void run();
  void take_events(Time now);
  void take_datagrams(Time now);
  void handle(const io::SocketOpened& opened, Time now);
  void handle(const io::SocketReceived& received, Time now);
  void handle(const io::SocketClosed& closed, Time now);
  void handle(const io::Stop& stop, Time now);
  void perform(server::Actions actions);
  void each_second(Time now);

  const size_t index_;
  io::UdpSocket socket_;
  io::Poller poller_;
  io::SystemRandom random_;
  server::Server server_;
  Outbox out_;
  io::Mailbox<io::SocketEvent> mailbox_{limits::kMailboxBytesMax};
  io::Mailbox<io::SocketCommand>* commands_ = nullptr;
  Time next_second_;
  bool is_stopped_ = false;
  std::thread thread_;
};

}  // namespace conclave::conclaved
