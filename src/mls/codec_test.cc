#include "mls/codec.h"

#include "mls/mls_message.h"

#include <gtest/gtest.h>

namespace conclave::mls {
namespace {

Result<size_t> length_of(Buffer bytes) {
  Reader reader(bytes);
  return read_length(reader);
}

TEST(Codec, WritesTheShortestLengthAndReadsItBack) {
  for (const size_t length : {0, 1, 63, 64, 16383, 16384, (1 << 30) - 1}) {
    Writer writer;
    write_length(writer, length);
    EXPECT_EQ(writer.size(), length < 64 ? 1u : length < 16384 ? 2u : 4u);
    EXPECT_EQ(*length_of(std::move(writer).take()), length);
  }
}

TEST(Codec, RefusesALengthThatIsNotTheShortest) {
  EXPECT_FALSE(length_of({0x40, 0x3f}).has_value());
  EXPECT_FALSE(length_of({0x80, 0x00, 0x3f, 0xff}).has_value());
  EXPECT_FALSE(length_of({0xc0, 0, 0, 0, 0, 0, 0, 1}).has_value());
  EXPECT_FALSE(length_of({0x40}).has_value());
  EXPECT_FALSE(length_of({}).has_value());
}

TEST(Codec, RefusesAPresenceThatIsNeitherZeroNorOne) {
  EXPECT_TRUE(decode<std::optional<uint8_t>>(Buffer{0}).has_value());
  EXPECT_TRUE(decode<std::optional<uint8_t>>(Buffer{1, 9}).has_value());
  EXPECT_FALSE(decode<std::optional<uint8_t>>(Buffer{2, 9}).has_value());
}

TEST(Codec, NeverHoldsMoreItemsThanTheLimit) {
  const auto encoded_vector = [](size_t items) {
    Writer writer;
    codec::write_opaque(writer, Buffer(items, 0));
    return std::move(writer).take();
  };
  using Blanks = std::vector<std::optional<uint8_t>>;
  EXPECT_TRUE(decode<Blanks>(encoded_vector(limits::kMlsVectorItemsMax)).has_value());
  const auto over = decode<Blanks>(encoded_vector(limits::kMlsVectorItemsMax + 1));
  ASSERT_FALSE(over.has_value());
  EXPECT_EQ(over.error().code, ErrorCode::kLimit);
}

TEST(Codec, RefusesBytesAfterTheEndAndVectorsLongerThanTheirInput) {
  EXPECT_FALSE(decode<uint16_t>(Buffer{1, 2, 3}).has_value());
  EXPECT_FALSE(decode<Buffer>(Buffer{5, 1, 2}).has_value());
}

TEST(Codec, RefusesUnknownTypesAndVersions) {
  EXPECT_EQ(decode<Proposal>(Buffer{0, 99}).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(decode<MlsMessage>(Buffer{0, 2, 0, 1}).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(decode<MlsMessage>(Buffer{0, 1, 0, 9}).error().code, ErrorCode::kUnsupported);
}

TEST(Codec, WritesASecretWithoutLeavingTheBound) {
  const GroupSecrets secrets{
      .joiner_secret = Secret(Buffer(32, 1)), .path_secret = Secret(Buffer(32, 2)), .psks = {}};
  const Secret encoded = encode_secret(secrets, 128);
  EXPECT_EQ(encoded.size(), 1u + 32 + 1 + 1 + 32 + 1);
  const GroupSecrets back = *decode<GroupSecrets>(encoded.reveal());
  EXPECT_EQ(back.joiner_secret, secrets.joiner_secret);
  EXPECT_EQ(*back.path_secret, *secrets.path_secret);
}

}  // namespace
}  // namespace conclave::mls
