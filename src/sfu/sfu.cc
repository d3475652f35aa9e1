#include "sfu/sfu.h"

#include "sfu/worker.h"

namespace conclave::sfu {

Sfu::Sfu(Config config, Random& random)
    : worker_(std::make_unique<Worker>(std::move(config), random)) {}
Sfu::~Sfu() = default;

Result<MeetingHandle> Sfu::open_meeting() { return worker_->open_meeting(); }
void Sfu::close_meeting(MeetingHandle meeting) { worker_->close_meeting(meeting); }
Result<PeerId> Sfu::add_peer(MeetingHandle meeting, ConnectionId connection) {
  return worker_->add_peer(meeting, connection);
}
Events Sfu::remove_peer(PeerId peer) { return worker_->remove_peer(peer); }
Result<std::string> Sfu::negotiate(PeerId peer, std::string_view offer, Time now) {
  return worker_->negotiate(peer, offer, now);
}
Events Sfu::admit(PeerId peer, Time now) { return worker_->admit(peer, now); }
Result<Events> Sfu::set_wishes(PeerId peer, std::span<const SlotWish> wishes, Time now) {
  return worker_->set_wishes(peer, wishes, now);
}
std::optional<Signed> Sfu::sign(PeerId peer, Bytes statement) const {
  return worker_->sign(peer, statement);
}
std::optional<Seen> Sfu::inspect(PeerId peer, Time now) const {
  return worker_->inspect(peer, now);
}
Events Sfu::receive(const Address& from, MutableBytes datagram, Time now, Outbox& out) {
  return worker_->receive(from, datagram, now, out);
}
Events Sfu::wake(Time now, Outbox& out) { return worker_->wake(now, out); }
Time Sfu::next_wake() const { return worker_->next_wake(); }
const Counters& Sfu::counters() const { return worker_->counters(); }

}  // namespace conclave::sfu
