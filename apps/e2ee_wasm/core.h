// One participant in one worker: the meeting and its frames, and the buffers through which the host
// talks to them.
//
// Invariant: the frame layer always has the keys of the meeting's own epoch, and none at all while
// this client is not a member. A new membership starts with a new sender, so no counter of an
// earlier one can come back under the same key.
#pragma once

#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"
#include "e2ee/meeting.h"

namespace conclave::e2ee_wasm {

class HostRandom final : public Random {
 public:
  void fill(MutableBytes bytes) override;
};

struct Core {
  HostRandom random;
  std::optional<e2ee::Meeting> meeting;
  e2ee::FrameSender sender;
  e2ee::FrameReceiver receiver;
  Buffer input;   // what the host wrote for the next call
  Buffer output;  // what the last call answered

  // Gives the frame layer its keys and puts the events into output.
  void publish(const e2ee::Events& events, Time now);
  void forget_frame_keys();

  Time next_wake() const;
};

}  // namespace conclave::e2ee_wasm
