#include "hostile/bare_member.h"

#include "mls/mls_message.h"

namespace conclave::hostile {

using namespace std::chrono_literals;
namespace from_client = signal::from_client;
namespace from_server = signal::from_server;

namespace {

constexpr Duration kBreath = 2s;

}  // namespace

BareMember::BareMember(sim::World& world, Interceptor& server, server::SocketId socket,
                       std::string name, const e2ee::LinkKeys& door, mls::Policy policy)
    : world_(world),
      server_(server),
      socket_(socket),
      name_(std::move(name)),
      door_(door),
      mls_policy_(policy) {}

void BareMember::come() {
  server_.open(socket_, world_.meeting(), world_.now());
  say(from_client::Hello{});
  breathe();
}

void BareMember::say(const signal::ClientMessage& message) {
  if (is_gone_) return;
  server_.say_to_server(socket_, signal::to_json(message), world_.now());
  world_.hear_relay();
}

// Not at once: the server is at work.
void BareMember::take(const std::string& text) {
  inbox_.push_back(text);
  world_.scheduler().after(1ms, [this] { read(); });
}

void BareMember::read() {
  if (inbox_.empty()) return;
  const auto message = signal::parse_server_message(inbox_.front());
  inbox_.pop_front();
  if (message) read(*message);
}

void BareMember::read(const signal::ServerMessage& message) {
  if (const auto* hello = std::get_if<from_server::Hello>(&message)) {
    connection_ = hello->connection;
    own_ = *e2ee::make_own_key_package({connection_, name_}, kUnixNow, world_.random());
    say(from_client::Knock{*e2ee::seal_knock(door_, own_->key_package, world_.random())});
  } else if (const auto* welcome = std::get_if<from_server::Welcome>(&message)) {
    const mls::PskStore psks{.external = {{.id = door_.psk_id, .value = door_.psk}}};
    auto group = mls::Group::join(*mls::decode_message<mls::Welcome>(welcome->envelope), *own_,
                                  psks, {.policy = mls_policy_});
    if (group) group_ = std::move(*group);
    order_ = welcome->epoch.value();
  } else if (std::holds_alternative<from_server::Accepted>(message)) {
    ++order_;
    if (renewed_) group_ = std::move(*std::exchange(renewed_, std::nullopt));
  } else if (const auto* stale = std::get_if<from_server::Stale>(&message)) {
    order_ = stale->epoch.value();
  } else if (const auto* commit = std::get_if<from_server::Commit>(&message)) {
    order_ = commit->epoch.value() + 1;
    if (!group_) return;
    if (ignored_.contains(commit->from)) {
      last_ignored_ = commit->envelope;
      return;
    }
    auto received = group_->handle(commit->envelope, psks());
    if (!received) return;
    auto* change = std::get_if<mls::ReceivedCommit>(&*received);
    if (change != nullptr) group_ = std::move(change->next);
  }
}

void BareMember::breathe() {
  world_.scheduler().after(kBreath, [this] {
    if (is_gone_) return;
    say(from_client::Ping{});
    if (is_in()) send(e2ee::StateMessage{});
    breathe();
  });
}

void BareMember::send(const e2ee::StateMessage& state) {
  e2ee::StateMessage numbered = state;
  numbered.sequence = ++sequence_;
  send_message(numbered, std::nullopt);
}

void BareMember::send(e2ee::Words words, std::optional<ConnectionId> to) {
  send_message(
      e2ee::AppMessage(std::in_place_type<e2ee::WordsMessage>, ++number_, std::move(words)), to);
}

void BareMember::send_message(const e2ee::AppMessage& message, std::optional<ConnectionId> to) {
  ++messages_said;
  say(from_client::Message{*group_->protect(e2ee::encode_app_message(message), {},
                                            limits::kAppMessageBucket, world_.random()),
                           to});
}

e2ee::Policy BareMember::policy() const {
  return e2ee::policy_of(group_->context().extensions).value();
}

mls::PskStore BareMember::psks() const {
  mls::PskStore store;
  for (const e2ee::Door& door : policy().doors) {
    const e2ee::LinkKeys keys = door.keys();
    store.external.push_back({.id = keys.psk_id, .value = keys.psk});
  }
  return store;
}

Result<mls::Committed> BareMember::make(mls::CommitOptions options) {
  if (!options.add.empty()) options.external_psk_ids = {policy().link()->keys().psk_id};
  options.framing.padding_bucket = limits::kAppMessageBucket;
  return group_->commit(options, psks(), world_.random());
}

void BareMember::send(const mls::Committed& committed, std::vector<ConnectionId> to,
                      std::vector<ConnectionId> removed) {
  from_client::Commit commit{.epoch = signal::Epoch(order_),
                             .envelope = committed.message,
                             .welcome = std::nullopt,
                             .removed = std::move(removed)};
  if (!to.empty()) {
    commit.welcome = signal::Welcome{.envelope = *committed.welcome, .to = std::move(to)};
  }
  say(commit);
}

Result<mls::Received> BareMember::would_take(Bytes envelope) const {
  mls::Group copy = *group_;
  return copy.handle(envelope, psks());
}

void BareMember::renew() {
  auto committed = make({});
  CHECK(committed);
  renewed_ = committed->next;
  send(*committed);
}

void BareMember::leave() {
  say(from_client::Leave{});
  is_gone_ = true;
}

}  // namespace conclave::hostile
