// What is kept for each SSRC, found by one hash and usually one comparison: an open-addressed table
// of positions beside the entries themselves. Entries are never removed (a removed replay window
// would be a forgotten one), so their number is limited by who owns the table.
#pragma once

#include "rtp/types.h"

#include <vector>

namespace conclave::transport {

template <typename State>
class StreamTable {
 public:
  // Null if there is none.
  State* find(rtp::Ssrc ssrc) {
    if (entries_.empty()) return nullptr;
    const uint32_t position = slots_[slot_of(ssrc)];
    return position == kFree ? nullptr : &entries_[position].state;
  }

  // There is none yet. Pointers to other entries do not survive it.
  State& insert(rtp::Ssrc ssrc, State state) {
    if (2 * (entries_.size() + 1) > slots_.size()) grow();
    slots_[slot_of(ssrc)] = static_cast<uint32_t>(entries_.size());
    entries_.push_back({ssrc, std::move(state)});
    return entries_.back().state;
  }

  size_t size() const { return entries_.size(); }

 private:
  static constexpr uint32_t kFree = UINT32_MAX;
  struct Entry {
    rtp::Ssrc ssrc;
    State state;
  };

  // The slot that holds the SSRC, or the free one where it would go. Half of all slots are free.
  size_t slot_of(rtp::Ssrc ssrc) const {
    const size_t mask = slots_.size() - 1;
    size_t slot = (ssrc.value() * uint64_t{0x9e3779b97f4a7c15} >> 32) & mask;
    while (slots_[slot] != kFree && entries_[slots_[slot]].ssrc != ssrc) slot = (slot + 1) & mask;
    return slot;
  }

  void grow() {
    slots_.assign(slots_.empty() ? 8 : slots_.size() * 2, kFree);
    for (uint32_t i = 0; i < entries_.size(); ++i) slots_[slot_of(entries_[i].ssrc)] = i;
  }

  std::vector<uint32_t> slots_;  // a power of two of them
  std::vector<Entry> entries_;
};

}  // namespace conclave::transport
