#include "client/translate.h"

namespace conclave::client {
namespace {

namespace in = signal::from_server;
namespace keys = e2ee::from_server;

struct ToE2ee {
  using Answer = std::optional<e2ee::FromServer>;

  Answer operator()(const in::Hello& m) const { return keys::Hello{m.connection, m.resumed}; }
  Answer operator()(const in::Created&) const { return keys::Created{}; }
  Answer operator()(const in::Exists&) const { return keys::Exists{}; }
  Answer operator()(const in::Restored& m) const {
    return keys::Restored{m.connection, m.epoch.value()};
  }
  Answer operator()(const in::Knock& m) const { return keys::Knock{m.from, m.envelope}; }
  Answer operator()(const in::Accepted& m) const { return keys::Accepted{m.epoch.value()}; }
  Answer operator()(const in::Stale& m) const { return keys::Stale{m.epoch.value()}; }
  Answer operator()(const in::Commit& m) const {
    return keys::Commit{m.from, m.epoch.value(), m.envelope};
  }
  Answer operator()(const in::Welcome& m) const {
    return keys::Welcome{m.from, m.epoch.value(), m.envelope};
  }
  Answer operator()(const in::Message& m) const { return keys::Message{m.from, m.envelope}; }
  Answer operator()(const in::Reply& m) const { return keys::Reply{m.envelope}; }
  Answer operator()(const in::Departed& m) const { return keys::Departed{m.connection}; }
  Answer operator()(const in::Ended&) const { return keys::Ended{}; }
  Answer operator()(const in::Removed&) const { return keys::Removed{}; }
  Answer operator()(const in::Answer&) const { return std::nullopt; }
  Answer operator()(const in::Slots&) const { return std::nullopt; }
  Answer operator()(const in::Pong&) const { return std::nullopt; }
  Answer operator()(const in::Seen&) const { return std::nullopt; }
  Answer operator()(const in::Error&) const { return std::nullopt; }
  Answer operator()(const in::Closing&) const { return std::nullopt; }
};

namespace out = signal::from_client;
namespace said = e2ee::to_server;

struct ToSignal {
  signal::ClientMessage operator()(const said::Create&) const { return out::Create{}; }
  signal::ClientMessage operator()(const said::Knock& m) const { return out::Knock{m.envelope}; }
  signal::ClientMessage operator()(const said::Commit& m) const {
    out::Commit commit = {.epoch = signal::Epoch(m.epoch),
                          .envelope = m.envelope,
                          .welcome = std::nullopt,
                          .removed = m.removed};
    if (!m.to.empty()) commit.welcome = {.envelope = m.welcome, .to = m.to};
    return commit;
  }
  signal::ClientMessage operator()(const said::Message& m) const {
    out::Message message = {.envelope = m.envelope, .to = std::nullopt};
    if (m.to != ConnectionId()) message.to = m.to;
    return message;
  }
  signal::ClientMessage operator()(const said::Reply& m) const {
    return out::Reply{.envelope = m.envelope, .to = m.to};
  }
  signal::ClientMessage operator()(const said::Restore& m) const {
    out::Restore restore = {.connection = m.connection,
                            .epoch = signal::Epoch(m.epoch),
                            .members = m.members,
                            .proof = to_buffer(m.proof.reveal()),
                            .proof_before = to_buffer(m.proof_before.reveal()),
                            .commit = std::nullopt};
    if (!m.last_commit.empty()) restore.commit = {.from = m.last_from, .envelope = m.last_commit};
    return restore;
  }
};

}  // namespace

std::optional<e2ee::FromServer> to_e2ee(const signal::ServerMessage& message) {
  return std::visit(ToE2ee{}, message);
}

signal::ClientMessage to_signal(const e2ee::ToServer& message) {
  return std::visit(ToSignal{}, message);
}

}  // namespace conclave::client
