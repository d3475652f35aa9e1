#include "server/meeting.h"

#include <algorithm>

namespace conclave::server {
namespace {

using namespace signal;

constexpr Error kMembersOnly(ErrorCode::kRefused, "only members may say that");

}  // namespace

Meeting::Meeting(Random& random)
    : last_id_(static_cast<uint32_t>(random.next_u64())),
      id_step_(static_cast<uint32_t>(random.next_u64()) | 1) {}

Connection* Meeting::open(Secret resume_secret, Time now) {
  if (connections_.size() >= limits::kMeetingConnectionsMax) return nullptr;
  const ConnectionId id = next_id();
  return &connections_.try_emplace(id, id, std::move(resume_secret), now).first->second;
}

ConnectionId Meeting::next_id() {
  const auto is_taken = [this](ConnectionId id) {
    return connections_.contains(id) || (restoring_ && restoring_->awaits(id));
  };
  do {
    last_id_ += id_step_;
  } while (last_id_ == 0 || is_taken(ConnectionId(last_id_)));  // 0 is nobody
  return ConnectionId(last_id_);
}

Connection* Meeting::find(ConnectionId id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : &found->second;
}

size_t Meeting::waiting_count() const {
  return static_cast<size_t>(std::ranges::count_if(
      connections_, [](const auto& entry) { return entry.second.is_waiting(); }));
}

std::vector<ConnectionId> Meeting::members() const {
  std::vector<ConnectionId> ids;
  for (const auto& [id, connection] : connections_) {
    if (connection.is_member()) ids.push_back(id);
  }
  return ids;
}

Result<void> Meeting::create(Connection& from, Actions& actions) {
  if (member_count_ > 0) {  // perhaps by itself: let in while its `create` was on the way
    from.send(from_server::Exists{}, actions);
    return ok();
  }
  become_member(from);
  from.send(from_server::Created{}, actions);
  brief_new_member(from, actions);
  return ok();
}

bool Meeting::may_restore(const from_client::Restore& claim, bool is_young) const {
  const auto holder = connections_.find(claim.connection);
  const bool is_taken = holder != connections_.end() && !holder->second.is_member();
  if (is_taken || member_count_ >= limits::kPeopleMax) return false;
  if (member_count_ == 0) return true;
  return restoring_ ? restoring_->admits(claim, epoch_) : is_young && !concerns(claim);
}

// It is of the group that is here, which went on without the claimant.
bool Meeting::concerns(const from_client::Restore& claim) const {
  return std::ranges::any_of(claim.members, [this](ConnectionId id) {
    const auto found = connections_.find(id);
    return found != connections_.end() && found->second.is_member();
  });
}

void Meeting::restore(Connection& from, const from_client::Restore& claim, Buffer resume,
                      Actions& actions) {
  if (member_count_ == 0) {
    restoring_.emplace(claim);
    epoch_ = claim.epoch;
    if (Text last = last_commit(claim)) restoring_->keep(Epoch(epoch_.value() - 1), last);
  } else if (claim.epoch > epoch_) {
    lead_on(claim, actions);
  }
  restoring_->take(claim);
  auto node = connections_.extract(from.id);
  node.key() = claim.connection;
  connections_.insert(std::move(node));
  from.id = claim.connection;
  become_member(from);
  from.send(from_server::Restored{from.id, std::move(resume), epoch_}, actions);
  for (const Text& commit : restoring_->since(claim.epoch)) from.send(commit, actions);
  brief_new_member(from, actions);
}

// The last commit before the end reached this one and not those who are back already.
void Meeting::lead_on(const from_client::Restore& claim, Actions& actions) {
  send_members(last_commit(claim), actions);
  restoring_->follow(claim, epoch_);
  epoch_ = claim.epoch;
}

std::vector<ConnectionId> Meeting::dissolve(Actions& actions) {
  const std::vector<ConnectionId> ids = members();
  for (const ConnectionId id : ids) {
    Connection& member = *find(id);
    member.send(from_server::Removed{}, actions);
    member.state = Connection::State::kNewcomer;
  }
  forget_group();
  return ids;
}

void Meeting::vacate(ConnectionId id) {
  if (connections_.erase(id) > 0) --member_count_;
}

void Meeting::end_restoring(Actions& actions) {
  if (!restoring_) return;
  const std::vector<ConnectionId> missing = restoring_->awaited();
  restoring_.reset();
  for (const ConnectionId id : missing) {
    gone_.insert(id);
    send_members(to_text(from_server::Departed{id, true}), actions);
  }
}

Result<void> Meeting::knock(Connection& from, const from_client::Knock& knock, Actions& actions) {
  if (from.is_member()) return Error(ErrorCode::kRefused, "a member already");
  if (++from.knocks > limits::kKnocksMax) return Error(ErrorCode::kLimit, "too many knocks");
  from.state = Connection::State::kWaiting;
  from.knock = to_text(from_server::Knock{from.id, knock.envelope});
  send_members(from.knock, actions);
  return ok();
}

Result<void> Meeting::relay(const Connection& from, const from_client::Message& message,
                            Actions& actions) {
  if (!from.is_member()) return kMembersOnly;
  const Text text = to_text(from_server::Message{from.id, message.envelope});
  if (!message.to) {
    send_members(text, actions, from.id);
    return ok();
  }
  Connection* to = find(*message.to);
  if (to != nullptr && to->is_member()) to->send(text, actions);
  return ok();
}

Result<void> Meeting::reply(const Connection& from, const from_client::Reply& reply,
                            Actions& actions) {
  if (!from.is_member()) return kMembersOnly;
  Connection* to = find(reply.to);
  if (to != nullptr && to->is_waiting()) to->send(from_server::Reply{reply.envelope}, actions);
  return ok();
}

Result<Meeting::Committed> Meeting::commit(Connection& from, const from_client::Commit& commit,
                                           Actions& actions) {
  if (!from.is_member()) return kMembersOnly;
  if (commit.epoch != epoch_) {
    from.send(from_server::Stale{epoch_}, actions);
    return Committed{};
  }
  if (leaves_after(commit) > limits::kPeopleMax) {
    return Error(ErrorCode::kRefused, "the meeting is full");
  }
  Committed outcome{.is_accepted = true, .joined = {}, .removed = {}};
  from.send(from_server::Accepted{epoch_}, actions);
  relay_commit(from, commit, actions);
  remove(from, commit, outcome, actions);
  epoch_ = Epoch(epoch_.value() + 1);
  if (commit.welcome) welcome(from, *commit.welcome, outcome, actions);
  return outcome;
}

// How many leaves the group would have, as far as those who commit tell the truth.
size_t Meeting::leaves_after(const from_client::Commit& commit) {
  const std::set<ConnectionId> removed(commit.removed.begin(), commit.removed.end());
  const auto is_leaf = [this](ConnectionId id) {
    const Connection* connection = find(id);
    return gone_.contains(id) || (restoring_ && restoring_->awaits(id)) ||
           (connection != nullptr && connection->is_member());
  };
  const auto fewer = static_cast<size_t>(std::ranges::count_if(removed, is_leaf));
  const size_t more = commit.welcome ? commit.welcome->to.size() : 0;
  const size_t awaited = restoring_ ? restoring_->awaited().size() : 0;
  return member_count_ + gone_.size() + awaited + more - fewer;
}

// The commit that removes them is the last that they hear, so that they know by whom.
void Meeting::remove(const Connection& from, const from_client::Commit& commit, Committed& outcome,
                     Actions& actions) {
  for (const ConnectionId id : commit.removed) {
    gone_.erase(id);
    if (restoring_) restoring_->forget(id);
    Connection* connection = find(id);
    // RFC 9420 section 12.2: nobody removes itself by its own commit.
    if (connection == nullptr || !connection->is_member() || id == from.id) continue;
    connection->send(from_server::Removed{}, actions);
    connection->state = Connection::State::kNewcomer;
    --member_count_;
    outcome.removed.push_back(id);
  }
}

void Meeting::relay_commit(const Connection& from, const from_client::Commit& commit,
                           Actions& actions) {
  const Text text = to_text(from_server::Commit{from.id, commit.epoch, commit.envelope});
  send_members(text, actions, from.id);
  if (restoring_) restoring_->keep(epoch_, text);
}

void Meeting::welcome(const Connection& from, const Welcome& welcome, Committed& outcome,
                      Actions& actions) {
  const Text text = to_text(from_server::Welcome{from.id, epoch_, welcome.envelope});
  std::vector<ConnectionId> missing;
  for (const ConnectionId id : welcome.to) {
    Connection* connection = find(id);
    const bool was_removed = std::ranges::find(outcome.removed, id) != outcome.removed.end();
    if (connection == nullptr) missing.push_back(id);
    if (connection == nullptr || connection->is_member() || was_removed) continue;
    become_member(*connection);
    connection->send(text, actions);
    outcome.joined.push_back(id);
  }
  for (const ConnectionId id : outcome.joined) brief_new_member(*find(id), actions);
  // Its `departed` crossed the commit that added it: say it again, now that it has a leaf.
  for (const ConnectionId id : missing) {
    gone_.insert(id);
    send_members(to_text(from_server::Departed{id}), actions);
  }
}

void Meeting::become_member(Connection& connection) {
  connection.state = Connection::State::kMember;
  connection.knock = nullptr;
  ++member_count_;
}

// What the others know already.
void Meeting::brief_new_member(Connection& member, Actions& actions) {
  for (const ConnectionId id : gone_) member.send(from_server::Departed{id}, actions);
  for (const auto& [id, connection] : connections_) {
    if (connection.is_waiting()) member.send(connection.knock, actions);
  }
}

void Meeting::depart(ConnectionId id, bool has_vanished, Actions& actions) {
  const auto found = connections_.find(id);
  if (found == connections_.end()) return;
  const bool was_member = found->second.is_member();
  const bool was_known = was_member || found->second.is_waiting();
  connections_.erase(found);
  if (was_member) {
    --member_count_;
    gone_.insert(id);
    if (restoring_) restoring_->forget(id);
  }
  if (was_known) send_members(to_text(from_server::Departed{id, has_vanished}), actions);
  if (was_member && member_count_ == 0) end(actions);
}

void Meeting::end(Actions& actions) {
  forget_group();
  const Text text = to_text(from_server::Ended{});
  for (auto& [id, connection] : connections_) connection.send(text, actions);
}

void Meeting::forget_group() {
  restoring_.reset();
  gone_.clear();
  epoch_ = {};
  member_count_ = 0;
}

void Meeting::send_members(const Text& text, Actions& actions, ConnectionId but) {
  for (auto& [id, connection] : connections_) {
    if (connection.is_member() && id != but) connection.send(text, actions);
  }
}

}  // namespace conclave::server
