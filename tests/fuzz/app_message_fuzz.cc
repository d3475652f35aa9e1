// rooms: e2ee
// Any bytes as an application message: what parses is written again as it was.
#include "base/check.h"
#include "e2ee/app_message.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  const auto message = parse_app_message(bytes);
  CHECK(!message || equal(encode_app_message(*message), bytes));
  return 0;
}
