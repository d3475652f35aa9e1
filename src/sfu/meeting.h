// Who is in a meeting, and what each one's slots carry.
#pragma once

#include "sfu/peer.h"

#include <unordered_map>
#include <vector>

namespace conclave::sfu {

class Meeting {
 public:
  explicit Meeting(transport::Certificate certificate) : certificate_(std::move(certificate)) {}

  const transport::Certificate& certificate() const { return certificate_; }
  const std::vector<Peer*>& peers() const { return peers_; }  // in the order they came

  bool has(ConnectionId connection) const { return by_connection_.contains(connection); }
  void add(Peer& peer);
  void remove(const Peer& peer);  // nothing if it was removed before
  // From now on it is a member.
  void admit(Peer& peer);
  Peer* member(ConnectionId connection) const;
  size_t member_count() const { return member_count_; }

  // Brings the receiver's slots in line with its wishes, with who is here, and with the rule for
  // microphones. True if any slot changed.
  bool assign_slots(Peer& receiver, Time now) const;

 private:
  bool is_small() const { return member_count_ <= limits::kForwardAllAudioMax; }
  Publication* wished(const Peer& receiver, const SlotWish& wish) const;
  void choose_microphones(const Peer& receiver, std::span<Publication*> choice) const;

  transport::Certificate certificate_;
  std::vector<Peer*> peers_;
  std::unordered_map<ConnectionId, Peer*> by_connection_;
  size_t member_count_ = 0;
};

std::vector<SlotState> slot_states(const Peer& peer);

}  // namespace conclave::sfu
