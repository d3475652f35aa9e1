#include "e2ee/frame_receiver.h"

#include "base/check.h"

#include <ranges>

namespace conclave::e2ee {
namespace {

constexpr Error kEpochGone{ErrorCode::kStale, "frame of an epoch that is gone"};
constexpr Error kEpochNotYet{ErrorCode::kNotYet, "frame of an epoch that has not come"};

}  // namespace

Result<void> FrameReceiver::enter_epoch(FrameEpoch epoch, Time now) {
  if (!epochs_.empty()) {
    if (epoch.epoch <= epochs_.back().keys.epoch) {
      return Error(ErrorCode::kStale, "frame keys of an epoch that was left");
    }
    epochs_.back().ends = now + limits::kEpochOverlap;
  }
  if (epochs_.size() == limits::kEpochsKeptMax) epochs_.pop_front();
  epochs_.push_back({.keys = std::move(epoch), .ends = kNever, .streams = {}});
  wake(now);
  return ok();
}

Result<OpenPlan> FrameReceiver::open_begin(FrameMedia media, Bytes frame_head, size_t frame_size,
                                           Time now) {
  CHECK(frame_head.size() >= std::min(frame_size, kFrameHeadBytesMax));
  if (frame_size > limits::kFrameBytesMax) return Error(ErrorCode::kLimit, "frame too big");
  const ParsedPrefix prefix = TRY(parse_frame_prefix(media, frame_head));
  const ParsedSframeHeader parsed = TRY(parse_sframe_header(frame_head.subspan(prefix.size)));
  const size_t head_size = prefix.size + parsed.size;
  if (frame_size - head_size < sframe_tag_size(kFrameSuite)) {
    return Error(ErrorCode::kMalformed, "shorter than an SFrame tag");
  }
  const FrameKeyId key_id = TRY(FrameKeyId::parse(parsed.header.key_id));
  if (media_of(key_id.stream.kind) != media) {
    return Error(ErrorCode::kInvalid, "frame of another kind than its slot");
  }
  if (parsed.header.counter > limits::kFrameCounterMax) {
    return Error(ErrorCode::kInvalid, "no sender counts so far");
  }
  Epoch& epoch = *TRY(epoch_for(key_id.epoch_bits, now));
  TRY(check_sender(epoch, key_id.leaf));
  if (!epoch.keys.allows(key_id.leaf, key_id.stream.kind)) {
    return Error(ErrorCode::kRefused, "may not share a screen");
  }
  Buffer aad = to_buffer(frame_head.subspan(prefix.size, parsed.size));
  append(aad, frame_head.first(prefix.size));
  const Stream& stream = stream_of(epoch, key_id.encode());
  return OpenPlan{.input = {.key_id = key_id.encode(),
                            .nonce = stream.key.nonce(parsed.header.counter),
                            .aad = std::move(aad)},
                  .ciphertext_offset = head_size,
                  .key_id = key_id,
                  .epoch = epoch.keys.epoch,
                  .counter = parsed.header.counter,
                  .is_key_frame = prefix.is_key_frame};
}

Result<FrameVerdict> FrameReceiver::open_finish(const OpenPlan& plan, Bytes plaintext_head,
                                                size_t plaintext_size) {
  Stream* const stream = find_stream(plan.epoch, plan.input.key_id);
  if (stream == nullptr) return kEpochGone;
  TRY(stream->replays.accept(plan.counter));
  const FrameMedia media = media_of(plan.key_id.stream.kind);
  const ContentPlace content = TRY(find_content(media, plaintext_head, plaintext_size));
  return FrameVerdict{.leaf = plan.key_id.leaf,
                      .stream = plan.key_id.stream,
                      .epoch = plan.epoch,
                      .is_key_frame = plan.is_key_frame,
                      .is_speaking = content.is_speaking,
                      .content_offset = content.offset,
                      .content_size = content.size};
}

Result<OpenedFrame> FrameReceiver::open(FrameMedia media, Bytes frame, Time now) {
  const OpenPlan plan = TRY(open_begin(media, frame, frame.size(), now));
  const SframeKey& key = find_stream(plan.epoch, plan.input.key_id)->key;
  const Secret plaintext = TRY(
      sframe_decrypt(key, plan.input.nonce, plan.input.aad, frame.subspan(plan.ciphertext_offset)));
  FrameVerdict verdict = TRY(open_finish(plan, plaintext.reveal(), plaintext.size()));
  Secret content(plaintext.reveal().subspan(verdict.content_offset, verdict.content_size));
  return OpenedFrame{verdict, std::move(content)};
}

Result<Secret> FrameReceiver::key(uint32_t key_id) const {
  for (const Epoch& epoch : epochs_) {
    const auto found = epoch.streams.find(key_id);
    if (found != epoch.streams.end()) return found->second.key.key;
  }
  return Error(ErrorCode::kNotFound, "no such frame key");
}

std::vector<uint8_t> FrameReceiver::live_epoch_bits() const {
  std::vector<uint8_t> bits;
  for (const Epoch& epoch : epochs_) bits.push_back(epoch_bits(epoch.keys.epoch));
  return bits;
}

void FrameReceiver::wake(Time now) {
  while (!epochs_.empty() && epochs_.front().ends <= now) epochs_.pop_front();
}

Time FrameReceiver::next_wake() const { return epochs_.empty() ? kNever : epochs_.front().ends; }

Result<FrameReceiver::Epoch*> FrameReceiver::epoch_for(uint8_t bits, Time now) {
  if (epochs_.empty()) return kEpochNotYet;
  for (Epoch& epoch : epochs_ | std::views::reverse) {
    if (epoch_bits(epoch.keys.epoch) != bits) continue;
    // Checked here as well as in wake: the overlap ends on time even if nobody woke us.
    if (epoch.ends <= now) return kEpochGone;
    return &epoch;
  }
  const auto ahead = static_cast<int8_t>(bits - epoch_bits(epochs_.back().keys.epoch));
  return ahead > 0 ? kEpochNotYet : kEpochGone;
}

Result<void> FrameReceiver::check_sender(const Epoch& epoch, FrameLeaf leaf) const {
  if (leaf == epoch.keys.own_leaf) return Error(ErrorCode::kRefused, "our own frame came back");
  if (!std::ranges::binary_search(epoch.keys.members, leaf)) {
    return Error(ErrorCode::kNotFound, "frame of nobody in the meeting");
  }
  return ok();
}

FrameReceiver::Stream& FrameReceiver::stream_of(Epoch& epoch, uint32_t key_id) {
  const auto found = epoch.streams.find(key_id);
  if (found != epoch.streams.end()) return found->second;
  SframeKey key = SframeKey::derive(kFrameSuite, epoch.keys.base_key.reveal(), key_id);
  return epoch.streams.emplace(key_id, Stream{.key = std::move(key), .replays = {}}).first->second;
}

FrameReceiver::Stream* FrameReceiver::find_stream(uint64_t epoch, uint32_t key_id) {
  for (Epoch& candidate : epochs_) {
    if (candidate.keys.epoch != epoch) continue;
    const auto found = candidate.streams.find(key_id);
    return found == candidate.streams.end() ? nullptr : &found->second;
  }
  return nullptr;
}

}  // namespace conclave::e2ee
