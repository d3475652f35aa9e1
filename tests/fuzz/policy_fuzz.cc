// rooms: e2ee
// Any bytes as a meeting's policy, which any host can write into the group: what parses is written
// again as it was, and stays a policy whatever is changed of it.
#include "base/check.h"
#include "e2ee/policy.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes bytes(data, size);
  const auto policy = parse_policy(bytes);
  if (!policy) return 0;
  CHECK(equal(encode_policy(*policy), bytes));
  CHECK(policy_of(extensions_with(*policy)));
  const mls::LeafIndex staying[] = {mls::LeafIndex(2), mls::LeafIndex(5)};
  CHECK(parse_policy(encode_policy(after_removal(*policy, staying))));
  const auto field = static_cast<PolicyField>(bytes.back() % 10);
  const auto next = changed(*policy, {.field = field, .value = bytes.front()});
  if (next) CHECK(parse_policy(encode_policy(*next)));
  return 0;
}
