// SFrame's keys and ciphers: RFC 9605 sections 4.4 and 4.5, and the 256-bit counter-mode suites of
// draft-barnes-sframe-iana-256. The product uses suite 4; the rest is here for conformance.
//
// Nothing here knows counters or replays: frame_sender and frame_receiver see to those.
#pragma once

#include "base/result.h"
#include "base/secret.h"
#include "crypto/crypto.h"

namespace conclave::e2ee {

enum class SframeSuite : uint16_t {
  kAes128CtrHmacSha256Tag80 = 1,
  kAes128CtrHmacSha256Tag64 = 2,
  kAes128CtrHmacSha256Tag32 = 3,
  kAes128GcmSha256 = 4,
  kAes256GcmSha512 = 5,
  kAes256CtrHmacSha512Tag80 = 6,
  kAes256CtrHmacSha512Tag64 = 7,
  kAes256CtrHmacSha512Tag32 = 8,
};

// kUnsupported for an id that is not listed above, or whose hash this build lacks.
Result<SframeSuite> sframe_suite(uint16_t id);
size_t sframe_key_size(SframeSuite suite);  // the standard's AEAD.Nk
size_t sframe_tag_size(SframeSuite suite);  // the standard's AEAD.Nt

using SframeNonce = std::array<uint8_t, crypto::kAeadNonceSize>;

// Section 4.4.2: what one KID stands for.
struct SframeKey {
  SframeSuite suite;
  Secret key;   // sframe_key
  Secret salt;  // sframe_salt

  static SframeKey derive(SframeSuite suite, Bytes base_key, uint64_t key_id);
  SframeNonce nonce(uint64_t counter) const;  // section 4.4.3
};

// The AEAD of the key's suite; the result ends with the tag.
Result<Buffer> sframe_encrypt(const SframeKey& key, const SframeNonce& nonce, Bytes aad,
                              Bytes plaintext);
Result<Secret> sframe_decrypt(const SframeKey& key, const SframeNonce& nonce, Bytes aad,
                              Bytes ciphertext);

}  // namespace conclave::e2ee
