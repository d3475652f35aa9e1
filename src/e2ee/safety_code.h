// The safety code: 30 digits, or 12 words, that are the same for everybody in an epoch, if and only
// if everybody sees the same group. People compare either over another channel.
//
//   roster  = for each member, ascending by leaf:
//             uint32 leaf, opaque signature_key<V>, opaque identity<V>
//   prk     = HKDF-Extract(salt: epoch_authenticator, SHA-256(roster))
//   blocks  = HKDF-Expand(prk, "Conclave 1 safety code", 48), six big-endian uint64
//   digits  = each block modulo 100000, as five digits
//   words   = HKDF-Expand(prk, "Conclave 1 safety words", 24), twelve big-endian uint16 modulo
//   2048:
//             indices into the BIP 39 English list
//
// 30 digits are 99.6 bits, 12 words 132. The epoch_authenticator (RFC 9420 section 8.7) already
// depends on the whole tree and history; the roster is mixed in so that the code is also what one
// would compute from the names and keys that one sees.
#pragma once

#include "mls/group.h"

#include <array>
#include <string>

namespace conclave::e2ee {

inline constexpr size_t kSafetyWords = 12;

struct SafetyCode {
  std::string digits;
  std::array<uint16_t, kSafetyWords> words{};

  friend bool operator==(const SafetyCode&, const SafetyCode&) = default;
};

SafetyCode safety_code(Bytes epoch_authenticator, std::span<const mls::Member> roster);

}  // namespace conclave::e2ee
