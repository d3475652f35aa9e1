#include "mls/key_schedule.h"

#include "mls/psk.h"
#include "mls/transcript_hash.h"

#include <gtest/gtest.h>

namespace conclave::mls {
namespace {

constexpr CipherSuite kSuite = kCipherSuites[2];
const Buffer kInit(32, 1);
const Buffer kCommit(32, 2);
const Buffer kPsk(32, 3);
const Buffer kContext(100, 4);

EpochSecrets next_epoch(Bytes init, Bytes commit, Bytes psk, Bytes context) {
  const Secret joiner = joiner_secret(kSuite, init, commit, context);
  return epoch_secrets(kSuite, joiner.reveal(), psk, context);
}

TEST(CipherSuite, KnowsOneToSevenAndNothingElse) {
  for (uint16_t id = 1; id <= 7; ++id) EXPECT_EQ(cipher_suite(id)->id, id);
  EXPECT_EQ(cipher_suite(0).error().code, ErrorCode::kUnsupported);
  EXPECT_EQ(cipher_suite(8).error().code, ErrorCode::kUnsupported);
}

TEST(CipherSuite, SignsUnderALabelThatVerifiesUnderNoOther) {
  SeededRandom random(1);
  const crypto::KeyPair keys = *crypto::signature_generate(kSuite.signature, random);
  const Buffer content = {1, 2, 3};
  const Buffer signature =
      *sign_with_label(kSuite, keys.private_key.reveal(), "A", content, random);
  EXPECT_TRUE(verify_with_label(kSuite, keys.public_key, "A", content, signature));
  EXPECT_FALSE(verify_with_label(kSuite, keys.public_key, "B", content, signature));
  EXPECT_FALSE(verify_with_label(kSuite, keys.public_key, "A", Buffer{1, 2}, signature));
}

TEST(CipherSuite, EncryptsUnderALabelAndContextThatMustBothMatch) {
  SeededRandom random(2);
  const crypto::KeyPair keys = *crypto::kem_derive_key_pair(kSuite.kem, kInit);
  const Buffer context = {9};
  const auto sealed =
      *encrypt_with_label(kSuite, keys.public_key, "A", context, as_bytes("secret"), random);
  const auto open = [&](std::string_view label, Bytes with) {
    return decrypt_with_label(kSuite, keys.private_key.reveal(), label, with, sealed.kem_output,
                              sealed.ciphertext);
  };
  EXPECT_EQ(as_text(open("A", context)->reveal()), "secret");
  EXPECT_FALSE(open("B", context));
  EXPECT_FALSE(open("A", {}));
}

TEST(KeySchedule, DependsOnEveryInput) {
  const Buffer other(32, 9);
  const Secret base = next_epoch(kInit, kCommit, kPsk, kContext).epoch_authenticator;
  EXPECT_TRUE(base == next_epoch(kInit, kCommit, kPsk, kContext).epoch_authenticator);
  EXPECT_FALSE(base == next_epoch(other, kCommit, kPsk, kContext).epoch_authenticator);
  EXPECT_FALSE(base == next_epoch(kInit, other, kPsk, kContext).epoch_authenticator);
  EXPECT_FALSE(base == next_epoch(kInit, kCommit, other, kContext).epoch_authenticator);
  EXPECT_FALSE(base == next_epoch(kInit, kCommit, kPsk, other).epoch_authenticator);
}

TEST(KeySchedule, ExportsASecretPerLabelAndContext) {
  const Secret one = export_secret(kSuite, kInit, "sframe", as_bytes("a"), 32);
  EXPECT_EQ(one.size(), 32u);
  EXPECT_FALSE(one == export_secret(kSuite, kInit, "sframe", as_bytes("b"), 32));
  EXPECT_FALSE(one == export_secret(kSuite, kInit, "other", as_bytes("a"), 32));
}

TEST(KeySchedule, AgreesOnAnExternalInitSecret) {
  SeededRandom random(3);
  const crypto::KeyPair external = *external_key_pair(kSuite, kInit);
  const crypto::HpkeExport sealed = *seal_external_init(kSuite, external.public_key, random);
  EXPECT_TRUE(*open_external_init(kSuite, external.private_key.reveal(), sealed.kem_output) ==
              sealed.exported);
}

TEST(Psk, IsZeroWithoutInputsAndDependsOnTheirOrder) {
  EXPECT_TRUE(psk_secret(kSuite, {}) == Secret(kSuite.hash_size()));
  const PskInput a{.encoded_id = {1, 1, 7}, .value = Secret(kPsk)};
  const PskInput b{.encoded_id = {1, 1, 8}, .value = Secret(kInit)};
  const PskInput ab[] = {a, b};
  const PskInput ba[] = {b, a};
  EXPECT_FALSE(psk_secret(kSuite, ab) == psk_secret(kSuite, ba));
  EXPECT_FALSE(psk_secret(kSuite, {ab, 1}) == psk_secret(kSuite, {ba, 1}));
}

TEST(TranscriptHash, ChainsEveryCommit) {
  const Buffer confirmed = confirmed_transcript_hash(kSuite, {}, as_bytes("commit"));
  const Buffer interim = interim_transcript_hash(kSuite, confirmed, as_bytes("tag"));
  EXPECT_NE(confirmed, confirmed_transcript_hash(kSuite, interim, as_bytes("commit")));
  EXPECT_NE(interim, interim_transcript_hash(kSuite, confirmed, as_bytes("gat")));
}

}  // namespace
}  // namespace conclave::mls
