// Diffie-Hellman on the five groups of RFC 9180 section 7.1: the one platform primitive under the
// DHKEMs. Nobody but dhkem.cc should need it.
//
// Both calls validate their input as RFC 9180 section 7.1.4 asks: a point that is not on the curve
// and a shared secret of all zeros are refused.
#pragma once

#include "crypto/crypto.h"

namespace conclave::crypto {

// RFC 9180's SerializeDH: the x-coordinate for NIST curves, the u-coordinate for X25519 and X448.
// kMalformed if a key has no valid form, kUnauthentic if the peer's key forces a known result.
Result<Secret> dh(Kem kem, Bytes private_key, Bytes public_key);

// kMalformed if the private key has no valid form (a NIST scalar of zero or beyond the order).
Result<Buffer> dh_public_key(Kem kem, Bytes private_key);

}  // namespace conclave::crypto
