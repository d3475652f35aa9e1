// A knock: a key package sealed under the link's knock key, so that only who has the link can ask.
//
//   struct {
//       uint8  version = 1;
//       opaque nonce[12];
//       opaque sealed[...];   ChaCha20-Poly1305 of the KeyPackage as MLSMessage,
//   } Knock;                  aad: "Conclave knock" and the meeting id
//
// It is bound to the meeting by the aad, and to the connection by the key package's credential.
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
};
// kUnauthentic: not sealed by anyone who has the link. kInvalid: its key package breaks a rule, or
// it is of another connection than the one it came from.
Result<OpenedKnock> open_knock(const LinkKeys& link, ConnectionId from, Bytes envelope,
                               mls::UnixSeconds now);

}  // namespace conclave::e2ee
