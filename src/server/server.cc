#include "server/server.h"

#include "base/reader.h"
#include "base/writer.h"

namespace conclave::server {
namespace {

using namespace signal;

constexpr size_t kResumeSecretBytes = 16;
constexpr Error kFull(ErrorCode::kNotFound, "no room is left");

// A resume token is the connection's id and its secret.
Buffer resume_token(ConnectionId id, const Secret& secret) {
  Writer writer(4 + kResumeSecretBytes);
  writer.u32(id.value()).bytes(secret.reveal());
  return std::move(writer).take();
}

struct ResumeToken {
  ConnectionId connection;
  Secret secret;
};

Result<ResumeToken> parse_resume_token(Bytes token) {
  Reader reader(token);
  const uint32_t id = TRY(reader.u32());
  const Bytes secret = TRY(reader.read(kResumeSecretBytes));
  TRY(reader.expect_end());
  return ResumeToken{ConnectionId(id), Secret(secret)};
}

Secret draw_secret(Random& random) {
  Secret secret(kResumeSecretBytes);
  random.fill(secret.reveal());
  return secret;
}

// What the client is told: docs/protocol.md, `error`.
ErrorReason to_reason(const Error& error) {
  if (error == kFull) return ErrorReason::kFull;
  switch (error.code) {
    case ErrorCode::kMalformed: return ErrorReason::kMalformed;
    case ErrorCode::kLimit: return ErrorReason::kLimit;
    case ErrorCode::kUnsupported: return ErrorReason::kVersion;
    case ErrorCode::kInternal: return ErrorReason::kInternal;
    default: return ErrorReason::kRefused;
  }
}

from_server::Error to_message(const Error& error) {
  return {to_reason(error), std::string(error.text)};
}

}  // namespace

Server::Server(Config config, Random& random)
    : random_(random), logging_(config.logging), sfu_(std::move(config.media), random) {}

void Server::open(SocketId socket, const MeetingId& meeting, Time now, const Address& from) {
  sockets_.try_emplace(socket, Socket{meeting, from, std::nullopt});
  hello_deadlines_.set(socket, now + limits::kHelloTimeout);
  if (!began_at_) began_at_ = now;
}

Actions Server::receive(SocketId id, std::string_view text, Time now) {
  Actions actions;
  const auto found = sockets_.find(id);
  if (found == sockets_.end()) return actions;
  ++counters_.messages_in;
  counters_.message_bytes_in += text.size();

  const Socket socket = found->second;
  if (socket.connection) {
    Room& room = rooms_.at(socket.meeting);
    Connection* connection = room.meeting.find(*socket.connection);
    CHECK(connection != nullptr);
    if (!connection->messages.take(1, now) ||
        !connection->bytes.take(static_cast<double>(text.size()), now)) {
      reject(id, Error(ErrorCode::kLimit, "too much in too short a time"), actions);
      return counted(std::move(actions));
    }
  }
  const auto message = parse_client_message(text);
  if (!message) {
    reject(id, message.error(), actions);
  } else if (!socket.connection) {
    receive_first(id, *message, now, actions);
  } else {
    const Place place{socket.meeting, *socket.connection};
    Room& room = rooms_.at(socket.meeting);
    receive_from({place, room, *room.meeting.find(place.connection), now}, *message, actions);
  }
  return counted(std::move(actions));
}

void Server::close(SocketId id, Time now) {
  const auto found = sockets_.find(id);
  if (found == sockets_.end()) return;
  const Socket socket = found->second;
  sockets_.erase(found);
  hello_deadlines_.erase(id);
  if (!socket.connection) return;
  const Place place{socket.meeting, *socket.connection};
  find(place)->socket.reset();
  silence_deadlines_.set(place, now + limits::kVanishedGrace);
}

Actions Server::receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                 Outbox& out) {
  Actions actions;
  relay_events(sfu_.receive(from, datagram, now, out), actions);
  return counted(std::move(actions));
}

Actions Server::wake(Time now, Outbox& out) {
  Actions actions;
  while (const auto silent = hello_deadlines_.take_due(now)) close_socket(*silent, actions);
  while (const auto silent = silence_deadlines_.take_due(now)) depart(*silent, actions, true);
  while (const auto restored = restore_deadlines_.take_due(now)) {
    const auto room = rooms_.find(*restored);
    if (room != rooms_.end()) room->second.meeting.end_restoring(actions);
  }
  relay_events(sfu_.wake(now, out), actions);
  return counted(std::move(actions));
}

Time Server::next_wake() const {
  return std::min({hello_deadlines_.next(), silence_deadlines_.next(), restore_deadlines_.next(),
                   sfu_.next_wake()});
}

Actions Server::shut_down() {
  Actions actions;
  const Text text = to_text(from_server::Closing{ClosingReason::kShutdown});
  for (const auto& [id, socket] : sockets_) {
    actions.push_back(Send{id, text});
    actions.push_back(Close{id});
  }
  for (const auto& [id, room] : rooms_) {
    if (room.media) sfu_.close_meeting(*room.media);
  }
  sockets_.clear();
  rooms_.clear();
  peers_.clear();
  hello_deadlines_ = {};
  silence_deadlines_ = {};
  restore_deadlines_ = {};
  return actions;
}

Counters Server::counters() const {
  Counters counters = counters_;
  counters.meetings = rooms_.size();
  counters.sockets = sockets_.size();
  for (const auto& [id, room] : rooms_) counters.connections += room.meeting.size();
  counters.media = sfu_.counters();
  return counters;
}

void Server::receive_first(SocketId id, const ClientMessage& message, Time now, Actions& actions) {
  const auto* hello = std::get_if<from_client::Hello>(&message);
  if (hello == nullptr) {
    reject(id, Error(ErrorCode::kMalformed, "the first message is not hello"), actions);
  } else if (hello->version != kProtocolVersion) {
    reject(id, Error(ErrorCode::kUnsupported, "this server speaks version 1"), actions);
  } else {
    greet(id, *hello, now, actions);
  }
}

void Server::greet(SocketId id, const from_client::Hello& hello, Time now, Actions& actions) {
  hello_deadlines_.erase(id);
  if (hello.resume.empty() || !resume(id, hello, now, actions)) welcome_newcomer(id, now, actions);
}

bool Server::resume(SocketId id, const from_client::Hello& hello, Time now, Actions& actions) {
  const auto token = parse_resume_token(hello.resume);
  Socket& socket = sockets_.at(id);
  if (!token) return false;
  const Place place{socket.meeting, token->connection};
  Connection* connection = find(place);
  if (connection == nullptr || !(connection->resume_secret == token->secret)) return false;
  const auto missed = connection->backlog.after(hello.received);
  if (!missed) return false;

  take_over(id, *connection, actions);
  socket.connection = place.connection;
  connection->backlog.acknowledge(hello.received);
  silence_deadlines_.set(place, now + limits::kResumeWindow);
  say_hello(*connection, rooms_.at(place.meeting).meeting, true, actions);
  for (const Text& text : *missed) actions.push_back(Send{id, text});
  ++counters_.resumed;
  return true;
}

void Server::take_over(SocketId id, Connection& connection, Actions& actions) {
  if (connection.socket) {
    connection.tell(from_server::Closing{ClosingReason::kReplaced}, actions);
    close_socket(*connection.socket, actions);
  }
  connection.socket = id;
}

void Server::welcome_newcomer(SocketId id, Time now, Actions& actions) {
  const MeetingId meeting_id = sockets_.at(id).meeting;
  if (rooms_.size() >= limits::kMeetingsMax && !rooms_.contains(meeting_id)) {
    return reject(id, kFull, actions);
  }
  Meeting& meeting = rooms_.try_emplace(meeting_id, random_).first->second.meeting;
  Connection* connection = meeting.open(draw_secret(random_), now);
  if (connection == nullptr) return reject(id, kFull, actions);
  connection->socket = id;
  sockets_.at(id).connection = connection->id;
  silence_deadlines_.set({meeting_id, connection->id}, now + limits::kResumeWindow);
  say_hello(*connection, meeting, false, actions);
}

// A newcomer, and whoever waits, is told nothing of who is inside: docs/protocol.md, "States".
void Server::say_hello(const Connection& connection, const Meeting& meeting, bool resumed,
                       Actions& actions) {
  from_server::Hello hello{.version = kProtocolVersion,
                           .connection = connection.id,
                           .resume = resume_token(connection.id, connection.resume_secret),
                           .resumed = resumed,
                           .received = connection.received,
                           .members = {},
                           .epoch = {}};
  if (connection.is_member()) {
    hello.members = meeting.members();
    hello.epoch = meeting.epoch();
  }
  connection.tell(hello, actions);
}

void Server::receive_from(Speaker speaker, const ClientMessage& message, Actions& actions) {
  Connection& connection = speaker.connection;
  const SocketId socket = *connection.socket;
  silence_deadlines_.set(speaker.place, speaker.now + limits::kResumeWindow);
  if (is_counted(message)) ++connection.received;
  const auto done =
      std::visit([&](const auto& typed) { return handle(speaker, typed, actions); }, message);
  if (done) return;
  if (to_reason(done.error()) == ErrorReason::kRefused) {
    connection.tell(to_message(done.error()), actions);
  } else {
    reject(socket, done.error(), actions);
  }
}

Result<void> Server::handle(Speaker&, const from_client::Hello&, Actions&) {
  return Error(ErrorCode::kMalformed, "hello was said already");
}

Result<void> Server::handle(Speaker& speaker, const from_client::Create&, Actions& actions) {
  TRY(speaker.room.meeting.create(speaker.connection, actions));
  if (speaker.connection.is_member()) admit(speaker.connection, speaker.now, actions);
  return ok();
}

Result<void> Server::handle(Speaker& speaker, const from_client::Knock& knock, Actions& actions) {
  if (speaker.room.meeting.is_full()) return kFull;
  return speaker.room.meeting.knock(speaker.connection, knock, actions);
}

Result<void> Server::handle(Speaker& speaker, const from_client::Commit& commit, Actions& actions) {
  Meeting& meeting = speaker.room.meeting;
  const Meeting::Committed outcome = TRY(meeting.commit(speaker.connection, commit, actions));
  ++(outcome.is_accepted ? counters_.commits_accepted : counters_.commits_stale);
  for (const ConnectionId id : outcome.removed) {
    depart({speaker.place.meeting, id}, actions);
  }
  for (const ConnectionId id : outcome.joined) admit(*meeting.find(id), speaker.now, actions);
  return ok();
}

Result<void> Server::handle(Speaker& speaker, const from_client::Message& message,
                            Actions& actions) {
  return speaker.room.meeting.relay(speaker.connection, message, actions);
}

Result<void> Server::handle(Speaker& speaker, const from_client::Reply& reply, Actions& actions) {
  return speaker.room.meeting.reply(speaker.connection, reply, actions);
}

Result<void> Server::handle(Speaker& speaker, const from_client::Ping& ping, Actions& actions) {
  speaker.connection.backlog.acknowledge(ping.received);
  speaker.connection.tell(from_server::Pong{speaker.connection.received}, actions);
  return ok();
}

// Who was a member before the server forgot is one again, under its old id.
Result<void> Server::handle(Speaker& speaker, const from_client::Restore& restore,
                            Actions& actions) {
  Meeting& meeting = speaker.room.meeting;
  Connection& connection = speaker.connection;
  if (connection.is_member() || connection.peer) {
    return Error(ErrorCode::kRefused, "too late to be restored");
  }
  const bool is_young = speaker.now < *began_at_ + limits::kRestoreGrace;
  if (!meeting.may_restore(restore, is_young)) {
    connection.send(from_server::Exists{}, actions);
    return ok();
  }
  make_way(speaker, restore, actions);
  if (meeting.member_count() == 0) {
    restore_deadlines_.set(speaker.place.meeting, speaker.now + limits::kRestoreGrace);
  }
  silence_deadlines_.erase(speaker.place);
  const Place place{speaker.place.meeting, restore.connection};
  meeting.restore(connection, restore, resume_token(restore.connection, connection.resume_secret),
                  actions);
  sockets_.at(*connection.socket).connection = place.connection;
  silence_deadlines_.set(place, speaker.now + limits::kResumeWindow);
  ++counters_.restored;
  return ok();
}

// A group that somebody began while its members were on their way back, and whoever holds the id.
void Server::make_way(const Speaker& speaker, const from_client::Restore& restore,
                      Actions& actions) {
  Meeting& meeting = speaker.room.meeting;
  if (meeting.member_count() > 0 && !meeting.is_restoring()) {
    for (const ConnectionId id : meeting.dissolve(actions)) {
      depart({speaker.place.meeting, id}, actions);
    }
  }
  if (restore.connection != speaker.place.connection) {
    vacate({speaker.place.meeting, restore.connection}, actions);
  }
}

// As depart(), but for the others nothing changes.
void Server::vacate(const Place& place, Actions& actions) {
  Connection* const connection = find(place);
  if (connection == nullptr) return;
  if (connection->socket) {
    connection->tell(from_server::Closing{ClosingReason::kReplaced}, actions);
    close_socket(*connection->socket, actions);
  }
  silence_deadlines_.erase(place);
  const std::optional<sfu::PeerId> peer = connection->peer;
  rooms_.at(place.meeting).meeting.vacate(place.connection);
  if (peer) {
    peers_.erase(*peer);
    relay_events(sfu_.remove_peer(*peer), actions);
  }
}

// The connection is gone when this returns: nobody may touch the speaker any more.
Result<void> Server::handle(Speaker& speaker, const from_client::Leave&, Actions& actions) {
  depart(speaker.place, actions);
  return ok();
}

void Server::reject(SocketId id, const Error& error, Actions& actions) {
  const ErrorReason reason = to_reason(error);
  if (reason == ErrorReason::kMalformed) ++counters_.refused_malformed;
  if (reason == ErrorReason::kLimit) ++counters_.refused_limit;
  if (reason == ErrorReason::kFull) ++counters_.refused_full;
  actions.push_back(Send{id, to_text(to_message(error))});
  const Socket socket = sockets_.at(id);
  if (socket.connection) {
    depart({socket.meeting, *socket.connection}, actions);
  } else {
    close_socket(id, actions);
  }
}

void Server::depart(const Place& place, Actions& actions, bool has_vanished) {
  Connection* connection = find(place);
  if (connection == nullptr) return;
  ++counters_.departed;
  if (connection->socket) close_socket(*connection->socket, actions);
  const std::optional<sfu::PeerId> peer = connection->peer;
  silence_deadlines_.erase(place);
  rooms_.at(place.meeting).meeting.depart(place.connection, has_vanished, actions);
  if (peer) {
    peers_.erase(*peer);
    relay_events(sfu_.remove_peer(*peer), actions);
  }
  drop_if_empty(place.meeting);
}

void Server::close_socket(SocketId id, Actions& actions) {
  actions.push_back(Close{id});
  sockets_.erase(id);
  hello_deadlines_.erase(id);
}

void Server::drop_if_empty(const MeetingId& id) {
  const auto found = rooms_.find(id);
  if (found == rooms_.end() || !found->second.meeting.is_empty()) return;
  if (found->second.media) sfu_.close_meeting(*found->second.media);
  rooms_.erase(found);
  restore_deadlines_.erase(id);
}

Connection* Server::find(const Place& place) {
  const auto found = rooms_.find(place.meeting);
  return found == rooms_.end() ? nullptr : found->second.meeting.find(place.connection);
}

Actions Server::counted(Actions actions) {
  for (const Action& action : actions) {
    if (const auto* send = std::get_if<Send>(&action)) {
      ++counters_.messages_out;
      counters_.message_bytes_out += send->text->size();
    }
  }
  return actions;
}

}  // namespace conclave::server
