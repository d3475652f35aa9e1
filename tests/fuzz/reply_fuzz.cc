// rooms: e2ee
// Any bytes as the reply to a knock, and, sealed under the door's key, as what is inside one: the
// second is what anybody with the link can do to one who waits.
#include "base/check.h"
#include "base/limits.h"
#include "e2ee/knock.h"
#include "e2ee/participant.h"
#include "e2ee/reply.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const LinkKeys door = derive_link_keys(*LinkSecret::parse("AAECAwQFBgcICQoLDA0ODw"));
  static const Buffer knock(40, 7);
  const Bytes bytes(data, size);
  static_cast<void>(open_reply(door, knock, bytes));

  const std::array<uint8_t, crypto::kAeadNonceSize> nonce{};
  Buffer aad = to_buffer(as_bytes("Conclave reply"));
  append(aad, door.meeting_id);
  append(aad, crypto::digest(crypto::Hash::kSha256, knock));
  Buffer envelope = {1};
  append(envelope, nonce);
  append(envelope,
         *crypto::aead_seal(kMeetingSuite.aead, door.knock_key.reveal(), nonce, aad, bytes));
  const auto reply = open_reply(door, knock, envelope);
  const auto* waiting = reply ? std::get_if<ReplyWaiting>(&*reply) : nullptr;
  if (waiting == nullptr) return 0;
  CHECK(waiting->hosts.size() <= limits::kReplyHostsMax);
  for (const std::string& name : waiting->hosts) CHECK(check_name(name));
  return 0;
}
