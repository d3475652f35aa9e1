// Which counters of one key have been seen: RFC 9605 section 9.3.
//
// A counter is accepted once. One that lies further behind the highest than the window reaches is
// refused, since nobody can tell any more whether it was seen. Only authenticated counters may
// come here, else a forger could move the window.
#pragma once

#include "base/limits.h"
#include "base/result.h"

#include <bitset>

namespace conclave::e2ee {

class ReplayWindow {
 public:
  // kReplayed if it was seen or is too old to tell.
  Result<void> accept(uint64_t counter);

 private:
  static constexpr size_t kSize = limits::kFrameReplayWindow;

  uint64_t next_ = 0;        // one above the highest seen; 0: none seen
  std::bitset<kSize> seen_;  // of counter c at c % kSize, for the kSize counters below next_
};

}  // namespace conclave::e2ee
