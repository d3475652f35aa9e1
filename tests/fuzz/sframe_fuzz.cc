// rooms: e2ee mls crypto base
// Foreign frames into a receiver: none may open, crash or be remembered, and headers that parse
// must be the only encoding of what they say.
#include "base/check.h"
#include "e2ee/frame_receiver.h"
#include "e2ee/sframe_header.h"

namespace {

using namespace conclave;

void check_header(Bytes frame) {
  const auto parsed = e2ee::parse_sframe_header(frame);
  if (!parsed) return;
  CHECK(equal(e2ee::encode(parsed->header), frame.first(parsed->size)));
}

void check_receiver(e2ee::FrameMedia media, Bytes frame) {
  e2ee::FrameReceiver receiver;
  const e2ee::FrameLeaf self(1), other(0);
  CHECK(receiver
            .enter_epoch({.epoch = 1,
                          .base_key = Secret(e2ee::kFrameBaseKeySize),
                          .own_leaf = self,
                          .members = {other, self}},
                         Time())
            .has_value());
  const auto opened = receiver.open(media, frame, Time());
  // The base key is all zeros, so a fuzzer could in principle seal; what opens must make sense.
  if (opened) CHECK(opened->verdict.leaf == other);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const conclave::Bytes frame(data, size);
  check_header(frame);
  check_receiver(e2ee::FrameMedia::kAudio, frame);
  check_receiver(e2ee::FrameMedia::kVideo, frame);
  return 0;
}
