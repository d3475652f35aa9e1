#include "e2ee/link.h"

#include "base/limits.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

LinkSecret parse(std::string_view fragment) { return *LinkSecret::parse(fragment); }

TEST(Link, HasTheSameSecretAfterATripThroughItsText) {
  SeededRandom random(1);
  const LinkSecret secret = LinkSecret::generate(random);
  EXPECT_EQ(secret.fragment().size(), 22u);
  EXPECT_TRUE(equal(parse(secret.fragment()).reveal(), secret.reveal()));
}

TEST(Link, HasAFormForEveryWayIn) {
  SeededRandom random(2);
  const LinkSecret first = LinkSecret::generate(random);
  for (const auto form : {LinkSecret::Form::kDoor, LinkSecret::Form::kInvite}) {
    for (const bool needs_passphrase : {false, true}) {
      const LinkSecret door =
          LinkSecret::generate(form, first.meeting_id(), needs_passphrase, random);
      const LinkSecret read = parse(door.fragment());
      EXPECT_EQ(read.form(), form);
      EXPECT_EQ(read.needs_passphrase(), needs_passphrase);
      EXPECT_EQ(read.meeting_id(), first.meeting_id());
      EXPECT_TRUE(equal(read.reveal(), door.reveal()));
      EXPECT_FALSE(read.root() == first.root());
    }
  }
}

TEST(Link, RefusesEveryOtherText) {
  for (const std::string_view fragment :
       {"", "~p", "i.", "i.AAAAAAAAAAAAAAAAAAAAAA", ".AAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAA.", "AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.A",
        "AAAAAAAAAAAAAAAAAAAAAA~q", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAA+", "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_FALSE(LinkSecret::parse(fragment)) << fragment;
  }
}

// The derivation is a contract with every other client: docs/keys.md.
TEST(Link, DerivesTheSameKeysEverywhere) {
  const LinkKeys keys = derive_link_keys(parse("AAECAwQFBgcICQoLDA0ODw"));
  EXPECT_EQ(to_hex(keys.meeting_id), "b6ae92a9f633899bdbc1a38cbd6002bb");
  EXPECT_EQ(to_hex(keys.knock_key.reveal()),
            "6be04f3ea5780edebe204902200f560ba213b0e8cb53cb944d6279085211777a");
  EXPECT_EQ(to_hex(keys.psk_id), "e86a4f7b300bd02569dd84ca7906fc9c");
  EXPECT_EQ(to_hex(keys.psk.reveal()),
            "9b73c078071a795c10153101bfa8842dfa79831a134ebce5443834db1844f396");
}

TEST(Link, DerivesTheSameKeysForADoorEverywhere) {
  Buffer meeting_id;
  Buffer key;
  for (uint8_t i = 0; i < 16; ++i) {
    key.push_back(i);
    meeting_id.push_back(16 + i);
  }
  const auto link = *LinkSecret::make(LinkSecret::Form::kDoor, meeting_id, key, true);
  const LinkKeys keys = derive_link_keys(link, as_bytes("stretched"));
  EXPECT_EQ(keys.meeting_id, meeting_id);
  EXPECT_EQ(to_hex(keys.knock_key.reveal()),
            "59a0dd1302954a04c4eca2afbea678be4ae29d56a60faf2a0568741e29a08e7c");
  EXPECT_EQ(to_hex(keys.psk_id), "7ec973fb4dc4336776951c68a2d77615");
}

TEST(Link, SharesNothingWithAnotherLink) {
  const LinkKeys one = derive_link_keys(parse("AAECAwQFBgcICQoLDA0ODw"));
  const LinkKeys two = derive_link_keys(parse("AQECAwQFBgcICQoLDA0ODw"));
  EXPECT_NE(one.meeting_id, two.meeting_id);
  EXPECT_FALSE(one.knock_key == two.knock_key);
  EXPECT_NE(one.psk_id, two.psk_id);
  EXPECT_FALSE(one.psk == two.psk);
}

TEST(Link, KeepsThePlaceButNotTheEntryWithAPassphrase) {
  const LinkSecret secret = parse("AAECAwQFBgcICQoLDA0ODw");
  const LinkKeys without = derive_link_keys(secret);
  const LinkKeys with = derive_link_keys(secret, as_bytes("stretched"));
  EXPECT_EQ(without.meeting_id, with.meeting_id);
  EXPECT_TRUE(without.knock_key == with.knock_key);  // guesses are heard
  EXPECT_FALSE(without.proof_key == with.proof_key);
  EXPECT_FALSE(without.psk == with.psk);
}

TEST(Link, TakesTheSamePassphraseAfterAChange) {
  const LinkSecret first = parse("AAECAwQFBgcICQoLDA0ODw~p");
  const LinkSecret next =
      *LinkSecret::make(LinkSecret::Form::kDoor, first.meeting_id(), Buffer(16, 3), true);
  const Secret key = *stretch_passphrase(first, "correct horse");
  EXPECT_EQ(key.size(), kPassphraseKeySize);
  EXPECT_TRUE(*stretch_passphrase(next, "correct horse") == key);
  EXPECT_FALSE(*stretch_passphrase(next, "wrong horse") == key);
}

}  // namespace
}  // namespace conclave::e2ee
