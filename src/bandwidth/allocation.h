// Divides what a receiver's path can carry among the slots it asked for: audio first, then each
// slot in order of priority gets its lowest layer, then slots are raised a layer at a time, the
// most wanted and then the smallest picture first, while the estimate lasts.
//
// A pure function of its arguments. Hysteresis: what a slot has already costs its measured rate;
// more than it has must fit with kUpgradeMargin to spare, so that a noisy estimate does not make
// layers flap (each change of layer costs a key frame).
#pragma once

#include "bandwidth/bitrate.h"

#include <optional>
#include <span>
#include <vector>

namespace conclave::bandwidth {

// One simulcast layer of a source, as measured where it arrives.
struct Layer {
  Bitrate rate;         // zero: not being sent now
  uint16_t height = 0;  // pixels; 0 if unknown
};

struct SlotRequest {
  std::span<const Layer> layers;    // from low to high
  uint16_t height_max = 0;          // 0: the receiver wants nothing now
  uint8_t priority = 0;             // 255 is the most wanted
  std::optional<size_t> current{};  // the layer it gets now
};

inline constexpr double kUpgradeMargin = 1.15;

struct Allocation {
  std::vector<std::optional<size_t>> layers;  // one a request: which layer, or none
  Bitrate used;                               // audio and the chosen layers
  Bitrate wanted;  // audio and the layers that would be chosen with no limit
};

// The highest live layer that is not taller than wanted; if all live ones are, the lowest of them.
std::optional<size_t> best_layer(const SlotRequest& request);

Allocation allocate(Bitrate estimate, Bitrate audio, std::span<const SlotRequest> requests);

}  // namespace conclave::bandwidth
