// The inside of Transport; transport.h has its contract.
#pragma once

#include "transport/dtls.h"
#include "transport/ice_controlling.h"
#include "transport/ice_lite.h"
#include "transport/srtp.h"
#include "transport/transport.h"

namespace conclave::transport {

class Transport::Machine {
 public:
  Machine(Role role, const Certificate& certificate, Random& random);

  const IceCredentials& local_ice() const { return local_ice_; }
  const Fingerprint& local_fingerprint() const { return certificate_.fingerprint(); }
  Result<void> set_remote(const RemoteParameters& remote, std::span<const Address> candidates,
                          Time now);
  void restart_ice();
  void check_path(Time now);

  Result<Received> receive(const Address& from, MutableBytes datagram, Time now, Outbox& out);
  void wake(Time now, Outbox& out);
  Time next_wake() const;

  bool is_writable() const { return sender_ && path_.has_value(); }
  bool is_failed() const;
  std::optional<Address> path() const { return path_; }
  std::span<const Address> addresses() const;
  const std::optional<RemoteParameters>& remote() const { return remote_; }
  std::optional<DtlsTerms> dtls_terms() const;

  Result<void> send_rtp(Bytes header, Bytes payload, Time now, Outbox& out);
  Result<void> send_rtcp(Bytes packet, Time now, Outbox& out);

 private:
  Result<Received> receive_stun(const Address& from, Bytes datagram, Time now, Outbox& out);
  Result<Received> receive_dtls(const Address& from, Bytes datagram, Time now, Outbox& out);
  Result<Received> receive_media(const Address& from, MutableBytes datagram);
  // Creates the DTLS session when it is first needed: until then a peer costs nothing of it.
  Result<Dtls*> dtls(Time now);
  Result<void> start_dtls(Time now, Outbox& out);
  Result<Received> after_dtls();
  void follow_path(Time now);
  Result<Address> writable_path(Time now);
  bool is_validated(const Address& address) const;

  Role role_;
  Certificate certificate_;
  Random& random_;
  IceCredentials local_ice_;
  std::optional<RemoteParameters> remote_;
  std::variant<IceLite, IceControlling> ice_;
  std::optional<Address> path_;  // where ICE wants media, as of the last look
  std::unique_ptr<Dtls> dtls_;
  std::optional<SrtpSender> sender_;
  std::optional<SrtpReceiver> receiver_;
};

}  // namespace conclave::transport
