// STUN binding messages (RFC 8489), the part of it that ICE uses (RFC 8445 section 7).
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |0 0|     STUN Message Type     |         Message Length        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                         Magic Cookie                          |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                     Transaction ID (96 bits)                  |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// A StunMessage is parsed, not believed: only is_authentic() says that its sender knows the
// password, and only what lies before MESSAGE-INTEGRITY was read, so that is all it vouches for.
#pragma once

#include "base/outbox.h"
#include "base/result.h"
#include "base/writer.h"

#include <optional>
#include <string_view>
#include <vector>

namespace conclave::transport {

// The two class bits of the message type (RFC 8489 section 5), for the method Binding.
enum class StunKind : uint16_t {
  kRequest = 0x0001,
  kIndication = 0x0011,
  kSuccess = 0x0101,
  kError = 0x0111,
};

// RFC 8489 section 14.8 and RFC 8445 section 7.3.1.1.
enum class StunError : uint16_t {
  kBadRequest = 400,
  kUnauthenticated = 401,
  kUnknownAttribute = 420,
  kRoleConflict = 487,
};

using TransactionId = std::array<uint8_t, 12>;

class StunMessage {
 public:
  // The message fills the datagram exactly and ends with a FINGERPRINT that verifies (RFC 8445
  // section 7.1 wants one in every message of ICE). Points into the datagram. kMalformed;
  // kUnsupported for methods other than Binding; kLimit if longer than kStunBytesMax.
  static Result<StunMessage> parse(Bytes datagram);

  // Whether MESSAGE-INTEGRITY is there and was made with this password.
  bool is_authentic(std::string_view password) const;
  bool has_integrity() const { return integrity_at_.has_value(); }

  StunKind kind{};
  TransactionId transaction{};
  std::optional<std::string_view> username;
  std::optional<Address> xor_mapped_address;
  std::optional<uint32_t> priority;
  std::optional<uint64_t> ice_controlled;
  std::optional<uint64_t> ice_controlling;
  std::optional<uint16_t> error_code;
  bool use_candidate = false;
  // The first comprehension-required attribute that we do not know (RFC 8489 section 6.3.1).
  std::optional<uint16_t> unknown_attribute;

 private:
  Result<void> take_header(Bytes datagram);
  Result<void> take_attributes();
  Result<void> take_attribute(uint16_t type, Bytes value);
  Result<void> take_xor_mapped_address(Bytes value);
  Result<void> check_fingerprint(size_t at, Bytes value) const;

  Bytes bytes_;
  std::optional<size_t> integrity_at_;  // where that attribute starts
};

// Builds one message, attributes in the order of the calls.
class StunWriter {
 public:
  StunWriter(StunKind kind, const TransactionId& transaction);

  StunWriter& username(std::string_view name);
  StunWriter& xor_mapped_address(const Address& address);
  StunWriter& priority(uint32_t value);
  StunWriter& ice_controlled(uint64_t tie_breaker);
  StunWriter& ice_controlling(uint64_t tie_breaker);
  StunWriter& use_candidate();
  StunWriter& error(StunError code);
  StunWriter& unknown_attribute(uint16_t type);
  // Any other; what the ones above are made with.
  StunWriter& attribute(uint16_t type, Bytes value);

  // Closes with MESSAGE-INTEGRITY and FINGERPRINT, or with FINGERPRINT alone.
  Buffer finish(std::string_view password) &&;
  Buffer finish_unauthenticated() &&;

 private:
  // The header counts this many bytes behind it, some of which may not be there yet.
  void set_length(size_t size);
  Buffer finish_fingerprint();

  Writer writer_;
};

}  // namespace conclave::transport
