#include "crypto/ed25519.h"

#include <sodium.h>

namespace conclave::crypto {

static_assert(kEd25519KeySize == crypto_sign_PUBLICKEYBYTES);
static_assert(kEd25519SignatureSize == crypto_sign_BYTES);

bool is_ed25519_signature(Bytes public_key, Bytes message, Bytes signature) {
  return crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                     public_key.data()) == 0;
}

}  // namespace conclave::crypto
