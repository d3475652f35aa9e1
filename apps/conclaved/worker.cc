#include "worker.h"

#include "metrics.h"

namespace conclave::conclaved {
namespace {

constexpr Duration kSecond = std::chrono::seconds(1);
constexpr int kReceiveRounds = 8;  // batches of datagrams between two looks at the mailbox

server::SocketId to_server(io::SocketId id) { return server::SocketId(id.value()); }
io::SocketId to_io(server::SocketId id) { return io::SocketId(id.value()); }

io::SocketCommand to_command(server::Send& send) {
  return io::SendText{to_io(send.to), std::move(send.text)};
}
io::SocketCommand to_command(const server::Close& close) {
  return io::CloseSocket{to_io(close.socket)};
}

}  // namespace

Result<std::unique_ptr<Worker>> Worker::create(size_t index, io::UdpSocket socket,
                                               const std::vector<Address>& candidates,
                                               const server::Logging& logging) {
  io::Poller poller = TRY(io::Poller::open());
  TRY(poller.watch(socket.descriptor()));
  server::Config config;
  config.logging = logging;
  for (Address candidate : candidates) {
    candidate.port = socket.port();
    config.media.candidates.push_back(candidate);
  }
  auto worker =
      std::make_unique<Worker>(index, std::move(socket), std::move(poller), std::move(config));
  TRY(worker->poller_.watch(worker->mailbox_.descriptor()));
  return worker;
}

Worker::Worker(size_t index, io::UdpSocket socket, io::Poller poller, server::Config config)
    : index_(index),
      socket_(std::move(socket)),
      poller_(std::move(poller)),
      server_(std::move(config), random_) {}

void Worker::start(io::Mailbox<io::SocketCommand>& commands) {
  commands_ = &commands;
  thread_ = std::thread([this] { run(); });
}

void Worker::run() {
  while (!is_stopped_) {
    const Time now = io::now();
    take_events(now);
    take_datagrams(now);
    perform(server_.wake(now, out_));
    socket_.send(out_);
    out_.clear();
    if (now >= next_second_) each_second(now);
    poller_.wait(std::min(server_.next_wake(), next_second_), io::now());
  }
}

void Worker::take_events(Time now) {
  for (const io::SocketEvent& event : mailbox_.take()) {
    std::visit([&](const auto& typed) { handle(typed, now); }, event);
  }
}

void Worker::take_datagrams(Time now) {
  for (int round = 0; round < kReceiveRounds; ++round) {
    const auto datagrams = socket_.receive();
    if (datagrams.empty()) return;
    for (const io::UdpSocket::Received& datagram : datagrams) {
      perform(server_.receive_datagram(datagram.from, datagram.bytes, now, out_));
    }
  }
}

void Worker::handle(const io::SocketOpened& opened, Time now) {
  const auto meeting = signal::parse_meeting_path(opened.path);
  CHECK(meeting);  // or it would not have been routed here
  server_.open(to_server(opened.socket), *meeting, now, opened.from);
}

void Worker::handle(const io::SocketReceived& received, Time now) {
  perform(server_.receive(to_server(received.socket), received.text, now));
}

void Worker::handle(const io::SocketClosed& closed, Time now) {
  server_.close(to_server(closed.socket), now);
}

void Worker::handle(const io::Stop&, Time) {
  perform(server_.shut_down());
  is_stopped_ = true;
}

void Worker::perform(server::Actions actions) {
  for (server::Action& action : actions) {
    commands_->post(std::visit([](auto& typed) { return to_command(typed); }, action));
  }
}

// Buffers that are used again and again are not freed with a meeting, so what they still hold of it
// is dropped here. The web server's thread does the like when it gets the metrics.
void Worker::each_second(Time now) {
  next_second_ = now + kSecond;
  out_ = Outbox();
  socket_.forget();
  io::wipe_unused_stack();
  commands_->post(io::PublishMetrics{index_, to_metrics(server_.counters(), socket_.dropped())});
}

}  // namespace conclave::conclaved
