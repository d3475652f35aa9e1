// rooms: transport
// Whatever bytes come: parsing ends, an address or a name read is inside the datagram, and an
// ICE-lite agent that does not know the sender keeps no trace and says no more than it heard.
#include "base/check.h"
#include "transport/ice_lite.h"

using namespace conclave;
using namespace conclave::transport;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const Bytes datagram(data, size);
  const Address from = Address::v4(192, 0, 2, 1, 1);
  static_cast<void>(stun_local_ufrag(datagram));
  if (const auto message = StunMessage::parse(datagram)) {
    static_cast<void>(message->is_authentic("VOkJxbRl1RmTxUk/WvJxBt"));
  }
  IceLite ice({.ufrag = "evtj", .password = "a password that no input knows"});
  Outbox out;
  CHECK(!ice.receive(from, datagram, Time(), out).value_or(std::nullopt));
  CHECK(ice.addresses().empty());
  for (const auto& answer : out.datagrams()) CHECK(answer.size <= size);
  return 0;
}
