// Argon2id by libsodium, natively; in the browser the host's own libsodium does it.
#include "base/check.h"
#include "crypto/crypto.h"

#include <sodium.h>

namespace conclave::crypto {

Result<Secret> argon2id(Bytes password, Bytes salt, size_t size) {
  CHECK(salt.size() == kArgon2idSaltSize);
  Secret key(size);
  const int outcome = crypto_pwhash(
      key.reveal().data(), size, reinterpret_cast<const char*>(password.data()), password.size(),
      salt.data(), kArgon2idPasses, kArgon2idMemory, crypto_pwhash_ALG_ARGON2ID13);
  if (outcome != 0) return Error(ErrorCode::kInternal, "not enough memory for Argon2id");
  return key;
}

}  // namespace conclave::crypto
