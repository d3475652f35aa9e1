// The identity one side shows in DTLS: a self-signed P-256 certificate made for one meeting and
// thrown away with it, so that no two meetings can be linked by it (RFC 8827 section 6.5).
//
// A value: copies share the key and everything that OpenSSL derives from it, and a thousand peers
// of one meeting cost one of it. The key and serial number come from OpenSSL's own generator, not
// from a Random: a simulation's decisions follow its seed, its handshakes' bytes do not.
#pragma once

#include "base/result.h"
#include "transport/fingerprint.h"

#include <memory>

namespace conclave::transport {

class DtlsContext;

class Certificate {
 public:
  // Some tens of microseconds. kInternal only if OpenSSL fails us.
  static Result<Certificate> generate();

  const Fingerprint& fingerprint() const { return fingerprint_; }
  const DtlsContext& context() const { return *context_; }

  // What the fingerprint is of, in DER.
  Result<Buffer> encoded() const;
  // By the certificate's own key: ECDSA with P-256 and SHA-256, in DER. In a handshake the same key
  // signs both sides' random values and a key exchange, 100 bytes and more, of which the other side
  // chooses what comes first. So that neither can be taken for the other, no message may be as
  // long.
  Result<Buffer> sign(Bytes message) const;

 private:
  Certificate(std::shared_ptr<const DtlsContext> context, const Fingerprint& fingerprint)
      : context_(std::move(context)), fingerprint_(fingerprint) {}

  // Shared because a meeting's transports end in any order, and the last one takes the key along.
  std::shared_ptr<const DtlsContext> context_;
  Fingerprint fingerprint_;
};

}  // namespace conclave::transport
