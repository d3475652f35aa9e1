#include "sfu/worker.h"

#include "rtp/sdp_answer.h"

#include <algorithm>

namespace conclave::sfu {
namespace {

constexpr Error kNoMeeting{ErrorCode::kNotFound, "no such meeting"};
constexpr Error kNoPeer{ErrorCode::kNotFound, "no such peer"};

// Later offers only append: so slots keep their streams and wishes their slots.
Result<void> check_goes_on(const std::deque<Slot>& slots, const rtp::Offer& offer) {
  const bool goes_on = slots.size() <= offer.slots.size() &&
                       std::ranges::equal(slots, std::span(offer.slots).first(slots.size()),
                                          [](const Slot& old, const rtp::OfferedSlot& now) {
                                            return old.offered.mid == now.mid &&
                                                   old.offered.kind == now.kind &&
                                                   old.offered.types == now.types;
                                          });
  if (!goes_on) return Error(ErrorCode::kInvalid, "the offer changes slots of the one before");
  return ok();
}

transport::RemoteParameters remote_parameters(const rtp::Offer& offer) {
  return {.ice = {.ufrag = offer.ice.ufrag, .password = offer.ice.password},
          .fingerprint = {.sha256 = offer.fingerprint}};
}

}  // namespace

Result<MeetingHandle> Sfu::Worker::open_meeting() {
  if (meetings_.size() >= limits::kMeetingsMax) {
    return Error(ErrorCode::kLimit, "too many meetings on this worker");
  }
  auto certificate = TRY(transport::Certificate::generate());
  const MeetingHandle handle(++handles_given_);
  meetings_[handle] = std::make_unique<Meeting>(std::move(certificate));
  return handle;
}

void Sfu::Worker::close_meeting(MeetingHandle handle) {
  const auto found = meetings_.find(handle);
  if (found == meetings_.end()) return;
  while (!found->second->peers().empty()) forget(*found->second->peers().back());
  meetings_.erase(found);
  std::erase(stale_, handle);
}

Result<PeerId> Sfu::Worker::add_peer(MeetingHandle handle, ConnectionId connection) {
  const auto found = meetings_.find(handle);
  if (found == meetings_.end()) return kNoMeeting;
  Meeting& meeting = *found->second;
  if (meeting.has(connection)) return Error(ErrorCode::kInvalid, "this connection has a peer");
  if (meeting.peers().size() >= limits::kMeetingConnectionsMax) {
    return Error(ErrorCode::kLimit, "too many peers in this meeting");
  }
  const PeerId id(++handles_given_);
  auto peer = std::make_unique<Peer>(id, handle, connection, meeting.certificate(), wakes_,
                                     counters_, random_);
  meeting.add(*peer);
  peers_[id] = std::move(peer);
  return id;
}

Events Sfu::Worker::remove_peer(PeerId id) {
  Events events;
  Peer* peer = find(id);
  if (!peer) return events;
  Meeting& meeting = meeting_of(*peer);
  meeting.remove(*peer);
  assign_all(meeting, Time{}, events);
  forget(*peer);
  return events;
}

void Sfu::Worker::forget(Peer& peer) {
  meeting_of(peer).remove(peer);
  for (Slot& slot : peer.downlink.slots()) peer.downlink.assign(peer, slot, nullptr, Time{});
  peer.uplink.release();
  std::erase_if(by_address_, [&](const auto& entry) { return entry.second == &peer; });
  for (const std::string& ufrag : peer.ufrags) by_ufrag_.erase(ufrag);
  peers_.erase(peer.sleeper.id);
}

Result<std::string> Sfu::Worker::negotiate(PeerId id, std::string_view text, Time now) {
  Peer* peer = find(id);
  if (!peer) return kNoPeer;
  const rtp::Offer offer = TRY(rtp::parse_offer(text));
  TRY(check_goes_on(peer->downlink.slots(), offer));
  TRY(peer->transport.set_remote(remote_parameters(offer), {}, now));
  peer->uplink.add_sources(offer);
  peer->downlink.append_slots(offer.slots);
  remember_ufrag(*peer);
  stale_.push_back(peer->meeting);
  schedule(*peer);
  return answer(*peer, offer);
}

void Sfu::Worker::remember_ufrag(Peer& peer) {
  const std::string& ufrag = peer.transport.local_ice().ufrag;
  if (std::ranges::find(peer.ufrags, ufrag) != peer.ufrags.end()) return;
  // While an ICE restart is under way checks come for the old name too; an older one is done with.
  if (peer.ufrags.size() == 2) {
    by_ufrag_.erase(peer.ufrags.front());
    peer.ufrags.erase(peer.ufrags.begin());
  }
  peer.ufrags.push_back(ufrag);
  by_ufrag_[ufrag] = &peer;
}

std::string Sfu::Worker::answer(Peer& peer, const rtp::Offer& offer) const {
  rtp::AnswerParameters parameters{.session_id = peer.session_id,
                                   .version = ++peer.version,
                                   .ice = {.ufrag = peer.transport.local_ice().ufrag,
                                           .password = peer.transport.local_ice().password},
                                   .fingerprint = peer.transport.local_fingerprint().sha256,
                                   .candidates = {}};
  for (const Address& address : config_.candidates) {
    parameters.candidates.push_back({.address = address, .is_tcp = false});
  }
  std::vector<rtp::StreamIdentity> identities;
  for (const Slot& slot : peer.downlink.slots()) identities.push_back(slot.identity);
  return rtp::write_answer(offer, parameters, identities);
}

Events Sfu::Worker::admit(PeerId id, Time now) {
  Events events;
  Peer* peer = find(id);
  if (!peer || peer->is_member) return events;
  Meeting& meeting = meeting_of(*peer);
  meeting.admit(*peer);
  assign_all(meeting, now, events);
  return events;
}

Result<Events> Sfu::Worker::set_wishes(PeerId id, std::span<const SlotWish> wishes, Time now) {
  Peer* peer = find(id);
  if (!peer) return kNoPeer;
  TRY(peer->downlink.set_wishes(wishes, now));
  peer->keeps_automatic = false;
  Events events;
  assign(meeting_of(*peer), *peer, now, events);
  return events;
}

void Sfu::Worker::assign_all(Meeting& meeting, Time now, Events& events) {
  for (Peer* peer : meeting.peers()) assign(meeting, *peer, now, events);
}

void Sfu::Worker::assign(Meeting& meeting, Peer& peer, Time now, Events& events) {
  if (meeting.assign_slots(peer, now)) {
    events.push_back(SlotsChanged{.peer = peer.sleeper.id, .slots = slot_states(peer)});
  }
  schedule(peer);
}

Peer* Sfu::Worker::find(PeerId id) const {
  const auto found = peers_.find(id);
  return found == peers_.end() ? nullptr : found->second.get();
}

void Sfu::Worker::schedule(Peer& peer) {
  wakes_.schedule(peer.sleeper, std::min({peer.transport.next_wake(), peer.uplink.next_wake(),
                                          peer.downlink.next_wake()}));
}

}  // namespace conclave::sfu
