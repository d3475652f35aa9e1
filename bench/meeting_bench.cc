// rooms: e2ee
// What the meeting's own rules cost beyond MLS: a host's change of a rule, made, and checked and
// followed by a member; a heartbeat said and heard. In groups of 10, 50, 200.
#include "base/check.h"
#include "e2ee/test_delivery.h"

#include <benchmark/benchmark.h>

#include <memory>

using namespace conclave;
using namespace conclave::e2ee;
using namespace std::chrono_literals;

namespace {

// A meeting of so many, of whom the host and one other go on; the rest hear nothing any more.
class Crowd {
 public:
  explicit Crowd(size_t people) : delivery_(people) {
    host_ = delivery_.connect("host");
    for (size_t i = 1; i < people; ++i) member_ = delivery_.connect("person " + std::to_string(i));
    delivery_.run(limits::kJoinBatch + 1ms);
    CHECK(member().is_member());
    order_ = delivery_.epoch();
  }

  Meeting& host() { return delivery_.meeting(host_); }
  Meeting& member() { return delivery_.meeting(member_); }
  Time now() const { return delivery_.now(); }

  Events change_a_rule() {
    is_muted_ = !is_muted_;
    return *host().change({.field = PolicyField::kNewcomersMuted, .value = is_muted_}, now());
  }
  from_server::Commit commit_of(const Events& events) const {
    for (const Event& event : events) {
      const auto* out = std::get_if<ToServer>(&event);
      if (out == nullptr) continue;
      if (const auto* commit = std::get_if<to_server::Commit>(out)) {
        return {.from = host_, .epoch = commit->epoch, .envelope = commit->envelope};
      }
    }
    CHECK(false);
    return {};
  }
  from_server::Message message_of(const Events& events) const {
    const auto& out = std::get<ToServer>(events.front());
    return {.from = host_, .envelope = std::get<to_server::Message>(out).envelope};
  }
  void accept() { host().receive(from_server::Accepted{.epoch = order_++}, now()); }
  void follow(const from_server::Commit& commit) { member().receive(commit, now()); }
  Events say() {
    is_open_ = !is_open_;
    return host().say({.microphone = is_open_}, now());
  }

 private:
  TestDelivery delivery_;
  ConnectionId host_;
  ConnectionId member_;
  uint64_t order_ = 0;
  bool is_muted_ = false;
  bool is_open_ = false;
};

// One of each size for all: it takes seconds to gather 200 people.
Crowd& crowd_of(int64_t people) {
  static std::map<int64_t, std::unique_ptr<Crowd>> crowds;
  auto& crowd = crowds[people];
  if (crowd == nullptr) crowd = std::make_unique<Crowd>(static_cast<size_t>(people));
  return *crowd;
}

void rule_made(benchmark::State& state) {
  Crowd& crowd = crowd_of(state.range(0));
  for (auto _ : state) {
    const Events events = crowd.change_a_rule();
    state.PauseTiming();
    crowd.follow(crowd.commit_of(events));
    state.ResumeTiming();
    crowd.accept();
  }
}

void rule_followed(benchmark::State& state) {
  Crowd& crowd = crowd_of(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const auto commit = crowd.commit_of(crowd.change_a_rule());
    crowd.accept();
    state.ResumeTiming();
    crowd.follow(commit);
  }
}

void heartbeat_said(benchmark::State& state) {
  Crowd& crowd = crowd_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(crowd.say());
}

void heartbeat_heard(benchmark::State& state) {
  Crowd& crowd = crowd_of(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    const auto message = crowd.message_of(crowd.say());
    state.ResumeTiming();
    benchmark::DoNotOptimize(crowd.member().receive(message, crowd.now()));
  }
}

void sizes(benchmark::internal::Benchmark* each) {
  for (const int people : {10, 50, 200}) each->Arg(people);
  each->Unit(benchmark::kMillisecond)->Iterations(200);
}

BENCHMARK(rule_made)->Apply(sizes);
BENCHMARK(rule_followed)->Apply(sizes);
BENCHMARK(heartbeat_said)->Apply(sizes);
BENCHMARK(heartbeat_heard)->Apply(sizes);

}  // namespace
