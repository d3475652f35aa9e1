#include "crypto/packet_aead.h"

#include "base/random.h"
#include "crypto/hmac_sha1.h"

#include <gtest/gtest.h>

namespace conclave::crypto {
namespace {

struct Packet {
  PacketNonce nonce;
  Buffer aad;
  Buffer text;
};

Packet random_packet(Random& random) {
  Packet packet{.nonce = {}, .aad = Buffer(random.below(64)), .text = Buffer(random.below(1400))};
  random.fill(packet.nonce);
  random.fill(packet.aad);
  random.fill(packet.text);
  return packet;
}

Buffer random_key(Random& random, size_t size) {
  Buffer key(size);
  random.fill(key);
  return key;
}

Buffer seal(PacketAead& aead, const Packet& packet) {
  Buffer sealed(packet.text.size() + kPacketTagSize);
  aead.seal(packet.nonce, packet.aad, packet.text, sealed);
  return sealed;
}

class EachPacketAead : public testing::TestWithParam<std::tuple<PacketAeadKind, size_t>> {
 protected:
  void SetUp() override {
    if (!is_available(std::get<0>(GetParam()))) GTEST_SKIP() << "not on this machine";
    aead_ = make_packet_aead(random_key(random_, std::get<1>(GetParam())), std::get<0>(GetParam()));
  }
  SeededRandom random_{7};
  std::unique_ptr<PacketAead> aead_;
};

TEST_P(EachPacketAead, OpensWhatItSealedInPlaceAndOutOfPlace) {
  for (int i = 0; i < 200; ++i) {
    const Packet packet = random_packet(random_);
    Buffer sealed = seal(*aead_, packet);
    Buffer in_place = packet.text;
    in_place.resize(sealed.size());
    aead_->seal(packet.nonce, packet.aad, Bytes(in_place).first(packet.text.size()), in_place);
    ASSERT_EQ(in_place, sealed);

    Buffer opened(packet.text.size());
    ASSERT_TRUE(aead_->open(packet.nonce, packet.aad, sealed, opened));
    EXPECT_EQ(opened, packet.text);
    ASSERT_TRUE(aead_->open(packet.nonce, packet.aad, sealed, sealed));
    EXPECT_TRUE(equal(Bytes(sealed).first(packet.text.size()), packet.text));
  }
}

TEST_P(EachPacketAead, RefusesEveryFlippedBitAndLeavesZeros) {
  const Packet packet = {.nonce = {1, 2, 3}, .aad = Buffer(12, 4), .text = Buffer(40, 5)};
  const Buffer sealed = seal(*aead_, packet);
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    Buffer forged = sealed;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    const auto result = aead_->open(packet.nonce, packet.aad, forged, forged);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kUnauthentic);
    EXPECT_EQ(Buffer(forged.begin(), forged.begin() + 40), Buffer(40, 0));
  }
}

TEST_P(EachPacketAead, RefusesOtherNoncesOtherAdditionalDataAndStumps) {
  Packet packet = {.nonce = {1}, .aad = Buffer(12, 4), .text = Buffer(40, 5)};
  const Buffer sealed = seal(*aead_, packet);
  Buffer opened(sealed.size());
  PacketNonce other = packet.nonce;
  other[11] ^= 1;
  EXPECT_FALSE(aead_->open(other, packet.aad, sealed, opened));
  EXPECT_FALSE(aead_->open(packet.nonce, Bytes(packet.aad).first(11), sealed, opened));
  for (size_t size = 0; size < sealed.size(); ++size) {
    const auto result = aead_->open(packet.nonce, packet.aad, Bytes(sealed).first(size), opened);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code,
              size < kPacketTagSize ? ErrorCode::kMalformed : ErrorCode::kUnauthentic);
  }
  EXPECT_TRUE(aead_->open(packet.nonce, packet.aad, sealed, opened));
}

INSTANTIATE_TEST_SUITE_P(All, EachPacketAead,
                         testing::Combine(testing::Values(PacketAeadKind::kIpsecMb,
                                                          PacketAeadKind::kOpenssl),
                                          testing::Values(16, 32)));

TEST(PacketAead, ImplementationsAgreeOnManyRandomPackets) {
  if (!is_available(PacketAeadKind::kIpsecMb)) GTEST_SKIP() << "only one on this machine";
  SeededRandom random(1);
  for (const size_t key_size : {16, 32}) {
    const Buffer key = random_key(random, key_size);
    const auto fast = make_packet_aead(key, PacketAeadKind::kIpsecMb);
    const auto portable = make_packet_aead(key, PacketAeadKind::kOpenssl);
    for (int i = 0; i < 5000; ++i) {
      const Packet packet = random_packet(random);
      ASSERT_EQ(seal(*fast, packet), seal(*portable, packet)) << "packet " << i;
    }
  }
}

// McGrew and Viega, "The Galois/Counter Mode of Operation", test case 4.
TEST(PacketAead, AnswersThePublishedVector) {
  const Buffer key = {0xfe, 0xff, 0xe9, 0x92, 0x86, 0x65, 0x73, 0x1c,
                      0x6d, 0x6a, 0x8f, 0x94, 0x67, 0x30, 0x83, 0x08};
  const PacketNonce nonce = {0xca, 0xfe, 0xba, 0xbe, 0xfa, 0xce,
                             0xdb, 0xad, 0xde, 0xca, 0xf8, 0x88};
  const Buffer aad = {0xfe, 0xed, 0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef, 0xfe, 0xed,
                      0xfa, 0xce, 0xde, 0xad, 0xbe, 0xef, 0xab, 0xad, 0xda, 0xd2};
  const Buffer text = {0xd9, 0x31, 0x32, 0x25, 0xf8, 0x84, 0x06, 0xe5, 0xa5, 0x59, 0x09, 0xc5,
                       0xaf, 0xf5, 0x26, 0x9a, 0x86, 0xa7, 0xa9, 0x53, 0x15, 0x34, 0xf7, 0xda,
                       0x2e, 0x4c, 0x30, 0x3d, 0x8a, 0x31, 0x8a, 0x72, 0x1c, 0x3c, 0x0c, 0x95,
                       0x95, 0x68, 0x09, 0x53, 0x2f, 0xcf, 0x0e, 0x24, 0x49, 0xa6, 0xb5, 0x25,
                       0xb1, 0x6a, 0xed, 0xf5, 0xaa, 0x0d, 0xe6, 0x57, 0xba, 0x63, 0x7b, 0x39};
  const Buffer sealed = seal(*make_packet_aead(key), {.nonce = nonce, .aad = aad, .text = text});
  EXPECT_EQ(to_hex(Bytes(sealed).last(16)), "5bc94fbc3221a5db94fae95ae7121a47");
  EXPECT_EQ(to_hex(Bytes(sealed).first(8)), "42831ec221777424");
}

// RFC 2202 section 3, test cases 2 and 6.
TEST(HmacSha1, AnswersTheVectorsOfRfc2202) {
  EXPECT_EQ(to_hex(hmac_sha1(as_bytes("Jefe"), as_bytes("what do ya want for nothing?"))),
            "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  EXPECT_EQ(to_hex(hmac_sha1(Buffer(80, 0xaa),
                             as_bytes("Test Using Larger Than Block-Size Key - Hash Key First"))),
            "aa4ae5e15272d00e95705637ce8a3b55ed402112");
}

}  // namespace
}  // namespace conclave::crypto
