#include "e2ee/commit_rules.h"

#include "e2ee/knock.h"

#include <set>

namespace conclave::e2ee {
namespace {

Error refused(std::string_view text) { return {ErrorCode::kRefused, text}; }

bool carries_psk(std::span<const mls::PreSharedKeyId> psks, const LinkKeys& link) {
  return std::ranges::any_of(psks, [&](const mls::PreSharedKeyId& id) {
    const auto* external = std::get_if<mls::ExternalPskId>(&id.psk);
    return external != nullptr && equal(external->psk_id, link.psk_id);
  });
}

Result<void> check_roster(std::span<const mls::Member> roster) {
  std::set<ConnectionId> connections;
  for (const mls::Member& member : roster) {
    const Participant participant = TRY(parse_credential(member.credential));
    if (!connections.insert(participant.connection).second) {
      return refused("two leaves for one connection");
    }
  }
  return ok();
}

}  // namespace

Result<void> check_commit(const mls::Group& next, const mls::EpochChange& change,
                          const LinkKeys& link) {
  if (change.is_external) return refused("nobody joins without being added");
  if (change.extensions_changed || change.reinit) return refused("the group stays what it is");
  if (!change.added.empty() && !carries_psk(change.psks, link)) {
    return refused("an Add without the link's PSK");
  }
  return check_group(next, link);
}

Result<void> check_welcome(std::span<const mls::PreSharedKeyId> psks, const LinkKeys& link) {
  if (!carries_psk(psks, link)) return refused("a Welcome without the link's PSK");
  return ok();
}

Result<void> check_group(const mls::Group& group, const LinkKeys& link) {
  if (group.suite() != kMeetingSuite) return refused("another cipher suite");
  if (!equal(group.group_id(), link.meeting_id)) return refused("another meeting's group");
  if (!group.context().extensions.empty()) return refused("the group has no extensions");
  if (group.member_count() > limits::kPeopleMax) return refused("too many members");
  return check_roster(group.roster());
}

}  // namespace conclave::e2ee
