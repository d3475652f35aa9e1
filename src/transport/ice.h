// What both sides of ICE (RFC 8445) share: credentials, and how STUN messages name them.
#pragma once

#include "base/outbox.h"
#include "base/random.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace conclave::transport {

// RFC 8445 section 5.3: at least 24 bits of randomness in the fragment and 128 in the password.
// Both are of SDP's ice-char and travel in the descriptions, under the signalling's TLS.
struct IceCredentials {
  std::string ufrag;
  std::string password;

  // Fresh ones: 48 bits in the fragment, so that one worker's peers do not collide, and 144 in the
  // password.
  static IceCredentials generate(Random& random);

  // kMalformed unless both keep to the lengths and the alphabet of RFC 8839 section 5.4. Call it on
  // what a description said before anything else sees it.
  Result<void> validate() const;

  friend bool operator==(const IceCredentials&, const IceCredentials&) = default;
};

// From now on datagrams from `address` are this peer's; `dropped` no longer are.
struct PathValidated {
  Address address;
  std::optional<Address> dropped;
};

// The local fragment that a STUN request is addressed to (RFC 8445 section 7.2.2: its USERNAME is
// "ours:theirs"), pointing into the datagram; nothing if the datagram is no STUN binding request or
// has no such name. Nothing is authenticated yet: this only says which peer shall look at it.
std::optional<std::string_view> stun_local_ufrag(Bytes datagram);

}  // namespace conclave::transport
