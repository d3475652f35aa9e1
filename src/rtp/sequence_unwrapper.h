// Turns the wire's 16-bit sequence numbers into 64-bit ones that never wrap (RFC 3550 appendix
// A.1): the candidate nearest to the highest seen so far.
//
// Invariant: two packets less than 2^15 apart keep their order and their distance. The count
// starts one full circle up, so a packet older than the first one has a number too.
#pragma once

#include "rtp/types.h"

#include <optional>

namespace conclave::rtp {

class SequenceUnwrapper {
 public:
  // Where the number would lie, without moving the highest.
  ExtendedSequence peek(SequenceNumber sequence) const {
    if (!highest_) return ExtendedSequence(kStart + sequence.value());
    const int ahead = distance(sequence, to_sequence(*highest_));
    return ExtendedSequence(highest_->value() + static_cast<uint64_t>(int64_t{ahead}));
  }

  ExtendedSequence unwrap(SequenceNumber sequence) {
    const ExtendedSequence extended = peek(sequence);
    if (!highest_ || extended > *highest_) highest_ = extended;
    return extended;
  }

  std::optional<ExtendedSequence> highest() const { return highest_; }

 private:
  static constexpr uint64_t kStart = 1 << 16;
  std::optional<ExtendedSequence> highest_;
};

}  // namespace conclave::rtp
