// rooms: e2ee
// Any bytes as a knock's envelope, and, sealed under the link's key, as what is inside one: the
// second is what somebody with the link can do to a member.
#include "base/check.h"
#include "base/limits.h"
#include "e2ee/knock.h"

using namespace conclave;
using namespace conclave::e2ee;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const LinkKeys doors[] = {derive_link_keys(*LinkSecret::parse("AAECAwQFBgcICQoLDA0ODw"))};
  const Bytes bytes(data, size);
  const mls::UnixSeconds now(1'800'000'000);
  static_cast<void>(open_knock(doors, ConnectionId(1), bytes, now));

  const std::array<uint8_t, crypto::kAeadNonceSize> nonce{};
  Buffer aad = to_buffer(as_bytes("Conclave knock"));
  append(aad, doors[0].meeting_id);
  const Secret proof = crypto::hmac(crypto::Hash::kSha256, doors[0].proof_key.reveal(), bytes);
  Buffer inside = to_buffer(proof.reveal());
  append(inside, bytes);
  Buffer envelope = {2};
  append(envelope, nonce);
  append(envelope,
         *crypto::aead_seal(kMeetingSuite.aead, doors[0].knock_key.reveal(), nonce, aad, inside));
  CHECK(envelope.size() > limits::kKnockBytesMax || door_of_knock(doors, envelope));
  const auto opened = open_knock(doors, ConnectionId(1), envelope, now);
  CHECK(!opened || opened->participant.connection == ConnectionId(1));
  CHECK(opened || opened.error().code != ErrorCode::kRefused);  // the proof is right
  return 0;
}
