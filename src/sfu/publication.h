// A publication is one source of one peer: a microphone, a camera in up to three simulcast layers,
// a screen, a screen's audio. It knows who receives it: the subscriptions, in one contiguous array,
// because every packet walks it.
//
// What always holds: each subscription's slot knows this publication, and nobody else has it.
#pragma once

#include "bandwidth/rate_meter.h"
#include "base/source.h"
#include "rtp/nack_generator.h"
#include "rtp/receive_statistics.h"
#include "rtp/sdp_offer.h"
#include "rtp/sequence_unwrapper.h"
#include "sfu/history.h"
#include "sfu/key_frame_request.h"
#include "sfu/media_clock.h"
#include "sfu/wake_queue.h"

#include <vector>

namespace conclave::sfu {

struct Peer;
struct Slot;

using LayerIndex = uint8_t;
inline constexpr LayerIndex kNoLayer = 0xff;

constexpr uint32_t clock_rate(SourceKind kind) {
  return is_audio(kind) ? rtp::kOpusClock : rtp::kVideoClock;
}

// One encoding, received on one SSRC and repaired on another.
struct Layer {
  Layer(SourceKind kind, LayerIndex place)
      : index(place),
        history(limits::kHistoryBytes[kind == SourceKind::kScreen ? 2 : place],
                limits::kHistoryPackets),
        clock(clock_rate(kind)) {}

  LayerIndex index;
  std::optional<rtp::Ssrc> ssrc;
  std::optional<rtp::Ssrc> rtx_ssrc;
  // Counts the streams that this layer was: a new SSRC, a new numbering.
  uint32_t generation = 0;

  rtp::SequenceUnwrapper sequence;
  std::optional<rtp::ReceiveStatistics> statistics;
  rtp::NackGenerator missing;
  History history;  // video's
  bandwidth::RateMeter rate;
  // Without key frames. That of a screen may be a hundred times what follows; it is a burst that
  // the pacer spreads, and says nothing of what the layer needs of a path.
  bandwidth::RateMeter steady_rate;
  std::optional<uint32_t> key_frame_timestamp;  // of the latest one
  MediaClock clock;
  KeyFrameRequest key_frame;

  // Another SSRC took the place of the one before.
  void restart(rtp::Ssrc stream, uint32_t rate_of_clock);
};

// One slot's part in a publication. `current` is the layer it is sent, `target` the one it shall
// get at that layer's next key frame. One that has none and may start takes the lowest layer's
// first key frame, before layers have been chosen for it: so the first picture comes soonest.
struct Subscription {
  Peer* receiver = nullptr;
  Slot* slot = nullptr;
  LayerIndex current = kNoLayer;
  LayerIndex target = kNoLayer;
  bool may_start = true;

  bool wants_to_begin(LayerIndex layer) const {
    return target == layer || (current == kNoLayer && may_start && layer == 0);
  }
};

struct Publication {
  Publication(ConnectionId of, Sleeper& publisher, const rtp::OfferedSource& offered);

  ConnectionId connection;
  Sleeper* owner;  // to be woken when a key frame is wanted
  SourceKind kind;
  rtp::OfferedSource source;
  std::vector<Layer> layers;  // from low to high; never resized
  std::vector<Subscription> subscriptions;

  Subscription* subscription_of(const Slot& slot);
  void unsubscribe(const Slot& slot);
  void want_key_frame(LayerIndex layer, WakeQueue& wakes);
  // The layer of this rid (empty for a source without simulcast), if there is one.
  Layer* layer_of(std::string_view rid);
};

}  // namespace conclave::sfu
