// Decides for one received stream which packets to ask for again, and when: at once when a gap
// shows, then once a round trip, a few times only, and never for packets too old to be of use.
//
// Invariants: every missing number lies between the oldest remembered and the highest received; no
// more than limits::kMissingPacketsMax are remembered (a gap larger than that is a restart: forget
// all and ask for a key frame).
#pragma once

#include "base/time.h"
#include "rtp/types.h"

#include <map>
#include <optional>
#include <vector>

namespace conclave::rtp {

class NackGenerator {
 public:
  enum class Verdict {
    kFine,     // in order, or a gap that asking may fill
    kTooMuch,  // more is missing than asking can mend: ask for a key frame
  };

  // A packet came, by itself or by retransmission.
  Verdict received(ExtendedSequence sequence, Time now);

  // What to ask for now, ascending, at most limits::kNackedPacketsMax; asking is remembered.
  std::vector<SequenceNumber> take_due(Time now, Duration round_trip);

  // When take_due has something next.
  Time next_wake() const;

  // Packets given up since the last call: asked for too often or too old. Their frame is lost.
  size_t take_given_up();

 private:
  struct Missing {
    Time since;
    Time ask_at;
    int asked = 0;
  };
  bool note_gap(uint64_t from, uint64_t to, Time now);
  void forget_old(Time now);

  std::optional<ExtendedSequence> highest_;
  std::map<uint64_t, Missing> missing_;
  size_t given_up_ = 0;
};

}  // namespace conclave::rtp
