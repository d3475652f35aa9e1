// Meeting: what a host wishes, until an epoch fulfils it.
#include "e2ee/meeting.h"

namespace conclave::e2ee {
namespace {

constexpr Error kNotHost{ErrorCode::kRefused, "only a host may do this"};
constexpr Error kNobody{ErrorCode::kNotFound, "nobody of this name is here"};

}  // namespace

Result<Events> Meeting::admit(ConnectionId connection, Time now) {
  if (!am_host()) return kNotHost;
  if (waiting_.find(connection) == nullptr) return kNobody;
  Events events;
  begin(now);
  waiting_.admit(connection);
  finish(events);
  return events;
}

Result<Events> Meeting::deny(ConnectionId connection, Time now) {
  if (!am_host()) return kNotHost;
  const WaitingRoom::Knocker* const knocker = waiting_.find(connection);
  if (knocker == nullptr) return kNobody;
  Events events;
  begin(now);
  send_reply(connection, knocker->envelope, ReplyDenied{}, events);
  waiting_.remove(connection);
  if (roster_.size() > 1) send(DeniedMessage{.connection = connection}, ConnectionId(), events);
  finish(events);
  return events;
}

Result<Events> Meeting::remove(mls::LeafIndex leaf, bool does_change_link, Time now) {
  const RosterMember* const member = find_member(leaf);
  if (member == nullptr || member->is_self) return kNobody;
  return wish(RemoveWish{.connection = member->connection, .does_change_link = does_change_link},
              now);
}

Result<Events> Meeting::change(const PolicyChange& change, Time now) {
  TRY(changed(policy_, change));
  return wish(change, now);
}

Result<Events> Meeting::set_host(mls::LeafIndex leaf, bool is_host, Time now) {
  const RosterMember* const member = find_member(leaf);
  if (member == nullptr) return kNobody;
  return wish(HostWish{.connection = member->connection, .is_host = is_host}, now);
}

Result<Events> Meeting::change_link(Time now) {
  if (!am_host()) return kNotHost;
  return wish(LinkWish{.link = make_link(LinkSecret::Form::kDoor)}, now);
}

Result<Events> Meeting::invite(std::string label, Time now) {
  TRY(check_name(label));
  if (policy_.doors.size() >= limits::kDoorsMax) {
    return Error(ErrorCode::kLimit, "too many invites");
  }
  return wish(InviteWish{.link = make_link(LinkSecret::Form::kInvite), .label = std::move(label)},
              now);
}

LinkSecret Meeting::make_link(LinkSecret::Form form) {
  return LinkSecret::generate(form, link_.meeting_id, false, *random_);
}

Result<Events> Meeting::wish(Wish wish, Time now) {
  if (!am_host()) return kNotHost;
  Events events;
  begin(now);
  wishes_.push_back(std::move(wish));
  finish(events);
  return events;
}

// ---- what becomes of them ----------------------------------------------------------------------

// How many of them, from the front, the next commit carries out. Whoever leaves by a commit can
// read it: ways in are made by commits by which nobody leaves.
size_t Meeting::choose_wishes(bool is_anyone_leaving) {
  std::vector<Wish> wishes;
  std::vector<Wish> ways_in;
  for (Wish& wish : wishes_) {
    const bool is_way_in =
        std::holds_alternative<LinkWish>(wish) || std::holds_alternative<InviteWish>(wish);
    (is_way_in ? ways_in : wishes).push_back(std::move(wish));
  }
  const size_t others = wishes.size();
  std::ranges::move(ways_in, std::back_inserter(wishes));
  wishes_ = std::move(wishes);
  return is_anyone_leaving ? others : wishes_.size();
}

Policy Meeting::with_wishes(size_t wishes, std::span<const mls::LeafIndex> staying) const {
  Policy policy = policy_;
  for (const Wish& wish : std::span(wishes_).first(wishes)) {
    std::visit([&](const auto& kind) { apply(policy, kind, staying); }, wish);
  }
  return policy;
}

void Meeting::apply(Policy& policy, const PolicyChange& change,
                    std::span<const mls::LeafIndex>) const {
  policy = *changed(std::move(policy), change);
}

// The new link is made in the epoch after.
void Meeting::apply(Policy& policy, const RemoveWish& wish, std::span<const mls::LeafIndex>) const {
  if (wish.does_change_link) policy.doors.clear();
}

void Meeting::apply(Policy& policy, const HostWish& wish,
                    std::span<const mls::LeafIndex> staying) const {
  const RosterMember* const member = find_member(wish.connection);
  if (member == nullptr || !std::ranges::binary_search(staying, member->leaf)) return;
  std::erase(policy.hosts, member->leaf);
  if (wish.is_host) {
    policy.hosts.push_back(member->leaf);
    std::ranges::sort(policy.hosts);
  }
  if (!policy.hosts.empty()) return;
  const auto next =
      std::ranges::find_if(staying, [&](mls::LeafIndex leaf) { return leaf != member->leaf; });
  policy.hosts.push_back(next == staying.end() ? member->leaf : *next);
}

void Meeting::apply(Policy& policy, const LinkWish& wish, std::span<const mls::LeafIndex>) const {
  Door door{.link = wish.link, .passphrase_key = passphrase_key_};
  door.link.set_needs_passphrase(!passphrase_key_.empty());
  policy.doors = {std::move(door)};
}

void Meeting::apply(Policy& policy, const InviteWish& wish, std::span<const mls::LeafIndex>) const {
  if (policy.doors.size() >= limits::kDoorsMax) return;
  policy.doors.push_back({.kind = DoorKind::kInvite, .link = wish.link, .label = wish.label});
}

// Our commit of them is the epoch now.
void Meeting::fulfil(size_t wishes_done, Events& events) {
  bool is_link_due = false;
  wishes_done = std::min(wishes_done, wishes_.size());  // none, if we are host no more
  for (const Wish& wish : std::span(wishes_).first(wishes_done)) {
    if (const auto* remove = std::get_if<RemoveWish>(&wish)) {
      is_link_due |= remove->does_change_link;
    } else if (const auto* invite = std::get_if<InviteWish>(&wish)) {
      events.emplace_back(Invited{.fragment = invite->link.fragment(), .label = invite->label});
    }
  }
  wishes_.erase(wishes_.begin(), wishes_.begin() + static_cast<std::ptrdiff_t>(wishes_done));
  if (!is_link_due || !am_host()) return;
  wishes_.emplace_back(std::in_place_type<LinkWish>, make_link(LinkSecret::Form::kDoor));
}

}  // namespace conclave::e2ee
