// rooms: e2ee
// Any bytes as a knock's envelope, and, sealed under the link's key, as what is inside one: the
// second is what somebody with the link can do to a member.
#include "base/check.h"
#include "e2ee/knock.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const LinkKeys link = derive_link_keys(*LinkSecret::parse("AAECAwQFBgcICQoLDA0ODw"));
  const Bytes bytes(data, size);
  const mls::UnixSeconds now(1'800'000'000);
  static_cast<void>(open_knock(link, ConnectionId(1), bytes, now));

  const std::array<uint8_t, crypto::kAeadNonceSize> nonce{};
  Buffer aad = to_buffer(as_bytes("Conclave knock"));
  append(aad, link.meeting_id);
  Buffer envelope = {1};
  append(envelope, nonce);
  append(envelope,
         *crypto::aead_seal(kMeetingSuite.aead, link.knock_key.reveal(), nonce, aad, bytes));
  const auto opened = open_knock(link, ConnectionId(1), envelope, now);
  CHECK(!opened || opened->participant.connection == ConnectionId(1));
  return 0;
}
