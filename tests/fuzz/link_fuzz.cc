// rooms: e2ee
// Any text behind the '#' of a link: what parses is written again as it was, and leads to a
// meeting.
#include "base/check.h"
#include "base/limits.h"
#include "e2ee/link.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string text(data, data + size);
  const auto link = LinkSecret::parse(text);
  if (!link) return 0;
  CHECK(link->fragment() == text);
  CHECK(link->reveal().size() == kLinkSecretSize);
  CHECK(derive_link_keys(*link).meeting_id.size() == limits::kMeetingIdBytes);
  return 0;
}
