#include "e2ee/replay_window.h"

namespace conclave::e2ee {

Result<void> ReplayWindow::accept(uint64_t counter) {
  constexpr Error kReplayed{ErrorCode::kReplayed, "frame seen before, or too old to tell"};
  if (counter >= next_) {
    if (counter - next_ >= kSize) {
      seen_.reset();
    } else {
      for (uint64_t skipped = next_; skipped < counter; ++skipped) seen_.reset(skipped % kSize);
    }
    next_ = counter + 1;
  } else if (next_ - counter > kSize || seen_.test(counter % kSize)) {
    return kReplayed;
  }
  seen_.set(counter % kSize);
  return ok();
}

}  // namespace conclave::e2ee
