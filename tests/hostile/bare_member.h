// A member who is no client of ours: an MLS group and a socket. It keeps the RFC and obeys none of
// the meeting's rules, neither when it commits nor when it follows: what it takes is what an honest
// client would take without its checks. It breathes (pings, heartbeats), so that nobody lets it go.
#pragma once

#include "e2ee/app_message.h"
#include "e2ee/knock.h"
#include "e2ee/policy.h"
#include "hostile/interceptor.h"
#include "mls/group.h"
#include "sim/world.h"

#include <deque>

namespace conclave::hostile {

inline constexpr mls::UnixSeconds kUnixNow(1'800'000'000);

class BareMember {
 public:
  // Knocks by this way in. `policy` is what its MLS lets others do.
  BareMember(sim::World& world, Interceptor& server, server::SocketId socket, std::string name,
             const e2ee::LinkKeys& door, mls::Policy policy);
  BareMember(const BareMember&) = delete;

  void come();
  // A text of the server's for this socket.
  void take(const std::string& text);

  server::SocketId socket() const { return socket_; }
  const std::string& name() const { return name_; }
  ConnectionId connection() const { return connection_; }
  bool is_in() const { return group_.has_value(); }
  mls::Group& group() { return *group_; }
  e2ee::Policy policy() const;
  mls::PskStore psks() const;

  // A commit of its own making, with the PSK of the meeting's link for whom it adds.
  Result<mls::Committed> make(mls::CommitOptions options);
  // To the server, as if it were in order.
  void send(const mls::Committed& committed, std::vector<ConnectionId> to = {},
            std::vector<ConnectionId> removed = {});
  void send(const e2ee::StateMessage& state);
  void send(e2ee::Words words, std::optional<ConnectionId> to = std::nullopt);
  void say(const signal::ClientMessage& message);
  // Does not follow the commits of this one, but keeps the last.
  void ignore(ConnectionId committer) { ignored_.insert(committer); }
  const std::optional<Buffer>& last_ignored() const { return last_ignored_; }
  // What its MLS makes of this, without a change to the group it is in.
  Result<mls::Received> would_take(Bytes envelope) const;
  // A commit of new keys for its leaf, which it does follow.
  void renew();
  void leave();

  uint64_t messages_said = 0;

 private:
  void send_message(const e2ee::AppMessage& message, std::optional<ConnectionId> to);
  void read();
  void read(const signal::ServerMessage& message);
  void breathe();

  sim::World& world_;
  Interceptor& server_;
  const server::SocketId socket_;
  const std::string name_;
  const e2ee::LinkKeys door_;
  const mls::Policy mls_policy_;
  ConnectionId connection_;
  std::optional<mls::OwnKeyPackage> own_;
  std::optional<mls::Group> group_;
  std::optional<mls::Group> renewed_;  // once it is accepted
  uint64_t order_ = 0;
  uint32_t sequence_ = 0;
  uint32_t number_ = 0;
  bool is_gone_ = false;
  std::set<ConnectionId> ignored_;
  std::optional<Buffer> last_ignored_;
  std::deque<std::string> inbox_;
};

}  // namespace conclave::hostile
