// What dtls.cc asks of OpenSSL: a handshake over memory, without time. Implemented in
// dtls_openssl.cc, the only file that knows libssl.
#pragma once

#include "transport/dtls.h"

namespace conclave::transport {

struct Dtls::Session {
  enum class Progress : uint8_t { kWaiting, kDone };

  static Result<std::unique_ptr<Session>> create(DtlsRole role, const DtlsContext& context,
                                                 const Fingerprint& remote);
  Session();
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // The next datagram that OpenSSL will read; it is used up by the next call of the following two.
  void offer(Bytes datagram) { incoming = datagram; }
  // An error is final. kUnauthentic when the certificate is not the promised one.
  Result<Progress> handshake();
  // Reads what came after the handshake; all of it but close_notify is of no interest.
  bool is_closed_by_peer();
  // Datagrams written since the last call, in order.
  std::vector<Buffer> take_outgoing() { return std::exchange(outgoing, {}); }
  Result<DtlsSrtpKeys> export_keys(DtlsRole role) const;
  DtlsTerms terms() const;

  // What OpenSSL's callbacks see.
  Bytes incoming;
  std::vector<Buffer> outgoing;
  Fingerprint remote;
  bool is_wrong_certificate = false;

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
};

}  // namespace conclave::transport
