// Seals this member's frames. One instance lives as long as the membership.
//
// Invariants: a (base key, KID, counter) is used at most once (E2E-14), whether or not the sealing
// that took it came to an end; without an epoch nothing is sealed (E2E-16); an epoch once left is
// never entered again, and its keys are wiped.
//
// Two ways in, one state: seal() runs the AEAD itself; seal_begin() hands its inputs to someone
// else, for the browser, where WebCrypto runs it.
#pragma once

#include "e2ee/frame_format.h"
#include "e2ee/frame_keys.h"

#include <map>

namespace conclave::e2ee {

// How to make a sealed frame: head, then the AEAD's output (ciphertext and tag) over the plaintext:
// plaintext_head, the content, zeros up to plaintext_size.
struct SealPlan {
  FrameCipherInput input;
  Buffer head;  // prefix and SFrame header
  Buffer plaintext_head;
  size_t plaintext_size;
};

class FrameSender {
 public:
  // kStale unless the epoch is newer than all before.
  Result<void> enter_epoch(const FrameEpoch& epoch);

  // kNotYet without an epoch, kRefused for a screen when we may not share one, kInvalid for a
  // stream that does not exist, kLimit for a frame too big or a counter used up. Whether somebody
  // is speaking counts for audio only.
  Result<Buffer> seal(FrameStream stream, Bytes content, bool is_key_frame,
                      bool is_speaking = false);
  Result<SealPlan> seal_begin(FrameStream stream, size_t content_size, bool is_key_frame,
                              bool is_speaking = false);
  // The key that a plan named; kNotFound if it is of another epoch.
  Result<Secret> key(uint32_t key_id) const;

 private:
  struct Stream {
    SframeKey key;
    uint64_t next_counter = kFrameCounterFirst;
  };
  Stream& stream_of(uint32_t key_id);

  std::optional<FrameEpoch> epoch_;
  std::map<uint32_t, Stream> streams_;  // by KID, of this epoch
};

}  // namespace conclave::e2ee
