// Meeting: following the group from epoch to epoch.
#include "e2ee/commit_rules.h"
#include "e2ee/meeting.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

std::array<uint8_t, kFingerprintSize> fingerprint(const mls::Member& member) {
  Buffer identity = member.signature_key;
  append(identity, mls::encode(member.credential));
  const Buffer hash = crypto::digest(crypto::Hash::kSha256, identity);
  std::array<uint8_t, kFingerprintSize> print;
  std::ranges::copy(Bytes(hash).first(print.size()), print.begin());
  return print;
}

constexpr std::string_view kRestoreProofLabel = "Conclave 1 restore";

}  // namespace

// ---- commits -----------------------------------------------------------------------------------

void Meeting::handle(const from_server::Commit& commit, Time now, Events& events) {
  if (!group_) return refuse(counters_.unexpected);
  if (follow_own(commit, now, events)) return;
  // Only members can make a PrivateMessage, and only PrivateMessages are taken.
  const auto message = mls::decode_message<mls::PrivateMessage>(commit.envelope);
  if (!message || message->content_type != mls::ContentType::kCommit) {
    order_ = std::max(order_, commit.epoch + 1);
    return refuse(counters_.commits_forged, AlarmKind::kForged, events);
  }
  if (message->epoch < group_->epoch()) {
    return refuse(counters_.commits_replayed, AlarmKind::kReplayed, events);
  }
  order_ = std::max(order_, commit.epoch + 1);
  note_commit(commit.from, commit.epoch, commit.envelope);
  auto received = group_->handle(commit.envelope, psks_);
  if (received) return follow(std::move(*received), now, events);
  switch (received.error().code) {
    case ErrorCode::kReplayed:
      return refuse(counters_.commits_replayed, AlarmKind::kReplayed, events);
    case ErrorCode::kNotYet:  // the group is further than we are
      epoch_heard_of_ = std::max(epoch_heard_of_, message->epoch);
      return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
    default: return refuse(counters_.commits_forged, AlarmKind::kForged, events);
  }
}

// The server that accepted it is no more, and another member brought it back.
bool Meeting::follow_own(const from_server::Commit& commit, Time now, Events& events) {
  const bool is_ours = in_flight_ && commit.from == connection_ &&
                       commit.epoch == in_flight_->order &&
                       equal(commit.envelope, in_flight_->committed.message);
  if (is_ours) take_own(commit.epoch, now, events);
  return is_ours;
}

// ---- coming back to a server that forgot -------------------------------------------------------

void Meeting::note_commit(ConnectionId from, uint64_t order, Bytes envelope) {
  last_commit_ = {.from = from, .order = order, .envelope = to_buffer(envelope), .at = now_};
}

to_server::Restore Meeting::restore_claim() const {
  to_server::Restore claim{.connection = connection_,
                           .epoch = order_,
                           .members = {},
                           .proof = proofs_.front(),
                           .proof_before = {},
                           .last_from = {},
                           .last_commit = {}};
  for (const RosterMember& member : roster_) claim.members.push_back(member.connection);
  if (proofs_.size() > 1) claim.proof_before = proofs_.back();
  const bool is_new = now_ < last_commit_.at + limits::kLastCommitAge;
  if (last_commit_.from != ConnectionId() && is_new && last_commit_.order + 1 == order_) {
    claim.last_from = last_commit_.from;
    claim.last_commit = last_commit_.envelope;
  }
  return claim;
}

// The proof is of the epoch in which the members last changed: so those who are a renewal apart
// have the same, newcomers have it from their first epoch on, and the removed have not. Those who
// are an arrival apart have one in common.
void Meeting::follow_proofs(const mls::EpochChange& change) {
  if (change.added.empty() && change.removed.empty()) return;
  proofs_.resize(change.removed.empty() ? 1 : 0);
  proofs_.insert(proofs_.begin(), restore_proof());
}

Secret Meeting::restore_proof() const {
  return *group_->exporter(kRestoreProofLabel, {}, limits::kRestoreProofBytes);
}

// ---- following ---------------------------------------------------------------------------------

void Meeting::follow(mls::Received received, Time now, Events& events) {
  if (const auto* removal = std::get_if<mls::ReceivedRemoval>(&received)) {
    // By who may not, it counts for nobody else either. If the others did let us go, since they
    // heard nothing of us, the server says so next, and we come back as somebody new.
    if (!policy_.is_host(removal->committer)) {
      return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
    }
    leave();
    events.emplace_back(RemovedByMember{});
    return;
  }
  auto& commit = std::get<mls::ReceivedCommit>(received);
  const CommitCircumstances circumstances{
      .before = *group_,
      .policy = policy_,
      .doors = doors_,
      .may_go =
          [&](const mls::Member& member) {
            return may_go(parse_credential(member.credential)->connection);
          },
      .unix_now = unix_time(now).value()};
  auto policy = check_commit(circumstances, commit.next, commit.change);
  if (!policy) return refuse_commit(commit.change.committer, policy.error(), events);
  if (in_flight_) ++counters_.commits_lost;
  advance(std::move(commit.next), commit.change, std::move(*policy), now, events);
}

// Whoever made it is in a group of its own now; the next commit says so to the others' keys.
void Meeting::refuse_commit(mls::LeafIndex committer, const Error& error, Events& events) {
  if (error.code == ErrorCode::kNotYet) {
    return refuse(counters_.commits_refused, AlarmKind::kDisagreement, events);
  }
  ++counters_.commits_refused;
  const RosterMember* const member = find_member(committer);
  if (member == nullptr) return;
  offenders_.insert(member->connection);
  known_gone_ = std::min(known_gone_, epoch_began_);
  events.emplace_back(Alarm{.kind = AlarmKind::kPolicy, .who = member->name});
  events.emplace_back(Logged{
      .lines = {{.epoch = group_->epoch(), .kind = LogKind::kRefused, .who = member->name}}});
}

bool Meeting::may_go(ConnectionId connection) const {
  return departed_.contains(connection) || offenders_.contains(connection) ||
         !presence_.is_surely_here(connection, now_);
}

void Meeting::advance(mls::Group next, const mls::EpochChange& change, Policy policy, Time now,
                      Events& events) {
  Log lines = log_of_commit(next, policy, change);
  const bool are_rules_new = next.context().extensions != group_->context().extensions;
  if (const RosterMember* const committer = find_member(change.committer)) {
    presence_.hear(committer->connection, now);
  }
  previous_.push_back({.group = std::move(*group_),
                       .policy = std::move(policy_),
                       .forget_at = now + limits::kEpochOverlap});
  if (previous_.size() > limits::kEpochsKeptMax) previous_.pop_front();
  group_ = std::move(next);
  follow_proofs(change);
  in_flight_.reset();
  epoch_began_ = now;
  accused_.clear();
  policy_ = std::move(policy);
  if (are_rules_new) derive_doors();
  announce_epoch(change.added, events);
  events.emplace_back(Logged{.lines = std::move(lines)});
  if (!am_host()) wishes_.clear();
  turn_away_reusers(events);
  tell_newcomers(change, events);
}

Log Meeting::log_of_commit(const mls::Group& next, const Policy& policy,
                           const mls::EpochChange& change) const {
  return log_of(*group_, policy_, next, policy, change, [&](const mls::Member& member) {
    const ConnectionId connection = parse_credential(member.credential)->connection;
    if (departed_.contains(connection)) return LogKind::kLeft;
    return may_go(connection) && !offenders_.contains(connection) ? LogKind::kSilenced
                                                                  : LogKind::kRemoved;
  });
}

void Meeting::derive_doors() {
  doors_.clear();
  psks_ = {};
  for (const Door& door : policy_.doors) {
    doors_.push_back(door.keys());
    psks_.external.push_back({.id = doors_.back().psk_id, .value = doors_.back().psk});
  }
  follow_link();
}

// Whoever has to knock again does so by the link of now: an invite is used, a changed link dead.
void Meeting::follow_link() {
  const Door* const link = policy_.link();
  if (link == nullptr) return;
  link_secret_ = link->link;
  passphrase_key_ = link->passphrase_key;
  link_ = doors_[static_cast<size_t>(link - policy_.doors.data())];
}

// ---- what people see ---------------------------------------------------------------------------

RosterMember Meeting::seen(const mls::Member& member) const {
  Participant participant = *parse_credential(member.credential);  // by check_group
  return {.leaf = member.leaf,
          .connection = participant.connection,
          .name = std::move(participant.name),
          .is_self = member.leaf == group_->own_leaf(),
          .fingerprint = fingerprint(member)};
}

// Whoever stays in a leaf is who they were: check_commit saw to that.
std::vector<RosterMember> Meeting::roster_of(std::span<const mls::Member> members,
                                             std::span<const mls::LeafIndex> newcomers) const {
  std::vector<RosterMember> roster;
  roster.reserve(members.size());
  for (const mls::Member& member : members) {
    const bool is_new = std::ranges::find(newcomers, member.leaf) != newcomers.end();
    const RosterMember* const known = is_new ? nullptr : find_member(member.leaf);
    roster.push_back(known != nullptr ? *known : seen(member));
    roster.back().is_host = policy_.is_host(member.leaf);
  }
  return roster;
}

void Meeting::announce_epoch(std::span<const mls::LeafIndex> newcomers, Events& events) {
  const std::vector<mls::Member> members = group_->roster();
  std::vector<RosterMember> roster = roster_of(members, newcomers);
  const bool are_others_new = !newcomers.empty() || roster.size() != roster_.size();
  roster_ = std::move(roster);
  std::vector<ConnectionId> others;
  FrameEpoch frames{.epoch = group_->epoch(),
                    .base_key = {},
                    .own_leaf = FrameLeaf(group_->own_leaf().value()),
                    .members = {}};
  for (const RosterMember& member : roster_) {
    if (!member.is_self) others.push_back(member.connection);
    const FrameLeaf leaf(member.leaf.value());
    frames.members.push_back(leaf);
    if (!policy_.may(member.leaf, Feature::kShare)) frames.may_not_share.push_back(leaf);
    waiting_.remove(member.connection);
  }
  if (are_others_new) {
    forget_absent();
    std::erase_if(offenders_, [&](ConnectionId id) { return find_member(id) == nullptr; });
    find_known_gone();
    presence_.enter(others, now_);
  }
  frames.base_key = *group_->exporter(kFrameBaseKeyLabel, {}, kFrameBaseKeySize);
  events.emplace_back(
      EpochChanged{.roster = roster_,
                   .safety_code = safety_code(group_->epoch_authenticator().reveal(), members),
                   .policy = policy_,
                   .frames = std::move(frames)});
  announce_link(events);
  lower_hands(events);
}

void Meeting::announce_link(Events& events) {
  const Door* const link = policy_.link();
  if (link == nullptr || link->link.fragment() == link_told_) return;
  link_told_ = link->link.fragment();
  events.emplace_back(LinkChanged{.fragment = link_told_});
}

void Meeting::forget_epochs(Time now) {
  while (!previous_.empty() && previous_.front().forget_at <= now) previous_.pop_front();
}

// ---- the roster --------------------------------------------------------------------------------

const RosterMember* Meeting::find_member(ConnectionId connection) const {
  const auto found = std::ranges::find(roster_, connection, &RosterMember::connection);
  return found == roster_.end() ? nullptr : &*found;
}

const RosterMember* Meeting::find_member(mls::LeafIndex leaf) const {
  const auto found = std::ranges::lower_bound(roster_, leaf, {}, &RosterMember::leaf);
  return found == roster_.end() || found->leaf != leaf ? nullptr : &*found;
}

}  // namespace conclave::e2ee
