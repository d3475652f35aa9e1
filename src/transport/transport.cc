#include "transport/transport.h"

#include "transport/transport_machine.h"

namespace conclave::transport {

Transport::Transport(Role role, const Certificate& certificate, Random& random)
    : machine_(std::make_unique<Machine>(role, certificate, random)) {}

Transport::~Transport() = default;
Transport::Transport(Transport&&) noexcept = default;
Transport& Transport::operator=(Transport&&) noexcept = default;

const IceCredentials& Transport::local_ice() const { return machine_->local_ice(); }

const Fingerprint& Transport::local_fingerprint() const { return machine_->local_fingerprint(); }

Result<void> Transport::set_remote(const RemoteParameters& remote,
                                   std::span<const Address> candidates, Time now) {
  return machine_->set_remote(remote, candidates, now);
}

void Transport::restart_ice() { machine_->restart_ice(); }

void Transport::check_path(Time now) { machine_->check_path(now); }

Result<Received> Transport::receive(const Address& from, MutableBytes datagram, Time now,
                                    Outbox& out) {
  return machine_->receive(from, datagram, now, out);
}

void Transport::wake(Time now, Outbox& out) { machine_->wake(now, out); }

Time Transport::next_wake() const { return machine_->next_wake(); }

bool Transport::is_writable() const { return machine_->is_writable(); }

bool Transport::is_failed() const { return machine_->is_failed(); }

std::optional<Address> Transport::path() const { return machine_->path(); }

std::span<const Address> Transport::addresses() const { return machine_->addresses(); }

const std::optional<RemoteParameters>& Transport::remote() const { return machine_->remote(); }

std::optional<DtlsTerms> Transport::dtls_terms() const { return machine_->dtls_terms(); }

Result<void> Transport::send_rtp(Bytes header, Bytes payload, Time now, Outbox& out) {
  return machine_->send_rtp(header, payload, now, out);
}

Result<void> Transport::send_rtcp(Bytes packet, Time now, Outbox& out) {
  return machine_->send_rtcp(packet, now, out);
}

}  // namespace conclave::transport
