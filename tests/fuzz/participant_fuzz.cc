// rooms: e2ee
// Any bytes as the identity in a credential: what parses is written again as it was.
#include "base/check.h"
#include "e2ee/participant.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const mls::Credential credential = mls::BasicCredential{.identity = to_buffer({data, size})};
  const auto participant = parse_credential(credential);
  CHECK(!participant || make_credential(*participant) == credential);
  return 0;
}
