// DTLS 1.2 (RFC 6347) for DTLS-SRTP (RFC 5764), in virtual time: OpenSSL does the protocol over
// memory, we do the datagrams and the clock. OpenSSL's own timer is put out of reach; the last
// flight is kept here and sent again when our time says so.
//
// What is negotiated, or nothing: ECDHE-ECDSA with an AEAD, certificates on both sides, the peer's
// with the fingerprint that its description promised (RFC 8122), AEAD SRTP profiles. No
// renegotiation, no resumption, no compression. OpenSSL's randomness is its own: what is decided
// depends on the parameters alone, the bytes of a handshake do not.
#pragma once

#include "base/outbox.h"
#include "base/result.h"
#include "base/time.h"
#include "transport/certificate.h"
#include "transport/srtp.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace conclave::transport {

enum class DtlsRole : uint8_t { kPassive, kActive };

enum class DtlsState : uint8_t {
  kHandshaking,
  kConnected,
  kFailed,  // refused by one side, or given up after kHandshakeTimeout
  kClosed,  // the peer said close_notify
};

// RFC 5764 section 4.2, sorted by whose they are.
struct DtlsSrtpKeys {
  SrtpKeys send;
  SrtpKeys receive;
};

// What a finished handshake agreed on, by OpenSSL's names.
struct DtlsTerms {
  std::string version;
  std::string cipher;
  std::string group;  // of the ECDHE
  std::string srtp_profile;
};

class Dtls {
 public:
  // The time limit of the handshake starts here.
  static Result<std::unique_ptr<Dtls>> create(DtlsRole role, const Certificate& certificate,
                                              const Fingerprint& remote, Time now);
  // OpenSSL's half; known to dtls_openssl.cc only.
  struct Session;
  Dtls(DtlsRole role, std::unique_ptr<Session> session, Time now);
  ~Dtls();
  Dtls(const Dtls&) = delete;
  Dtls& operator=(const Dtls&) = delete;

  // The active side's first flight.
  Result<void> start(const Address& to, Time now, Outbox& out);
  // One datagram of DTLS records; answers go to the address.
  Result<void> receive(const Address& from, Bytes datagram, Time now, Outbox& out);
  // Without an address nothing is repeated, but the deadline counts.
  void wake(const std::optional<Address>& to, Time now, Outbox& out);
  Time next_wake() const;

  DtlsState state() const { return state_; }
  // Once, after kConnected was reached.
  Result<DtlsSrtpKeys> export_keys() const;
  // Empty before kConnected.
  DtlsTerms terms() const;

 private:
  Result<void> handshake(const Address& to, Time now, Outbox& out);
  Result<void> after_handshake(const Address& to, Bytes datagram, Time now, Outbox& out);
  void fail();
  void send_flight(const Address& to, Time now, Outbox& out);
  void take_new_flight(const Address& to, Time now, Outbox& out);

  DtlsRole role_;
  DtlsState state_ = DtlsState::kHandshaking;
  std::unique_ptr<Session> session_;
  std::vector<Buffer> flight_;  // the last one we sent
  Time flight_sent_{};
  Duration resend_after_{};
  Time deadline_;
};

}  // namespace conclave::transport
