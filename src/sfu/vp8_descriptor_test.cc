#include "sfu/vp8_descriptor.h"

#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

// X, S; I, L, T; 15 bits of picture id 0x1234; TL0PICIDX 7; TID; then the synthetic byte.
const Buffer kFull = {0x90, 0xe0, 0x92, 0x34, 0x07, 0x20, 0x10, 0xaa};

TEST(Vp8Descriptor, ReadsAllOfADescriptor) {
  const auto descriptor = parse_vp8_descriptor(kFull);
  ASSERT_TRUE(descriptor);
  EXPECT_TRUE(descriptor->starts_frame);
  EXPECT_TRUE(descriptor->starts_key_frame);
  EXPECT_EQ(descriptor->size, 6);
  EXPECT_EQ(descriptor->picture_id_bits, 15);
  EXPECT_EQ(descriptor->picture_id, 0x1234);
  EXPECT_EQ(descriptor->tl0_picture_index, 7);
}

TEST(Vp8Descriptor, TellsKeyFramesByTheSyntheticByteAtAFramesStartOnly) {
  EXPECT_TRUE(parse_vp8_descriptor(Buffer{0x10, 0x10, 0})->starts_key_frame);
  EXPECT_FALSE(parse_vp8_descriptor(Buffer{0x10, 0x11, 0})->starts_key_frame);
  EXPECT_FALSE(parse_vp8_descriptor(Buffer{0x00, 0x10, 0})->starts_key_frame);
  EXPECT_FALSE(parse_vp8_descriptor(Buffer{0x11, 0x10, 0})->starts_key_frame);  // partition 1
}

TEST(Vp8Descriptor, RefusesEveryTruncation) {
  for (size_t size = 0; size < 7; ++size) {
    EXPECT_FALSE(parse_vp8_descriptor(Bytes(kFull).first(size))) << size;
  }
  EXPECT_TRUE(parse_vp8_descriptor(Bytes(kFull).first(7)));
}

TEST(Vp8Descriptor, RewritesItsCountersAndNothingElse) {
  Buffer payload = kFull;
  rewrite_vp8_counters(payload, *parse_vp8_descriptor(payload), 0xffff, 9);
  EXPECT_EQ(payload, (Buffer{0x90, 0xe0, 0xff, 0xff, 0x09, 0x20, 0x10, 0xaa}));

  Buffer narrow = {0x90, 0x80, 0x05, 0x11};
  rewrite_vp8_counters(narrow, *parse_vp8_descriptor(narrow), 0x1234, 9);
  EXPECT_EQ(narrow, (Buffer{0x90, 0x80, 0x34, 0x11}));

  Buffer none = {0x10, 0x11, 0x22};
  rewrite_vp8_counters(none, *parse_vp8_descriptor(none), 0x1234, 9);
  EXPECT_EQ(none, (Buffer{0x10, 0x11, 0x22}));
}

}  // namespace
}  // namespace conclave::sfu
