// The primitives by the host's libsodium: the algorithms of MLS suite 3, and nothing else.
#include "base/check.h"
#include "crypto/crypto.h"
#include "crypto/dh.h"
#include "crypto/host_wasm.h"

namespace conclave::crypto {
namespace {

constexpr size_t kKeySize = 32;
constexpr size_t kSignatureSize = 64;
constexpr Error kNotHere{ErrorCode::kUnsupported, "algorithm not in this build"};
constexpr Error kBadKey{ErrorCode::kMalformed, "key of the wrong length"};

// RFC 2104 for keys between the host's 32 bytes and a block, which nothing of ours uses often.
Secret hmac_with_long_key(Bytes key, Bytes data) {
  constexpr size_t kBlockSize = 64;
  Secret inner(kBlockSize + data.size());
  Secret outer(kBlockSize + kKeySize);
  std::ranges::copy(key, inner.reveal().begin());
  std::ranges::copy(key, outer.reveal().begin());
  for (uint8_t& byte : inner.reveal().first(kBlockSize)) byte ^= 0x36;
  for (uint8_t& byte : outer.reveal().first(kBlockSize)) byte ^= 0x5c;
  std::ranges::copy(data, inner.reveal().subspan(kBlockSize).begin());
  host_sha256(inner.reveal().data(), inner.size(), outer.reveal().data() + kBlockSize);
  Secret mac(kKeySize);
  host_sha256(outer.reveal().data(), outer.size(), mac.reveal().data());
  return mac;
}

}  // namespace

bool is_supported(Hash hash) { return hash == Hash::kSha256; }
bool is_supported(Aead aead) { return aead == Aead::kChaCha20Poly1305; }
bool is_supported(Kem kem) { return kem == Kem::kX25519; }
bool is_supported(SignatureScheme scheme) { return scheme == SignatureScheme::kEd25519; }

Buffer digest(Hash hash, Bytes data) {
  CHECK(is_supported(hash));
  Buffer result(kKeySize);
  host_sha256(data.data(), data.size(), result.data());
  return result;
}

Secret hmac(Hash hash, Bytes key, Bytes data) {
  CHECK(is_supported(hash));
  if (key.size() > 64) return hmac(hash, digest(hash, key), data);
  if (key.size() > kKeySize) return hmac_with_long_key(key, data);
  Secret padded(kKeySize);  // HMAC pads keys with zeros itself, so this changes nothing
  std::ranges::copy(key, padded.reveal().begin());
  Secret mac(kKeySize);
  host_hmac_sha256(padded.reveal().data(), data.data(), data.size(), mac.reveal().data());
  return mac;
}

Result<Secret> argon2id(Bytes password, Bytes salt, size_t size) {
  CHECK(salt.size() == kArgon2idSaltSize);
  Secret key(size);
  if (!host_argon2id(password.data(), password.size(), salt.data(), kArgon2idPasses,
                     kArgon2idMemory, key.reveal().data(), size)) {
    return Error(ErrorCode::kInternal, "not enough memory for Argon2id");
  }
  return key;
}

Result<Buffer> aead_seal(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes plaintext) {
  if (!is_supported(aead)) return kNotHere;
  if (key.size() != kKeySize || nonce.size() != kAeadNonceSize) return kBadKey;
  Buffer sealed(plaintext.size() + kAeadTagSize);
  host_chacha20poly1305_seal(key.data(), nonce.data(), aad.data(), aad.size(), plaintext.data(),
                             plaintext.size(), sealed.data());
  return sealed;
}

Result<Secret> aead_open(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes ciphertext) {
  if (!is_supported(aead)) return kNotHere;
  if (key.size() != kKeySize || nonce.size() != kAeadNonceSize) return kBadKey;
  if (ciphertext.size() < kAeadTagSize) {
    return Error(ErrorCode::kMalformed, "shorter than an AEAD tag");
  }
  Secret opened(ciphertext.size() - kAeadTagSize);
  if (!host_chacha20poly1305_open(key.data(), nonce.data(), aad.data(), aad.size(),
                                  ciphertext.data(), ciphertext.size(), opened.reveal().data())) {
    return Error(ErrorCode::kUnauthentic, "the AEAD tag does not verify");
  }
  return opened;
}

Result<void> aes_ctr(Bytes, Bytes, MutableBytes) { return kNotHere; }

Result<Secret> dh(Kem kem, Bytes private_key, Bytes public_key) {
  if (!is_supported(kem)) return kNotHere;
  if (private_key.size() != kKeySize || public_key.size() != kKeySize) return kBadKey;
  Secret shared(kKeySize);
  if (!host_x25519(private_key.data(), public_key.data(), shared.reveal().data())) {
    return Error(ErrorCode::kUnauthentic, "public key of small order");
  }
  return shared;
}

Result<Buffer> dh_public_key(Kem kem, Bytes private_key) {
  if (!is_supported(kem)) return kNotHere;
  if (private_key.size() != kKeySize) return kBadKey;
  Buffer encoded(kKeySize);
  host_x25519_public(private_key.data(), encoded.data());
  return encoded;
}

Result<KeyPair> signature_generate(SignatureScheme scheme, Random& random) {
  Secret seed(kKeySize);
  random.fill(seed.reveal());
  Buffer public_key = TRY(signature_public_key(scheme, seed.reveal()));
  return KeyPair{std::move(seed), std::move(public_key)};
}

Result<Buffer> signature_public_key(SignatureScheme scheme, Bytes private_key) {
  if (!is_supported(scheme)) return kNotHere;
  if (private_key.size() != kKeySize) return kBadKey;
  Buffer encoded(kKeySize);
  host_ed25519_public(private_key.data(), encoded.data());
  return encoded;
}

Result<Buffer> sign(SignatureScheme scheme, Bytes private_key, Bytes message, Random&) {
  if (!is_supported(scheme)) return kNotHere;
  if (private_key.size() != kKeySize) return kBadKey;
  Buffer signature(kSignatureSize);
  host_ed25519_sign(private_key.data(), message.data(), message.size(), signature.data());
  return signature;
}

Result<void> verify(SignatureScheme scheme, Bytes public_key, Bytes message, Bytes signature) {
  if (!is_supported(scheme)) return kNotHere;
  if (public_key.size() != kKeySize) return kBadKey;
  if (signature.size() != kSignatureSize) {
    return Error(ErrorCode::kMalformed, "signature of the wrong length");
  }
  if (!host_ed25519_verify(public_key.data(), message.data(), message.size(), signature.data())) {
    return Error(ErrorCode::kUnauthentic, "the signature does not verify");
  }
  return ok();
}

}  // namespace conclave::crypto
