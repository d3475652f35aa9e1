// The numbers of RFC 8489 and RFC 8445, and the two sums over a message, for stun.cc and
// stun_writer.cc.
#pragma once

#include "base/bytes.h"
#include "crypto/hmac_sha1.h"

#include <string_view>

namespace conclave::transport::stun {

inline constexpr uint32_t kMagicCookie = 0x2112a442;
inline constexpr size_t kHeaderSize = 20;
inline constexpr size_t kIntegrityAttributeSize = 24;
inline constexpr size_t kFingerprintAttributeSize = 8;

// RFC 8489 section 18.3, RFC 8445 section 20.2.
inline constexpr uint16_t kUsername = 0x0006;
inline constexpr uint16_t kMessageIntegrity = 0x0008;
inline constexpr uint16_t kErrorCode = 0x0009;
inline constexpr uint16_t kUnknownAttributes = 0x000a;
inline constexpr uint16_t kXorMappedAddress = 0x0020;
inline constexpr uint16_t kPriority = 0x0024;
inline constexpr uint16_t kUseCandidate = 0x0025;
inline constexpr uint16_t kFingerprint = 0x8028;
inline constexpr uint16_t kIceControlled = 0x8029;
inline constexpr uint16_t kIceControlling = 0x802a;

// RFC 8489 section 14.7: the CRC-32 of the message before the attribute, XOR 0x5354554e.
uint32_t fingerprint(Bytes message_before);

// RFC 8489 section 14.5: HMAC-SHA1 over the message before the attribute, its length field
// already counting the attribute as the last one.
crypto::HmacSha1 integrity(Bytes message_before, std::string_view password);

}  // namespace conclave::transport::stun
