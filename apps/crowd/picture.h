// The picture of somebody who is not there: a figure before a soft gradient in colours of their
// own, which breathes, sways, blinks, and moves its lips when it speaks. Drawn, not filmed, in the
// few milliseconds that a picture may take.
//
// Pure: the same person at the same moment looks the same.
#pragma once

#include "base/bytes.h"

namespace conclave::crowd {

// I420 (planes of luma, and of both colours at half the size), BT.601, as VP8 takes it.
struct Picture {
  Picture(size_t width_, size_t height_);

  MutableBytes luma() { return MutableBytes(bytes).first(width * height); }
  // 0 is blue, 1 red.
  MutableBytes chroma(size_t plane) {
    const size_t size = width * height / 4;
    return MutableBytes(bytes).subspan(width * height + plane * size, size);
  }

  size_t width;  // even, as is the height
  size_t height;
  Buffer bytes;
};

class Painter {
 public:
  // Of so many lines, 16 to 9. Persons count from 0; after a dozen they begin to look alike.
  Painter(size_t person, size_t height);

  // At this many seconds; the voice is 0 in silence and 1 at its loudest.
  const Picture& paint(double seconds, double voice);

 private:
  const size_t person_;
  Picture backdrop_;  // what never moves
  Picture picture_;
};

}  // namespace conclave::crowd
