// The last packets of one layer, in plain RTP: one copy, shared by all who receive it. From here a
// packet is encrypted for a receiver whose pacer held it back, and again for one who lost it.
//
// Payloads lie one behind the other in a ring of bytes, so a quiet layer remembers long and a busy
// one short, in the same memory. What always holds: find() gives a packet whole or not at all, and
// never one that was overwritten.
#pragma once

#include "base/bytes.h"
#include "sfu/vp8_descriptor.h"

#include <memory>

namespace conclave::sfu {

// A packet of a publication, as every subscription of its layer sees it. The sequence number is
// the publisher's, unrolled to 64 bits.
struct MediaPacket {
  uint64_t sequence = 0;
  uint32_t timestamp = 0;
  bool marker = false;
  Vp8Descriptor vp8{};     // for video
  MutableBytes payload{};  // mutable for the counters of the VP8 descriptor only
};

class History {
 public:
  // Takes `bytes` of memory at the first packet. At most `packets`, a power of two.
  History(size_t bytes, size_t packets) : bytes_(bytes), packets_(packets) {}

  // Copies the payload, which stays where it is until `bytes` more have come. Nothing for a
  // payload longer than the whole ring.
  const MediaPacket* store(const MediaPacket& packet);
  const MediaPacket* find(uint64_t sequence) const;

  // Bytes of payload that it holds.
  size_t size() const { return static_cast<size_t>(std::min<uint64_t>(end_, bytes_)); }

  // Forgets all: the sequence numbers of another stream will come.
  void clear();

 private:
  struct Record {
    MediaPacket packet;
    uint64_t position = 0;  // of the payload, counted from the first byte ever stored
    bool is_used = false;
  };
  bool holds(const Record& record) const;

  size_t bytes_;
  size_t packets_;
  std::unique_ptr<uint8_t[]> ring_;
  std::unique_ptr<Record[]> records_;  // at sequence modulo packets_
  uint64_t end_ = 0;                   // where the next payload goes, counted likewise
};

}  // namespace conclave::sfu
