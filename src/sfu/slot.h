// A slot is one receiving m-line of a peer: what its receiver wished for there, what it carries,
// and the one continuous stream that leaves through it.
#pragma once

#include "rtp/sdp_offer.h"
#include "sfu/continuity.h"
#include "sfu/publication.h"
#include "sfu/sfu.h"

#include <optional>

namespace conclave::sfu {

struct Slot {
  Slot(const rtp::OfferedSlot& slot, rtp::StreamIdentity stream, Random& random)
      : offered(slot),
        identity(std::move(stream)),
        continuity(random),
        rtx_sequence(static_cast<uint16_t>(random.below(1 << 15))) {}

  // Of the side of the slot; its publication's side is the subscription.
  void clear() {
    publication = nullptr;
    end_piece();
  }
  void end_piece() {
    layer = nullptr;
    ++piece;
  }

  bool is_audio() const { return offered.kind == rtp::MediaKind::kAudio; }

  rtp::OfferedSlot offered;
  rtp::StreamIdentity identity;  // its SSRCs, drawn once

  // What the receiver asked for here; nothing leaves the slot to the automatic microphones.
  std::optional<SlotWish> wish;
  Publication* publication = nullptr;  // what it carries; nothing for an empty slot

  Continuity continuity;
  // Counts the pieces of the stream, so that a packet waiting in the pacer can tell that its piece
  // is over.
  uint32_t piece = 0;
  const Layer* layer = nullptr;  // of the present piece
  uint32_t generation = 0;       // of that layer, when the piece began
  // Of the newest packet sent, in the publisher's numbers.
  uint64_t last_source_sequence = 0;
  uint32_t last_source_timestamp = 0;
  Time last_sent = kNever;
  uint16_t rtx_sequence = 0;

  // For sender reports.
  uint32_t packets_sent = 0;
  uint32_t octets_sent = 0;
  bool was_sent_since_report = false;
};

}  // namespace conclave::sfu
