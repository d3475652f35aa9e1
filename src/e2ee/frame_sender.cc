#include "e2ee/frame_sender.h"

#include "e2ee/sframe_header.h"

#include <algorithm>

namespace conclave::e2ee {

Result<void> FrameSender::enter_epoch(const FrameEpoch& epoch) {
  if (epoch_ && epoch.epoch <= epoch_->epoch) {
    return Error(ErrorCode::kStale, "frame keys of an epoch that was left");
  }
  epoch_ = epoch;
  streams_.clear();
  return ok();
}

Result<SealPlan> FrameSender::seal_begin(FrameStream stream, size_t content_size, bool is_key_frame,
                                         bool is_speaking) {
  if (!epoch_) return Error(ErrorCode::kNotYet, "no frame keys yet");
  if (!is_valid(stream)) return Error(ErrorCode::kInvalid, "no such stream");
  if (!epoch_->allows(epoch_->own_leaf, stream.kind)) {
    return Error(ErrorCode::kRefused, "may not share a screen");
  }
  const FrameMedia media = media_of(stream.kind);
  const size_t size = TRY(plaintext_size(media, content_size));
  const FrameKeyId key_id{stream, epoch_->own_leaf, epoch_bits(epoch_->epoch)};
  Stream& state = stream_of(key_id.encode());
  if (state.next_counter > limits::kFrameCounterMax) {
    return Error(ErrorCode::kLimit, "frame counter used up");
  }
  const SframeHeader header{.key_id = key_id.encode(), .counter = state.next_counter++};

  SealPlan plan{.input = {.key_id = key_id.encode(),
                          .nonce = state.key.nonce(header.counter),
                          .aad = encode(header)},
                .head = frame_prefix(media, is_key_frame),
                .plaintext_head = plaintext_head(media, content_size, is_speaking),
                .plaintext_size = size};
  const Buffer prefix = plan.head;
  append(plan.head, plan.input.aad);
  append(plan.input.aad, prefix);  // RFC 9605 section 4.4.3: the header, then the metadata
  return plan;
}

Result<Buffer> FrameSender::seal(FrameStream stream, Bytes content, bool is_key_frame,
                                 bool is_speaking) {
  SealPlan plan = TRY(seal_begin(stream, content.size(), is_key_frame, is_speaking));
  Buffer plaintext(plan.plaintext_size);
  std::ranges::copy(plan.plaintext_head, plaintext.begin());
  std::ranges::copy(content, plaintext.begin() + std::ssize(plan.plaintext_head));
  const SframeKey& key = stream_of(plan.input.key_id).key;
  auto ciphertext = sframe_encrypt(key, plan.input.nonce, plan.input.aad, plaintext);
  wipe(plaintext);
  append(plan.head, TRY(std::move(ciphertext)));
  return std::move(plan.head);
}

Result<Secret> FrameSender::key(uint32_t key_id) const {
  const auto found = streams_.find(key_id);
  if (found == streams_.end()) return Error(ErrorCode::kNotFound, "no such frame key");
  return found->second.key.key;
}

FrameSender::Stream& FrameSender::stream_of(uint32_t key_id) {
  const auto found = streams_.find(key_id);
  if (found != streams_.end()) return found->second;
  SframeKey key = SframeKey::derive(kFrameSuite, epoch_->base_key.reveal(), key_id);
  return streams_.emplace(key_id, Stream{.key = std::move(key)}).first->second;
}

}  // namespace conclave::e2ee
