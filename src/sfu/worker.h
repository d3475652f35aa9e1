// The inside of Sfu: its tables, and the way of a datagram through them.
#pragma once

#include "sfu/meeting.h"

#include <unordered_map>

namespace conclave::sfu {

class Sfu::Worker {
 public:
  Worker(Config config, Random& random) : config_(std::move(config)), random_(random) {}

  Result<MeetingHandle> open_meeting();
  void close_meeting(MeetingHandle handle);
  Result<PeerId> add_peer(MeetingHandle handle, ConnectionId connection);
  Events remove_peer(PeerId id);
  Result<std::string> negotiate(PeerId id, std::string_view text, Time now);
  Events admit(PeerId id, Time now);
  Result<Events> set_wishes(PeerId id, std::span<const SlotWish> wishes, Time now);

  std::optional<Signed> sign(PeerId id, Bytes statement) const;
  std::optional<Seen> inspect(PeerId id, Time now) const;
  Events receive(const Address& from, MutableBytes datagram, Time now, Outbox& out);
  Events wake(Time now, Outbox& out);
  Time next_wake() const { return stale_.empty() ? wakes_.next() : Time{}; }
  const Counters& counters() const { return counters_; }

 private:
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  Peer* find(PeerId id) const;
  Peer* addressee(const Address& from, Bytes datagram) const;
  Meeting& meeting_of(const Peer& peer) { return *meetings_.at(peer.meeting); }
  void forget(Peer& peer);
  void remember_ufrag(Peer& peer);
  std::string answer(Peer& peer, const rtp::Offer& offer) const;

  // One line a case: the work is in the functions called.
  void take(Peer&, const transport::Nothing&, Time, Outbox&, Events&) {}
  void take(Peer& peer, const transport::PathValidated& path, Time, Outbox&, Events&);
  void take(Peer& peer, const transport::Connected&, Time, Outbox&, Events& events);
  void take(Peer&, const transport::Closed&, Time, Outbox&, Events&) {}  // see note_loss
  void take(Peer& peer, const transport::RtpPacket& packet, Time now, Outbox& out, Events&);
  void take(Peer& peer, const transport::RtcpPacket& packet, Time now, Outbox&, Events&);

  void forward(const Media& media, Time now, Outbox& out);
  void wake_peer(Peer& peer, Time now, Outbox& out, Events& events);
  void note_loss(Peer& peer, Events& events);
  void schedule(Peer& peer);
  // After someone came, left or offered more: brings everyone's slots in line.
  void assign_all(Meeting& meeting, Time now, Events& events);
  void assign(Meeting& meeting, Peer& peer, Time now, Events& events);

  Config config_;
  Random& random_;
  Counters counters_;
  WakeQueue wakes_;
  uint64_t handles_given_ = 0;
  std::unordered_map<MeetingHandle, std::unique_ptr<Meeting>> meetings_;
  std::unordered_map<PeerId, std::unique_ptr<Peer>> peers_;
  std::unordered_map<Address, Peer*, AddressHash> by_address_;  // proven by ICE
  std::unordered_map<std::string, Peer*, TextHash, std::equal_to<>> by_ufrag_;
  std::vector<MeetingHandle> stale_;  // whose slots are to be brought in line at the next wake
};

}  // namespace conclave::sfu
