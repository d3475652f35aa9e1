// Transport is one peer's way through the network: ICE finds and keeps the path, DTLS agrees on
// keys with the peer that the signalling named, SRTP protects every packet with them. The three
// are one state machine, because their rules hang together:
//
//   - Nothing but STUN is heard from an address before ICE validated it: no DTLS, no media.
//   - DTLS finishes only with the certificate whose fingerprint the peer's description promised.
//   - Media leaves only to the nominated address (before there is one: to the first that was
//     validated), only with keys, and only while the peer's consent is fresh (RFC 7675): it stops
//     30 s after the last authenticated sign of it, and then for good until an ICE restart.
//   - What is sent to an address that has not been validated is never more than it sent us.
//
// Two roles. The server is ICE-lite (RFC 8445 section 2.5) and passive in DTLS: it is at a known
// address and waits. The client is controlling and active. The native client is the second; so are
// browsers.
//
//   transport = Transport(Role::kServer, certificate, random);
//   transport.set_remote(what the offer said, {}, now);
//   ... the answer carries transport.local_ice() and transport.local_fingerprint() ...
//   receive, wake, send_rtp, send_rtcp
//
// How an owner with many peers finds the right one: a STUN request belongs to the peer whose
// local_ice().ufrag is stun_local_ufrag(datagram), whatever address it came from; everything else
// to the peer whose address it came from, as PathValidated announced it.
//
// Invariants: it never reads a clock and never allocates for a packet of media; the Random it was
// given outlives it; its Result errors concern one datagram and leave the rest of it standing.
// Only is_failed() says that the peer is lost.
#pragma once

#include "base/outbox.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "transport/certificate.h"
#include "transport/dtls.h"
#include "transport/fingerprint.h"
#include "transport/ice.h"

#include <memory>
#include <optional>
#include <span>
#include <variant>

namespace conclave::transport {

enum class Role : uint8_t {
  kServer,  // ICE-lite, DTLS passive
  kClient,  // ICE controlling, DTLS active
};

// What a peer's description says about it (a=ice-ufrag, a=ice-pwd, a=fingerprint).
struct RemoteParameters {
  IceCredentials ice;
  Fingerprint fingerprint;
};

// What one datagram turned out to be.
struct Nothing {};  // STUN or DTLS at work, nothing for the owner
// or ice.h's PathValidated: datagrams from another address are this peer's from now on.
struct Connected {};  // keys agreed on a validated path: is_writable() from now on
struct Closed {};     // the peer said goodbye by DTLS, or failed for good; is_failed() from now on
// Decrypted in place: a part of the datagram, valid as long as it is. Authentic and not seen
// before. RTP is header and payload, RTCP a compound whose first header has been looked at only.
struct RtpPacket {
  MutableBytes bytes;
};
struct RtcpPacket {
  Bytes bytes;
};
using Received = std::variant<Nothing, PathValidated, Connected, Closed, RtpPacket, RtcpPacket>;

// What protection adds to a packet, for those who plan sizes.
inline constexpr size_t kRtpOverhead = 16;   // the tag
inline constexpr size_t kRtcpOverhead = 20;  // the tag and the SRTCP index

class Transport {
 public:
  // Draws the local ICE credentials; a client draws transaction ids later too.
  Transport(Role role, const Certificate& certificate, Random& random);
  ~Transport();
  Transport(Transport&&) noexcept;
  Transport& operator=(Transport&&) noexcept;

  // For the local description. They change when ICE restarts.
  const IceCredentials& local_ice() const;
  const Fingerprint& local_fingerprint() const;

  // The peer's description came. `candidates` are the addresses a client shall try; a server needs
  // none. Called again it may change the ICE credentials, which is an ICE restart (RFC 8445
  // section 9): a server draws new local_ice() for its answer, and media keeps flowing on the old
  // path until the new one is nominated. The same credentials again change nothing. kMalformed for
  // impossible credentials, kInvalid if the fingerprint is not the one of before, kLimit for too
  // many candidates.
  Result<void> set_remote(const RemoteParameters& remote, std::span<const Address> candidates,
                          Time now);

  // Client only: new local_ice() for a new offer; takes effect with the answer's set_remote.
  void restart_ice();
  // Client only: the network below has changed. Checks and nominates at once instead of at the
  // next refresh of consent, so that the server learns the new address.
  void check_path(Time now);

  // One datagram; media is decrypted in place. An error means: dropped, for this reason.
  Result<Received> receive(const Address& from, MutableBytes datagram, Time now, Outbox& out);
  void wake(Time now, Outbox& out);
  Time next_wake() const;

  // Keys agreed, a path validated, and consent fresh when last looked (receive, wake, send).
  bool is_writable() const;
  // Wrong certificate, handshake given up, closed by the peer, or consent lost. Consent is regained
  // by an ICE restart, the others by nothing.
  bool is_failed() const;

  // Where media goes; nothing before a path is validated.
  std::optional<Address> path() const;
  // All addresses announced by PathValidated and not dropped since.
  std::span<const Address> addresses() const;

  // What the peer's description said, once it came; and what the handshake agreed on, once it is
  // done.
  const std::optional<RemoteParameters>& remote() const;
  std::optional<DtlsTerms> dtls_terms() const;

  // Encrypts straight into the outbox. `header` is the whole RTP header with CSRCs and extensions.
  // kNotYet while not writable, kReplayed for an SSRC's sequence number sent before (a second
  // packet under one nonce would betray the key) or too old to tell, kLimit for more SSRCs than
  // limits.h allows or a packet too large, kMalformed for a header that is not one.
  Result<void> send_rtp(Bytes header, Bytes payload, Time now, Outbox& out);
  // A compound RTCP packet; the same errors.
  Result<void> send_rtcp(Bytes packet, Time now, Outbox& out);

 private:
  class Machine;
  std::unique_ptr<Machine> machine_;
};

}  // namespace conclave::transport
