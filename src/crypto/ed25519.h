// Ed25519's verification by libsodium, which takes half the time of OpenSSL's and is the browser's
// too: so no signature is good for some members of a meeting and bad for others.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace conclave::crypto {

Result<void> ed25519_verify(Bytes public_key, Bytes message, Bytes signature);

// What the above asks, with 32 and 64 bytes of key and signature. Apart, so that a simulation may
// stand between the two.
inline constexpr size_t kEd25519KeySize = 32;
inline constexpr size_t kEd25519SignatureSize = 64;
bool is_ed25519_signature(Bytes public_key, Bytes message, Bytes signature);

}  // namespace conclave::crypto
