// Who of a worker's peers is to be woken when: a heap of moments, so that a thousand quiet peers
// cost nothing.
//
// A peer that is to be woken earlier than before gets a second entry, and the first one is stepped
// over when its time comes: it no longer agrees with the peer's own wake_at.
#pragma once

#include "base/time.h"
#include "sfu/sfu.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace conclave::sfu {

// The part of a peer that can be woken.
struct Sleeper {
  PeerId id;
  Time wake_at = kNever;
};

class WakeQueue {
 public:
  struct Entry {
    Time at;
    PeerId id;
  };

  // Wakes the sleeper no later than this.
  void schedule(Sleeper& sleeper, Time at) {
    if (at >= sleeper.wake_at) return;
    sleeper.wake_at = at;
    heap_.push_back({at, sleeper.id});
    std::ranges::push_heap(heap_, std::ranges::greater{}, &Entry::at);
  }

  // The next entry that is due; whoever took it asks is_current() before waking its peer.
  std::optional<Entry> take_due(Time now) {
    if (heap_.empty() || heap_.front().at > now) return std::nullopt;
    std::ranges::pop_heap(heap_, std::ranges::greater{}, &Entry::at);
    const Entry entry = heap_.back();
    heap_.pop_back();
    return entry;
  }
  static bool is_current(const Entry& entry, const Sleeper& sleeper) {
    return entry.at == sleeper.wake_at;
  }

  Time next() const { return heap_.empty() ? kNever : heap_.front().at; }

 private:
  std::vector<Entry> heap_;
};

}  // namespace conclave::sfu
