// Server is one worker's whole server, without I/O: sockets open, say and close; datagrams come;
// time comes; and what is to be done about it is returned.
//
// What always holds:
//   - Everything is in memory and belongs to a meeting. With the last connection of a meeting goes
//     everything that told of it.
//   - No key, name or content is here: envelopes pass through as bytes, and this room cannot link
//     the code that could open them.
//   - Whatever a client says, it costs bounded memory and time: limits.h.
//   - A socket's first message is `hello`; a socket that breaks the protocol is told why, closed,
//     and its connection is departed.
//
// Meetings never meet: a server may hold those of one worker only, and needs no lock.
#pragma once

#include "base/outbox.h"
#include "server/actions.h"
#include "server/counters.h"
#include "server/deadlines.h"
#include "server/meeting.h"
#include "signal/meeting_id.h"

#include <unordered_map>

namespace conclave::server {

// What the operator has this server write down beyond failures of the program itself. Whatever is
// added here, the people in a meeting are told of: `seen` in docs/protocol.md.
struct Logging {
  bool tells_process = false;  // starts and stops
  bool tells_totals = false;   // sums over everybody, at /metrics
};

struct Config {
  sfu::Config media;
  Logging logging{};
};

class Server {
 public:
  // `random` must outlive the Server.
  Server(Config config, Random& random);

  // A socket opened on a meeting's path. `from` is kept to be told to whoever is at that end.
  void open(SocketId socket, const signal::MeetingId& meeting, Time now, const Address& from = {});
  // One text message came. Nothing happens for a socket that is closed or was told to.
  Actions receive(SocketId socket, std::string_view text, Time now);
  // The socket closed or failed without our asking.
  void close(SocketId socket, Time now);

  // A datagram came; it is decrypted in place. Call wake() after each batch of them.
  Actions receive_datagram(const Address& from, MutableBytes datagram, Time now, Outbox& out);

  Actions wake(Time now, Outbox& out);
  Time next_wake() const;

  // Says `closing` to everybody and forgets them.
  Actions shut_down();

  Counters counters() const;

 private:
  struct Room {
    explicit Room(Random& random) : meeting(random) {}
    Meeting meeting;
    std::optional<sfu::MeetingHandle> media;  // from the first offer on
  };
  struct Socket {
    signal::MeetingId meeting;
    Address from;
    std::optional<ConnectionId> connection;  // from hello on
  };
  struct Place {
    signal::MeetingId meeting;
    ConnectionId connection;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  // A connection that speaks, and all it takes to answer.
  struct Speaker {
    Place place;
    Room& room;
    Connection& connection;
    Time now;
  };

  void receive_first(SocketId id, const signal::ClientMessage& message, Time now, Actions& actions);
  void greet(SocketId id, const signal::from_client::Hello& hello, Time now, Actions& actions);
  bool resume(SocketId id, const signal::from_client::Hello& hello, Time now, Actions& actions);
  void welcome_newcomer(SocketId id, Time now, Actions& actions);
  void take_over(SocketId id, Connection& connection, Actions& actions);
  void say_hello(const Connection& connection, const Meeting& meeting, bool resumed,
                 Actions& actions);

  void receive_from(Speaker speaker, const signal::ClientMessage& message, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Hello& hello, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Create& create,
                      Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Knock& knock, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Commit& commit,
                      Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Reply& reply, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Message& message,
                      Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Offer& offer, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Receive& receive,
                      Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Ping& ping, Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Restore& restore,
                      Actions& actions);
  Result<void> handle(Speaker& speaker, const signal::from_client::Leave& leave, Actions& actions);
  // What is held about the speaker: server_seen.cc.
  Result<void> handle(Speaker& speaker, const signal::from_client::Inspect& inspect,
                      Actions& actions);
  void sign(sfu::PeerId peer, Bytes statement, signal::from_server::Seen& seen) const;
  void make_way(const Speaker& speaker, const signal::from_client::Restore& restore,
                Actions& actions);
  void vacate(const Place& place, Actions& actions);

  // Media: server_media.cc.
  Result<sfu::PeerId> peer_of(Speaker& speaker, Actions& actions);
  void admit(Connection& connection, Time now, Actions& actions);
  void relay_events(const sfu::Events& events, Actions& actions);
  void relay_slots(const sfu::SlotsChanged& changed, Actions& actions);

  // A socket that broke the protocol, or found no room: it is told, closed and forgotten.
  void reject(SocketId id, const Error& error, Actions& actions);
  void depart(const Place& place, Actions& actions, bool has_vanished = false);
  void close_socket(SocketId id, Actions& actions);
  void drop_if_empty(const signal::MeetingId& id);
  Connection* find(const Place& place);
  Actions counted(Actions actions);

  Random& random_;
  const Logging logging_;
  sfu::Sfu sfu_;
  std::unordered_map<signal::MeetingId, Room> rooms_;
  std::unordered_map<SocketId, Socket> sockets_;
  std::unordered_map<sfu::PeerId, Place> peers_;
  Deadlines<SocketId> hello_deadlines_;
  Deadlines<Place> silence_deadlines_;
  Deadlines<signal::MeetingId> restore_deadlines_;
  std::optional<Time> began_at_;  // the first socket's moment
  Counters counters_;
};

}  // namespace conclave::server
