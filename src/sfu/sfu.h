// One worker's media plane: it takes in datagrams, and forwards what members publish to the
// receive slots of the members who wished for it. Pure: no socket, no clock, no thread.
//
//   A *meeting* here is only a set of peers that may hear each other, with one fresh DTLS
//   certificate; its real id never comes this far. A *peer* is one connection's media. A
//   *publication* is one source of a peer: microphone, camera (three simulcast layers), screen,
//   screen audio. A *slot* is one receiving m-line of a peer: one continuous RTP stream, whatever
//   sources and layers it carries one after the other.
//
// What always holds:
//   - Media goes only from members to members of the same meeting: nothing before admit(), nothing
//     after remove_peer().
//   - Nothing but STUN answers goes to an address that has not proven, by ICE, that it asked
//     (RFC 8826 section 4.2), and nothing at all once its consent has lapsed (RFC 7675).
//   - A payload is never altered in its codec part and never looked into. What the server sees of a
//     payload is the packetiser's own: see vp8_descriptor.h. No key of the meeting comes here.
//   - No publisher's SSRC, CNAME, timestamp offset or address reaches a receiver (NET-2, NET-7).
//   - Strangers make no state: a datagram from an unknown address is looked at only as STUN for a
//     user name of ours.
//
// Only receive() and wake() write datagrams. What the other verbs cause to be sent leaves with the
// next wake(), and next_wake() then says "at once". Call wake() after each batch of receive().
#pragma once

#include "base/outbox.h"
#include "base/random.h"
#include "base/result.h"
#include "base/source.h"
#include "base/time.h"
#include "sfu/counters.h"
#include "sfu/seen.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace conclave::sfu {

// Handles of this worker, never given twice.
using MeetingHandle = Id<struct MeetingTag, uint64_t>;
using PeerId = Id<struct PeerTag, uint64_t>;

struct Config {
  std::vector<Address> candidates;  // where clients find this worker: its UDP port on each address
};

// One line of a client's `receive` message: what this slot shall carry. A slot whose source does
// not exist (yet) stays empty and is filled when it appears.
struct SlotWish {
  std::string mid;
  ConnectionId source;
  SourceKind kind = SourceKind::kCamera;
  uint32_t height = 0;   // pixels at most; 0 for audio
  uint8_t priority = 0;  // 0 least
};

// What a slot carries; connection 0 for an empty one.
struct SlotState {
  std::string mid;
  ConnectionId source;
  SourceKind kind = SourceKind::kMicrophone;

  friend bool operator==(const SlotState&, const SlotState&) = default;
};

// All slots of this peer, after at least one of them changed.
struct SlotsChanged {
  PeerId peer;
  std::vector<SlotState> slots;
};
// Its DTLS handshake is done: media can flow.
struct PeerConnected {
  PeerId peer;
};
// Its media path is dead: consent lapsed, or the peer closed it. The peer stays until
// remove_peer(); an ICE restart (a new offer) can revive it as long as the DTLS association lives.
struct PeerMediaLost {
  PeerId peer;
};

using Event = std::variant<SlotsChanged, PeerConnected, PeerMediaLost>;
using Events = std::vector<Event>;  // empty, and then free, for nearly every packet

class Sfu {
 public:
  // `random` must outlive the Sfu.
  Sfu(Config config, Random& random);
  ~Sfu();

  Result<MeetingHandle> open_meeting();
  // Drops whoever is still in it.
  void close_meeting(MeetingHandle meeting);

  // kNotFound for no such meeting, kLimit when it is full, kInvalid for a connection it has.
  Result<PeerId> add_peer(MeetingHandle meeting, ConnectionId connection);
  Events remove_peer(PeerId peer);

  // Answers an offer: the first, one that appends slots, or an ICE restart. The answer never grows
  // with people. An offer that is refused changes nothing: kInvalid for one that does not go on
  // from the one before. What new slots carry is told by the next wake().
  Result<std::string> negotiate(PeerId peer, std::string_view offer, Time now);

  // From now on this peer is a member: its media is forwarded, and members' media to it.
  Events admit(PeerId peer, Time now);

  // The peer's whole wish; slots not named are emptied, except that while at most
  // limits::kForwardAllAudioMax members are in the meeting, every microphone goes by itself to
  // every member's audio slots that no wish names (the first ones in the offer's order first; the
  // microphones for which no slot is left are not forwarded). Automatic slots that exist when the
  // meeting grows beyond that bound stay as they are until the receiver's next wish.
  // kInvalid, and nothing changes, for an unknown or repeated mid, or audio wished into a video
  // slot or the reverse.
  Result<Events> set_wishes(PeerId peer, std::span<const SlotWish> wishes, Time now);

  // Said in the name of the meeting's certificate, the one that this peer's answer names; nothing
  // for no such peer. At most limits::kStatementBytesMax.
  std::optional<Signed> sign(PeerId peer, Bytes statement) const;

  // All that is held about this peer; nothing for no such peer.
  std::optional<Seen> inspect(PeerId peer, Time now) const;

  // A datagram came. It is decrypted in place.
  Events receive(const Address& from, MutableBytes datagram, Time now, Outbox& out);
  Events wake(Time now, Outbox& out);
  Time next_wake() const;

  const Counters& counters() const;

 private:
  class Worker;
  std::unique_ptr<Worker> worker_;
};

}  // namespace conclave::sfu
