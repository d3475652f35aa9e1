// Remembers packets from their departure until feedback tells what became of them, and numbers
// them.
//
// Invariant: at most limits::kInFlightPacketsMax are remembered; each is told of once.
#pragma once

#include "base/time.h"
#include "rtp/header_extensions.h"

#include <optional>
#include <vector>

namespace conclave::bandwidth {

struct SentTransportPacket {
  uint64_t number = 0;  // the transport sequence number, unwrapped
  uint32_t bytes = 0;
  bool is_probe = false;
  Time sent;
};

class SentPackets {
 public:
  rtp::TransportSequence add(size_t bytes, bool is_probe, Time now);

  // The packet this number stands for, forgotten by this call; nothing if it was never sent, is too
  // old or was told of before.
  std::optional<SentTransportPacket> take(rtp::TransportSequence sequence);
  // The same without forgetting: for packets reported lost, which may still arrive.
  std::optional<SentTransportPacket> peek(rtp::TransportSequence sequence) const;

 private:
  struct Slot {
    SentTransportPacket packet;
    bool is_waiting = false;
  };
  const Slot* find(rtp::TransportSequence sequence) const;
  void grow();

  std::vector<Slot> ring_;  // grows to what is in flight; a power of two
  uint64_t next_ = 1;
};

}  // namespace conclave::bandwidth
