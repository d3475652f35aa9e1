// The server's half of ICE: lite (RFC 8445 section 2.5). It sits at a known address, answers
// authenticated checks, and sends media where the controlling peer nominates.
//
// An authenticated request is the peer's consent to be sent to (RFC 7675): the password travelled
// only through the signalling, so whoever knows it is the peer. Consent is kept for each address
// and lapses kConsentTimeout after the last request from the selected one; from then on these
// credentials can revive nothing (RFC 7675 section 5.1), only an ICE restart can.
//
// Invariants: an unauthenticated message changes no state and leaves no trace; no answer is longer
// than the request it answers, so nobody is made a victim by a forged source address.
#pragma once

#include "base/limits.h"
#include "base/time.h"
#include "transport/ice.h"
#include "transport/stun.h"

#include <vector>

namespace conclave::transport {

class IceLite {
 public:
  explicit IceLite(const IceCredentials& local) : local_(local) {}

  const IceCredentials& local() const { return local_; }

  // RFC 8445 section 9: new credentials for the next answer. The old ones keep up consent on the
  // selected path until the peer nominates under the new.
  void restart(const IceCredentials& local);

  // A STUN datagram. Announces the address when it was not validated before.
  Result<std::optional<PathValidated>> receive(const Address& from, Bytes datagram, Time now,
                                               Outbox& out);
  void wake(Time now);
  Time next_wake() const { return consent_until(); }

  // Where to send, while there is consent.
  std::optional<Address> path(Time now) const;
  bool has_lapsed() const { return has_lapsed_; }
  bool is_validated(const Address& address) const;
  std::span<const Address> addresses() const { return addresses_; }

 private:
  // The credentials that the request was made with, which are then proven.
  Result<const IceCredentials*> authenticate(const StunMessage& request, const Address& from,
                                             size_t request_size, Outbox& out) const;
  Result<void> check_rules(const StunMessage& request, const IceCredentials& credentials,
                           const Address& from, size_t request_size, Outbox& out) const;
  const IceCredentials* credentials_for(std::string_view username) const;
  std::optional<PathValidated> validate(const Address& address, Time now);
  size_t stalest() const;
  void select(const Address& address, bool is_nominated, bool is_current);
  Time consent_until() const;

  IceCredentials local_;
  std::optional<IceCredentials> previous_;
  // Validated addresses, and beside each when its last authenticated request came.
  std::vector<Address> addresses_;
  std::vector<Time> heard_;
  std::optional<Address> selected_;
  bool has_lapsed_ = false;
};

}  // namespace conclave::transport
