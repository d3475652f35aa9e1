// Which packet indices have been, for the last kSize of them (RFC 3711 section 3.3.2). On the
// receiving side it keeps a packet from being taken twice; on the sending side it keeps a nonce
// from being used twice.
//
// Two steps, because a receiver may only mark what proved authentic: check, then mark.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <optional>

namespace conclave::transport {

class ReplayWindow {
 public:
  static constexpr uint64_t kSize = 512;  // RFC 3711 asks for 64 at least; bursts reorder by more

  // kReplayed if the index has been marked, or is too old to tell.
  Result<void> check(uint64_t index) const {
    if (!highest_ || index > *highest_) return ok();
    if (*highest_ - index >= kSize) return Error(ErrorCode::kReplayed, "older than the window");
    if (is_marked(index)) return Error(ErrorCode::kReplayed, "seen before");
    return ok();
  }

  // The index passed check.
  void mark(uint64_t index) {
    if (!highest_) {
      highest_ = index;
    } else if (index > *highest_) {
      forget_until(index);
      highest_ = index;
    }
    words_[word(index)] |= bit(index);
  }

  std::optional<uint64_t> highest() const { return highest_; }

 private:
  static constexpr size_t word(uint64_t index) { return index % kSize / 64; }
  static constexpr uint64_t bit(uint64_t index) { return uint64_t{1} << index % 64; }
  bool is_marked(uint64_t index) const { return (words_[word(index)] & bit(index)) != 0; }

  // The bits of the indices from the old highest to the new one stood for indices kSize ago.
  void forget_until(uint64_t index) {
    if (index - *highest_ >= kSize) {
      words_.fill(0);
      return;
    }
    for (uint64_t i = *highest_ + 1; i <= index; ++i) words_[word(i)] &= ~bit(i);
  }

  std::optional<uint64_t> highest_;
  std::array<uint64_t, kSize / 64> words_{};
};

}  // namespace conclave::transport
