// What one worker's media plane counts, for /metrics. No field names a person, a meeting, a
// connection or an address, and none may be added that does (docs/blindness.md).
#pragma once

#include <cstdint>

namespace conclave::sfu {

struct Counters {
  uint64_t datagrams_in = 0;
  uint64_t bytes_in = 0;
  uint64_t datagrams_out = 0;
  uint64_t bytes_out = 0;

  uint64_t media_in = 0;          // RTP packets accepted from members
  uint64_t media_forwarded = 0;   // RTP packets made of them, retransmissions not included
  uint64_t retransmitted = 0;     // answers to receivers' NACKs
  uint64_t key_frames_asked = 0;  // PLIs to publishers, after merging

  // Why a datagram or packet went no further.
  uint64_t dropped_stranger = 0;    // not STUN for a peer of ours, from an unknown address
  uint64_t dropped_refused = 0;     // the transport would not have it: forged, replayed, malformed
  uint64_t dropped_not_member = 0;  // media before admission
  uint64_t dropped_unknown_ssrc = 0;  // names no publication, or one stream too many
  uint64_t dropped_duplicate = 0;     // seen before, or too old to tell
  uint64_t dropped_slow_path = 0;     // a receiver's queue was full or too old
};

}  // namespace conclave::sfu
