// A certificate's SHA-256 fingerprint, as SDP names it (RFC 8122 section 5). It is what binds the
// DTLS handshake to the signalling: the peer must show the certificate whose fingerprint its
// description promised. Only SHA-256 is spoken; browsers always offer it.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace conclave::transport {

struct Fingerprint {
  std::array<uint8_t, 32> sha256{};

  // The text behind "a=fingerprint:", for example "sha-256 4A:AD:B9:...".
  std::string to_text() const;
  // kUnsupported for another hash function, kMalformed for anything that is not 32 bytes in hex
  // pairs with colons between.
  static Result<Fingerprint> parse(std::string_view text);

  friend bool operator==(const Fingerprint&, const Fingerprint&) = default;
};

}  // namespace conclave::transport
