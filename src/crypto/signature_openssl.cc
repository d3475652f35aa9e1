#include "base/check.h"
#include "crypto/crypto.h"
#include "crypto/ed25519.h"
#include "crypto/nist_openssl.h"

#include <openssl/core_names.h>
#include <openssl/param_build.h>

namespace conclave::crypto {
namespace {

using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freer<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freer<OSSL_PARAM_free>>;

struct Scheme {
  int key_type;  // EVP_PKEY_EC, or the raw type of an Edwards curve
  Nist curve;    // for EVP_PKEY_EC
  const char* digest;
  size_t private_key_size;
  size_t public_key_size;
  size_t signature_size_max;

  bool is_ecdsa() const { return key_type == EVP_PKEY_EC; }
};

// RFC 9420 section 17.1 and RFC 8446 section 4.2.3; ECDSA signatures are DER of two integers.
Scheme scheme_of(SignatureScheme scheme) {
  switch (scheme) {
    case SignatureScheme::kP256: return {EVP_PKEY_EC, Nist::kP256, "SHA256", 32, 65, 72};
    case SignatureScheme::kP384: return {EVP_PKEY_EC, Nist::kP384, "SHA384", 48, 97, 104};
    case SignatureScheme::kP521: return {EVP_PKEY_EC, Nist::kP521, "SHA512", 66, 133, 139};
    case SignatureScheme::kEd25519: return {EVP_PKEY_ED25519, {}, nullptr, 32, 32, 64};
    case SignatureScheme::kEd448: return {EVP_PKEY_ED448, {}, nullptr, 57, 57, 114};
  }
  CHECK(false);
}

Error malformed_key() { return openssl_error(ErrorCode::kMalformed, "signature key refused"); }

// OpenSSL 3 makes EC keys from named parameters only; scalar and point may each be null.
Result<PublicKey> import_ec(const NistCurve& curve, const BIGNUM* scalar, Bytes point) {
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  const int selection = scalar == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR;
  OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, curve.name, 0);
  if (scalar != nullptr) {
    OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar);
  }
  if (!point.empty()) {
    OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                     point.size());
  }
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  const PublicKeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  if (!params || !context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, selection, params.get()) != 1) {
    return malformed_key();
  }
  return PublicKey(key);
}

Result<PublicKey> load_private(const Scheme& scheme, Bytes private_key) {
  if (scheme.is_ecdsa()) {
    const NistCurve& curve = nist_curve(scheme.curve);
    const BigNumber scalar = TRY(parse_scalar(curve, private_key));
    return import_ec(curve, scalar.get(), {});
  }
  if (private_key.size() != scheme.private_key_size) return malformed_key();
  PublicKey key(EVP_PKEY_new_raw_private_key(scheme.key_type, nullptr, private_key.data(),
                                             private_key.size()));
  if (!key) return malformed_key();
  return key;
}

Result<PublicKey> load_public(const Scheme& scheme, Bytes public_key) {
  if (public_key.size() != scheme.public_key_size) return malformed_key();
  if (scheme.is_ecdsa()) {
    if (public_key[0] != 0x04) return malformed_key();  // RFC 9420 section 5.1.1: uncompressed
    return import_ec(nist_curve(scheme.curve), nullptr, public_key);
  }
  PublicKey key(
      EVP_PKEY_new_raw_public_key(scheme.key_type, nullptr, public_key.data(), public_key.size()));
  if (!key) return malformed_key();
  return key;
}

}  // namespace

bool is_supported(SignatureScheme) { return true; }

Result<KeyPair> signature_generate(SignatureScheme scheme, Random& random) {
  // The NIST curves need a scalar below the order, which is what DeriveKeyPair makes.
  switch (scheme) {
    case SignatureScheme::kP256: return kem_generate(Kem::kP256, random);
    case SignatureScheme::kP384: return kem_generate(Kem::kP384, random);
    case SignatureScheme::kP521: return kem_generate(Kem::kP521, random);
    case SignatureScheme::kEd25519:
    case SignatureScheme::kEd448: break;
  }
  Secret seed(scheme_of(scheme).private_key_size);
  random.fill(seed.reveal());
  Buffer public_key = TRY(signature_public_key(scheme, seed.reveal()));
  return KeyPair{std::move(seed), std::move(public_key)};
}

Result<Buffer> signature_public_key(SignatureScheme scheme, Bytes private_key) {
  const Scheme wanted = scheme_of(scheme);
  if (wanted.is_ecdsa()) return nist_public_key(wanted.curve, private_key);
  const PublicKey key = TRY(load_private(wanted, private_key));
  Buffer encoded(wanted.public_key_size);
  size_t size = encoded.size();
  if (EVP_PKEY_get_raw_public_key(key.get(), encoded.data(), &size) != 1) return malformed_key();
  return encoded;
}

Result<Buffer> sign(SignatureScheme scheme, Bytes private_key, Bytes message, Random&) {
  const Scheme wanted = scheme_of(scheme);
  const PublicKey key = TRY(load_private(wanted, private_key));
  const DigestContext context(EVP_MD_CTX_new());
  Buffer signature(wanted.signature_size_max);
  size_t size = signature.size();
  if (EVP_DigestSignInit_ex(context.get(), nullptr, wanted.digest, nullptr, nullptr, key.get(),
                            nullptr) != 1 ||
      EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) != 1) {
    return openssl_error(ErrorCode::kInternal, "signing failed");
  }
  signature.resize(size);
  return signature;
}

Result<void> verify(SignatureScheme scheme, Bytes public_key, Bytes message, Bytes signature) {
  if (scheme == SignatureScheme::kEd25519) return ed25519_verify(public_key, message, signature);
  const Scheme wanted = scheme_of(scheme);
  const PublicKey key = TRY(load_public(wanted, public_key));
  const bool is_size_right = wanted.is_ecdsa() ? signature.size() <= wanted.signature_size_max
                                               : signature.size() == wanted.signature_size_max;
  if (!is_size_right) return Error(ErrorCode::kMalformed, "signature of the wrong length");
  const DigestContext context(EVP_MD_CTX_new());
  if (EVP_DigestVerifyInit_ex(context.get(), nullptr, wanted.digest, nullptr, nullptr, key.get(),
                              nullptr) != 1) {
    return openssl_error(ErrorCode::kInternal, "verifying failed");
  }
  const int verdict = EVP_DigestVerify(context.get(), signature.data(), signature.size(),
                                       message.data(), message.size());
  if (verdict == 1) return ok();
  if (verdict == 0) return openssl_error(ErrorCode::kUnauthentic, "the signature does not verify");
  return openssl_error(ErrorCode::kMalformed, "not a signature");
}

}  // namespace conclave::crypto
