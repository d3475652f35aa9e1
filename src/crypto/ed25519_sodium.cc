#include "crypto/ed25519.h"

namespace conclave::crypto {

Result<void> ed25519_verify(Bytes public_key, Bytes message, Bytes signature) {
  if (public_key.size() != kEd25519KeySize) {
    return Error(ErrorCode::kMalformed, "signature key refused");
  }
  if (signature.size() != kEd25519SignatureSize) {
    return Error(ErrorCode::kMalformed, "signature of the wrong length");
  }
  if (is_ed25519_signature(public_key, message, signature)) return ok();
  return Error(ErrorCode::kUnauthentic, "the signature does not verify");
}

}  // namespace conclave::crypto
