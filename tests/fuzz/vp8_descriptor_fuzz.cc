// rooms: sfu
//
// A VP8 payload of a publisher: parsing it reads no byte beyond it, and moving its counters along
// changes nothing of what the descriptor says.
#include "base/check.h"
#include "sfu/vp8_descriptor.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace conclave;
  Buffer payload(data, data + size);
  const auto before = sfu::parse_vp8_descriptor(payload);
  if (!before) return 0;
  CHECK(before->size < size);
  sfu::rewrite_vp8_counters(payload, *before, 0x1234, 0x56);
  const auto after = sfu::parse_vp8_descriptor(payload);
  CHECK(after && after->size == before->size);
  CHECK(after->starts_key_frame == before->starts_key_frame);
  CHECK(after->picture_id_bits == before->picture_id_bits);
  CHECK(std::equal(data + before->size, data + size, payload.begin() + before->size));
  return 0;
}
