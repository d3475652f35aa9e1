// Meeting is the delivery service of one MLS group (RFC 9750 section 5): it decides which commit
// of an epoch comes first, relays envelopes that it cannot open, and keeps knocks for those who
// will be able to.
//
// What always holds:
//   - At most one commit is accepted in each epoch, and every member sees the accepted ones, and
//     everything else, in one order.
//   - Only members are told anything of members. A newcomer learns one bit: `created` or `exists`.
//   - There is a group exactly while there is a member. When the last one goes, nothing of the
//     group remains.
//   - Ids are never given twice, and do not tell how many came before. Who comes back after a
//     restart keeps its own.
//
// The connections live here; sockets, timers and media are the Server's.
#pragma once

#include "base/random.h"
#include "server/connection.h"
#include "server/restoring.h"

#include <map>
#include <set>

namespace conclave::server {

class Meeting {
 public:
  explicit Meeting(Random& random);

  // nullptr when there are too many.
  Connection* open(Secret resume_secret, Time now);
  Connection* find(ConnectionId id);
  std::map<ConnectionId, Connection>& connections() { return connections_; }

  signal::Epoch epoch() const { return epoch_; }
  std::vector<ConnectionId> members() const;
  size_t member_count() const { return member_count_; }
  size_t waiting_count() const;
  size_t departed_count() const { return gone_.size(); }
  size_t size() const { return connections_.size(); }
  bool is_restoring() const { return restoring_.has_value(); }
  bool is_empty() const { return connections_.empty(); }
  // No more may wait to become members.
  bool is_full() const { return member_count_ + waiting_count() >= limits::kPeopleMax; }

  // What a member says. kRefused for someone who may not, kLimit for one group, or too many knocks.
  Result<void> create(Connection& from, Actions& actions);
  // Whether the group of this claim is, or can be, the meeting's. Another group, begun anew, makes
  // way if `is_young`.
  bool may_restore(const signal::from_client::Restore& claim, bool is_young) const;
  // What may_restore() allows: it is a member under its old id, and told what it missed.
  void restore(Connection& from, const signal::from_client::Restore& claim, Buffer resume,
               Actions& actions);
  // Its members are told that they are removed, and are to be departed by the caller.
  std::vector<ConnectionId> dissolve(Actions& actions);
  // A member under whose id another comes back. Nobody hears of it.
  void vacate(ConnectionId id);
  // Who is not back by now departs.
  void end_restoring(Actions& actions);

  Result<void> knock(Connection& from, const signal::from_client::Knock& knock, Actions& actions);
  // To one who waits; dropped when that one does not.
  Result<void> reply(const Connection& from, const signal::from_client::Reply& reply,
                     Actions& actions);
  Result<void> relay(const Connection& from, const signal::from_client::Message& message,
                     Actions& actions);

  // Who became a member and who is one no longer. The removed have been told and are to be
  // departed by the caller.
  struct Committed {
    bool is_accepted = false;
    std::vector<ConnectionId> joined;
    std::vector<ConnectionId> removed;
  };
  Result<Committed> commit(Connection& from, const signal::from_client::Commit& commit,
                           Actions& actions);

  // Gone for good: forgotten, and those who should know are told. A connection that a commit
  // removed leaves without a word, since its leaf is gone already.
  void depart(ConnectionId id, bool has_vanished, Actions& actions);

 private:
  ConnectionId next_id();
  void become_member(Connection& connection);
  void end(Actions& actions);
  void forget_group();

  bool concerns(const signal::from_client::Restore& claim) const;
  size_t leaves_after(const signal::from_client::Commit& commit);

  // To every member, but perhaps one.
  void send_members(const Text& text, Actions& actions, ConnectionId but = {});

  void relay_commit(const Connection& from, const signal::from_client::Commit& commit,
                    Actions& actions);
  void remove(const Connection& from, const signal::from_client::Commit& commit, Committed& outcome,
              Actions& actions);
  void welcome(const Connection& from, const signal::Welcome& welcome, Committed& outcome,
               Actions& actions);
  void brief_new_member(Connection& member, Actions& actions);
  void lead_on(const signal::from_client::Restore& claim, Actions& actions);

  std::map<ConnectionId, Connection> connections_;
  std::optional<Restoring> restoring_;
  std::set<ConnectionId> gone_;  // members that departed, and whose leaf no commit has removed yet
  signal::Epoch epoch_;
  size_t member_count_ = 0;

  uint32_t last_id_;
  uint32_t id_step_;  // odd, so that all 2^32 come before one returns
};

}  // namespace conclave::server
