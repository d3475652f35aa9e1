// The primitives everything else is made of, by the names of their standards.
//
// Two implementations answer this header, chosen by the linker: *_openssl.cc (native, all
// algorithms) and crypto_wasm.cc (imports of the host, the algorithms of MLS suite 3 and SHA-256
// only; anything else is kUnsupported). HKDF, the DHKEMs and HPKE are written once, over either.
// Nothing here draws randomness by itself: whoever needs a fresh key passes a Random, so a whole
// meeting can be repeated from a seed. The one exception is ECDSA, whose nonce OpenSSL draws.
#pragma once

#include "base/bytes.h"
#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace conclave::crypto {

// digest and hmac have no way to fail: asking for a hash that the build does not have is our own
// bug, and stops the program. is_supported tells beforehand.
enum class Hash : uint8_t { kSha256, kSha384, kSha512 };
bool is_supported(Hash hash);
size_t hash_size(Hash hash);  // bytes
Buffer digest(Hash hash, Bytes data);
Secret hmac(Hash hash, Bytes key, Bytes data);

// RFC 5869 section 2.2 and 2.3. expand: length <= 255 * hash_size.
Secret hkdf_extract(Hash hash, Bytes salt, Bytes input_key_material);
Secret hkdf_expand(Hash hash, Bytes pseudo_random_key, Bytes info, size_t length);

// RFC 9106: Argon2id version 0x13, three passes over 64 MiB, one lane. size: 16 bytes at least.
// kInternal if there is no such memory.
inline constexpr size_t kArgon2idSaltSize = 16;
inline constexpr uint32_t kArgon2idPasses = 3;
inline constexpr size_t kArgon2idMemory = 64 << 20;  // bytes
Result<Secret> argon2id(Bytes password, Bytes salt, size_t size);

enum class Aead : uint8_t { kAes128Gcm, kAes256Gcm, kChaCha20Poly1305 };
bool is_supported(Aead aead);
size_t aead_key_size(Aead aead);
inline constexpr size_t kAeadNonceSize = 12;
inline constexpr size_t kAeadTagSize = 16;
// Ciphertext followed by the tag. Fails only with kUnsupported or kInternal.
Result<Buffer> aead_seal(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes plaintext);
// kMalformed if shorter than a tag, kUnauthentic if the tag does not verify.
Result<Secret> aead_open(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes ciphertext);

// AES-128 or AES-256 in counter mode, for SFrame's CTR+HMAC suites (RFC 9605 section 4.5.1).
// In place; the counter block is 16 bytes.
Result<void> aes_ctr(Bytes key, Bytes counter_block, MutableBytes data);

// RFC 9180 DHKEMs and RFC 9420 signature schemes. Public keys are in the standards' wire form
// (raw for X25519/X448/Ed25519/Ed448, uncompressed points for the NIST curves); private keys are
// raw scalars or seeds in fixed length.
enum class Kem : uint8_t { kP256, kP384, kP521, kX25519, kX448 };
enum class SignatureScheme : uint8_t { kP256, kP384, kP521, kEd25519, kEd448 };
bool is_supported(Kem kem);
bool is_supported(SignatureScheme scheme);

struct KeyPair {
  Secret private_key;
  Buffer public_key;
};

// RFC 9180 section 7.1.3 DeriveKeyPair; kem_generate feeds it from random.
Result<KeyPair> kem_derive_key_pair(Kem kem, Bytes input_key_material);
Result<KeyPair> kem_generate(Kem kem, Random& random);
// kMalformed if the private key has no valid form.
Result<Buffer> kem_public_key(Kem kem, Bytes private_key);

// RFC 9180 section 5: HPKE. Base mode, single shot; kdf_hash and aead name the rest of the suite.
struct HpkeSuite {
  Kem kem;
  Hash kdf_hash;
  Aead aead;
};
struct HpkeCiphertext {
  Buffer kem_output;
  Buffer ciphertext;
};
Result<HpkeCiphertext> hpke_seal(const HpkeSuite& suite, Bytes public_key, Bytes info, Bytes aad,
                                 Bytes plaintext, Random& random);
Result<Secret> hpke_open(const HpkeSuite& suite, Bytes kem_output, Bytes private_key, Bytes info,
                         Bytes aad, Bytes ciphertext);
// Export-only contexts, for RFC 9420 section 8.3 (external init).
struct HpkeExport {
  Buffer kem_output;
  Secret exported;
};
Result<HpkeExport> hpke_seal_export(const HpkeSuite& suite, Bytes public_key, Bytes info,
                                    Bytes exporter_context, size_t length, Random& random);
Result<Secret> hpke_open_export(const HpkeSuite& suite, Bytes kem_output, Bytes private_key,
                                Bytes info, Bytes exporter_context, size_t length);

Result<KeyPair> signature_generate(SignatureScheme scheme, Random& random);
Result<Buffer> signature_public_key(SignatureScheme scheme, Bytes private_key);
// ECDSA signatures are DER. The random parameter is for a scheme whose nonce comes from the caller;
// EdDSA needs none and OpenSSL's ECDSA takes none.
Result<Buffer> sign(SignatureScheme scheme, Bytes private_key, Bytes message, Random& random);
// kUnauthentic if it does not verify, kMalformed if the key or signature has no valid form.
Result<void> verify(SignatureScheme scheme, Bytes public_key, Bytes message, Bytes signature);

}  // namespace conclave::crypto
