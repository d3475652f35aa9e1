// The smallest delivery service that keeps docs/protocol.md, for tests of Meeting: it orders
// commits, relays envelopes, and can be told to misbehave. Time is virtual and moves only in run().
#pragma once

#include "e2ee/meeting.h"

#include <deque>
#include <functional>
#include <map>
#include <set>

namespace conclave::e2ee {

class TestDelivery {
 public:
  struct Client {
    Meeting meeting;
    std::deque<FromServer> inbox = {};
    std::deque<ToServer> outbox = {};
    std::vector<Event> events = {};  // but for ToServer
    bool is_member = false;
    bool is_waiting = false;
    bool is_gone = false;
    bool is_stuck = false;  // alive, but neither reads, writes nor wakes
    Buffer knock = {};
  };

  explicit TestDelivery(uint64_t seed) : random_(seed) {}

  // A client with the meeting's link, or another one's; it joins as run() goes on.
  ConnectionId connect(const std::string& name) { return connect(name, link_); }
  ConnectionId connect(const std::string& name, const LinkSecret& link,
                       std::string_view passphrase_key = {}) {
    const ConnectionId id(++last_id_);
    Meeting meeting = *Meeting::open({.link_secret = link,
                                      .name = name,
                                      .unix_now = mls::UnixSeconds(unix_now()),
                                      .passphrase_key = Secret(as_bytes(passphrase_key)),
                                      .has_waiting_room = has_waiting_room},
                                     now_, random_);
    clients_.emplace(id, Client{.meeting = std::move(meeting)});
    tell(id, from_server::Hello{.connection = id});
    return id;
  }

  // Time passes until `span` is over; all that is sent on the way arrives at once.
  void run(Duration span) {
    const Time end = now_ + span;
    settle();
    while (true) {
      const Time next = next_wake();
      if (next > end) break;
      now_ = std::max(now_, next);
      for (auto& [id, client] : clients_) {
        if (is_awake(client) && client.meeting.next_wake() <= now_) {
          take(client, client.meeting.wake(now_));
        }
      }
      settle();
    }
    now_ = end;
  }

  void say(ConnectionId id, const DeviceState& state) {
    take(at(id), at(id).meeting.say(state, now_));
  }
  void depart(ConnectionId id) {
    Client& client = at(id);
    client.is_gone = true;
    client.is_member = client.is_waiting = false;
    members_.erase(id);
    broadcast(id, from_server::Departed{.connection = id});
    if (members_.empty()) end();
  }
  // The same client after its connection was lost for good, and its leaf with it.
  ConnectionId reconnect(ConnectionId lost) {
    depart(lost);
    const ConnectionId id(++last_id_);
    Client& old = at(lost);
    clients_.emplace(id,
                     Client{.meeting = std::move(old.meeting), .events = std::move(old.events)});
    tell(id, from_server::Hello{.connection = id});
    return id;
  }
  // As if the server had sent it.
  void tell(ConnectionId id, FromServer message) {
    if (on_tell && !on_tell(id, message)) return;
    at(id).inbox.push_back(std::move(message));
  }

  Client& at(ConnectionId id) { return clients_.at(id); }
  Meeting& meeting(ConnectionId id) { return at(id).meeting; }
  Time now() const { return now_; }
  uint64_t unix_now() const {
    const auto passed = std::chrono::duration_cast<std::chrono::seconds>(now_ - Time());
    return 1'800'000'000 + static_cast<uint64_t>(passed.count());
  }
  Random& random() { return random_; }
  const LinkSecret& link() const { return link_; }
  uint64_t epoch() const { return epoch_; }

  // A host's wish: act(id, [](Meeting& m, Time now) { return m.remove(leaf, false, now); }).
  template <typename Act>
  Result<void> act(ConnectionId id, Act act) {
    auto events = act(at(id).meeting, now_);
    if (!events) return events.error();
    take(at(id), std::move(*events));
    return ok();
  }

  // Of whoever begins a meeting.
  bool has_waiting_room = false;

  // What it saw on the way, for replays.
  std::vector<from_server::Commit> commits;
  std::vector<from_server::Welcome> welcomes;
  std::vector<from_server::Message> messages;
  std::vector<from_server::Knock> knocks;
  // When set, sees each commit before it is taken; false: it never arrived.
  std::function<bool(ConnectionId, to_server::Commit&)> on_commit;
  // When set, sees what is told to whom; false: it is kept back.
  std::function<bool(ConnectionId, const FromServer&)> on_tell;

 private:
  static bool is_awake(const Client& client) { return !client.is_gone && !client.is_stuck; }

  Time next_wake() const {
    Time next = kNever;
    for (const auto& [id, client] : clients_) {
      if (is_awake(client)) next = std::min(next, client.meeting.next_wake());
    }
    return next;
  }

  void take(Client& client, Events events) {
    for (Event& event : events) {
      if (auto* out = std::get_if<ToServer>(&event)) {
        client.outbox.push_back(std::move(*out));
      } else {
        client.events.push_back(std::move(event));
      }
    }
  }

  // In rounds: everyone reads, then the server takes what everyone wrote. So commits race.
  void settle() {
    bool is_moving = true;
    while (is_moving) {
      is_moving = false;
      for (auto& [id, client] : clients_) is_moving |= read_all(client);
      for (auto& [id, client] : clients_) is_moving |= write_all(id, client);
    }
  }
  bool read_all(Client& client) {
    if (!is_awake(client) || client.inbox.empty()) return false;
    while (!client.inbox.empty()) {
      take(client, client.meeting.receive(client.inbox.front(), now_));
      client.inbox.pop_front();
    }
    return true;
  }
  bool write_all(ConnectionId id, Client& client) {
    if (!is_awake(client) || client.outbox.empty()) return false;
    while (!client.outbox.empty()) {
      std::visit([&](auto& message) { serve(id, client, message); }, client.outbox.front());
      client.outbox.pop_front();
    }
    return true;
  }

  void broadcast(ConnectionId from, const FromServer& message) {
    for (const ConnectionId id : members_) {
      if (id != from) tell(id, message);
    }
  }

  void serve(ConnectionId id, Client& client, const to_server::Create&) {
    if (!members_.empty()) return tell(id, from_server::Exists{});
    epoch_ = 0;
    tell(id, from_server::Created{});
    become_member(id, client);
  }
  void serve(ConnectionId id, Client& client, const to_server::Knock& knock) {
    client.knock = knock.envelope;
    client.is_waiting = true;
    knocks.push_back({.from = id, .envelope = knock.envelope});
    if (members_.empty()) return tell(id, from_server::Ended{});
    broadcast(id, knocks.back());
  }
  void serve(ConnectionId id, Client& client, to_server::Commit& commit) {
    if (on_commit && !on_commit(id, commit)) return;
    if (!client.is_member || commit.epoch != epoch_) {
      return tell(id, from_server::Stale{.epoch = epoch_});
    }
    commits.push_back({.from = id, .epoch = epoch_, .envelope = commit.envelope});
    tell(id, from_server::Accepted{.epoch = epoch_});
    broadcast(id, commits.back());
    ++epoch_;
    for (const ConnectionId gone : commit.removed) remove(gone);
    if (!commit.to.empty()) {
      welcomes.push_back({.from = id, .epoch = epoch_, .envelope = commit.welcome});
    }
    for (const ConnectionId newcomer : commit.to) at(newcomer).is_waiting = false;
    for (const ConnectionId newcomer : commit.to) welcome(id, newcomer);
  }
  // This one forgets nobody: who has to ask has departed.
  void serve(ConnectionId id, Client&, const to_server::Restore&) {
    tell(id, from_server::Exists{});
  }
  void serve(ConnectionId, Client&, const to_server::Reply& reply) {
    if (at(reply.to).is_waiting) tell(reply.to, from_server::Reply{.envelope = reply.envelope});
  }
  void serve(ConnectionId id, Client&, const to_server::Message& message) {
    messages.push_back({.from = id, .envelope = message.envelope});
    if (message.to != ConnectionId()) return tell(message.to, messages.back());
    broadcast(id, messages.back());
  }

  void remove(ConnectionId id) {
    if (members_.erase(id) > 0) tell(id, from_server::Removed{});
  }
  void welcome(ConnectionId committer, ConnectionId newcomer) {
    if (at(newcomer).is_gone) {
      return tell(committer, from_server::Departed{.connection = newcomer});
    }
    tell(newcomer, welcomes.back());
    become_member(newcomer, at(newcomer));
  }
  void become_member(ConnectionId id, Client& client) {
    client.is_member = true;
    client.is_waiting = false;
    members_.insert(id);
    for (const auto& [other, waiting] : clients_) {
      if (waiting.is_waiting)
        tell(id, from_server::Knock{.from = other, .envelope = waiting.knock});
      if (waiting.is_gone) tell(id, from_server::Departed{.connection = other});
    }
  }
  void end() {
    for (const auto& [id, client] : clients_) {
      if (client.is_waiting) tell(id, from_server::Ended{});
    }
  }

  SeededRandom random_;
  LinkSecret link_ = LinkSecret::generate(random_);
  Time now_ = time_from_us(1'000'000);
  std::map<ConnectionId, Client> clients_;
  std::set<ConnectionId> members_;
  uint64_t epoch_ = 0;
  uint32_t last_id_ = 0;
};

}  // namespace conclave::e2ee
