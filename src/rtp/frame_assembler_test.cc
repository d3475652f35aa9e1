#include "rtp/frame_assembler.h"

#include "base/limits.h"
#include "base/random.h"
#include "rtp/vp8_packetizer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::rtp {
namespace {

using namespace std::chrono_literals;
using testing::IsEmpty;

const Time kStart = time_from_us(0);

struct Packet {
  uint64_t sequence;
  RtpTimestamp timestamp;
  bool marker;
  Buffer payload;
};

Buffer frame_bytes(size_t size, uint8_t fill) { return Buffer(size, fill); }

// Frames of 3000 bytes, three packets each, from sequence number 100 on.
std::vector<Packet> stream(size_t frames) {
  std::vector<Packet> packets;
  for (size_t i = 0; i < frames; ++i) {
    const auto payloads = packetize_vp8(frame_bytes(3000, static_cast<uint8_t>(i)), 7);
    for (size_t j = 0; j < payloads.size(); ++j) {
      packets.push_back({100 + packets.size(), RtpTimestamp(static_cast<uint32_t>(i * 3000)),
                         j + 1 == payloads.size(), payloads[j]});
    }
  }
  return packets;
}

std::vector<AssembledFrame> feed(FrameAssembler& assembler, const Packet& packet, Time now) {
  auto frames = assembler.insert(ExtendedSequence(packet.sequence), packet.timestamp, packet.marker,
                                 packet.payload, now);
  EXPECT_TRUE(frames);
  return std::move(*frames);
}

TEST(Vp8Packetizer, WritesTheMinimalDescriptorOrAPictureId) {
  EXPECT_EQ(to_hex(packetize_vp8(Buffer{0xaa}, std::nullopt)[0]), "10aa");
  EXPECT_EQ(to_hex(packetize_vp8(Buffer{0xaa}, 0x1234)[0]), "90809234aa");
  EXPECT_THAT(packetize_vp8({}, std::nullopt), IsEmpty());
}

TEST(Vp8Packetizer, CutsIntoPiecesOfNearlyOneSize) {
  const auto payloads = packetize_vp8(frame_bytes(2400, 1), std::nullopt, 1200);
  ASSERT_EQ(payloads.size(), 3u);
  for (const Buffer& payload : payloads) EXPECT_EQ(payload.size(), 801u);
  EXPECT_TRUE(parse_vp8_descriptor(payloads[0])->is_frame_start);
  EXPECT_FALSE(parse_vp8_descriptor(payloads[1])->is_frame_start);
}

TEST(Vp8Descriptor, ReadsEveryOptionalField) {
  const auto full = parse_vp8_descriptor(Buffer{0x90, 0xf0, 0x80, 0x05, 0x01, 0x02, 0xaa});
  ASSERT_TRUE(full);
  EXPECT_EQ(*full, (Vp8Descriptor{.is_frame_start = true, .picture_id = 5, .size = 6}));
  const auto short_id = parse_vp8_descriptor(Buffer{0x80, 0x80, 0x7f, 0xaa});
  EXPECT_EQ(*short_id, (Vp8Descriptor{.is_frame_start = false, .picture_id = 0x7f, .size = 3}));
  EXPECT_FALSE(parse_vp8_descriptor(Buffer{0x11, 0xaa})->is_frame_start) << "partition 1";
}

TEST(Vp8Descriptor, RefusesEveryTruncation) {
  const Buffer bytes = {0x90, 0xf0, 0x80, 0x05, 0x01, 0x02};
  for (size_t size = 0; size <= bytes.size(); ++size) {
    EXPECT_FALSE(parse_vp8_descriptor(Bytes(bytes).first(size))) << size;
  }
}

TEST(FrameAssembler, GivesEachFrameWithItsLastPacket) {
  FrameAssembler assembler(PayloadFormat::kVp8);
  size_t frames = 0;
  for (const Packet& packet : stream(5)) {
    for (const AssembledFrame& frame : feed(assembler, packet, kStart)) {
      EXPECT_TRUE(packet.marker);
      EXPECT_EQ(frame.bytes, frame_bytes(3000, static_cast<uint8_t>(frames)));
      EXPECT_FALSE(frame.follows_loss);
      ++frames;
    }
  }
  EXPECT_EQ(frames, 5u);
}

TEST(FrameAssembler, PutsShuffledPacketsInOrder) {
  SeededRandom random(6);
  for (int round = 0; round < 50; ++round) {
    FrameAssembler assembler(PayloadFormat::kVp8);
    std::vector<Packet> packets = stream(10);
    for (size_t i = 1; i + 4 < packets.size(); ++i) {
      std::swap(packets[i], packets[i + random.below(4)]);
    }
    std::vector<AssembledFrame> frames;
    for (const Packet& packet : packets) {
      for (auto& frame : feed(assembler, packet, kStart)) frames.push_back(std::move(frame));
      EXPECT_THAT(feed(assembler, packet, kStart), IsEmpty()) << "twice";
    }
    ASSERT_EQ(frames.size(), 10u);
    for (size_t i = 0; i < frames.size(); ++i) {
      EXPECT_EQ(frames[i].bytes[0], i);
      EXPECT_FALSE(frames[i].follows_loss);
    }
  }
}

TEST(FrameAssembler, WaitsForALostPacketAndTakesItLate) {
  FrameAssembler assembler(PayloadFormat::kVp8);
  const auto packets = stream(3);
  for (size_t i = 0; i < 9; ++i) {
    if (i != 4) feed(assembler, packets[i], kStart);
  }
  const auto frames = feed(assembler, packets[4], kStart + 100ms);
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_FALSE(frames[0].follows_loss);
}

TEST(FrameAssembler, GivesUpAFrameInTheEndAndTellsOfIt) {
  FrameAssembler assembler(PayloadFormat::kVp8);
  const auto packets = stream(4);
  for (size_t i = 0; i < 12; ++i) {
    if (i != 4) feed(assembler, packets[i], kStart);
  }
  EXPECT_EQ(assembler.next_wake(), kStart + limits::kAssemblyAgeMax);
  EXPECT_THAT(assembler.wake(kStart + 100ms), IsEmpty());
  const auto frames = assembler.wake(kStart + limits::kAssemblyAgeMax);
  ASSERT_EQ(frames.size(), 2u);
  EXPECT_EQ(frames[0].bytes[0], 2);
  EXPECT_TRUE(frames[0].follows_loss);
  EXPECT_FALSE(frames[1].follows_loss);
  EXPECT_THAT(feed(assembler, packets[4], kStart + 1s), IsEmpty()) << "too late";
  EXPECT_EQ(assembler.next_wake(), kNever);
}

TEST(FrameAssembler, BeginsWithAFrameNotInTheMiddleOfOne) {
  FrameAssembler assembler(PayloadFormat::kVp8);
  const auto packets = stream(2);
  size_t frames = 0;
  for (size_t i = 1; i < packets.size(); ++i) frames += feed(assembler, packets[i], kStart).size();
  EXPECT_EQ(frames, 1u);
}

TEST(FrameAssembler, HoldsNoMoreThanItsLimit) {
  FrameAssembler assembler(PayloadFormat::kVp8);
  feed(assembler, stream(1)[0], kStart);
  const Buffer middle = {0x00, 0xaa};
  for (uint64_t i = 0; i < 3 * limits::kAssemblyPacketsMax; ++i) {
    feed(assembler,
         {.sequence = 102 + i, .timestamp = RtpTimestamp(0), .marker = false, .payload = middle},
         kStart);
  }
  const auto frames = feed(assembler,
                           {.sequence = 100'000,
                            .timestamp = RtpTimestamp(1),
                            .marker = true,
                            .payload = Buffer{0x10, 0xbb}},
                           kStart);
  EXPECT_LE(frames.size(), 1u);
}

TEST(FrameAssembler, TakesEveryOpusPacketAsAFrame) {
  FrameAssembler assembler(PayloadFormat::kOpus);
  const auto frame = [&](uint64_t sequence, Time now) {
    return feed(assembler,
                {.sequence = sequence,
                 .timestamp = RtpTimestamp(960),
                 .marker = false,
                 .payload = Buffer{1, 2, 3}},
                now);
  };
  EXPECT_EQ(frame(1, kStart).size(), 1u);
  EXPECT_EQ(frame(3, kStart).size(), 0u);
  EXPECT_EQ(frame(2, kStart).size(), 2u);
}

TEST(FrameAssembler, SurvivesRandomStreams) {
  SeededRandom random(7);
  FrameAssembler assembler(PayloadFormat::kVp8);
  Time now = kStart;
  for (int i = 0; i < 20000; ++i) {
    Buffer payload(random.below(20));
    random.fill(payload);
    (void)assembler.insert(ExtendedSequence(static_cast<uint64_t>(i) + random.below(50)),
                           RtpTimestamp(static_cast<uint32_t>(i / 4)), random.chance(0.3), payload,
                           now);
    now += 3ms;
    if (assembler.next_wake() <= now) assembler.wake(now);
    ASSERT_GT(assembler.next_wake(), now);
  }
}

}  // namespace
}  // namespace conclave::rtp
