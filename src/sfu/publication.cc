#include "sfu/publication.h"

#include <algorithm>

namespace conclave::sfu {

void Layer::restart(rtp::Ssrc stream, uint32_t rate_of_clock) {
  ssrc = stream;
  ++generation;
  sequence = {};
  statistics.emplace(stream, rate_of_clock);
  missing = {};
  history.clear();
  key_frame_timestamp.reset();
  clock.reset();
}

Publication::Publication(ConnectionId of, Sleeper& publisher, const rtp::OfferedSource& offered)
    : connection(of), owner(&publisher), kind(offered.kind), source(offered) {
  const size_t count = std::clamp<size_t>(source.rids.size(), 1, limits::kSimulcastLayersMax);
  layers.reserve(count);
  for (size_t i = 0; i < count; ++i) layers.emplace_back(kind, static_cast<LayerIndex>(i));
}

Subscription* Publication::subscription_of(const Slot& slot) {
  const auto found = std::ranges::find(subscriptions, &slot, &Subscription::slot);
  return found == subscriptions.end() ? nullptr : &*found;
}

void Publication::unsubscribe(const Slot& slot) {
  std::erase_if(subscriptions, [&](const Subscription& each) { return each.slot == &slot; });
}

void Publication::want_key_frame(LayerIndex layer, WakeQueue& wakes) {
  CHECK(layer < layers.size());
  layers[layer].key_frame.want();
  wakes.schedule(*owner, layers[layer].key_frame.due());
}

Layer* Publication::layer_of(std::string_view rid) {
  if (source.rids.empty()) return rid.empty() ? &layers.front() : nullptr;
  const auto found = std::ranges::find(source.rids, rid);
  const auto index = static_cast<size_t>(found - source.rids.begin());
  return index < layers.size() ? &layers[index] : nullptr;
}

}  // namespace conclave::sfu
