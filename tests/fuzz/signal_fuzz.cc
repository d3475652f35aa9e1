// rooms: signal
// Whatever text comes, parsing ends; and what was parsed means the same after writing it again.
#include "base/check.h"
#include "signal/messages.h"

using namespace conclave;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = as_text({data, size});
  if (const auto message = signal::parse_client_message(text)) {
    const auto again = signal::parse_client_message(signal::to_json(*message));
    CHECK(again && *again == *message);
  }
  if (const auto message = signal::parse_server_message(text)) {
    const auto again = signal::parse_server_message(signal::to_json(*message));
    CHECK(again && *again == *message);
  }
  return 0;
}
