#include "e2ee/log.h"

#include "e2ee/participant.h"

#include <algorithm>

namespace conclave::e2ee {
namespace {

std::string name_of(const mls::Credential& credential) {
  const auto participant = parse_credential(credential);
  return participant ? participant->name : std::string();
}

std::string name_at(const mls::Group& group, mls::LeafIndex leaf) {
  const auto member = group.member(leaf);
  return member ? name_of(member->credential) : std::string();
}

const Door* find_door(const Policy& policy, const Door& wanted) {
  const auto found = std::ranges::find_if(policy.doors, [&](const Door& door) {
    return equal_in_constant_time(door.link.reveal(), wanted.link.reveal());
  });
  return found == policy.doors.end() ? nullptr : &*found;
}

// One commit, while its lines are written.
class Scribe {
 public:
  Scribe(const mls::Group& before, const Policy& old_policy, const mls::Group& next,
         const Policy& policy, const mls::EpochChange& change)
      : old_policy_(old_policy),
        next_(next),
        policy_(policy),
        change_(change),
        by_(name_at(before, change.committer)) {}

  Log write(const WhyGone& why_gone) {
    write_removals(why_gone);
    write_arrivals();
    write_hosts();
    write_rules();
    write_doors();
    if (lines_.empty()) add(LogKind::kKeysRenewed, by_);
    return std::move(lines_);
  }

 private:
  void add(LogKind kind, std::string who, std::string by = {}, PolicyChange change = {}) {
    lines_.push_back({.epoch = next_.epoch(),
                      .kind = kind,
                      .who = std::move(who),
                      .by = std::move(by),
                      .change = change});
  }

  void write_removals(const WhyGone& why_gone) {
    for (const mls::Member& member : change_.removed) {
      const LogKind kind = why_gone(member);
      add(kind, name_of(member.credential), kind == LogKind::kRemoved ? by_ : std::string());
    }
  }

  void write_arrivals() {
    const Door* const invite = invite_used();
    for (const mls::LeafIndex leaf : change_.added) {
      add(LogKind::kAdmitted, name_at(next_, leaf), by_);
      if (invite != nullptr) add(LogKind::kInviteUsed, name_at(next_, leaf), invite->label);
    }
  }

  const Door* invite_used() const {
    for (const Door& door : policy_.doors) {
      const Door* const old = find_door(old_policy_, door);
      if (door.kind == DoorKind::kUsedInvite && old != nullptr && old->kind == DoorKind::kInvite) {
        return &door;
      }
    }
    return nullptr;
  }

  bool was_removed(mls::LeafIndex leaf) const {
    return !next_.member(leaf) ||
           std::ranges::find(change_.removed, leaf, &mls::Member::leaf) != change_.removed.end();
  }

  void write_hosts() {
    const bool did_any_stay = std::ranges::any_of(
        policy_.hosts, [&](mls::LeafIndex leaf) { return old_policy_.is_host(leaf); });
    for (const mls::LeafIndex leaf : old_policy_.hosts) {
      if (was_removed(leaf) || policy_.is_host(leaf)) continue;
      add(LogKind::kHostUnnamed, name_at(next_, leaf), by_);
    }
    for (const mls::LeafIndex leaf : policy_.hosts) {
      if (old_policy_.is_host(leaf)) continue;
      if (did_any_stay) add(LogKind::kHostNamed, name_at(next_, leaf), by_);
      if (!did_any_stay) add(LogKind::kHostSucceeded, name_at(next_, leaf));
    }
  }

  void write_rules() {
    for (size_t index = 0; index < static_cast<size_t>(PolicyField::kLinkExpires); ++index) {
      write_rule(static_cast<PolicyField>(index));
    }
    const Door* const link = policy_.link();
    if (link != nullptr && find_door(old_policy_, *link) != nullptr) {
      write_rule(PolicyField::kLinkExpires);
    }
  }
  void write_rule(PolicyField field) {
    const uint64_t value = value_of(policy_, field);
    if (value == value_of(old_policy_, field)) return;
    add(LogKind::kPolicyChanged, {}, by_, {.field = field, .value = value});
  }

  void write_doors() {
    for (const Door& door : policy_.doors) {
      if (find_door(old_policy_, door) != nullptr) continue;
      if (door.kind == DoorKind::kLink) add(LogKind::kLinkChanged, {}, by_);
      if (door.kind == DoorKind::kInvite) add(LogKind::kInviteMade, door.label, by_);
    }
  }

  const Policy& old_policy_;
  const mls::Group& next_;
  const Policy& policy_;
  const mls::EpochChange& change_;
  const std::string by_;
  Log lines_;
};

}  // namespace

Log log_of(const mls::Group& before, const Policy& old_policy, const mls::Group& next,
           const Policy& policy, const mls::EpochChange& change, const WhyGone& why_gone) {
  return Scribe(before, old_policy, next, policy, change).write(why_gone);
}

Log log_of_arrival(const mls::Group& group) {
  Log lines;
  const bool is_beginning = group.epoch() == 0;
  for (const mls::Member& member : group.roster()) {
    if (member.leaf == group.own_leaf() && !is_beginning) continue;
    lines.push_back({.epoch = group.epoch(),
                     .kind = is_beginning ? LogKind::kStarted : LogKind::kHere,
                     .who = name_of(member.credential)});
  }
  return lines;
}

}  // namespace conclave::e2ee
