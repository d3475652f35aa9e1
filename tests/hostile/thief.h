// Who kept all keys of an epoch, and what they open.
#pragma once

#include "e2ee/frame_receiver.h"
#include "hostile/wiretap.h"

#include <map>

namespace conclave::hostile {

// Opens whatever these keys open, also where the frame names another epoch than theirs: the label
// is then taken for theirs, as a thief may who writes the software.
class Thief {
 public:
  explicit Thief(const e2ee::FrameEpoch& keys);
  bool opens(const TappedFrame& frame);

 private:
  bool try_as(uint64_t epoch, const TappedFrame& frame);

  e2ee::FrameEpoch keys_;
  std::map<uint64_t, e2ee::FrameReceiver> readers_;
};

}  // namespace conclave::hostile
