#include "base/base64.h"
#include "base/id.h"
#include "base/random.h"
#include "base/reader.h"
#include "base/secret.h"
#include "base/time.h"
#include "base/writer.h"

#include <gtest/gtest.h>

namespace conclave {
namespace {

TEST(Reader, ReadsBackWhatWriterWrote) {
  Writer writer;
  writer.u8(1)
      .u16(0x0203)
      .u24(0x040506)
      .u32(0x0708090a)
      .u48(0x0b0c0d0e0f10)
      .u64(0x1112131415161718);
  EXPECT_EQ(to_hex(writer.view()), "0102030405060708090a0b0c0d0e0f101112131415161718");
  Reader reader(writer.view());
  EXPECT_EQ(*reader.u8(), 1);
  EXPECT_EQ(*reader.u16(), 0x0203);
  EXPECT_EQ(*reader.u24(), 0x040506u);
  EXPECT_EQ(*reader.u32(), 0x0708090au);
  EXPECT_EQ(*reader.u48(), 0x0b0c0d0e0f10u);
  EXPECT_EQ(*reader.u64(), 0x1112131415161718u);
  EXPECT_TRUE(reader.expect_end());
}

TEST(Reader, RefusesToReadPastTheEnd) {
  const Buffer bytes = {1, 2, 3};
  Reader reader(bytes);
  EXPECT_EQ(reader.u32().error().code, ErrorCode::kMalformed);
  EXPECT_EQ(reader.read(4).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(reader.remaining(), 3u) << "a failed read takes nothing";
  EXPECT_FALSE(reader.expect_end());
}

TEST(Result, TryReturnsTheErrorOfTheInnerCall) {
  const auto outer = []() -> Result<int> {
    const int value = TRY(Result<int>(Error(ErrorCode::kStale, "gone")));
    return value + 1;
  };
  EXPECT_EQ(outer().error(), (Error{ErrorCode::kStale, "gone"}));
}

TEST(Base64url, RoundTripsEveryLength) {
  SeededRandom random(1);
  for (size_t size = 0; size < 70; ++size) {
    Buffer bytes(size);
    random.fill(bytes);
    EXPECT_EQ(*from_base64url(to_base64url(bytes)), bytes);
  }
}

TEST(Base64url, RefusesPaddingForeignCharactersAndLeftOverBits) {
  for (std::string_view bad : {"A", "AA==", "A+AA", "A/AA", "AB", "AAB", "AA A"}) {
    EXPECT_FALSE(from_base64url(bad)) << bad;
  }
}

TEST(SeededRandom, RepeatsItselfAndCoversItsRange) {
  SeededRandom a(7), b(7), c(8);
  EXPECT_EQ(a.next_u64(), b.next_u64());
  EXPECT_NE(a.next_u64(), c.next_u64());
  std::array<int, 5> counts{};
  for (int i = 0; i < 5000; ++i) ++counts[a.below(5)];
  for (int count : counts) EXPECT_NEAR(count, 1000, 200);
  EXPECT_FALSE(a.chance(0));
  EXPECT_TRUE(a.chance(1));
}

TEST(Secret, ComparesByContentAndForgetsWhenMovedFrom) {
  Secret a(as_bytes("key")), b(as_bytes("key")), c(as_bytes("kez"));
  EXPECT_TRUE(a == b);
  EXPECT_FALSE(a == c);
  const Secret moved = std::move(a);
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move): that is the point
  EXPECT_TRUE(moved == b);
}

TEST(Wipe, LeavesOnlyZeros) {
  Buffer bytes = {1, 2, 3};
  wipe(bytes);
  EXPECT_EQ(bytes, Buffer(3));
}

TEST(Id, KeepsOrderAndKind) {
  using Leaf = Id<struct LeafTag, uint32_t>;
  EXPECT_LT(Leaf(1), Leaf(2));
  static_assert(!std::is_convertible_v<uint32_t, Leaf>);
  EXPECT_EQ(to_us(time_from_us(5) + std::chrono::milliseconds(1)), 1005);
}

}  // namespace
}  // namespace conclave
