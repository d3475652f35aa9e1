// The half of DTLS that is ours: flights and time. dtls_openssl.cc has the other.
#include "transport/dtls.h"

#include "base/limits.h"
#include "transport/dtls_session.h"

namespace conclave::transport {

namespace {

using namespace std::chrono_literals;

// RFC 6347 section 4.2.4.1 would start at a second; meetings do not wait that long, and a path
// that ICE has just measured as alive need not either.
constexpr Duration kResendFirst = 100ms;
constexpr Duration kResendSlowest = 1600ms;
// A peer's repeated flight may come in several datagrams; they get one answer.
constexpr Duration kRepeatPause = 20ms;

constexpr uint8_t kHandshakeRecord = 22;

}  // namespace

Dtls::Dtls(DtlsRole role, std::unique_ptr<Session> session, Time now)
    : role_(role), session_(std::move(session)), deadline_(now + limits::kHandshakeTimeout) {}

Dtls::~Dtls() = default;

Result<std::unique_ptr<Dtls>> Dtls::create(DtlsRole role, const Certificate& certificate,
                                           const Fingerprint& remote, Time now) {
  auto session = TRY(Session::create(role, certificate.context(), remote));
  return std::make_unique<Dtls>(role, std::move(session), now);
}

Result<void> Dtls::start(const Address& to, Time now, Outbox& out) {
  return handshake(to, now, out);
}

Result<void> Dtls::receive(const Address& from, Bytes datagram, Time now, Outbox& out) {
  if (state_ == DtlsState::kConnected) return after_handshake(from, datagram, now, out);
  if (state_ != DtlsState::kHandshaking) return Error(ErrorCode::kStale, "DTLS has ended");
  session_->offer(datagram);
  return handshake(from, now, out);
}

Result<void> Dtls::handshake(const Address& to, Time now, Outbox& out) {
  const auto progress = session_->handshake();
  // Also when it failed: the alert tells the peer.
  take_new_flight(to, now, out);
  if (!progress) {
    fail();
    return progress.error();
  }
  if (*progress == Session::Progress::kWaiting) return ok();
  state_ = DtlsState::kConnected;
  // The side that spoke last keeps its flight: only the peer can know that it was lost.
  if (role_ == DtlsRole::kActive) flight_.clear();
  return ok();
}

// RFC 6347 section 4.2.4: a handshake record now means that the peer repeats its last flight,
// because ours did not reach it. OpenSSL would take it for a replay and stay silent.
Result<void> Dtls::after_handshake(const Address& to, Bytes datagram, Time now, Outbox& out) {
  if (!datagram.empty() && datagram[0] == kHandshakeRecord) {
    if (now >= flight_sent_ + kRepeatPause) send_flight(to, now, out);
    return ok();
  }
  session_->offer(datagram);
  if (session_->is_closed_by_peer()) {
    state_ = DtlsState::kClosed;
    flight_.clear();
  }
  return ok();
}

void Dtls::take_new_flight(const Address& to, Time now, Outbox& out) {
  std::vector<Buffer> flight = session_->take_outgoing();
  if (flight.empty()) return;
  flight_ = std::move(flight);
  resend_after_ = kResendFirst;
  send_flight(to, now, out);
}

void Dtls::send_flight(const Address& to, Time now, Outbox& out) {
  for (const Buffer& datagram : flight_) out.send(to, datagram);
  flight_sent_ = now;
}

void Dtls::fail() {
  state_ = DtlsState::kFailed;
  flight_.clear();
}

void Dtls::wake(const std::optional<Address>& to, Time now, Outbox& out) {
  if (now < next_wake()) return;
  if (now >= deadline_) return fail();
  resend_after_ = std::min(resend_after_ * 2, kResendSlowest);
  if (to) {
    send_flight(*to, now, out);
  } else {
    flight_sent_ = now;
  }
}

Time Dtls::next_wake() const {
  if (state_ != DtlsState::kHandshaking) return kNever;
  return flight_.empty() ? deadline_ : std::min(deadline_, flight_sent_ + resend_after_);
}

Result<DtlsSrtpKeys> Dtls::export_keys() const {
  if (state_ != DtlsState::kConnected) return Error(ErrorCode::kNotYet, "no DTLS keys yet");
  return session_->export_keys(role_);
}

DtlsTerms Dtls::terms() const {
  return state_ == DtlsState::kConnected ? session_->terms() : DtlsTerms{};
}

}  // namespace conclave::transport
