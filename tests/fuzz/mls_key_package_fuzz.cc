// rooms: mls
// Any bytes as a key package, decoded and judged as one that came with a knock.
#include "base/check.h"
#include "mls/own_key_package.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace conclave;
  using namespace conclave::mls;
  const Bytes bytes(data, size);
  const auto claimed = decode<KeyPackage>(bytes);
  if (!claimed) return 0;
  CHECK(equal(encode(*claimed), bytes));
  (void)verify(Unverified<KeyPackage>(*claimed), UnixSeconds(1'000));
  return 0;
}
