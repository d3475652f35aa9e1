// HMAC-SHA1, kept apart from crypto.h because only one standard we speak still needs it: STUN's
// MESSAGE-INTEGRITY, the only form of it that browsers send (RFC 8489 section 14.5).
#pragma once

#include "base/bytes.h"

namespace conclave::crypto {

using HmacSha1 = std::array<uint8_t, 20>;
HmacSha1 hmac_sha1(Bytes key, Bytes data);

}  // namespace conclave::crypto
