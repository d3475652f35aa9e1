#include "sfu/seen.h"

#include "sfu/worker.h"

namespace conclave::sfu {
namespace {

std::string layer_name(const Publication& publication, const Layer& layer) {
  return layer.index < publication.source.rids.size() ? publication.source.rids[layer.index] : "";
}

void tell_path(const Peer& peer, Seen& seen) {
  const transport::Transport& path = peer.transport;
  seen.is_connected = path.is_writable();
  seen.is_lost = peer.is_lost;
  seen.path = path.path();
  seen.addresses.assign(path.addresses().begin(), path.addresses().end());
  seen.ice_names = peer.ufrags;
  seen.own_fingerprint = path.local_fingerprint().to_text();
  if (path.remote()) {
    seen.ice_names.push_back(path.remote()->ice.ufrag);
    seen.peer_fingerprint = path.remote()->fingerprint.to_text();
  }
  if (const auto terms = path.dtls_terms()) {
    seen.dtls_version = terms->version;
    seen.dtls_cipher = terms->cipher;
    seen.dtls_group = terms->group;
    seen.srtp_profile = terms->srtp_profile;
  }
}

SeenSlot seen_slot(const Slot& slot) {
  SeenSlot seen;
  seen.mid = slot.offered.mid;
  if (slot.publication != nullptr) {
    seen.carries = slot.publication->connection;
    seen.carried = slot.publication->kind;
    if (slot.layer != nullptr) seen.layer = layer_name(*slot.publication, *slot.layer);
  }
  if (slot.wish) {
    seen.wished = slot.wish->source;
    seen.wish = slot.wish->kind;
    seen.height = slot.wish->height;
    seen.priority = slot.wish->priority;
  }
  return seen;
}

}  // namespace

void Uplink::tell(Seen& seen, Time now) const {
  each_layer([&](const Publication& publication, const Layer& layer) {
    seen.sources.push_back({.kind = publication.kind,
                            .layer = layer_name(publication, layer),
                            .rate_bps = layer.rate.rate(now).bps()});
    if (layer.statistics) seen.packets_received += layer.statistics->packets();
    seen.bytes_kept += layer.history.size();
  });
}

void Downlink::tell(Seen& seen) const {
  for (const Slot& slot : slots_) {
    seen.packets_sent += slot.packets_sent;
    seen.bytes_sent += slot.octets_sent;
    if (slot.publication != nullptr || slot.wish) seen.slots.push_back(seen_slot(slot));
  }
  seen.packets_waiting = pacer_.size();
  seen.bytes_waiting = pacer_.bytes();
  seen.estimate_bps = estimator_.estimate().bps();
  seen.round_trip = estimator_.round_trip();
}

std::optional<Signed> Sfu::Worker::sign(PeerId id, Bytes statement) const {
  const Peer* peer = find(id);
  if (peer == nullptr) return std::nullopt;
  const transport::Certificate& certificate = meetings_.at(peer->meeting)->certificate();
  auto encoded = certificate.encoded();
  auto signature = certificate.sign(statement);
  if (!encoded || !signature) return std::nullopt;
  return Signed{.certificate = std::move(*encoded), .signature = std::move(*signature)};
}

std::optional<Seen> Sfu::Worker::inspect(PeerId id, Time now) const {
  const Peer* peer = find(id);
  if (peer == nullptr) return std::nullopt;
  Seen seen;
  tell_path(*peer, seen);
  peer->uplink.tell(seen, now);
  peer->downlink.tell(seen);
  return seen;
}

}  // namespace conclave::sfu
