// The client's half of ICE: controlling, towards a lite server (RFC 8445 sections 6 to 8). It
// checks the server's candidates, nominates the first that answers, and afterwards keeps asking
// for consent (RFC 7675) about every kConsentInterval.
//
// Once nominated every further check nominates again. A lite server follows the latest nomination,
// so a client whose address changed on the way (another network, a NAT that forgot) moves its media
// by its next check; check_now makes that at once.
//
// Invariants: an answer counts only from the address that was asked, for a transaction that is
// open, with the server's password; it never takes the controlled role.
#pragma once

#include "base/limits.h"
#include "base/random.h"
#include "base/time.h"
#include "transport/ice.h"
#include "transport/stun.h"

#include <deque>
#include <span>
#include <vector>

namespace conclave::transport {

class IceControlling {
 public:
  // The Random outlives this.
  IceControlling(const IceCredentials& local, Random& random);

  // Starts, or restarts with new credentials (RFC 8445 section 9): media keeps its path until the
  // new checks have chosen one.
  void start(const IceCredentials& local, const IceCredentials& remote,
             std::span<const Address> candidates, Time now);
  void check_now(Time now);

  // A STUN datagram. Announces an address of the server when it answered for the first time.
  Result<std::optional<PathValidated>> receive(const Address& from, Bytes datagram, Time now);
  void wake(Time now, Outbox& out);
  Time next_wake() const;

  // Where to send, while there is consent.
  std::optional<Address> path(Time now) const;
  bool has_lapsed() const { return has_lapsed_; }
  bool is_validated(const Address& address) const;
  std::span<const Address> addresses() const { return addresses_; }

 private:
  struct Check {
    TransactionId transaction;
    Address to;
    bool nominates;
  };

  void send_check(const Address& to, bool nominates, Outbox& out);
  void send_next(Time now, Outbox& out);
  Result<Check> take_answered(const StunMessage& answer, const Address& from);
  std::optional<PathValidated> validate(const Address& address);
  void take_success(const Check& check, Time now);
  Duration until_next_consent();

  Random& random_;
  uint64_t tie_breaker_;
  IceCredentials local_;
  IceCredentials remote_;
  std::vector<Address> candidates_;
  size_t next_candidate_ = 0;
  std::deque<Check> open_;  // the latest ones; older ones are given up
  Duration pace_{};         // between checks until one is answered
  Time next_check_ = kNever;
  Time consent_until_ = kNever;
  std::optional<Address> answered_;  // under these credentials, not nominated yet
  std::optional<Address> selected_;
  bool is_nominated_ = false;  // selected_ was nominated under these credentials
  std::vector<Address> addresses_;
  bool has_lapsed_ = false;
};

}  // namespace conclave::transport
