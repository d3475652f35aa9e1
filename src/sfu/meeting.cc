#include "sfu/meeting.h"

#include <algorithm>

namespace conclave::sfu {

void Meeting::add(Peer& peer) {
  peers_.push_back(&peer);
  by_connection_[peer.connection] = &peer;
}

void Meeting::remove(const Peer& peer) {
  if (std::erase(peers_, &peer) == 0) return;
  by_connection_.erase(peer.connection);
  if (peer.is_member) --member_count_;
}

void Meeting::admit(Peer& peer) {
  if (!peer.is_member) ++member_count_;
  peer.is_member = true;
}

Peer* Meeting::member(ConnectionId connection) const {
  const auto found = by_connection_.find(connection);
  return found != by_connection_.end() && found->second->is_member ? found->second : nullptr;
}

bool Meeting::assign_slots(Peer& receiver, Time now) const {
  auto& slots = receiver.downlink.slots();
  std::vector<Publication*> choice(slots.size());
  if (receiver.is_member) {
    for (size_t i = 0; i < slots.size(); ++i) {
      if (slots[i].wish) choice[i] = wished(receiver, *slots[i].wish);
    }
    choose_microphones(receiver, choice);
  }
  if (is_small()) receiver.keeps_automatic = true;
  bool has_changed = false;
  for (size_t i = 0; i < slots.size(); ++i) {
    has_changed = has_changed || slots[i].publication != choice[i];
    receiver.downlink.assign(receiver, slots[i], choice[i], now);
  }
  return has_changed;
}

Publication* Meeting::wished(const Peer& receiver, const SlotWish& wish) const {
  const Peer* publisher = member(wish.source);
  return publisher && publisher != &receiver ? publisher->uplink.publication(wish.kind) : nullptr;
}

// Fills in the audio slots that no wish names. Those that carry a microphone keep it, so that
// nobody's coming or going moves anyone else.
void Meeting::choose_microphones(const Peer& receiver, std::span<Publication*> choice) const {
  if (!is_small() && !receiver.keeps_automatic) return;
  std::vector<Publication*> wanted;
  for (const Peer* peer : peers_) {
    Publication* microphone = peer->uplink.publication(SourceKind::kMicrophone);
    const bool is_wanted = peer->is_member && peer != &receiver && microphone;
    if (is_wanted && std::ranges::find(choice, microphone) == choice.end()) {
      wanted.push_back(microphone);
    }
  }
  const auto& slots = receiver.downlink.slots();
  const auto is_free = [&](size_t i) {
    return slots[i].is_audio() && !slots[i].wish && !choice[i];
  };
  for (size_t i = 0; i < choice.size(); ++i) {
    if (is_free(i) && std::erase(wanted, slots[i].publication) > 0) {
      choice[i] = slots[i].publication;
    }
  }
  if (!is_small()) return;
  auto next = wanted.begin();
  for (size_t i = 0; i < choice.size() && next != wanted.end(); ++i) {
    if (is_free(i)) choice[i] = *next++;
  }
}

std::vector<SlotState> slot_states(const Peer& peer) {
  std::vector<SlotState> states;
  for (const Slot& slot : peer.downlink.slots()) {
    SlotState& state = states.emplace_back();
    state.mid = slot.offered.mid;
    if (!slot.publication) continue;
    state.source = slot.publication->connection;
    state.kind = slot.publication->kind;
  }
  return states;
}

}  // namespace conclave::sfu
