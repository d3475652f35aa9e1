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

TEST(Link, RefusesEveryOtherText) {
  for (const std::string_view fragment :
       {"", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA==", "AAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAAA+", "AAAAAAAAAAAAAAAAAAAAAAA", "AAAAAAAAAAAAAAAAAAAAAAAA"}) {
    EXPECT_FALSE(LinkSecret::parse(fragment)) << fragment;
  }
}

// The derivation is a contract with every other client: docs/keys.md.
TEST(Link, DerivesTheSameKeysEverywhere) {
  const LinkKeys keys = derive_link_keys(parse("AAECAwQFBgcICQoLDA0ODw"));
  EXPECT_EQ(to_hex(keys.meeting_id), "b6ae92a9f633899bdbc1a38cbd6002bb");
  EXPECT_EQ(to_hex(keys.knock_key.reveal()),
            "7a3779fcab408489873ee02cadd1a3902cffb0e841f57ba2c6bada1c8238eb3a");
  EXPECT_EQ(to_hex(keys.psk_id), "e86a4f7b300bd02569dd84ca7906fc9c");
  EXPECT_EQ(to_hex(keys.psk.reveal()),
            "9b73c078071a795c10153101bfa8842dfa79831a134ebce5443834db1844f396");
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
  EXPECT_FALSE(without.knock_key == with.knock_key);
  EXPECT_FALSE(without.psk == with.psk);
}

}  // namespace
}  // namespace conclave::e2ee
