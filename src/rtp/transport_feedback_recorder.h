// The receiving end of transport-wide congestion control: notes when each transport sequence number
// arrived and makes the feedback packets that tell the sender, every 100 ms or so.
//
// Invariant: every sequence number from the first received on is reported once as received or lost;
// a late one is reported again, alone, so that its sender learns that it was not lost.
#pragma once

#include "base/time.h"
#include "rtp/rtcp_transport_feedback.h"

#include <map>
#include <optional>
#include <vector>

namespace conclave::rtp {

class TransportFeedbackRecorder {
 public:
  void received(TransportSequence sequence, Time now);

  // Feedback packets for what came since the last call; none if nothing came or it is too early.
  std::vector<TransportFeedback> take_feedback(Ssrc sender, Ssrc media, Time now);

  Time next_wake() const;

 private:
  TransportFeedback take_one(Ssrc sender, Ssrc media);
  uint64_t unwrap(TransportSequence sequence);

  std::optional<uint64_t> highest_;
  std::map<uint64_t, Time> arrivals_;  // not reported yet
  uint64_t next_base_ = 0;             // what the next feedback begins with
  uint8_t count_ = 0;
  Time due_ = kNever;
};

}  // namespace conclave::rtp
