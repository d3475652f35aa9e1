// Pictures into VP8 frames, by libvpx. The one file that sees it is vp8_encoder.cc.
#pragma once

#include "base/result.h"
#include "picture.h"

#include <memory>

namespace conclave::crowd {

class Vp8Encoder {
 public:
  struct Options {
    size_t width;
    size_t height;
    unsigned kbps;
    unsigned frames_per_second;
  };
  // kInternal if the library refuses.
  static Result<Vp8Encoder> create(const Options& options);
  ~Vp8Encoder();
  Vp8Encoder(Vp8Encoder&&) noexcept;

  struct Frame {
    Bytes bytes;  // until the next call
    bool is_key_frame;
  };
  // The next picture. A frame that the library chose to drop is empty.
  Result<Frame> encode(const Picture& picture, bool wants_key_frame);

 private:
  struct State;
  explicit Vp8Encoder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace conclave::crowd
