// A peer is one connection's media: the path to it, what it sends and what it receives.
#pragma once

#include "sfu/downlink.h"
#include "sfu/uplink.h"

#include <string>

namespace conclave::sfu {

struct Peer {
  Peer(PeerId id, MeetingHandle in, ConnectionId of, const transport::Certificate& certificate,
       WakeQueue& wakes, Counters& counters, Random& random)
      : sleeper{.id = id},
        meeting(in),
        connection(of),
        transport(transport::Role::kServer, certificate, random),
        uplink(of, sleeper, random),
        downlink({transport, wakes, counters, random}),
        session_id(random.next_u64() >> 2) {}  // RFC 8829 section 5.2.1: the top bits are zero

  // Publications and subscriptions point here.
  Peer(const Peer&) = delete;
  Peer& operator=(const Peer&) = delete;

  Sleeper sleeper;
  MeetingHandle meeting;
  ConnectionId connection;
  transport::Transport transport;
  Uplink uplink;
  Downlink downlink;

  bool is_member = false;
  bool is_lost = false;  // told of by PeerMediaLost, and not regained since
  // Microphones that came without asking stay when the meeting has grown too large for it, until
  // the receiver says what it wants.
  bool keeps_automatic = false;

  uint64_t session_id;
  uint64_t version = 0;             // of the answer
  std::vector<std::string> ufrags;  // local ones that lead here: the present and the last
};

}  // namespace conclave::sfu
