// What a receiver tells us, and what follows from it: repeated packets, key frames, other layers.

#include "sfu/downlink.h"

#include <algorithm>

namespace conclave::sfu {
namespace {

// Nobody tells us how tall a picture is, and we cannot look. Simulcast halves each step, and a
// camera's top layer is 720 lines as our clients configure it; a wish for another height is rounded
// by it.
constexpr std::array<uint16_t, limits::kSimulcastLayersMax> kLayerHeights = {180, 360, 720};

// A path that jitters while little is on it drags the estimate down to that little, sound alone at
// worst, and then no picture would ever show that it carries more. So long as almost nothing is
// lost, this much is for pictures.
constexpr auto kPicturesAtLeast = bandwidth::Bitrate::kbps(300);
constexpr double kAlmostNothingLost = 0.05;

using Layers = std::array<bandwidth::Layer, limits::kSimulcastLayersMax>;

// The layers as allocation wants them. False if none is being sent.
bool measure(const Publication& publication, Time now, Layers& layers) {
  bool is_live = false;
  for (const Layer& layer : publication.layers) {
    const size_t steps_below_top = publication.layers.size() - 1 - layer.index;
    const bool is_simulcast = publication.layers.size() > 1;
    layers[layer.index] = {.rate = layer.steady_rate.rate(now),
                           .height = is_simulcast
                                         ? kLayerHeights[kLayerHeights.size() - 1 - steps_below_top]
                                         : uint16_t{0}};
    is_live = is_live || !layers[layer.index].rate.is_zero();
  }
  return is_live;
}

std::optional<size_t> current_layer(const Subscription& subscription) {
  const LayerIndex layer =
      subscription.target != kNoLayer ? subscription.target : subscription.current;
  return layer == kNoLayer ? std::nullopt : std::optional<size_t>(layer);
}

// Up to the next step, so that packets leave, and peers wake, some at a time.
Time grained(Time time) {
  if (time == kNever) return kNever;
  const int64_t grain = limits::kWakeGrain.count();
  return time_from_us((to_us(time) + grain - 1) / grain * grain);
}

}  // namespace

void Downlink::receive(const rtp::TransportFeedback& feedback, Time now) {
  estimator_.received(feedback, now);
  pacer_.set_estimate(carried(), now);
  const Time earliest =
      allocated_ == kNever ? now : std::max(now, allocated_ + limits::kAllocationInterval);
  allocate_at_ = std::min(allocate_at_, earliest);
}

void Downlink::receive(const rtp::Nack& nack, Time now) {
  Slot* slot = slot_by_ssrc(nack.media);
  if (!slot || !slot->layer || !slot->identity.rtx) return;
  for (const rtp::SequenceNumber lost : nack.lost) {
    const auto sequence = slot->continuity.source_sequence(lost.value());
    if (!sequence) continue;
    const MediaPacket* packet = slot->layer->history.find(*sequence);
    if (packet) queue(*slot, *packet, true, now);
  }
}

void Downlink::receive(const rtp::PictureLossIndication& indication, Time) {
  want_key_frame(indication.media);
}

void Downlink::receive(const rtp::FullIntraRequest& request, Time) {
  for (const auto& entry : request.entries) want_key_frame(entry.media);
}

void Downlink::want_key_frame(rtp::Ssrc media) {
  Slot* slot = slot_by_ssrc(media);
  if (!slot || slot->is_audio() || !slot->publication) return;
  const Subscription* subscription = slot->publication->subscription_of(*slot);
  if (!subscription || subscription->current == kNoLayer) return;
  slot->publication->want_key_frame(subscription->current, wakes_);
}

Slot* Downlink::slot_by_ssrc(rtp::Ssrc ssrc) {
  const auto found = by_ssrc_.find(ssrc);
  return found == by_ssrc_.end() ? nullptr : found->second;
}

void Downlink::wake(Time now, Outbox& out) {
  estimator_.wake(now);
  pacer_.set_estimate(carried(), now);
  if (now >= allocate_at_) choose_layers(now);
  drain(now, out);
  probe(now, out);
  if (now >= next_report_) send_reports(now, out);
}

Time Downlink::next_wake() const {
  return std::min(
      {allocate_at_, next_report_, estimator_.next_wake(), grained(pacer_.next_wake())});
}

bandwidth::Bitrate Downlink::carried() const {
  if (estimator_.loss() > kAlmostNothingLost) return estimator_.estimate();
  return std::max(estimator_.estimate(), audio_ + kPicturesAtLeast);
}

void Downlink::choose_layers(Time now) {
  allocate_at_ = kNever;
  allocated_ = now;
  bandwidth::Bitrate audio;
  std::vector<Layers> measured;
  std::vector<bandwidth::SlotRequest> requests;
  std::vector<Slot*> slots;
  measured.reserve(slots_.size());  // requests point into it
  for (Slot& slot : slots_) {
    if (!slot.publication) continue;
    if (slot.is_audio()) {
      audio += slot.publication->layers.front().rate.rate(now);
      continue;
    }
    Layers& layers = measured.emplace_back();
    // One that sends nothing now keeps its place: it costs nothing.
    if (!measure(*slot.publication, now, layers) && slot.wish->height > 0) {
      let_start(slot);
      continue;
    }
    requests.push_back({
        .layers = std::span(layers).first(slot.publication->layers.size()),
        .height_max = static_cast<uint16_t>(std::min<uint32_t>(slot.wish->height, 0xffff)),
        .priority = slot.wish->priority,
        .current = current_layer(*slot.publication->subscription_of(slot)),
    });
    slots.push_back(&slot);
  }
  audio_ = audio;
  const auto allocation = bandwidth::allocate(carried(), audio, requests);
  estimator_.set_wanted(allocation.wanted);
  // A receiver that is sent nothing has nothing to say of it: what it lacks may cost less soon.
  if (allocation.used < allocation.wanted) allocate_at_ = now + limits::kAllocationInterval;
  for (size_t i = 0; i < slots.size(); ++i) {
    choose(*slots[i], *slots[i]->publication->subscription_of(*slots[i]), allocation.layers[i]);
  }
}

void Downlink::let_start(Slot& slot) {
  Subscription& subscription = *slot.publication->subscription_of(slot);
  if (subscription.may_start) return;
  subscription.may_start = true;
  slot.publication->want_key_frame(0, wakes_);
}

void Downlink::choose(Slot& slot, Subscription& subscription, std::optional<size_t> layer) {
  subscription.may_start = layer.has_value();
  if (!layer) {
    subscription.current = subscription.target = kNoLayer;
    slot.end_piece();
    return;
  }
  subscription.target = static_cast<LayerIndex>(*layer);
  if (subscription.current != subscription.target) {
    slot.publication->want_key_frame(subscription.target, wakes_);
  }
}

void Downlink::probe(Time now, Outbox& out) {
  constexpr int kPacketsMax = 64;
  // The newest packet again, on the stream for repetitions: a receiver throws it away unopened.
  const auto slot = std::ranges::find_if(
      slots_, [](const Slot& each) { return each.layer && each.identity.rtx; });
  if (slot == slots_.end()) return;
  const MediaPacket* packet = slot->layer->history.find(slot->last_source_sequence);
  const auto numbers = packet ? slot->continuity.map(*packet) : std::nullopt;
  if (!numbers) return;
  rewrite_vp8_counters(packet->payload, packet->vp8, numbers->picture_id,
                       numbers->tl0_picture_index);
  for (int i = 0; i < kPacketsMax && estimator_.padding_wanted(now) > 0; ++i) {
    send_again(*slot, *packet, *numbers, now, out);
  }
}

}  // namespace conclave::sfu
