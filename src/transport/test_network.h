// A server's and a client's Transport with a network between them, in virtual time: delay, jitter
// (which reorders), loss by seed, and a place to look at or change every datagram. For tests only.
#pragma once

#include "base/check.h"
#include "transport/transport.h"

#include <functional>
#include <map>
#include <string>

namespace conclave::transport {

// Made once a test binary: what the tests ask does not depend on the key.
inline const Certificate& test_certificate(size_t which) {
  static const std::array<Certificate, 3> certificates = {Certificate::generate().value(),
                                                          Certificate::generate().value(),
                                                          Certificate::generate().value()};
  return certificates[which];
}

class TestNetwork {
 public:
  struct Datagram {
    Address from;
    Address to;
    Buffer bytes;
  };
  // May change the datagram; false drops it.
  using Filter = std::function<bool(Datagram&)>;

  explicit TestNetwork(uint64_t seed, double loss = 0)
      : random(seed), loss_(loss), server_random_(seed + 1), client_random_(seed + 2) {}

  // The descriptions as both sides would read them.
  RemoteParameters server_parameters() const {
    return {.ice = server.local_ice(), .fingerprint = server.local_fingerprint()};
  }
  RemoteParameters client_parameters() const {
    return {.ice = client.local_ice(), .fingerprint = client.local_fingerprint()};
  }
  void exchange_descriptions() {
    CHECK(server.set_remote(client_parameters(), {}, now));
    CHECK(client.set_remote(server_parameters(), {&server_address, 1}, now));
  }

  // Lets time pass until the moment, or until the condition holds.
  bool run_until(Time end, const std::function<bool()>& is_done = [] { return false; }) {
    while (!is_done()) {
      const Time next = next_event();
      if (next > end) {
        now = end;
        return is_done();
      }
      now = std::max(now, next);
      step();
    }
    return true;
  }
  bool run_for(Duration duration, const std::function<bool()>& is_done = [] { return false; }) {
    return run_until(now + duration, is_done);
  }
  bool connect(Duration within = std::chrono::seconds(10)) {
    exchange_descriptions();
    return run_for(within, [&] { return server.is_writable() && client.is_writable(); });
  }

  Result<Received> deliver(Datagram datagram) {
    Outbox out;
    Transport& to = datagram.to == server_address ? server : client;
    last_received = std::move(datagram.bytes);
    auto result = to.receive(datagram.from, last_received, now, out);
    note(to, result);
    post(to, out);
    return result;
  }
  // Puts what an outbox holds on the wire.
  void post(const Transport& sender, const Outbox& out) {
    for (const auto& datagram : out.datagrams()) {
      Datagram posted{.from = &sender == &server ? server_address : client_address,
                      .to = datagram.to,
                      .bytes = to_buffer(out.bytes(datagram))};
      sent_bytes[posted.from] += posted.bytes.size();
      if ((filter && !filter(posted)) || random.chance(loss_)) continue;
      const auto jitter =
          Duration(static_cast<int64_t>(random.below(uint64_t(jitter_max.count()) + 1)));
      wire_.emplace(now + delay + jitter, std::move(posted));
    }
  }

  Time now = time_from_us(1'000'000);
  SeededRandom random;
  Address server_address = Address::v4(10, 0, 0, 1, 443);
  Address client_address = Address::v4(192, 0, 2, 7, 50000);
  Duration delay = std::chrono::milliseconds(10);
  Duration jitter_max{0};
  Filter filter;

  // What happened, in order, by side.
  std::vector<std::string> server_events;
  std::vector<std::string> client_events;
  std::vector<Error> server_errors;
  std::vector<Error> client_errors;
  std::map<Address, size_t> sent_bytes;
  Buffer last_received;

 private:
  double loss_;
  SeededRandom server_random_;
  SeededRandom client_random_;
  std::multimap<Time, Datagram> wire_;

 public:
  Transport server{Role::kServer, test_certificate(0), server_random_};
  Transport client{Role::kClient, test_certificate(1), client_random_};

 private:
  Time next_event() const {
    Time next = std::min(server.next_wake(), client.next_wake());
    if (!wire_.empty()) next = std::min(next, wire_.begin()->first);
    return next;
  }

  void step() {
    while (!wire_.empty() && wire_.begin()->first <= now) {
      Datagram datagram = std::move(wire_.extract(wire_.begin()).mapped());
      // Who has moved is not where the datagram goes.
      if (datagram.to != server_address && datagram.to != client_address) continue;
      static_cast<void>(deliver(std::move(datagram)));
    }
    for (Transport* side : {&server, &client}) {
      if (side->next_wake() > now) continue;
      Outbox out;
      side->wake(now, out);
      post(*side, out);
    }
  }

  void note(const Transport& side, const Result<Received>& result) {
    if (!result) {
      (&side == &server ? server_errors : client_errors).push_back(result.error());
      return;
    }
    static constexpr std::array<const char*, 6> kNames = {"nothing", "path", "connected",
                                                          "closed",  "rtp",  "rtcp"};
    if (result->index() == 0) return;
    (&side == &server ? server_events : client_events).emplace_back(kNames[result->index()]);
  }
};

}  // namespace conclave::transport
