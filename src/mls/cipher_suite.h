// The seven cipher suites of RFC 9420 section 17.1, and the labelled operations that every other
// part of the protocol is built from (sections 5.1, 5.2 and 8).
//
// A CipherSuite is a small value: an id and the four primitives it stands for. Nothing here keeps
// state. Secrets come in as Bytes (raw vectors can be fed directly) and go out as Secret.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"
#include "crypto/crypto.h"

#include <string_view>

namespace conclave::mls {

struct CipherSuite {
  uint16_t id;
  crypto::Kem kem;
  crypto::Aead aead;
  crypto::Hash hash;
  crypto::SignatureScheme signature;

  size_t hash_size() const { return crypto::hash_size(hash); }  // the standard's KDF.Nh
  size_t key_size() const { return crypto::aead_key_size(aead); }
  crypto::HpkeSuite hpke() const { return {.kem = kem, .kdf_hash = hash, .aead = aead}; }

  friend bool operator==(const CipherSuite& a, const CipherSuite& b) { return a.id == b.id; }
};

// RFC 9420 section 17.1, table 6: the line index plus one is the id.
inline constexpr std::array<CipherSuite, 7> kCipherSuites = {{
    {1, crypto::Kem::kX25519, crypto::Aead::kAes128Gcm, crypto::Hash::kSha256,
     crypto::SignatureScheme::kEd25519},
    {2, crypto::Kem::kP256, crypto::Aead::kAes128Gcm, crypto::Hash::kSha256,
     crypto::SignatureScheme::kP256},
    {3, crypto::Kem::kX25519, crypto::Aead::kChaCha20Poly1305, crypto::Hash::kSha256,
     crypto::SignatureScheme::kEd25519},
    {4, crypto::Kem::kX448, crypto::Aead::kAes256Gcm, crypto::Hash::kSha512,
     crypto::SignatureScheme::kEd448},
    {5, crypto::Kem::kP521, crypto::Aead::kAes256Gcm, crypto::Hash::kSha512,
     crypto::SignatureScheme::kP521},
    {6, crypto::Kem::kX448, crypto::Aead::kChaCha20Poly1305, crypto::Hash::kSha512,
     crypto::SignatureScheme::kEd448},
    {7, crypto::Kem::kP384, crypto::Aead::kAes256Gcm, crypto::Hash::kSha384,
     crypto::SignatureScheme::kP384},
}};

// kUnsupported for an id outside 1 to 7, and for a suite whose algorithms this build lacks.
Result<CipherSuite> cipher_suite(uint16_t id);

// RFC 9420 section 5.2. The label is whole, for example "MLS 1.0 KeyPackage Reference".
Buffer ref_hash(const CipherSuite& suite, std::string_view label, Bytes value);

// RFC 9420 section 8. Here and below the label comes without "MLS 1.0 ", which is put in front.
Secret expand_with_label(const CipherSuite& suite, Bytes secret, std::string_view label,
                         Bytes context, size_t length);
Secret derive_secret(const CipherSuite& suite, Bytes secret, std::string_view label);

// RFC 9420 section 9: the ratchets' derivation, with the generation as context.
Secret derive_tree_secret(const CipherSuite& suite, Bytes secret, std::string_view label,
                          uint32_t generation, size_t length);

// RFC 9420 section 5.1.2.
Result<Buffer> sign_with_label(const CipherSuite& suite, Bytes private_key, std::string_view label,
                               Bytes content, Random& random);
Result<void> verify_with_label(const CipherSuite& suite, Bytes public_key, std::string_view label,
                               Bytes content, Bytes signature);

// RFC 9420 section 5.1.3.
Result<crypto::HpkeCiphertext> encrypt_with_label(const CipherSuite& suite, Bytes public_key,
                                                  std::string_view label, Bytes context,
                                                  Bytes plaintext, Random& random);
Result<Secret> decrypt_with_label(const CipherSuite& suite, Bytes private_key,
                                  std::string_view label, Bytes context, Bytes kem_output,
                                  Bytes ciphertext);

}  // namespace conclave::mls
