// What a worker counts, for /metrics: sums over everybody. No field names a person, a meeting, a
// connection or an address, and none may be added that does (docs/blindness.md).
#pragma once

#include "sfu/counters.h"

namespace conclave::server {

struct Counters {
  uint64_t meetings = 0;     // now
  uint64_t connections = 0;  // now
  uint64_t sockets = 0;      // now

  uint64_t messages_in = 0;
  uint64_t message_bytes_in = 0;
  uint64_t messages_out = 0;
  uint64_t message_bytes_out = 0;
  uint64_t commits_accepted = 0;
  uint64_t commits_stale = 0;
  uint64_t resumed = 0;
  uint64_t restored = 0;
  uint64_t departed = 0;
  uint64_t refused_malformed = 0;  // sockets closed for it
  uint64_t refused_limit = 0;
  uint64_t refused_full = 0;

  sfu::Counters media;
};

}  // namespace conclave::server
