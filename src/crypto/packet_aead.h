// AES-GCM for packets (RFC 7714's AEAD_AES_128_GCM and AEAD_AES_256_GCM): one key, millions of
// short messages, everything that depends on the key alone computed once.
//
// Two implementations, chosen when a key is set up: Intel's multi-buffer library where the machine
// has what it needs (a quarter of the other's time a packet), OpenSSL's EVP everywhere. They agree
// byte for byte. The caller sees to it that no nonce comes twice under one key for sealing.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <memory>

namespace conclave::crypto {

inline constexpr size_t kPacketTagSize = 16;
using PacketNonce = std::array<uint8_t, 12>;

enum class PacketAeadKind : uint8_t { kIpsecMb, kOpenssl };

class PacketAead {
 public:
  virtual ~PacketAead() = default;

  // Writes the ciphertext and its tag: plaintext.size() + kPacketTagSize bytes. The destination
  // starts exactly at the plaintext (in place) or does not touch it.
  virtual void seal(const PacketNonce& nonce, Bytes aad, Bytes plaintext,
                    MutableBytes destination) = 0;

  // Writes the plaintext: kPacketTagSize bytes less than `sealed`, which it overlaps as above.
  // kUnauthentic if the tag does not verify; the destination then holds zeros, never bytes that
  // nobody vouches for. kMalformed if there is no room for a tag.
  virtual Result<void> open(const PacketNonce& nonce, Bytes aad, Bytes sealed,
                            MutableBytes destination) = 0;
};

// Whether this machine can run that kind.
bool is_available(PacketAeadKind kind);
PacketAeadKind fastest_packet_aead();

// The key has 16 or 32 bytes; the kind is available. Both wipe what they derived when dropped.
std::unique_ptr<PacketAead> make_packet_aead(Bytes key,
                                             PacketAeadKind kind = fastest_packet_aead());

}  // namespace conclave::crypto
