#include "transport/stun.h"
#include "transport/stun_wire.h"

namespace conclave::transport {

StunWriter::StunWriter(StunKind kind, const TransactionId& transaction) : writer_(128) {
  writer_.u16(static_cast<uint16_t>(kind)).u16(0).u32(stun::kMagicCookie).bytes(transaction);
}

StunWriter& StunWriter::attribute(uint16_t type, Bytes value) {
  writer_.u16(type).u16(static_cast<uint16_t>(value.size())).bytes(value);
  writer_.zeros((4 - value.size() % 4) % 4);
  return *this;
}

StunWriter& StunWriter::username(std::string_view name) {
  return attribute(stun::kUsername, as_bytes(name));
}

StunWriter& StunWriter::xor_mapped_address(const Address& address) {
  const size_t first = address.is_v4() ? 12 : 0;
  Writer value;
  value.u16(address.is_v4() ? 1 : 2);
  value.u16(static_cast<uint16_t>(address.port ^ (stun::kMagicCookie >> 16)));
  const Bytes mask = Bytes(writer_.view()).subspan(4, 16);
  for (size_t i = first; i < 16; ++i) {
    value.u8(static_cast<uint8_t>(address.ip[i] ^ mask[i - first]));
  }
  return attribute(stun::kXorMappedAddress, value.view());
}

StunWriter& StunWriter::priority(uint32_t value) {
  return attribute(stun::kPriority, Writer().u32(value).view());
}

StunWriter& StunWriter::ice_controlled(uint64_t tie_breaker) {
  return attribute(stun::kIceControlled, Writer().u64(tie_breaker).view());
}

StunWriter& StunWriter::ice_controlling(uint64_t tie_breaker) {
  return attribute(stun::kIceControlling, Writer().u64(tie_breaker).view());
}

StunWriter& StunWriter::use_candidate() { return attribute(stun::kUseCandidate, {}); }

// RFC 8489 section 14.8. The reason phrase is left out: it is for people, and it would make an
// answer longer than the question.
StunWriter& StunWriter::error(StunError code) {
  const auto number = static_cast<uint16_t>(code);
  Writer value;
  value.u16(0).u8(static_cast<uint8_t>(number / 100)).u8(static_cast<uint8_t>(number % 100));
  return attribute(stun::kErrorCode, value.view());
}

StunWriter& StunWriter::unknown_attribute(uint16_t type) {
  return attribute(stun::kUnknownAttributes, Writer().u16(type).view());
}

Buffer StunWriter::finish(std::string_view password) && {
  attribute(stun::kMessageIntegrity, stun::integrity(writer_.view(), password));
  return finish_fingerprint();
}

Buffer StunWriter::finish_unauthenticated() && { return finish_fingerprint(); }

void StunWriter::set_length(size_t size) { writer_.set_u16(2, static_cast<uint16_t>(size)); }

// The fingerprint, unlike the integrity, is a sum over the final length.
Buffer StunWriter::finish_fingerprint() {
  set_length(writer_.size() + stun::kFingerprintAttributeSize - stun::kHeaderSize);
  const uint32_t sum = stun::fingerprint(writer_.view());
  attribute(stun::kFingerprint, Writer().u32(sum).view());
  return std::move(writer_).take();
}

}  // namespace conclave::transport
