// Known answers of RFC 9180 appendix A, base mode, and what HPKE must refuse.
#include "crypto/crypto.h"

#include <gtest/gtest.h>

namespace conclave::crypto {
namespace {

Buffer from_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  Buffer bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return bytes;
}

// Gives out prepared bytes, where a vector says what the randomness was.
class PreparedRandom final : public Random {
 public:
  explicit PreparedRandom(Buffer bytes) : bytes_(std::move(bytes)) {}
  void fill(MutableBytes bytes) override {
    ASSERT_EQ(bytes.size(), bytes_.size());
    std::ranges::copy(bytes_, bytes.begin());
  }

 private:
  Buffer bytes_;
};

struct Vector {
  const char* name;
  HpkeSuite suite;
  const char* ephemeral_key_material;  // ikmE
  const char* recipient_key_material;  // ikmR
  const char* private_key;             // skRm
  const char* public_key;              // pkRm
  const char* kem_output;              // enc
  const char* ciphertext;              // of sequence number 0
  const char* exported;                // 32 bytes for the context "TestContext"
};

const Vector kVectors[] = {
    {"A.1",
     {Kem::kX25519, Hash::kSha256, Aead::kAes128Gcm},
     "7268600d403fce431561aef583ee1613527cff655c1343f29812e66706df3234",
     "6db9df30aa07dd42ee5e8181afdb977e538f5e1fec8a06223f33f7013e525037",
     "4612c550263fc8ad58375df3f557aac531d26850903e55a9f23f21d8534e8ac8",
     "3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d",
     "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431",
     "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d0"
     "7bea87e13c512a",
     "e9e43065102c3836401bed8c3c3c75ae46be1639869391d62c61f1ec7af54931"},
    {"A.2",
     {Kem::kX25519, Hash::kSha256, Aead::kChaCha20Poly1305},
     "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b",
     "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df",
     "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb",
     "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a",
     "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
     "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81"
     "883d2dd1b51a28",
     "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"},
    {"A.3",
     {Kem::kP256, Hash::kSha256, Aead::kAes128Gcm},
     "4270e54ffd08d79d5928020af4686d8f6b7d35dbe470265f1f5aa22816ce860e",
     "668b37171f1072f3cf12ea8a236a45df23fc13b82af3609ad1e354f6ef817550",
     "f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2",
     "04fe8c19ce0905191ebc298a9245792531f26f0cece2460639e8bc39cb7f706a826a779b4cf9"
     "69b8a0e539c7f62fb3d30ad6aa8f80e30f1d128aafd68a2ce72ea0",
     "04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a"
     "1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4",
     "5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3a"
     "b2523f39513434",
     "d8f1ea7942adbba7412c6d431c62d01371ea476b823eb697e1f6e6cae1dab85a"},
    {"A.4",
     {Kem::kP256, Hash::kSha512, Aead::kAes128Gcm},
     "4ab11a9dd78c39668f7038f921ffc0993b368171d3ddde8031501ee1e08c4c9a",
     "ea9ff7cc5b2705b188841c7ace169290ff312a9cb31467784ca92d7a2e6e1be8",
     "3ac8530ad1b01885960fab38cf3cdc4f7aef121eaa239f222623614b4079fb38",
     "04085aa5b665dc3826f9650ccbcc471be268c8ada866422f739e2d531d4a8818a9466bc6b449"
     "357096232919ec4fe9070ccbac4aac30f4a1a53efcf7af90610edd",
     "0493ed86735bdfb978cc055c98b45695ad7ce61ce748f4dd63c525a3b8d53a15565c68978880"
     "70070c1579db1f86aaa56deb8297e64db7e8924e72866f9a472580",
     "d3cf4984931484a080f74c1bb2a6782700dc1fef9abe8442e44a6f09044c88907200b3320035"
     "43754eb51917ba",
     "93fb9411430b2cfa2cf0bed448c46922a5be9beff20e2e621df7e4655852edbc"},
    {"A.6",
     {Kem::kP521, Hash::kSha512, Aead::kAes256Gcm},
     "7f06ab8215105fc46aceeb2e3dc5028b44364f960426eb0d8e4026c2f8b5d7e7a986688f1591"
     "abf5ab753c357a5d6f0440414b4ed4ede71317772ac98d9239f70904",
     "2ad954bbe39b7122529f7dde780bff626cd97f850d0784a432784e69d86eccaade43b6c10a8f"
     "fdb94bf943c6da479db137914ec835a7e715e36e45e29b587bab3bf1",
     "01462680369ae375e4b3791070a7458ed527842f6a98a79ff5e0d4cbde83c27196a391695665"
     "5523a6a2556a7af62c5cadabe2ef9da3760bb21e005202f7b2462847",
     "0401b45498c1714e2dce167d3caf162e45e0642afc7ed435df7902ccae0e84ba0f7d373f646b"
     "7738bbbdca11ed91bdeae3cdcba3301f2457be452f271fa6837580e661012af49583a62e48d4"
     "4bed350c7118c0d8dc861c238c72a2bda17f64704f464b57338e7f40b60959480c0e58e6559b"
     "190d81663ed816e523b6b6a418f66d2451ec64",
     "040138b385ca16bb0d5fa0c0665fbbd7e69e3ee29f63991d3e9b5fa740aab8900aaeed46ed73"
     "a49055758425a0ce36507c54b29cc5b85a5cee6bae0cf1c21f2731ece2013dc3fb7c8d21654b"
     "b161b463962ca19e8c654ff24c94dd2898de12051f1ed0692237fb02b2f8d1dc1c73e9b366b5"
     "29eb436e98a996ee522aef863dd5739d2f29b0",
     "170f8beddfe949b75ef9c387e201baf4132fa7374593dfafa90768788b7b2b200aafcc6d80ea"
     "4c795a7c5b841a",
     "f389beaac6fcf6c0d9376e20f97e364f0609a88f1bc76d7328e9104df8477013"},
};

const Buffer kInfo = to_buffer(as_bytes("Ode on a Grecian Urn"));
const Buffer kAad = to_buffer(as_bytes("Count-0"));
const Buffer kPlaintext = to_buffer(as_bytes("Beauty is truth, truth beauty"));

class HpkeKnownAnswers : public testing::TestWithParam<Vector> {};
INSTANTIATE_TEST_SUITE_P(Rfc9180, HpkeKnownAnswers, testing::ValuesIn(kVectors),
                         [](const auto& tested) {
                           std::string name = tested.param.name;
                           std::erase(name, '.');
                           return name;
                         });

TEST_P(HpkeKnownAnswers, DerivesTheKeyPair) {
  const auto& vector = GetParam();
  const auto pair = kem_derive_key_pair(vector.suite.kem, from_hex(vector.recipient_key_material));
  ASSERT_TRUE(pair);
  EXPECT_EQ(to_hex(pair->private_key.reveal()), vector.private_key);
  EXPECT_EQ(to_hex(pair->public_key), vector.public_key);
}

TEST_P(HpkeKnownAnswers, SealsTheSameBytesFromTheSameRandomness) {
  const auto& vector = GetParam();
  PreparedRandom random(from_hex(vector.ephemeral_key_material));
  const auto sealed =
      hpke_seal(vector.suite, from_hex(vector.public_key), kInfo, kAad, kPlaintext, random);
  ASSERT_TRUE(sealed);
  EXPECT_EQ(to_hex(sealed->kem_output), vector.kem_output);
  EXPECT_EQ(to_hex(sealed->ciphertext), vector.ciphertext);
}

TEST_P(HpkeKnownAnswers, OpensTheCiphertext) {
  const auto& vector = GetParam();
  const auto opened =
      hpke_open(vector.suite, from_hex(vector.kem_output), from_hex(vector.private_key), kInfo,
                kAad, from_hex(vector.ciphertext));
  ASSERT_TRUE(opened);
  EXPECT_TRUE(equal(opened->reveal(), kPlaintext));
}

TEST_P(HpkeKnownAnswers, ExportsTheSameSecretOnBothSides) {
  const auto& vector = GetParam();
  PreparedRandom random(from_hex(vector.ephemeral_key_material));
  const auto sender = hpke_seal_export(vector.suite, from_hex(vector.public_key), kInfo,
                                       as_bytes("TestContext"), 32, random);
  const auto receiver =
      hpke_open_export(vector.suite, from_hex(vector.kem_output), from_hex(vector.private_key),
                       kInfo, as_bytes("TestContext"), 32);
  ASSERT_TRUE(sender && receiver);
  EXPECT_EQ(to_hex(sender->exported.reveal()), vector.exported);
  EXPECT_EQ(to_hex(receiver->reveal()), vector.exported);
}

TEST_P(HpkeKnownAnswers, RefusesAnyChangedInput) {
  const auto& vector = GetParam();
  const auto open = [&](Bytes kem_output, Bytes info, Bytes aad, Bytes ciphertext) {
    return hpke_open(vector.suite, kem_output, from_hex(vector.private_key), info, aad, ciphertext);
  };
  const Buffer kem_output = from_hex(vector.kem_output);
  const Buffer ciphertext = from_hex(vector.ciphertext);
  Buffer forged = ciphertext;
  forged.back() ^= 1;
  Buffer moved = kem_output;
  moved.back() ^= 1;
  const Bytes truncated = Bytes(kem_output).first(kem_output.size() - 1);
  EXPECT_EQ(open(kem_output, kInfo, kAad, forged).error().code, ErrorCode::kUnauthentic);
  EXPECT_EQ(open(kem_output, kAad, kAad, ciphertext).error().code, ErrorCode::kUnauthentic);
  EXPECT_EQ(open(kem_output, kInfo, kInfo, ciphertext).error().code, ErrorCode::kUnauthentic);
  EXPECT_FALSE(open(moved, kInfo, kAad, ciphertext));
  EXPECT_EQ(open(truncated, kInfo, kAad, ciphertext).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(open({}, kInfo, kAad, ciphertext).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(open(kem_output, kInfo, kAad, {}).error().code, ErrorCode::kMalformed);
}

TEST(Hpke, EveryKemRoundTrips) {
  SeededRandom random(1);
  for (const Kem kem : {Kem::kP256, Kem::kP384, Kem::kP521, Kem::kX25519, Kem::kX448}) {
    const HpkeSuite suite{kem, Hash::kSha384, Aead::kAes256Gcm};
    const auto pair = kem_generate(kem, random);
    ASSERT_TRUE(pair);
    EXPECT_EQ(*kem_public_key(kem, pair->private_key.reveal()), pair->public_key);
    const auto sealed = hpke_seal(suite, pair->public_key, kInfo, {}, kPlaintext, random);
    ASSERT_TRUE(sealed);
    const auto opened = hpke_open(suite, sealed->kem_output, pair->private_key.reveal(), kInfo, {},
                                  sealed->ciphertext);
    ASSERT_TRUE(opened);
    EXPECT_TRUE(equal(opened->reveal(), kPlaintext));
  }
}

// RFC 9180 section 7.1.4.
TEST(Hpke, RefusesAPublicKeyThatForcesTheSecret) {
  SeededRandom random(1);
  const HpkeSuite suite{Kem::kX25519, Hash::kSha256, Aead::kChaCha20Poly1305};
  EXPECT_EQ(hpke_seal(suite, Buffer(32), {}, {}, {}, random).error().code, ErrorCode::kUnauthentic);
  const HpkeSuite nist{Kem::kP256, Hash::kSha256, Aead::kAes128Gcm};
  Buffer off_the_curve(65, 1);
  off_the_curve[0] = 4;
  EXPECT_EQ(hpke_seal(nist, off_the_curve, {}, {}, {}, random).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(hpke_seal(nist, Buffer{0}, {}, {}, {}, random).error().code, ErrorCode::kMalformed);
}

TEST(Hpke, RefusesScalarsOutsideTheGroup) {
  EXPECT_EQ(kem_public_key(Kem::kP256, Buffer(32)).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(kem_public_key(Kem::kP256, Buffer(32, 0xff)).error().code, ErrorCode::kMalformed);
  EXPECT_EQ(kem_public_key(Kem::kX448, Buffer(55)).error().code, ErrorCode::kMalformed);
}

}  // namespace
}  // namespace conclave::crypto
