// Known answers for the primitives, and what they must refuse.
#include "crypto/crypto.h"

#include <gtest/gtest.h>

namespace conclave::crypto {
namespace {

constexpr SignatureScheme kSchemes[] = {SignatureScheme::kP256, SignatureScheme::kP384,
                                        SignatureScheme::kP521, SignatureScheme::kEd25519,
                                        SignatureScheme::kEd448};

Buffer from_hex(std::string_view hex) {
  const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  Buffer bytes;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) {
    bytes.push_back(static_cast<uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  }
  return bytes;
}

TEST(Digest, AnswersFips180) {
  EXPECT_EQ(to_hex(digest(Hash::kSha256, as_bytes("abc"))),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(to_hex(digest(Hash::kSha256, {})),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest(Hash::kSha384, {}).size(), hash_size(Hash::kSha384));
  EXPECT_EQ(digest(Hash::kSha512, {}).size(), hash_size(Hash::kSha512));
}

// RFC 4231 test cases 2 and 6: a short key, and one longer than a block of SHA-256.
TEST(Hmac, AnswersRfc4231) {
  const auto mac = [](Hash hash, Bytes key, std::string_view data) {
    return to_hex(hmac(hash, key, as_bytes(data)).reveal());
  };
  const std::string_view question = "what do ya want for nothing?";
  EXPECT_EQ(mac(Hash::kSha256, as_bytes("Jefe"), question),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(mac(Hash::kSha512, as_bytes("Jefe"), question),
            "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
            "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
  EXPECT_EQ(mac(Hash::kSha256, Buffer(131, 0xaa),
                "Test Using Larger Than Block-Size Key - Hash Key First"),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// RFC 5869 appendix A.1 and A.3.
TEST(Hkdf, AnswersRfc5869) {
  const Buffer input(22, 0x0b);
  const Secret prk = hkdf_extract(Hash::kSha256, from_hex("000102030405060708090a0b0c"), input);
  EXPECT_EQ(
      to_hex(
          hkdf_expand(Hash::kSha256, prk.reveal(), from_hex("f0f1f2f3f4f5f6f7f8f9"), 42).reveal()),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
  const Secret bare = hkdf_extract(Hash::kSha256, {}, input);
  EXPECT_EQ(to_hex(hkdf_expand(Hash::kSha256, bare.reveal(), {}, 42).reveal()),
            "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8");
  EXPECT_TRUE(hkdf_expand(Hash::kSha256, prk.reveal(), {}, 0).empty());
}

// RFC 8439 section 2.8.2.
TEST(Aead, AnswersRfc8439) {
  const auto sealed = aead_seal(
      Aead::kChaCha20Poly1305,
      from_hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
      from_hex("070000004041424344454647"), from_hex("50515253c0c1c2c3c4c5c6c7"),
      as_bytes(
          "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
          "future, sunscreen would be it."));
  ASSERT_TRUE(sealed);
  EXPECT_EQ(to_hex(Bytes(*sealed).first(16)), "d31a8d34648e60db7b86afbc53ef7ec2");
  EXPECT_EQ(to_hex(Bytes(*sealed).last(16)), "1ae10b594f09e26a7e902ecbd0600691");
}

TEST(Aead, EveryCipherRoundTripsAndRefusesChanges) {
  for (const Aead aead : {Aead::kAes128Gcm, Aead::kAes256Gcm, Aead::kChaCha20Poly1305}) {
    const Buffer key(aead_key_size(aead), 7), nonce(kAeadNonceSize, 9);
    for (const size_t size : {0, 1, 16, 1000}) {
      const Buffer plaintext(size, 5);
      const auto sealed = aead_seal(aead, key, nonce, as_bytes("aad"), plaintext);
      ASSERT_TRUE(sealed);
      ASSERT_EQ(sealed->size(), size + kAeadTagSize);
      EXPECT_TRUE(
          equal(aead_open(aead, key, nonce, as_bytes("aad"), *sealed)->reveal(), plaintext));
      EXPECT_EQ(aead_open(aead, key, nonce, as_bytes("dad"), *sealed).error().code,
                ErrorCode::kUnauthentic);
      Buffer forged = *sealed;
      forged.front() ^= 0x80;
      EXPECT_EQ(aead_open(aead, key, nonce, as_bytes("aad"), forged).error().code,
                ErrorCode::kUnauthentic);
    }
  }
}

TEST(Aead, RefusesWrongSizes) {
  const Buffer key(16), nonce(12);
  EXPECT_EQ(aead_open(Aead::kAes128Gcm, key, nonce, {}, Buffer(15)).error().code,
            ErrorCode::kMalformed);
  EXPECT_EQ(aead_open(Aead::kAes256Gcm, key, nonce, {}, Buffer(16)).error().code,
            ErrorCode::kMalformed);
  EXPECT_FALSE(aead_seal(Aead::kAes128Gcm, key, Buffer(11), {}, {}));
  Buffer data(1);
  EXPECT_FALSE(aes_ctr(Buffer(24), Buffer(16), data));
  EXPECT_FALSE(aes_ctr(key, Buffer(12), data));
}

// NIST SP 800-38A F.5.1, first block.
TEST(AesCtr, AnswersSp80038a) {
  Buffer data = from_hex("6bc1bee22e409f96e93d7e117393172a");
  ASSERT_TRUE(aes_ctr(from_hex("2b7e151628aed2a6abf7158809cf4f3c"),
                      from_hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff"), data));
  EXPECT_EQ(to_hex(data), "874d6191b620e3261bef6864990db6ce");
}

// RFC 8032 section 7.1, test 2.
TEST(Signature, AnswersRfc8032) {
  SeededRandom random(1);
  const Buffer seed = from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
  const Buffer message{0x72};
  EXPECT_EQ(to_hex(*signature_public_key(SignatureScheme::kEd25519, seed)),
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
  EXPECT_EQ(to_hex(*sign(SignatureScheme::kEd25519, seed, message, random)),
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Signature, EverySchemeSignsAndVerifies) {
  SeededRandom random(2);
  for (const SignatureScheme scheme : kSchemes) {
    const auto pair = signature_generate(scheme, random);
    ASSERT_TRUE(pair);
    EXPECT_EQ(*signature_public_key(scheme, pair->private_key.reveal()), pair->public_key);
    const auto signature = sign(scheme, pair->private_key.reveal(), as_bytes("words"), random);
    ASSERT_TRUE(signature);
    EXPECT_TRUE(verify(scheme, pair->public_key, as_bytes("words"), *signature));
    EXPECT_EQ(verify(scheme, pair->public_key, as_bytes("sword"), *signature).error().code,
              ErrorCode::kUnauthentic);
    const auto other = signature_generate(scheme, random);
    EXPECT_EQ(verify(scheme, other->public_key, as_bytes("words"), *signature).error().code,
              ErrorCode::kUnauthentic);
  }
}

TEST(Signature, RefusesKeysAndSignaturesWithoutForm) {
  SeededRandom random(3);
  for (const SignatureScheme scheme : kSchemes) {
    const auto pair = signature_generate(scheme, random);
    const auto signature = sign(scheme, pair->private_key.reveal(), {}, random);
    const Bytes cut_key = Bytes(pair->public_key).first(pair->public_key.size() - 1);
    const Bytes cut_signature = Bytes(*signature).first(signature->size() - 1);
    EXPECT_EQ(verify(scheme, cut_key, {}, *signature).error().code, ErrorCode::kMalformed);
    EXPECT_EQ(verify(scheme, pair->public_key, {}, cut_signature).error().code,
              ErrorCode::kMalformed);
    EXPECT_FALSE(verify(scheme, pair->public_key, {}, {}));
    EXPECT_EQ(sign(scheme, Buffer(7), {}, random).error().code, ErrorCode::kMalformed);
  }
  EXPECT_EQ(sign(SignatureScheme::kP256, Buffer(32, 0xff), {}, random).error().code,
            ErrorCode::kMalformed);
}

TEST(Signature, TheSameSeedGivesTheSameKeys) {
  for (const SignatureScheme scheme : kSchemes) {
    SeededRandom one(4), two(4);
    EXPECT_EQ(signature_generate(scheme, one)->public_key,
              signature_generate(scheme, two)->public_key);
  }
}

}  // namespace
}  // namespace conclave::crypto
