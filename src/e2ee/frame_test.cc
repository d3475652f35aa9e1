// Frames between members: what opens, what must not, and when.
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"

#include <gtest/gtest.h>

#include <set>

namespace conclave::e2ee {
namespace {

using namespace std::chrono_literals;

constexpr FrameStream kMicrophone{SourceKind::kMicrophone};
constexpr FrameStream kCamera{SourceKind::kCamera, 2};
const Bytes kContent = as_bytes("an encoded frame");

FrameEpoch epoch_of(uint64_t epoch, uint32_t own_leaf) {
  Secret base_key(kFrameBaseKeySize);
  base_key.reveal()[0] = static_cast<uint8_t>(epoch);
  base_key.reveal()[1] = static_cast<uint8_t>(epoch >> 8);
  return {.epoch = epoch,
          .base_key = std::move(base_key),
          .own_leaf = FrameLeaf(own_leaf),
          .members = {FrameLeaf(0), FrameLeaf(1), FrameLeaf(5)}};
}

class Frames : public testing::Test {
 protected:
  Frames() { enter(1); }

  void enter(uint64_t epoch) {
    ASSERT_TRUE(sender_.enter_epoch(epoch_of(epoch, 0)));
    ASSERT_TRUE(receiver_.enter_epoch(epoch_of(epoch, 1), now_));
  }
  Buffer camera_frame() { return *sender_.seal(kCamera, kContent, true); }
  ErrorCode error_of(Bytes frame, FrameMedia media = FrameMedia::kVideo) {
    return receiver_.open(media, frame, now_).error().code;
  }

  FrameSender sender_;
  FrameReceiver receiver_;
  Time now_ = time_from_us(1'000'000);
};

TEST_F(Frames, OpenAndSayWhoseTheyAre) {
  const auto opened = receiver_.open(FrameMedia::kVideo, camera_frame(), now_);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(equal(opened->content.reveal(), kContent));
  EXPECT_EQ(opened->verdict.leaf, FrameLeaf(0));
  EXPECT_EQ(opened->verdict.stream, kCamera);
  EXPECT_EQ(opened->verdict.epoch, 1u);
  EXPECT_TRUE(opened->verdict.is_key_frame);
  EXPECT_FALSE(receiver_.open(FrameMedia::kVideo, *sender_.seal(kCamera, {}, false), now_)
                   ->verdict.is_key_frame);
}

TEST_F(Frames, ShowNoByteOfContent) {
  const Buffer frame = camera_frame();
  EXPECT_EQ(frame[0], 0x10);
  EXPECT_EQ((*sender_.seal(kCamera, kContent, false))[0], 0x11);
  EXPECT_EQ(as_text(frame).find("encoded"), std::string_view::npos);
}

TEST_F(Frames, OfAudioAllHaveOneSize) {
  std::set<size_t> sizes;
  for (size_t size = 0; size <= limits::kAudioBucketBytes - 2; ++size) {
    const Buffer content(size, 0x5a);
    const Buffer frame = *sender_.seal(kMicrophone, content, false);
    const auto opened = receiver_.open(FrameMedia::kAudio, frame, now_);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(equal(opened->content.reveal(), content));
    sizes.insert(frame.size());
  }
  EXPECT_EQ(sizes.size(), 1u);
  const Buffer large(limits::kAudioBucketBytes - 1);
  EXPECT_EQ(sender_.seal(kMicrophone, large, false)->size(),
            *sizes.begin() + limits::kAudioBucketBytes);
}

TEST_F(Frames, SayWhoIsSpeakingAtTheSameSize) {
  std::set<size_t> sizes;
  for (const bool is_speaking : {true, false, true}) {
    for (const size_t size : {size_t{0}, size_t{1}, limits::kAudioBucketBytes - 2}) {
      const Buffer content(size, 0x5a);
      const Buffer frame = *sender_.seal(kMicrophone, content, false, is_speaking);
      const auto opened = receiver_.open(FrameMedia::kAudio, frame, now_);
      ASSERT_TRUE(opened);
      EXPECT_EQ(opened->verdict.is_speaking, is_speaking);
      EXPECT_TRUE(equal(opened->content.reveal(), content));
      sizes.insert(frame.size());
    }
  }
  EXPECT_EQ(sizes.size(), 1u);
  const Buffer picture = *sender_.seal(kCamera, kContent, false, true);
  EXPECT_FALSE(receiver_.open(FrameMedia::kVideo, picture, now_)->verdict.is_speaking);
}

TEST_F(Frames, OfAudioMayBeAsLongAsTheBitBesideTheirLengthAllows) {
  const Buffer longest(0x7fff, 1);
  const auto opened =
      receiver_.open(FrameMedia::kAudio, *sender_.seal(kMicrophone, longest, false, true), now_);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->content.size(), longest.size());
  EXPECT_EQ(sender_.seal(kMicrophone, Buffer(0x8000), false).error().code, ErrorCode::kLimit);
}

TEST_F(Frames, OfAVoiceAreRefusedWhenAnyBitChanged) {
  const Buffer frame = *sender_.seal(kMicrophone, kContent, false, true);
  for (size_t bit = 0; bit < frame.size() * 8; ++bit) {
    Buffer forged = frame;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(receiver_.open(FrameMedia::kAudio, forged, now_)) << bit;
  }
  EXPECT_TRUE(receiver_.open(FrameMedia::kAudio, frame, now_)->verdict.is_speaking);
}

TEST_F(Frames, OpenOnceOnly) {
  const Buffer frame = camera_frame();
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, frame, now_));
  EXPECT_EQ(error_of(frame), ErrorCode::kReplayed);
}

TEST_F(Frames, OpenInAnyOrderWithinTheWindow) {
  std::vector<Buffer> frames;
  for (size_t i = 0; i <= limits::kFrameReplayWindow; ++i) frames.push_back(camera_frame());
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, frames.back(), now_));
  EXPECT_EQ(error_of(frames[0]), ErrorCode::kReplayed);
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, frames[1], now_));
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, frames[500], now_));
  EXPECT_EQ(error_of(frames[1]), ErrorCode::kReplayed);
}

TEST_F(Frames, KeepLayersAndKindsApart) {
  for (uint8_t layer = 0; layer < limits::kSimulcastLayersMax; ++layer) {
    const auto frame = sender_.seal({SourceKind::kCamera, layer}, kContent, false);
    EXPECT_EQ(receiver_.open(FrameMedia::kVideo, *frame, now_)->verdict.stream.layer, layer);
  }
  EXPECT_EQ(sender_.seal({SourceKind::kCamera, 3}, kContent, false).error().code,
            ErrorCode::kInvalid);
  EXPECT_EQ(sender_.seal({SourceKind::kScreen, 1}, kContent, false).error().code,
            ErrorCode::kInvalid);
}

TEST_F(Frames, AreRefusedWhenAnyBitChanged) {
  const Buffer frame = camera_frame();
  for (size_t bit = 0; bit < frame.size() * 8; ++bit) {
    Buffer forged = frame;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(receiver_.open(FrameMedia::kVideo, forged, now_)) << bit;
  }
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, frame, now_)) << "a forgery moved the window";
}

TEST_F(Frames, AreRefusedWhenTruncated) {
  const Buffer frame = camera_frame();
  for (size_t size = 0; size < frame.size(); ++size) {
    EXPECT_FALSE(receiver_.open(FrameMedia::kVideo, Bytes(frame).first(size), now_)) << size;
    EXPECT_FALSE(receiver_.open(FrameMedia::kAudio, Bytes(frame).first(size), now_)) << size;
  }
}

TEST_F(Frames, OfAnotherMediaAreRefused) {
  Buffer audio = *sender_.seal(kMicrophone, kContent, false);
  EXPECT_EQ(error_of(audio, FrameMedia::kVideo), ErrorCode::kMalformed);
  audio.insert(audio.begin(), 0x10);
  EXPECT_EQ(error_of(audio, FrameMedia::kVideo), ErrorCode::kInvalid);
  const Buffer video = camera_frame();
  EXPECT_EQ(error_of(Bytes(video).subspan(1), FrameMedia::kAudio), ErrorCode::kInvalid);
}

TEST_F(Frames, OfOurselvesAndOfStrangersAreRefused) {
  FrameSender reflected, stranger;
  ASSERT_TRUE(reflected.enter_epoch(epoch_of(1, 1)));
  ASSERT_TRUE(stranger.enter_epoch(epoch_of(1, 4)));
  EXPECT_EQ(error_of(*reflected.seal(kCamera, kContent, true)), ErrorCode::kRefused);
  EXPECT_EQ(error_of(*stranger.seal(kCamera, kContent, true)), ErrorCode::kNotFound);
}

TEST_F(Frames, OfThePastEpochOpenForTwoSecondsAndNoLonger) {
  const Buffer first = camera_frame(), second = camera_frame();
  enter(2);
  EXPECT_EQ(receiver_.next_wake(), now_ + limits::kEpochOverlap);
  now_ += limits::kEpochOverlap - 1us;
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, first, now_));
  now_ += 1us;
  EXPECT_EQ(error_of(second), ErrorCode::kStale) << "although nobody called wake";
  receiver_.wake(now_);
  EXPECT_EQ(error_of(second), ErrorCode::kStale);
  EXPECT_EQ(receiver_.live_epoch_bits(), std::vector<uint8_t>{2});
  EXPECT_EQ(receiver_.next_wake(), kNever);
}

TEST_F(Frames, OfAnEpochThatHasNotComeMayBeRetriedLater) {
  ASSERT_TRUE(sender_.enter_epoch(epoch_of(2, 0)));
  const Buffer early = camera_frame();
  EXPECT_EQ(error_of(early), ErrorCode::kNotYet);
  ASSERT_TRUE(receiver_.enter_epoch(epoch_of(2, 1), now_));
  EXPECT_TRUE(receiver_.open(FrameMedia::kVideo, early, now_));
}

TEST_F(Frames, OfAnEpochWithTheSameLowBitsDoNotOpen) {
  const Buffer old = camera_frame();
  enter(257);
  now_ += limits::kEpochOverlap;
  EXPECT_EQ(error_of(old), ErrorCode::kUnauthentic);
}

TEST_F(Frames, KeepABoundedNumberOfEpochs) {
  for (uint64_t epoch = 2; epoch < 40; ++epoch) enter(epoch);
  EXPECT_EQ(receiver_.live_epoch_bits().size(), limits::kEpochsKeptMax);
}

TEST_F(Frames, NeverGoBackAnEpoch) {
  EXPECT_EQ(sender_.enter_epoch(epoch_of(1, 0)).error().code, ErrorCode::kStale);
  EXPECT_EQ(receiver_.enter_epoch(epoch_of(0, 1), now_).error().code, ErrorCode::kStale);
}

TEST(FrameSender, SealsNothingWithoutKeys) {
  FrameSender sender;
  EXPECT_EQ(sender.seal(kCamera, kContent, true).error().code, ErrorCode::kNotYet);
  FrameReceiver receiver;
  EXPECT_EQ(receiver.open(FrameMedia::kVideo, Buffer{0x10, 0, 0}, Time()).error().code,
            ErrorCode::kMalformed);
}

TEST_F(Frames, NeverUseACounterTwiceEvenWhenSealingIsAbandoned) {
  std::set<std::pair<uint32_t, SframeNonce>> used;
  for (int i = 0; i < 100; ++i) {
    for (const FrameStream stream : {kMicrophone, kCamera, FrameStream{SourceKind::kCamera, 0}}) {
      const auto plan = sender_.seal_begin(stream, 10, false);
      ASSERT_TRUE(plan);
      EXPECT_TRUE(used.emplace(plan->input.key_id, plan->input.nonce).second);
    }
  }
}

TEST_F(Frames, OpenInTwoHalvesAsInOne) {
  const Buffer frame = *sender_.seal(kMicrophone, kContent, false);
  const auto plan = receiver_.open_begin(FrameMedia::kAudio, Bytes(frame).first(kFrameHeadBytesMax),
                                         frame.size(), now_);
  ASSERT_TRUE(plan);
  const SframeKey key{kFrameSuite, *receiver_.key(plan->input.key_id), {}};
  const auto plaintext = sframe_decrypt(key, plan->input.nonce, plan->input.aad,
                                        Bytes(frame).subspan(plan->ciphertext_offset));
  ASSERT_TRUE(plaintext);
  const auto verdict =
      receiver_.open_finish(*plan, plaintext->reveal().first(2), plaintext->size());
  ASSERT_TRUE(verdict);
  EXPECT_TRUE(
      equal(plaintext->reveal().subspan(verdict->content_offset, verdict->content_size), kContent));
  EXPECT_EQ(receiver_.open_finish(*plan, plaintext->reveal(), plaintext->size()).error().code,
            ErrorCode::kReplayed);
}

TEST_F(Frames, BegunInAnEpochThatEndedAreNotFinished) {
  const Buffer frame = camera_frame();
  const auto plan = receiver_.open_begin(FrameMedia::kVideo, frame, frame.size(), now_);
  enter(2);
  receiver_.wake(now_ + limits::kEpochOverlap);
  EXPECT_EQ(receiver_.open_finish(*plan, {}, 0).error().code, ErrorCode::kStale);
  EXPECT_EQ(receiver_.key(plan->input.key_id).error().code, ErrorCode::kNotFound);
}

TEST_F(Frames, WithWrongPaddingAreInvalid) {
  const auto plan = sender_.seal_begin(kMicrophone, 10, false);
  const SframeKey key{kFrameSuite, *sender_.key(plan->input.key_id), {}};
  Buffer plaintext(limits::kAudioBucketBytes);
  plaintext[0] = 0x7f;  // a length beyond the end
  Buffer frame = plan->head;
  append(frame, *sframe_encrypt(key, plan->input.nonce, plan->input.aad, plaintext));
  EXPECT_EQ(error_of(frame, FrameMedia::kAudio), ErrorCode::kInvalid);
}

TEST(FrameKeyId, KeepsItsPartsApart) {
  const FrameKeyId id{{SourceKind::kCamera, 2}, FrameLeaf(0xabc), 0x7f};
  EXPECT_EQ(id.encode(), 0x7abc7fu);
  EXPECT_EQ(*FrameKeyId::parse(id.encode()), id);
  EXPECT_EQ(FrameKeyId::parse(0x1000000).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(FrameKeyId::parse(0x400000).error().code, ErrorCode::kInvalid);  // no layer
  EXPECT_EQ(FrameKeyId::parse(0xb00000).error().code, ErrorCode::kInvalid);  // a screen's third
}

}  // namespace
}  // namespace conclave::e2ee
