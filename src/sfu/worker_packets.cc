// The way of a datagram: whose it is, what it is, and to whom it goes on.

#include "sfu/worker.h"

#include <type_traits>

namespace conclave::sfu {
namespace {

// Counts what a verb adds to the outbox.
class OutboxCount {
 public:
  OutboxCount(const Outbox& out, Counters& counters)
      : out_(out), counters_(counters), before_(out.datagrams().size()) {}
  ~OutboxCount() {
    const auto added = out_.datagrams().subspan(before_);
    counters_.datagrams_out += added.size();
    for (const Outbox::Datagram& datagram : added) counters_.bytes_out += datagram.size;
  }
  OutboxCount(const OutboxCount&) = delete;
  OutboxCount& operator=(const OutboxCount&) = delete;

 private:
  const Outbox& out_;
  Counters& counters_;
  size_t before_;
};

}  // namespace

Events Sfu::Worker::receive(const Address& from, MutableBytes datagram, Time now, Outbox& out) {
  Events events;
  const OutboxCount count(out, counters_);
  ++counters_.datagrams_in;
  counters_.bytes_in += datagram.size();
  Peer* peer = addressee(from, datagram);
  if (!peer) return ++counters_.dropped_stranger, events;
  const auto received = peer->transport.receive(from, datagram, now, out);
  if (received) {
    std::visit([&](const auto& what) { take(*peer, what, now, out, events); }, *received);
  } else {
    ++counters_.dropped_refused;
  }
  note_loss(*peer, events);
  schedule(*peer);
  return events;
}

// A check of ICE says whose it is by name, wherever it comes from; everything else comes from an
// address that has been proven. Neither leaves a trace if it is nobody's.
Peer* Sfu::Worker::addressee(const Address& from, Bytes datagram) const {
  const bool may_be_stun = !datagram.empty() && datagram[0] < 4;  // RFC 7983
  if (may_be_stun) {
    if (const auto ufrag = transport::stun_local_ufrag(datagram)) {
      const auto found = by_ufrag_.find(*ufrag);
      return found == by_ufrag_.end() ? nullptr : found->second;
    }
  }
  const auto found = by_address_.find(from);
  return found == by_address_.end() ? nullptr : found->second;
}

void Sfu::Worker::take(Peer& peer, const transport::PathValidated& path, Time, Outbox&, Events&) {
  by_address_[path.address] = &peer;
  if (!path.dropped) return;
  const auto found = by_address_.find(*path.dropped);
  // It may be another peer's by now: people behind one address translator trade ports.
  if (found != by_address_.end() && found->second == &peer) by_address_.erase(found);
}

void Sfu::Worker::take(Peer& peer, const transport::Connected&, Time, Outbox&, Events& events) {
  events.push_back(PeerConnected{peer.sleeper.id});
  // Whatever was waiting for a path: key frames, layers.
  peer.downlink.connected();
}

void Sfu::Worker::take(Peer& peer, const transport::RtpPacket& packet, Time now, Outbox& out,
                       Events&) {
  const auto media = peer.uplink.receive(packet.bytes, peer.is_member, now, counters_);
  if (media) forward(*media, now, out);
}

void Sfu::Worker::forward(const Media& media, Time now, Outbox& out) {
  const LayerIndex layer = media.layer->index;
  for (Subscription& each : media.publication->subscriptions) {
    if (each.current != layer && !each.wants_to_begin(layer)) continue;
    each.receiver->downlink.forward(each, *media.layer, media.packet, now, out);
    wakes_.schedule(each.receiver->sleeper, each.receiver->downlink.next_wake());
  }
}

void Sfu::Worker::take(Peer& peer, const transport::RtcpPacket& packet, Time now, Outbox&,
                       Events&) {
  const auto messages = rtp::parse_rtcp(packet.bytes);
  if (!messages) {
    ++counters_.dropped_refused;
    return;
  }
  for (const rtp::RtcpMessage& message : *messages) {
    std::visit(
        [&]<typename Message>(const Message& what) {
          if constexpr (std::is_same_v<Message, rtp::SenderReport>) {
            peer.uplink.receive(what, now);
          } else if constexpr (std::is_same_v<Message, rtp::Goodbye>) {
            // RFC 3550 section 6.6. A browser says it when it closes a line, and goes on with the
            // same SSRC when it opens it again, no longer saying of what it is.
          } else if constexpr (std::is_same_v<Message, rtp::ReceiverReport> ||
                               std::is_same_v<Message, rtp::SourceDescription>) {
            // Transport-wide feedback tells all that receiver reports could; names stay unread.
          } else {
            peer.downlink.receive(what, now);
          }
        },
        message);
  }
}

Events Sfu::Worker::wake(Time now, Outbox& out) {
  Events events;
  const OutboxCount count(out, counters_);
  for (const MeetingHandle handle : std::exchange(stale_, {})) {
    assign_all(*meetings_.at(handle), now, events);
  }
  while (const auto entry = wakes_.take_due(now)) {
    Peer* peer = find(entry->id);
    if (peer && WakeQueue::is_current(*entry, peer->sleeper)) wake_peer(*peer, now, out, events);
  }
  return events;
}

void Sfu::Worker::wake_peer(Peer& peer, Time now, Outbox& out, Events& events) {
  peer.sleeper.wake_at = kNever;
  peer.transport.wake(now, out);
  peer.uplink.wake(peer.downlink.round_trip(), now, peer.transport, out, counters_);
  peer.downlink.wake(now, out);
  note_loss(peer, events);
  // Never twice at one moment, whatever its parts say.
  const Time next =
      std::min({peer.transport.next_wake(), peer.uplink.next_wake(), peer.downlink.next_wake()});
  wakes_.schedule(peer.sleeper, std::max(next, now + limits::kWakeGrain));
}

void Sfu::Worker::note_loss(Peer& peer, Events& events) {
  const bool was_lost = std::exchange(peer.is_lost, peer.transport.is_failed());
  if (peer.is_lost && !was_lost) events.push_back(PeerMediaLost{peer.sleeper.id});
}

}  // namespace conclave::sfu
