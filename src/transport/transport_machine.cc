#include "transport/transport_machine.h"

#include "base/check.h"
#include "rtp/rtp_packet.h"

namespace conclave::transport {

namespace {

// RFC 7983 section 7: what shares one port, told apart by its first byte. TURN channels and
// DTLS-like protocols beyond these are not ours.
enum class Protocol : uint8_t { kStun, kDtls, kMedia, kUnknown };

Protocol protocol_of(uint8_t first) {
  if (first <= 3) return Protocol::kStun;
  if (first >= 20 && first <= 63) return Protocol::kDtls;
  if (first >= 128 && first <= 191) return Protocol::kMedia;
  return Protocol::kUnknown;
}

using Ice = std::variant<IceLite, IceControlling>;

Ice make_ice(Role role, const IceCredentials& local, Random& random) {
  if (role == Role::kServer) return Ice(std::in_place_type<IceLite>, local);
  return Ice(std::in_place_type<IceControlling>, local, random);
}

constexpr Error kNotValidated{ErrorCode::kRefused, "from an address that ICE has not validated"};

}  // namespace

Transport::Machine::Machine(Role role, const Certificate& certificate, Random& random)
    : role_(role),
      certificate_(certificate),
      random_(random),
      local_ice_(IceCredentials::generate(random)),
      ice_(make_ice(role, local_ice_, random)) {}

Result<void> Transport::Machine::set_remote(const RemoteParameters& remote,
                                            std::span<const Address> candidates, Time now) {
  TRY(remote.ice.validate());
  if (candidates.size() > limits::kIceCandidatesMax) {
    return Error(ErrorCode::kLimit, "too many candidates");
  }
  if (remote_ && remote_->fingerprint != remote.fingerprint) {
    return Error(ErrorCode::kInvalid, "a peer's certificate cannot change");
  }
  if (remote_ && remote_->ice == remote.ice) return ok();
  const bool is_restart = remote_.has_value();
  remote_ = remote;
  if (role_ == Role::kServer) {
    if (is_restart) restart_ice();
    return ok();
  }
  std::get<IceControlling>(ice_).start(local_ice_, remote.ice, candidates, now);
  return ok();
}

void Transport::Machine::restart_ice() {
  local_ice_ = IceCredentials::generate(random_);
  if (auto* lite = std::get_if<IceLite>(&ice_)) lite->restart(local_ice_);
}

void Transport::Machine::check_path(Time now) {
  if (auto* controlling = std::get_if<IceControlling>(&ice_)) controlling->check_now(now);
}

Result<Received> Transport::Machine::receive(const Address& from, MutableBytes datagram, Time now,
                                             Outbox& out) {
  if (datagram.empty()) return Error(ErrorCode::kMalformed, "an empty datagram");
  switch (protocol_of(datagram[0])) {
    case Protocol::kStun: return receive_stun(from, datagram, now, out);
    case Protocol::kDtls: return receive_dtls(from, datagram, now, out);
    case Protocol::kMedia: return receive_media(from, datagram);
    case Protocol::kUnknown: break;
  }
  return Error(ErrorCode::kMalformed, "neither STUN nor DTLS nor media");
}

Result<Received> Transport::Machine::receive_stun(const Address& from, Bytes datagram, Time now,
                                                  Outbox& out) {
  // Before its description is here, nobody can be the peer.
  if (!remote_) return Error(ErrorCode::kNotYet, "STUN before the peer's description");
  std::optional<PathValidated> validated;
  if (auto* lite = std::get_if<IceLite>(&ice_)) {
    validated = TRY(lite->receive(from, datagram, now, out));
  } else {
    validated = TRY(std::get<IceControlling>(ice_).receive(from, datagram, now));
  }
  follow_path(now);
  if (role_ == Role::kClient) {
    wake(now, out);
    TRY(start_dtls(now, out));
  }
  if (validated) return Received(*validated);
  return Received(Nothing{});
}

void Transport::Machine::follow_path(Time now) {
  path_ = std::visit([now](const auto& ice) { return ice.path(now); }, ice_);
}

Result<Dtls*> Transport::Machine::dtls(Time now) {
  if (!dtls_) {
    const DtlsRole role = role_ == Role::kServer ? DtlsRole::kPassive : DtlsRole::kActive;
    dtls_ = TRY(Dtls::create(role, certificate_, remote_->fingerprint, now));
  }
  return dtls_.get();
}

// The active side begins as soon as there is a path.
Result<void> Transport::Machine::start_dtls(Time now, Outbox& out) {
  if (!path_ || dtls_) return ok();
  Dtls* const session = TRY(dtls(now));
  return session->start(*path_, now, out);
}

Result<Received> Transport::Machine::receive_dtls(const Address& from, Bytes datagram, Time now,
                                                  Outbox& out) {
  // An address is only ever validated once the peer's description is here.
  if (!is_validated(from) || (role_ == Role::kClient && !dtls_)) return kNotValidated;
  Dtls* const session = TRY(dtls(now));
  const DtlsState before = session->state();
  const auto result = session->receive(from, datagram, now, out);
  if (session->state() == before) {
    if (!result) return result.error();
    return Received(Nothing{});
  }
  return after_dtls();
}

Result<Received> Transport::Machine::after_dtls() {
  if (dtls_->state() != DtlsState::kConnected) {
    // Without keys nothing can be sent, and what still arrives is from nobody.
    sender_.reset();
    receiver_.reset();
    return Received(Closed{});
  }
  const DtlsSrtpKeys keys = TRY(dtls_->export_keys());
  sender_.emplace(keys.send);
  receiver_.emplace(keys.receive);
  return Received(Connected{});
}

Result<Received> Transport::Machine::receive_media(const Address& from, MutableBytes datagram) {
  if (!is_validated(from)) return kNotValidated;
  if (!receiver_) return Error(ErrorCode::kNotYet, "media before keys");
  if (rtp::is_rtcp(datagram)) return Received(RtcpPacket{TRY(receiver_->unprotect_rtcp(datagram))});
  return Received(RtpPacket{TRY(receiver_->unprotect_rtp(datagram))});
}

void Transport::Machine::wake(Time now, Outbox& out) {
  if (auto* lite = std::get_if<IceLite>(&ice_)) {
    lite->wake(now);
  } else {
    std::get<IceControlling>(ice_).wake(now, out);
  }
  follow_path(now);
  if (!dtls_ || now < dtls_->next_wake()) return;
  // Without a path the handshake waits for its deadline: there is nobody to repeat a flight to.
  dtls_->wake(path_, now, out);
}

Time Transport::Machine::next_wake() const {
  const Time ice = std::visit([](const auto& side) { return side.next_wake(); }, ice_);
  return dtls_ ? std::min(ice, dtls_->next_wake()) : ice;
}

bool Transport::Machine::is_failed() const {
  const bool has_lapsed = std::visit([](const auto& ice) { return ice.has_lapsed(); }, ice_);
  return has_lapsed ||
         (dtls_ && (dtls_->state() == DtlsState::kFailed || dtls_->state() == DtlsState::kClosed));
}

std::span<const Address> Transport::Machine::addresses() const {
  return std::visit([](const auto& ice) { return ice.addresses(); }, ice_);
}

std::optional<DtlsTerms> Transport::Machine::dtls_terms() const {
  if (!sender_) return std::nullopt;
  return dtls_->terms();
}

bool Transport::Machine::is_validated(const Address& address) const {
  return path_ == address ||
         std::visit([&](const auto& ice) { return ice.is_validated(address); }, ice_);
}

Result<Address> Transport::Machine::writable_path(Time now) {
  if (!sender_) return Error(ErrorCode::kNotYet, "no keys yet");
  follow_path(now);
  if (!path_) return Error(ErrorCode::kNotYet, "no path with consent");
  return *path_;
}

Result<void> Transport::Machine::send_rtp(Bytes header, Bytes payload, Time now, Outbox& out) {
  const Address to = TRY(writable_path(now));
  const size_t size = header.size() + payload.size() + kRtpOverhead;
  if (size > limits::kDatagramBytesMax) return Error(ErrorCode::kLimit, "too large a packet");
  out.push(to, TRY(sender_->protect_rtp(header, payload, out.reserve(size))));
  return ok();
}

Result<void> Transport::Machine::send_rtcp(Bytes packet, Time now, Outbox& out) {
  const Address to = TRY(writable_path(now));
  const size_t size = packet.size() + kRtcpOverhead;
  if (size > limits::kDatagramBytesMax) return Error(ErrorCode::kLimit, "too large a packet");
  out.push(to, TRY(sender_->protect_rtcp(packet, out.reserve(size))));
  return ok();
}

}  // namespace conclave::transport
