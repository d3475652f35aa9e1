// What the media plane holds about one peer, told to that peer alone: docs/server_sees.md.
#pragma once

#include "base/bytes.h"
#include "base/outbox.h"
#include "base/source.h"
#include "base/time.h"

#include <optional>
#include <string>
#include <vector>

namespace conclave::sfu {

// A certificate and a signature by its key, as transport::Certificate makes them.
struct Signed {
  Buffer certificate;
  Buffer signature;
};

struct SeenSource {
  SourceKind kind;
  std::string layer;     // the rid; empty without simulcast
  int64_t rate_bps = 0;  // lately
};

// A slot that was wished for or carries something.
struct SeenSlot {
  std::string mid;
  ConnectionId carries;  // 0 for nothing
  SourceKind carried{};
  std::string layer;
  ConnectionId wished;  // 0 for no wish
  SourceKind wish{};
  uint32_t height = 0;
  uint8_t priority = 0;
};

struct Seen {
  // The path.
  bool is_connected = false;
  bool is_lost = false;
  std::optional<Address> path;
  std::vector<Address> addresses;
  std::vector<std::string> ice_names;  // of both sides
  std::string peer_fingerprint;
  std::string own_fingerprint;
  std::string dtls_version;
  std::string dtls_cipher;
  std::string dtls_group;
  std::string srtp_profile;

  // What comes from the peer.
  std::vector<SeenSource> sources;
  uint64_t packets_received = 0;
  size_t bytes_kept = 0;  // of its last packets, to repeat lost ones

  // What goes to it.
  std::vector<SeenSlot> slots;
  uint64_t packets_sent = 0;
  uint64_t bytes_sent = 0;
  size_t packets_waiting = 0;
  size_t bytes_waiting = 0;
  int64_t estimate_bps = 0;
  Duration round_trip{};
};

}  // namespace conclave::sfu
