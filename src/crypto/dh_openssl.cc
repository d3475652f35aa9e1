#include "base/check.h"
#include "crypto/dh.h"
#include "crypto/nist_openssl.h"

namespace conclave::crypto {
namespace {

constexpr Error kBadPrivateKey{ErrorCode::kMalformed, "private key of the wrong length"};
constexpr Error kBadPublicKey{ErrorCode::kMalformed, "public key of the wrong length"};

// The two Montgomery curves (RFC 7748) as OpenSSL names them.
struct MontgomeryCurve {
  int type;
  size_t key_size;  // bytes of either key and of the result
};
constexpr MontgomeryCurve kX25519{EVP_PKEY_X25519, 32};
constexpr MontgomeryCurve kX448{EVP_PKEY_X448, 56};

Result<PublicKey> load_private(const MontgomeryCurve& curve, Bytes private_key) {
  if (private_key.size() != curve.key_size) return kBadPrivateKey;
  PublicKey key(
      EVP_PKEY_new_raw_private_key(curve.type, nullptr, private_key.data(), private_key.size()));
  if (!key) return openssl_error(ErrorCode::kMalformed, "private key refused");
  return key;
}

Result<Buffer> montgomery_public_key(const MontgomeryCurve& curve, Bytes private_key) {
  const PublicKey key = TRY(load_private(curve, private_key));
  Buffer encoded(curve.key_size);
  size_t size = encoded.size();
  if (EVP_PKEY_get_raw_public_key(key.get(), encoded.data(), &size) != 1) {
    return openssl_error(ErrorCode::kInternal, "no public key");
  }
  return encoded;
}

Result<Secret> montgomery_dh(const MontgomeryCurve& curve, Bytes private_key, Bytes public_key) {
  if (public_key.size() != curve.key_size) return kBadPublicKey;
  const PublicKey own = TRY(load_private(curve, private_key));
  const PublicKey peer(
      EVP_PKEY_new_raw_public_key(curve.type, nullptr, public_key.data(), public_key.size()));
  const PublicKeyContext context(EVP_PKEY_CTX_new(own.get(), nullptr));
  Secret shared(curve.key_size);
  size_t size = shared.size();
  if (!peer || !context || EVP_PKEY_derive_init(context.get()) != 1 ||
      EVP_PKEY_derive_set_peer_ex(context.get(), peer.get(), 0) != 1) {
    return openssl_error(ErrorCode::kInternal, "Diffie-Hellman failed");
  }
  // OpenSSL refuses a result of all zeros, which RFC 9180 section 7.1.4 asks for.
  if (EVP_PKEY_derive(context.get(), shared.reveal().data(), &size) != 1) {
    return openssl_error(ErrorCode::kUnauthentic, "public key of small order");
  }
  return shared;
}

}  // namespace

bool is_supported(Kem) { return true; }

Result<Secret> dh(Kem kem, Bytes private_key, Bytes public_key) {
  switch (kem) {
    case Kem::kP256: return nist_dh(Nist::kP256, private_key, public_key);
    case Kem::kP384: return nist_dh(Nist::kP384, private_key, public_key);
    case Kem::kP521: return nist_dh(Nist::kP521, private_key, public_key);
    case Kem::kX25519: return montgomery_dh(kX25519, private_key, public_key);
    case Kem::kX448: return montgomery_dh(kX448, private_key, public_key);
  }
  CHECK(false);
}

Result<Buffer> dh_public_key(Kem kem, Bytes private_key) {
  switch (kem) {
    case Kem::kP256: return nist_public_key(Nist::kP256, private_key);
    case Kem::kP384: return nist_public_key(Nist::kP384, private_key);
    case Kem::kP521: return nist_public_key(Nist::kP521, private_key);
    case Kem::kX25519: return montgomery_public_key(kX25519, private_key);
    case Kem::kX448: return montgomery_public_key(kX448, private_key);
  }
  CHECK(false);
}

}  // namespace conclave::crypto
