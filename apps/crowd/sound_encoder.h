// Sound into Opus frames, by libopus. The one file that sees it is sound_encoder.cc.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "voice.h"

#include <memory>

struct OpusEncoder;

namespace conclave::crowd {

class SoundEncoder {
 public:
  // kInternal if the library refuses.
  static Result<SoundEncoder> create();

  // Until the next call.
  Result<Bytes> encode(const Sound& sound);

 private:
  struct Destroy {
    void operator()(OpusEncoder* encoder) const;
  };
  explicit SoundEncoder(std::unique_ptr<OpusEncoder, Destroy> encoder)
      : encoder_(std::move(encoder)) {}

  std::unique_ptr<OpusEncoder, Destroy> encoder_;
  std::array<uint8_t, 190> frame_{};  // what fits into one bucket of sealed sound
};

}  // namespace conclave::crowd
