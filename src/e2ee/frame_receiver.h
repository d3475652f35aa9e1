// Opens other members' frames, and says under authentication whose and what each one is.
//
// Invariants: without the right key no frame comes out (E2E-16); each frame comes out at most once
// (E2E-14); nothing of a frame's header is believed or remembered before its tag has verified; an
// epoch that was superseded opens frames for at most limits::kEpochOverlap, by the caller's clock,
// and then its keys are wiped. Frames under our own leaf are refused: a server may not show us
// ourselves as somebody.
//
// open() runs the AEAD itself. open_begin() and open_finish() are the same in two halves, with the
// AEAD in between run by someone else: the browser's WebCrypto.
#pragma once

#include "base/time.h"
#include "e2ee/frame_format.h"
#include "e2ee/frame_keys.h"
#include "e2ee/replay_window.h"
#include "e2ee/sframe_header.h"

#include <deque>
#include <unordered_map>

namespace conclave::e2ee {

// The clear bytes ahead of a frame's ciphertext: prefix and SFrame header.
inline constexpr size_t kFrameHeadBytesMax = 1 + kSframeHeaderBytesMax;

// What to decrypt, and what the frame says of itself: to be believed after decryption only.
struct OpenPlan {
  FrameCipherInput input;
  size_t ciphertext_offset;  // to the frame's end, tag included
  FrameKeyId key_id;
  uint64_t epoch;
  uint64_t counter;
  bool is_key_frame;
};

// An authenticated frame: who sent it and where its content lies in the plaintext.
struct FrameVerdict {
  FrameLeaf leaf;
  FrameStream stream;
  uint64_t epoch;
  bool is_key_frame;
  bool is_speaking;
  size_t content_offset;
  size_t content_size;
};

struct OpenedFrame {
  FrameVerdict verdict;
  Secret content;
};

class FrameReceiver {
 public:
  // kStale unless the epoch is newer than all before.
  Result<void> enter_epoch(FrameEpoch epoch, Time now);

  // The media is what the receive slot is for, known before any frame. Errors: kMalformed, kNotYet
  // (an epoch that has not come), kStale (one that is gone), kNotFound (no such member), kRefused
  // (our own leaf, or a screen of one who may not share), kInvalid, kUnauthentic, kReplayed.
  Result<OpenedFrame> open(FrameMedia media, Bytes frame, Time now);

  // frame_head: at least the first kFrameHeadBytesMax bytes of the frame, or all of it.
  Result<OpenPlan> open_begin(FrameMedia media, Bytes frame_head, size_t frame_size, Time now);
  // plaintext_head: at least two bytes of the decrypted plaintext, or all of it.
  Result<FrameVerdict> open_finish(const OpenPlan& plan, Bytes plaintext_head,
                                   size_t plaintext_size);
  // The key that a plan named; kNotFound if its epoch is gone.
  Result<Secret> key(uint32_t key_id) const;
  // Low bits of the epochs whose keys are alive: whoever kept copies of others must drop them.
  std::vector<uint8_t> live_epoch_bits() const;

  // Wipes the keys of epochs whose time is over.
  void wake(Time now);
  Time next_wake() const;

 private:
  struct Stream {
    SframeKey key;
    ReplayWindow replays;
  };
  struct Epoch {
    FrameEpoch keys;
    Time ends = kNever;
    std::unordered_map<uint32_t, Stream> streams;  // by KID; at most members times streams
  };

  Result<Epoch*> epoch_for(uint8_t bits, Time now);
  Result<void> check_sender(const Epoch& epoch, FrameLeaf leaf) const;
  static Stream& stream_of(Epoch& epoch, uint32_t key_id);
  Stream* find_stream(uint64_t epoch, uint32_t key_id);

  std::deque<Epoch> epochs_;  // oldest first; the last is the current one
};

}  // namespace conclave::e2ee
