#include "e2ee/sframe_cipher.h"

#include "base/check.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

// RFC 9605 section 4.5, table 1. Counter-mode keys are an AES key and an HMAC key of a hash's size.
struct Parameters {
  crypto::Hash hash;
  size_t aes_key_size;  // bytes
  size_t tag_size;      // bytes
  bool is_gcm;
};

Parameters parameters(SframeSuite suite) {
  using crypto::Hash;
  switch (suite) {
    case SframeSuite::kAes128CtrHmacSha256Tag80: return {Hash::kSha256, 16, 10, false};
    case SframeSuite::kAes128CtrHmacSha256Tag64: return {Hash::kSha256, 16, 8, false};
    case SframeSuite::kAes128CtrHmacSha256Tag32: return {Hash::kSha256, 16, 4, false};
    case SframeSuite::kAes128GcmSha256: return {Hash::kSha256, 16, 16, true};
    case SframeSuite::kAes256GcmSha512: return {Hash::kSha512, 32, 16, true};
    case SframeSuite::kAes256CtrHmacSha512Tag80: return {Hash::kSha512, 32, 10, false};
    case SframeSuite::kAes256CtrHmacSha512Tag64: return {Hash::kSha512, 32, 8, false};
    case SframeSuite::kAes256CtrHmacSha512Tag32: return {Hash::kSha512, 32, 4, false};
  }
  CHECK(false);
}

crypto::Aead gcm(const Parameters& suite) {
  return suite.aes_key_size == 16 ? crypto::Aead::kAes128Gcm : crypto::Aead::kAes256Gcm;
}

// Section 4.5.1: the counter block starts as the nonce and a 32-bit zero.
Result<void> apply_counter_mode(Bytes aes_key, const SframeNonce& nonce, MutableBytes data) {
  std::array<uint8_t, 16> block{};
  std::ranges::copy(nonce, block.begin());
  return crypto::aes_ctr(aes_key, block, data);
}

// Section 4.5.1, compute_tag.
Secret compute_tag(const Parameters& suite, Bytes auth_key, const SframeNonce& nonce, Bytes aad,
                   Bytes ciphertext) {
  Writer input(24 + nonce.size() + aad.size() + ciphertext.size());
  input.u64(aad.size()).u64(ciphertext.size()).u64(suite.tag_size);
  input.bytes(nonce).bytes(aad).bytes(ciphertext);
  const Secret mac = crypto::hmac(suite.hash, auth_key, input.view());
  return Secret(mac.reveal().first(suite.tag_size));
}

Result<Buffer> counter_mode_encrypt(const Parameters& suite, Bytes key, const SframeNonce& nonce,
                                    Bytes aad, Bytes plaintext) {
  Buffer sealed = to_buffer(plaintext);
  TRY(apply_counter_mode(key.first(suite.aes_key_size), nonce, sealed));
  const Secret tag = compute_tag(suite, key.subspan(suite.aes_key_size), nonce, aad, sealed);
  append(sealed, tag.reveal());
  return sealed;
}

Result<Secret> counter_mode_decrypt(const Parameters& suite, Bytes key, const SframeNonce& nonce,
                                    Bytes aad, Bytes ciphertext) {
  if (ciphertext.size() < suite.tag_size) {
    return Error(ErrorCode::kMalformed, "shorter than an SFrame tag");
  }
  const Bytes text = ciphertext.first(ciphertext.size() - suite.tag_size);
  const Secret tag = compute_tag(suite, key.subspan(suite.aes_key_size), nonce, aad, text);
  if (!equal_in_constant_time(tag.reveal(), ciphertext.last(suite.tag_size))) {
    return Error(ErrorCode::kUnauthentic, "the SFrame tag does not verify");
  }
  Secret plaintext(text);
  TRY(apply_counter_mode(key.first(suite.aes_key_size), nonce, plaintext.reveal()));
  return plaintext;
}

Buffer key_label(std::string_view text, uint64_t key_id, SframeSuite suite) {
  Writer label;
  label.bytes(as_bytes(text)).u64(key_id).u16(static_cast<uint16_t>(suite));
  return std::move(label).take();
}

}  // namespace

Result<SframeSuite> sframe_suite(uint16_t id) {
  if (id < 1 || id > 8) return Error(ErrorCode::kUnsupported, "unknown SFrame cipher suite");
  const auto suite = static_cast<SframeSuite>(id);
  if (!crypto::is_supported(parameters(suite).hash)) {
    return Error(ErrorCode::kUnsupported, "SFrame cipher suite not in this build");
  }
  return suite;
}

size_t sframe_key_size(SframeSuite suite) {
  const Parameters wanted = parameters(suite);
  return wanted.aes_key_size + (wanted.is_gcm ? 0 : crypto::hash_size(wanted.hash));
}

size_t sframe_tag_size(SframeSuite suite) { return parameters(suite).tag_size; }

SframeKey SframeKey::derive(SframeSuite suite, Bytes base_key, uint64_t key_id) {
  const crypto::Hash hash = parameters(suite).hash;
  const Secret secret = crypto::hkdf_extract(hash, {}, base_key);
  const Buffer for_key = key_label("SFrame 1.0 Secret key ", key_id, suite);
  const Buffer for_salt = key_label("SFrame 1.0 Secret salt ", key_id, suite);
  return {.suite = suite,
          .key = crypto::hkdf_expand(hash, secret.reveal(), for_key, sframe_key_size(suite)),
          .salt = crypto::hkdf_expand(hash, secret.reveal(), for_salt, crypto::kAeadNonceSize)};
}

SframeNonce SframeKey::nonce(uint64_t counter) const {
  SframeNonce nonce;
  std::ranges::copy(salt.reveal(), nonce.begin());
  for (size_t i = 0; i < 8; ++i) nonce[11 - i] ^= static_cast<uint8_t>(counter >> (8 * i));
  return nonce;
}

Result<Buffer> sframe_encrypt(const SframeKey& key, const SframeNonce& nonce, Bytes aad,
                              Bytes plaintext) {
  const Parameters suite = parameters(key.suite);
  if (suite.is_gcm) return crypto::aead_seal(gcm(suite), key.key.reveal(), nonce, aad, plaintext);
  return counter_mode_encrypt(suite, key.key.reveal(), nonce, aad, plaintext);
}

Result<Secret> sframe_decrypt(const SframeKey& key, const SframeNonce& nonce, Bytes aad,
                              Bytes ciphertext) {
  const Parameters suite = parameters(key.suite);
  if (suite.is_gcm) return crypto::aead_open(gcm(suite), key.key.reveal(), nonce, aad, ciphertext);
  return counter_mode_decrypt(suite, key.key.reveal(), nonce, aad, ciphertext);
}

}  // namespace conclave::e2ee
