// SFrame's header and ciphers by themselves; the official vectors run in tests/vectors.
#include "e2ee/sframe_cipher.h"
#include "e2ee/sframe_header.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

TEST(SframeHeader, KeepsSmallValuesInTheConfigByte) {
  EXPECT_EQ(to_hex(encode({.key_id = 0, .counter = 0})), "00");
  EXPECT_EQ(to_hex(encode({.key_id = 7, .counter = 7})), "77");
  EXPECT_EQ(to_hex(encode({.key_id = 8, .counter = 255})), "8808ff");
  EXPECT_EQ(to_hex(encode({.key_id = 0x0123, .counter = 0x4567})), "9901234567");
}

TEST(SframeHeader, RoundTripsEveryLength) {
  for (unsigned i = 0; i < 64; ++i) {
    for (unsigned j = 0; j < 64; ++j) {
      const SframeHeader header{uint64_t{1} << i, ~uint64_t{0} >> j};
      Buffer frame = encode(header);
      const size_t size = frame.size();
      append(frame, as_bytes("media"));
      const auto parsed = parse_sframe_header(frame);
      ASSERT_TRUE(parsed);
      EXPECT_EQ(parsed->header, header);
      EXPECT_EQ(parsed->size, size);
    }
  }
}

TEST(SframeHeader, RefusesTruncatedAndLongForms) {
  const Buffer whole = encode({.key_id = 0x0123, .counter = 0x4567});
  for (size_t size = 0; size < whole.size(); ++size) {
    EXPECT_EQ(parse_sframe_header(Bytes(whole).first(size)).error().code, ErrorCode::kMalformed);
  }
  for (const Buffer& longer : {Buffer{0x80, 7}, Buffer{0x90, 0, 8}, Buffer{0x09, 0, 200}}) {
    EXPECT_EQ(parse_sframe_header(longer).error().code, ErrorCode::kMalformed);
  }
}

TEST(SframeCipher, EverySuiteRoundTripsAndRefusesChanges) {
  for (uint16_t id = 1; id <= 8; ++id) {
    const SframeKey key = SframeKey::derive(*sframe_suite(id), as_bytes("base key"), 0x0123);
    const SframeNonce nonce = key.nonce(5);
    auto sealed = *sframe_encrypt(key, nonce, as_bytes("aad"), as_bytes("content"));
    EXPECT_EQ(sealed.size(), 7 + sframe_tag_size(key.suite));
    EXPECT_EQ(as_text(sframe_decrypt(key, nonce, as_bytes("aad"), sealed)->reveal()), "content");
    EXPECT_EQ(sframe_decrypt(key, nonce, as_bytes("aaa"), sealed).error().code,
              ErrorCode::kUnauthentic);
    EXPECT_EQ(sframe_decrypt(key, key.nonce(6), as_bytes("aad"), sealed).error().code,
              ErrorCode::kUnauthentic);
    sealed[0] ^= 1;
    EXPECT_EQ(sframe_decrypt(key, nonce, as_bytes("aad"), sealed).error().code,
              ErrorCode::kUnauthentic);
    EXPECT_EQ(sframe_decrypt(key, nonce, {}, Bytes(sealed).first(3)).error().code,
              ErrorCode::kMalformed);
  }
}

TEST(SframeCipher, KnowsNoOtherSuite) {
  EXPECT_FALSE(sframe_suite(0));
  EXPECT_FALSE(sframe_suite(9));
}

}  // namespace
}  // namespace conclave::e2ee
