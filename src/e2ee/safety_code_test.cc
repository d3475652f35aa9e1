#include "e2ee/safety_code.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

const Buffer kAuthenticator(32, 1);

std::vector<mls::Member> make_roster() {
  std::vector<mls::Member> roster(2);
  for (uint32_t i = 0; i < 2; ++i) {
    roster[i].leaf = mls::LeafIndex(i);
    roster[i].credential = mls::BasicCredential{.identity = Buffer(4, uint8_t(i))};
    roster[i].signature_key = Buffer(32, uint8_t(i + 10));
  }
  return roster;
}

// The derivation is a contract with every other client: docs/keys.md.
TEST(SafetyCode, IsTheSameEverywhere) {
  const SafetyCode code = safety_code(kAuthenticator, make_roster());
  EXPECT_EQ(code.digits, "314026273501648207776738594259");
  EXPECT_EQ(code.words, (std::array<uint16_t, kSafetyWords>{1391, 1064, 720, 1081, 100, 1813, 1030,
                                                            703, 1855, 1502, 1835, 389}));
}

TEST(SafetyCode, HasThirtyDigitsAndTwelveWordsOfTheList) {
  for (uint8_t i = 0; i < 100; ++i) {
    const std::string code = safety_code(Buffer(32, i), make_roster()).digits;
    EXPECT_EQ(code.size(), 30u);
    EXPECT_EQ(code.find_first_not_of("0123456789"), std::string::npos);
    for (const uint16_t word : safety_code(Buffer(32, i), make_roster()).words) {
      EXPECT_LT(word, 2048);
    }
  }
}

TEST(SafetyCode, ChangesWithEveryKeyNameAndEpoch) {
  const auto code = safety_code(kAuthenticator, make_roster());
  auto roster = make_roster();
  roster[1].signature_key[0] ^= 1;
  EXPECT_FALSE(safety_code(kAuthenticator, roster) == code);
  roster = make_roster();
  std::get<mls::BasicCredential>(roster[0].credential).identity[0] ^= 1;
  EXPECT_FALSE(safety_code(kAuthenticator, roster) == code);
  roster = make_roster();
  roster.pop_back();
  EXPECT_FALSE(safety_code(kAuthenticator, roster) == code);
  EXPECT_FALSE(safety_code(Buffer(32, 2), make_roster()) == code);
}

}  // namespace
}  // namespace conclave::e2ee
