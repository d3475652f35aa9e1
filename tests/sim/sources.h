// What a simulated person's devices make: frames of a few bytes, each of which says whose, what and
// which it is, so that whoever opens it can tell truth from error.
#pragma once

#include "base/result.h"
#include "e2ee/frame_keys.h"

#include <map>

namespace conclave::sim {

// The content of every frame, before sealing.
struct FrameLabel {
  uint32_t person = 0;
  e2ee::FrameStream stream;
  uint64_t number = 0;  // of this person's stream, from 0, over all connections
};
Result<FrameLabel> parse_label(Bytes content);

// Fills every frame behind its label, again and again: who finds it has found content.
inline constexpr std::array<uint8_t, 16> kContentMarker = {'C', 'o', 'd', 'e', 'c', ' ', 'c', 'o',
                                                           'n', 't', 'e', 'n', 't', '!', '!', '\n'};

class Sources {
 public:
  explicit Sources(uint32_t person) : person_(person) {}

  struct Frame {
    Buffer content;
    bool is_key_frame;
  };
  // The next frame of this stream; a key frame if it is the first, or somebody wants one.
  Frame next(e2ee::FrameStream stream);
  void want_key_frame(e2ee::FrameStream stream) { streams_[stream].wants_key_frame = true; }

 private:
  struct Stream {
    uint64_t next_number = 0;
    bool wants_key_frame = true;
  };

  uint32_t person_;
  std::map<e2ee::FrameStream, Stream> streams_;
};

}  // namespace conclave::sim
