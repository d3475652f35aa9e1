#include "e2ee/commit_rules.h"

#include "e2ee/knock.h"

#include <algorithm>
#include <set>

namespace conclave::e2ee {
namespace {

// Clocks differ: whoever admits looks at the minute, whoever only checks is generous.
constexpr uint64_t kClockSlackSeconds = 600;

Error refused(std::string_view text) { return {ErrorCode::kRefused, text}; }

bool names(const mls::PreSharedKeyId& id, Bytes psk_id) {
  const auto* external = std::get_if<mls::ExternalPskId>(&id.psk);
  return external != nullptr && equal(external->psk_id, psk_id);
}

Result<void> check_roster(const mls::RatchetTree& tree) {
  std::set<ConnectionId> connections;
  for (const mls::LeafIndex leaf : tree.leaves()) {
    const Participant participant = TRY(parse_credential(tree.leaf(leaf)->credential));
    if (!connections.insert(participant.connection).second) {
      return refused("two leaves for one connection");
    }
  }
  return ok();
}

bool is_in(const std::vector<mls::LeafIndex>& leaves, mls::LeafIndex leaf) {
  return std::ranges::find(leaves, leaf) != leaves.end();
}

// Ascending, without newcomers and those who went.
std::vector<mls::LeafIndex> staying(const mls::Group& next, const mls::EpochChange& change) {
  std::vector<mls::LeafIndex> leaves = next.tree().leaves();
  std::erase_if(leaves, [&](mls::LeafIndex leaf) { return is_in(change.added, leaf); });
  return leaves;
}

Result<void> check_identities(const mls::Group& before, const mls::Group& next,
                              std::span<const mls::LeafIndex> leaves) {
  for (const mls::LeafIndex leaf : leaves) {
    const mls::LeafNode* const old = before.tree().leaf(leaf);
    const mls::LeafNode* const now = next.tree().leaf(leaf);
    if (old == now && old != nullptr) continue;  // the very node
    if (old == nullptr || now == nullptr || old->credential != now->credential ||
        old->signature_key != now->signature_key) {
      return refused("somebody became somebody else");
    }
  }
  return ok();
}

Result<void> check_removes(const CommitCircumstances& given, const mls::EpochChange& change) {
  if (given.policy.is_host(change.committer)) return ok();
  for (const mls::Member& member : change.removed) {
    if (!given.may_go(member)) {
      return Error(ErrorCode::kNotYet, "for all we know, who is removed here is here");
    }
  }
  return ok();
}

// The door whose PSK the commit carries, and no other.
Result<size_t> door_of(std::span<const LinkKeys> doors, std::span<const mls::PreSharedKeyId> psks) {
  if (psks.size() != 1) return refused("an Add with the PSK of not one door");
  for (size_t index = 0; index < doors.size(); ++index) {
    if (names(psks.front(), doors[index].psk_id)) return index;
  }
  return refused("an Add without a door's PSK");
}

Result<void> check_adds(const CommitCircumstances& given, const mls::EpochChange& change,
                        const Policy& next_policy) {
  if (change.added.empty()) return ok();
  const bool is_by_host = given.policy.is_host(change.committer);
  if (given.policy.is_locked) return refused("the meeting is locked");
  if (given.policy.has_waiting_room && !is_by_host) return refused("only a host lets people in");
  const Door& door = given.policy.doors[TRY(door_of(given.doors, change.psks))];
  const uint64_t slack = std::min(given.unix_now, kClockSlackSeconds);
  if (!door.is_open(given.unix_now - slack)) return refused("this way in is closed");
  if (door.kind == DoorKind::kLink) return ok();
  const bool is_marked = std::ranges::any_of(next_policy.doors, [&](const Door& other) {
    return other.kind == DoorKind::kUsedInvite &&
           equal_in_constant_time(other.link.reveal(), door.link.reveal());
  });
  if (change.added.size() != 1 || !is_by_host || !is_marked) {
    return refused("an invite is for one person and one use");
  }
  return ok();
}

bool is_same(const Policy& one, const Policy& other) {
  return encode_policy(one) == encode_policy(other);
}

Result<void> check_policy(const CommitCircumstances& given, const mls::EpochChange& change,
                          const Policy& next_policy, std::span<const mls::LeafIndex> stayed) {
  const bool are_hosts_here = std::ranges::all_of(next_policy.hosts, [&](mls::LeafIndex leaf) {
    return std::ranges::binary_search(stayed, leaf);
  });
  if (!are_hosts_here) return refused("a host who is not here");
  if (given.policy.is_host(change.committer)) return ok();
  if (!is_same(next_policy, after_removal(given.policy, stayed))) {
    return refused("only a host changes the rules");
  }
  return ok();
}

// Most commits leave the rules as they are.
Result<Policy> policy_after(const CommitCircumstances& given, const mls::Group& next) {
  const mls::Extensions& extensions = next.context().extensions;
  if (extensions == given.before.context().extensions) return given.policy;
  return policy_of(extensions);
}

Result<void> check_group(const mls::Group& group, Bytes meeting_id, const Policy& policy) {
  if (group.suite() != kMeetingSuite) return refused("another cipher suite");
  if (!equal(group.group_id(), meeting_id)) return refused("another meeting's group");
  if (group.member_count() > limits::kPeopleMax) return refused("too many members");
  if (!equal(policy.meeting_id, meeting_id)) return refused("another meeting's policy");
  for (const mls::LeafIndex host : policy.hosts) {
    if (group.tree().leaf(host) == nullptr) return refused("a host who is not here");
  }
  return ok();
}

}  // namespace

Result<Policy> check_commit(const CommitCircumstances& given, const mls::Group& next,
                            const mls::EpochChange& change) {
  if (change.is_external) return refused("nobody joins without being added");
  if (change.reinit) return refused("the group stays what it is");
  Policy policy = TRY(policy_after(given, next));
  TRY(check_group(next, given.before.group_id(), policy));
  const std::vector<mls::LeafIndex> stayed = staying(next, change);
  TRY(check_identities(given.before, next, stayed));
  if (!change.added.empty()) TRY(check_roster(next.tree()));
  TRY(check_removes(given, change));
  TRY(check_adds(given, change, policy));
  TRY(check_policy(given, change, policy, stayed));
  return policy;
}

Result<void> check_welcome(std::span<const mls::PreSharedKeyId> psks, const LinkKeys& link) {
  if (psks.size() != 1 || !names(psks.front(), link.psk_id)) {
    return refused("a Welcome without our door's PSK");
  }
  return ok();
}

Result<Policy> check_group(const mls::Group& group, Bytes meeting_id) {
  Policy policy = TRY(policy_of(group.context().extensions));
  TRY(check_group(group, meeting_id, policy));
  TRY(check_roster(group.tree()));
  return policy;
}

}  // namespace conclave::e2ee
