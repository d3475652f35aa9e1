#include "transport/stun.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/secret.h"
#include "transport/stun_wire.h"

namespace conclave::transport {

namespace {

constexpr Error kBadAttribute{ErrorCode::kMalformed, "a STUN attribute has an impossible value"};

// RFC 8489 section 14: values are padded to a multiple of four.
size_t padding_of(size_t size) { return (4 - size % 4) % 4; }

bool is_binding(uint16_t type) {
  return type == static_cast<uint16_t>(StunKind::kRequest) ||
         type == static_cast<uint16_t>(StunKind::kIndication) ||
         type == static_cast<uint16_t>(StunKind::kSuccess) ||
         type == static_cast<uint16_t>(StunKind::kError);
}

// RFC 8489 section 14: of several attributes of one type only the first counts.
template <typename T>
void set_once(std::optional<T>& field, T value) {
  if (!field) field = value;
}

// A value that is one number and nothing else.
template <typename T, typename Read>
Result<void> take_number(std::optional<T>& field, Bytes value, Read read) {
  Reader reader(value);
  const T number = TRY((reader.*read)());
  TRY(reader.expect_end());
  set_once(field, number);
  return ok();
}

}  // namespace

Result<StunMessage> StunMessage::parse(Bytes datagram) {
  StunMessage message;
  TRY(message.take_header(datagram));
  TRY(message.take_attributes());
  return message;
}

Result<void> StunMessage::take_header(Bytes datagram) {
  if (datagram.size() > limits::kStunBytesMax) return Error(ErrorCode::kLimit, "STUN too long");
  Reader reader(datagram);
  const uint16_t type = TRY(reader.u16());
  const size_t length = TRY(reader.u16());
  const uint32_t cookie = TRY(reader.u32());
  const Bytes id = TRY(reader.read(transaction.size()));
  if (cookie != stun::kMagicCookie || type >> 14 != 0)
    return Error(ErrorCode::kMalformed, "not STUN");
  if (length != reader.remaining() || length % 4 != 0) {
    return Error(ErrorCode::kMalformed, "STUN of another length than it says");
  }
  if (!is_binding(type)) return Error(ErrorCode::kUnsupported, "a STUN method other than Binding");
  kind = static_cast<StunKind>(type);
  std::ranges::copy(id, transaction.begin());
  bytes_ = datagram;
  return ok();
}

Result<void> StunMessage::take_attributes() {
  Reader reader(bytes_.subspan(stun::kHeaderSize));
  while (!reader.empty()) {
    const size_t at = bytes_.size() - reader.remaining();
    const uint16_t type = TRY(reader.u16());
    const size_t size = TRY(reader.u16());
    const Bytes value = TRY(reader.read(size));
    TRY(reader.skip(padding_of(size)));
    if (type == stun::kFingerprint) {
      TRY(reader.expect_end());
      return check_fingerprint(at, value);
    }
    // Section 14.5: what follows MESSAGE-INTEGRITY is not covered by it and does not count.
    if (integrity_at_) continue;
    if (type == stun::kMessageIntegrity) {
      if (size != crypto::HmacSha1{}.size()) return kBadAttribute;
      integrity_at_ = at;
    } else {
      TRY(take_attribute(type, value));
    }
  }
  return Error(ErrorCode::kMalformed, "STUN without a fingerprint");
}

Result<void> StunMessage::take_attribute(uint16_t type, Bytes value) {
  switch (type) {
    case stun::kUsername: set_once(username, as_text(value)); return ok();
    case stun::kXorMappedAddress: return take_xor_mapped_address(value);
    case stun::kPriority: return take_number(priority, value, &Reader::u32);
    case stun::kIceControlled: return take_number(ice_controlled, value, &Reader::u64);
    case stun::kIceControlling: return take_number(ice_controlling, value, &Reader::u64);
    case stun::kUseCandidate: use_candidate = true; return ok();
    case stun::kErrorCode:
      if (value.size() < 4 || (value[2] & 7) < 3 || (value[2] & 7) > 6 || value[3] > 99) {
        return kBadAttribute;
      }
      set_once(error_code, static_cast<uint16_t>((value[2] & 7) * 100 + value[3]));
      return ok();
    case stun::kUnknownAttributes: return ok();
    default:
      // Section 5: types from 0x8000 may be ignored, those below must be understood.
      if (type < 0x8000) set_once(unknown_attribute, type);
      return ok();
  }
}

// Section 14.2: a zero, the family, the port XOR the cookie's upper half, and the address XOR the
// cookie and the transaction id.
Result<void> StunMessage::take_xor_mapped_address(Bytes value) {
  Reader reader(value);
  const uint16_t family = TRY(reader.u16());
  Address address = Address::v4(0, 0, 0, 0, 0);
  const uint16_t port = TRY(reader.u16());
  address.port = static_cast<uint16_t>(port ^ (stun::kMagicCookie >> 16));
  const bool is_v4 = (family & 0xff) == 1;
  if (!is_v4 && (family & 0xff) != 2) return kBadAttribute;
  const Bytes masked = TRY(reader.read(is_v4 ? 4 : 16));
  TRY(reader.expect_end());
  const Bytes mask = bytes_.subspan(4, 16);
  const size_t first = 16 - masked.size();
  for (size_t i = 0; i < masked.size(); ++i) {
    address.ip[first + i] = static_cast<uint8_t>(masked[i] ^ mask[i]);
  }
  set_once(xor_mapped_address, address);
  return ok();
}

Result<void> StunMessage::check_fingerprint(size_t at, Bytes value) const {
  Reader reader(value);
  const uint32_t given = TRY(reader.u32());
  TRY(reader.expect_end());
  if (given == stun::fingerprint(bytes_.first(at))) return ok();
  return Error(ErrorCode::kMalformed, "the STUN fingerprint is wrong");
}

bool StunMessage::is_authentic(std::string_view password) const {
  if (!integrity_at_) return false;
  const Bytes given = bytes_.subspan(*integrity_at_ + 4, crypto::HmacSha1{}.size());
  return equal_in_constant_time(given, stun::integrity(bytes_.first(*integrity_at_), password));
}

}  // namespace conclave::transport
