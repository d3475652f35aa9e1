// The last second of one received stream, in plaintext, so that any number of receivers can be
// answered when they miss a packet. Each packet is copied here once, however many receivers there
// are; a receiver's own SendHistory holds only numbers.
//
// Bytes live in one ring that grows to what the stream needs and never beyond
// limits::kStoredBytesMax. Invariant: entries are contiguous runs of the ring, oldest first.
#pragma once

#include "base/bytes.h"
#include "base/time.h"
#include "rtp/types.h"

#include <deque>
#include <memory>

namespace conclave::rtp {

class PacketStore {
 public:
  // Keeps a copy and returns it; valid until it is a second old or pushed out by newer ones. Empty
  // if the packet is larger than limits::kDatagramBytesMax.
  Bytes insert(ExtendedSequence sequence, Bytes payload, Time now);

  // The payload, or empty if it was never here or is gone.
  Bytes find(ExtendedSequence sequence) const;

  void forget_old(Time now);
  void clear() { entries_.clear(); }
  size_t capacity() const { return capacity_; }

 private:
  struct Entry {
    ExtendedSequence sequence;
    Time arrived;
    uint32_t offset;
    uint32_t size;
  };
  bool make_room(size_t size);
  size_t place_for(size_t size) const;
  void grow();

  std::unique_ptr<uint8_t[]> ring_;
  size_t capacity_ = 0;
  std::deque<Entry> entries_;
};

}  // namespace conclave::rtp
