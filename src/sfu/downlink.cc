#include "sfu/downlink.h"

#include "base/base64.h"
#include "rtp/rtx.h"

#include <algorithm>

namespace conclave::sfu {
namespace {

std::string random_text(Random& random) {
  std::array<uint8_t, 12> bytes{};  // RFC 7022 section 4.2: 96 bits
  random.fill(bytes);
  return to_base64url(bytes);
}

rtp::Ssrc random_ssrc(Random& random) {
  return rtp::Ssrc(static_cast<uint32_t>(random.next_u64()));
}

// Any packet of audio can be the first that a receiver hears; of video only a key frame's first.
bool can_begin_with(const Slot& slot, const MediaPacket& packet) {
  return slot.is_audio() || packet.vp8.starts_key_frame;
}

constexpr auto kStartEstimate = bandwidth::Bitrate::bps(limits::kEstimateStartBps);

}  // namespace

Downlink::Downlink(const Surroundings& surroundings)
    : transport_(surroundings.transport),
      wakes_(surroundings.wakes),
      counters_(surroundings.counters),
      random_(surroundings.random),
      cname_(random_text(random_)),
      estimator_(kStartEstimate),
      pacer_(kStartEstimate) {}

void Downlink::append_slots(std::span<const rtp::OfferedSlot> slots) {
  for (const rtp::OfferedSlot& offered : slots.subspan(slots_.size())) {
    rtp::StreamIdentity identity{.ssrc = random_ssrc(random_),
                                 .rtx = std::nullopt,
                                 .cname = cname_,
                                 .stream_id = random_text(random_),
                                 .track_id = random_text(random_)};
    if (offered.types.rtx) identity.rtx = random_ssrc(random_);
    Slot& slot = slots_.emplace_back(offered, std::move(identity), random_);
    by_ssrc_[slot.identity.ssrc] = &slot;
  }
}

Slot* Downlink::find_slot(std::string_view mid) {
  const auto found =
      std::ranges::find_if(slots_, [&](const Slot& each) { return each.offered.mid == mid; });
  return found == slots_.end() ? nullptr : &*found;
}

void Downlink::assign(Peer& receiver, Slot& slot, Publication* publication, Time now) {
  if (slot.publication == publication) return;
  if (slot.publication) slot.publication->unsubscribe(slot);
  slot.clear();
  if (!publication) return;
  slot.publication = publication;
  publication->subscriptions.push_back({.receiver = &receiver, .slot = &slot});
  if (!slot.is_audio()) publication->want_key_frame(0, wakes_);
  allocate_at_ = now;
}

Result<void> Downlink::set_wishes(std::span<const SlotWish> wishes, Time now) {
  std::unordered_map<Slot*, const SlotWish*> by_slot;
  for (const SlotWish& wish : wishes) {
    Slot* slot = find_slot(wish.mid);
    if (!slot) return Error(ErrorCode::kInvalid, "a wish for a slot that does not exist");
    if (slot->is_audio() != conclave::is_audio(wish.kind)) {
      return Error(ErrorCode::kInvalid, "a wish for a slot of another kind");
    }
    if (!by_slot.emplace(slot, &wish).second) {
      return Error(ErrorCode::kInvalid, "two wishes for one slot");
    }
  }
  for (Slot& slot : slots_) {
    const auto found = by_slot.find(&slot);
    slot.wish = found == by_slot.end() ? std::nullopt : std::optional(*found->second);
  }
  allocate_at_ = now;
  return ok();
}

void Downlink::connected() {
  for (Slot& slot : slots_) {
    if (slot.publication && !slot.is_audio()) slot.publication->want_key_frame(0, wakes_);
  }
  allocate_at_ = Time{};
}

void Downlink::forward(Subscription& subscription, Layer& layer, const MediaPacket& packet,
                       Time now, Outbox& out) {
  // A piece that began while nothing could leave would begin without its key frame.
  if (!transport_.is_writable()) return;
  Slot& slot = *subscription.slot;
  const bool is_new_piece = subscription.current != layer.index || slot.layer != &layer ||
                            slot.generation != layer.generation;
  if (is_new_piece) {
    if (!can_begin_with(slot, packet)) return;
    begin_piece(subscription, layer, packet, now);
  }
  const auto numbers = slot.continuity.map(packet);
  if (!numbers) return;
  slot.continuity.sent(*numbers);
  if (packet.sequence > slot.last_source_sequence) {
    slot.last_source_sequence = packet.sequence;
    slot.last_source_timestamp = packet.timestamp;
  }
  slot.last_sent = now;
  if (slot.is_audio()) return send(slot, packet, *numbers, now, out);
  queue(slot, packet, false, now);
  drain(now, out);
}

void Downlink::begin_piece(Subscription& subscription, Layer& layer, const MediaPacket& first,
                           Time now) {
  Slot& slot = *subscription.slot;
  slot.continuity.begin(first, elapsed_ticks(slot, layer, first, now));
  ++slot.piece;
  slot.layer = &layer;
  slot.generation = layer.generation;
  slot.last_source_sequence = 0;
  subscription.current = layer.index;
  if (next_report_ == kNever) next_report_ = now + limits::kReportInterval / 5;
}

// Between the last packet sent and this one: by the publisher's own clock where both come from it
// and its sender reports tell, else by our own.
uint32_t Downlink::elapsed_ticks(const Slot& slot, const Layer& layer, const MediaPacket& first,
                                 Time now) const {
  constexpr Duration kTrusted = std::chrono::seconds(1);
  if (slot.last_sent == kNever) return 1;
  const Duration here = now - slot.last_sent;
  if (slot.layer && slot.layer != &layer) {
    const auto before = slot.layer->clock.captured_at(slot.last_source_timestamp);
    const auto after = layer.clock.captured_at(first.timestamp);
    if (before && after && std::chrono::abs(*after - *before - here) < kTrusted) {
      return layer.clock.ticks(*after - *before);
    }
  }
  return layer.clock.ticks(here);
}

void Downlink::queue(Slot& slot, const MediaPacket& packet, bool is_again, Time now) {
  const auto priority =
      is_again ? bandwidth::SendPriority::kRetransmission : bandwidth::SendPriority::kVideo;
  const Waiting waiting{&slot, slot.piece, packet.sequence, is_again};
  if (!pacer_.push(priority, packet.payload.size(), waiting, now)) ++counters_.dropped_slow_path;
}

void Downlink::drain(Time now, Outbox& out) {
  while (const auto waiting = pacer_.pop(now)) send_waiting(*waiting, now, out);
}

void Downlink::send_waiting(const Waiting& waiting, Time now, Outbox& out) {
  Slot& slot = *waiting.slot;
  if (slot.piece != waiting.piece || !slot.layer || slot.layer->generation != slot.generation) {
    return;  // its piece is over, and what follows starts with a key frame
  }
  const MediaPacket* packet = slot.layer->history.find(waiting.source_sequence);
  if (!packet) {
    ++counters_.dropped_slow_path;
    return;
  }
  const auto numbers = slot.continuity.map(*packet);
  if (!numbers) return;
  rewrite_vp8_counters(packet->payload, packet->vp8, numbers->picture_id,
                       numbers->tl0_picture_index);
  waiting.is_again ? send_again(slot, *packet, *numbers, now, out)
                   : send(slot, *packet, *numbers, now, out);
}

void Downlink::send(Slot& slot, const MediaPacket& packet, const Continuity::Numbers& numbers,
                    Time now, Outbox& out) {
  const rtp::RtpHeader header{
      .payload_type = slot.offered.types.media,
      .marker = packet.marker,
      .sequence = rtp::SequenceNumber(static_cast<uint16_t>(numbers.sequence)),
      .timestamp = rtp::RtpTimestamp(numbers.timestamp),
      .ssrc = slot.identity.ssrc};
  if (!send_packet(slot, header, packet.payload, now, out)) return;
  if (slot.is_audio()) pacer_.sent(packet.payload.size(), now);
  ++slot.packets_sent;
  slot.octets_sent += static_cast<uint32_t>(packet.payload.size());
  slot.was_sent_since_report = true;
  ++counters_.media_forwarded;
}

void Downlink::send_again(Slot& slot, const MediaPacket& packet, const Continuity::Numbers& numbers,
                          Time now, Outbox& out) {
  if (!slot.identity.rtx) return;
  const rtp::RtpHeader header{.payload_type = *slot.offered.types.rtx,
                              .marker = packet.marker,
                              .sequence = rtp::SequenceNumber(++slot.rtx_sequence),
                              .timestamp = rtp::RtpTimestamp(numbers.timestamp),
                              .ssrc = *slot.identity.rtx};
  // A copy, because the original sequence number is encrypted together with the payload.
  std::array<uint8_t, limits::kDatagramBytesMax + rtp::kRtxHeaderBytes> payload;
  const size_t size = rtp::kRtxHeaderBytes + packet.payload.size();
  if (size > payload.size()) return;
  rtp::write_rtx_prefix(payload, rtp::SequenceNumber(static_cast<uint16_t>(numbers.sequence)));
  std::ranges::copy(packet.payload, payload.begin() + rtp::kRtxHeaderBytes);
  if (send_packet(slot, header, Bytes(payload).first(size), now, out)) {
    ++counters_.retransmitted;
  }
}

bool Downlink::send_packet(const Slot& slot, const rtp::RtpHeader& header, Bytes payload, Time now,
                           Outbox& out) {
  if (!transport_.is_writable()) return false;
  std::array<uint8_t, rtp::kWrittenHeaderBytesMax> bytes;
  rtp::HeaderExtensions extensions;
  if (slot.offered.extensions.id(rtp::ExtensionKind::kTransportSequence) != 0) {
    const size_t whole = rtp::kFixedHeaderBytes + 8 + payload.size() + transport::kRtpOverhead;
    extensions.transport_sequence = estimator_.sent(whole, now);
  }
  const size_t size = rtp::write_header(bytes, header, extensions, slot.offered.extensions);
  return transport_.send_rtp(Bytes(bytes).first(size), payload, now, out).has_value();
}

}  // namespace conclave::sfu
