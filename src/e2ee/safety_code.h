// The safety code: 30 digits that are the same for everybody in an epoch, if and only if everybody
// sees the same group. People compare it over another channel.
//
//   roster  = for each member, ascending by leaf:
//             uint32 leaf, opaque signature_key<V>, opaque identity<V>
//   prk     = HKDF-Extract(salt: epoch_authenticator, SHA-256(roster))
//   blocks  = HKDF-Expand(prk, "Conclave 1 safety code", 48), six big-endian uint64
//   code    = each block modulo 100000, as five digits
//
// 30 digits are 99.6 bits. The epoch_authenticator (RFC 9420 section 8.7) already depends on the
// whole tree and history; the roster is mixed in so that the code is also what one would compute
// from the names and keys that one sees.
#pragma once

#include "mls/group.h"

#include <string>

namespace conclave::e2ee {

std::string safety_code(Bytes epoch_authenticator, std::span<const mls::Member> roster);

}  // namespace conclave::e2ee
