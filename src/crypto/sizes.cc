#include "base/check.h"
#include "crypto/crypto.h"

namespace conclave::crypto {

size_t hash_size(Hash hash) {
  switch (hash) {
    case Hash::kSha256: return 32;
    case Hash::kSha384: return 48;
    case Hash::kSha512: return 64;
  }
  CHECK(false);
}

size_t aead_key_size(Aead aead) { return aead == Aead::kAes128Gcm ? 16 : 32; }

}  // namespace conclave::crypto
