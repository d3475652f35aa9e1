// A knock: a key package sealed under the link's knock key, so that only who has the link can ask.
//
//   struct {
//       uint8  version = 2;
//       opaque nonce[12];
//       opaque sealed[...];   ChaCha20-Poly1305 under the door's knock_key,
//   } Knock;                  aad: "Conclave knock" and the meeting id
//
//   struct {
//       opaque     proof[32];     HMAC-SHA256 under proof_key of the rest
//       MLSMessage key_package;
//   } sealed;
//
// It is bound to the meeting by the aad, and to the connection by the key package's credential. The
// proof shows that the knocker knows the passphrase, if the door has one; guesses are seen.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "e2ee/link.h"
#include "e2ee/participant.h"
#include "mls/own_key_package.h"

namespace conclave::e2ee {

// The meeting's cipher suite: MLS_128_DHKEMX25519_CHACHA20POLY1305_SHA256_Ed25519.
inline constexpr mls::CipherSuite kMeetingSuite = mls::kCipherSuites[2];

// A fresh signature key and key package, for one attempt to join.
Result<mls::OwnKeyPackage> make_own_key_package(const Participant& participant,
                                                mls::UnixSeconds now, Random& random);

Result<Buffer> seal_knock(const LinkKeys& link, const mls::KeyPackage& key_package, Random& random);

struct OpenedKnock {
  mls::KeyPackage key_package;  // verified
  Participant participant;
  size_t door = 0;  // in the order of `doors`
};
// kUnauthentic: not sealed by anyone who has a link. kRefused: the passphrase is wrong. kInvalid:
// its key package breaks a rule, or it is of another connection than the one it came from.
Result<OpenedKnock> open_knock(std::span<const LinkKeys> doors, ConnectionId from, Bytes envelope,
                               mls::UnixSeconds now);
// The door it came by, whatever is inside; kUnauthentic as above.
Result<size_t> door_of_knock(std::span<const LinkKeys> doors, Bytes envelope);

}  // namespace conclave::e2ee
