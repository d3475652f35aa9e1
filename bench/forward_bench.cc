// rooms: sfu
//
// What one forwarded packet costs the media plane, without the system calls around it: a
// publisher's 1200-byte video packet is unprotected once, routed, and protected again for each
// receiver, with pacer, estimate, history and reports at work. Receivers are real ones (the client
// side of transport), answer with real feedback, and are not measured.
//
// Read `us_each`: CPU microseconds of this thread per packet forwarded.

#include "sfu/test_world.h"

#include <benchmark/benchmark.h>

#include <ctime>
#include <unordered_map>

namespace conclave::sfu {
namespace {

constexpr size_t kPayloadBytes = 1160;
constexpr int kBatch = 20;

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Stage {
 public:
  explicit Stage(size_t receivers) : publisher_(world_.join(1, 0)) {
    for (size_t i = 0; i < receivers; ++i) {
      TestClient& client = world_.join(1, 0);
      world_.wish(client, {world_.camera(client, 0, publisher_, 180)});
      by_address_[client.address] = &client;
    }
    by_address_[publisher_.address] = &publisher_;
    world_.show(publisher_, 0, true);
  }

  // Half a second of a 460 kbit/s layer; the CPU seconds that the Sfu took for it.
  double run() {
    double seconds = 0;
    for (int i = 0; i < kBatch; ++i) {
      world_.now += 20ms;
      Outbox sent;
      publisher_.show(SourceKind::kCamera, 0, false, world_.now, sent, kPayloadBytes);
      Buffer datagram = to_buffer(sent.bytes(sent.datagrams()[0]));
      const double before = cpu_seconds();
      (void)world_.sfu.receive(publisher_.address, datagram, world_.now, out_);
      (void)world_.sfu.wake(world_.now, out_);
      seconds += cpu_seconds() - before;
      deliver();
    }
    for (auto& client : world_.clients) client->packets.clear();
    return seconds;
  }
  uint64_t forwarded() const { return world_.sfu.counters().media_forwarded; }

 private:
  void deliver() {
    Outbox back;
    for (const auto& datagram : out_.datagrams()) {
      Buffer copy = to_buffer(out_.bytes(datagram));
      by_address_.at(datagram.to)->receive(copy, world_.now, back);
    }
    out_.clear();
    for (auto& client : world_.clients) {
      Outbox said;
      client->wake(world_.now, said);
      for (const auto& datagram : said.datagrams()) {
        Buffer copy = to_buffer(said.bytes(datagram));
        (void)world_.sfu.receive(client->address, copy, world_.now, out_);
      }
      client->reports.clear();
    }
  }

  TestWorld world_;
  TestClient& publisher_;
  std::unordered_map<Address, TestClient*, AddressHash> by_address_;
  Outbox out_;
};

void forward(benchmark::State& state) {
  Stage stage(static_cast<size_t>(state.range(0)));
  double seconds = 0;
  const uint64_t before = stage.forwarded();
  for (auto _ : state) {
    const double took = stage.run();
    state.SetIterationTime(took);
    seconds += took;
  }
  const auto packets = static_cast<double>(stage.forwarded() - before);
  state.counters["packets"] = packets;
  state.counters["us_each"] = seconds * 1e6 / packets;
  state.counters["packets_per_s"] = packets / seconds;
}
BENCHMARK(forward)
    ->Arg(1)
    ->Arg(10)
    ->Arg(50)
    ->UseManualTime()
    ->Unit(benchmark::kMicrosecond)
    ->MinTime(0.2);

}  // namespace
}  // namespace conclave::sfu
