#include "e2ee/participant.h"

#include "base/limits.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

Buffer identity_of(const Participant& participant) {
  return std::get<mls::BasicCredential>(make_credential(participant)).identity;
}

Result<Participant> parse(Buffer identity) {
  return parse_credential(mls::BasicCredential{.identity = std::move(identity)});
}

TEST(Participant, KeepsConnectionAndNameInACredential) {
  const Participant zoe{.connection = ConnectionId(7), .name = "Zoë 🦊"};
  EXPECT_EQ(*parse_credential(make_credential(zoe)), zoe);
}

TEST(Participant, TellsNothingOfANamesLengthByItsSize) {
  const std::string longest(limits::kNameBytesMax, 'n');
  EXPECT_EQ(identity_of({ConnectionId(1), "a"}).size(),
            identity_of({ConnectionId(0xffffffff), longest}).size());
}

TEST(Participant, RefusesNamesThatCannotBeShown) {
  for (const std::string& name :
       {std::string(), std::string(limits::kNameBytesMax + 1, 'n'), std::string("a\nb"),
        std::string("a\0b", 3), std::string("\x7f"), std::string("\xc2\x80"), std::string("\xff"),
        std::string("\xc0\x80"), std::string("\xe0\x80\x80"), std::string("\xed\xa0\x80"),
        std::string("\xf4\x90\x80\x80"), std::string("\xe2\x82"),
        std::string("\xf0\x82\x82\xac")}) {
    EXPECT_FALSE(check_name(name));
  }
}

TEST(Participant, RefusesNamesThatReadOtherwiseThanTheyAreWritten) {
  for (const std::string hidden : {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066",
                                   "\u2067", "\u2068", "\u2069", "\u200b", "\u2060", "\ufeff"}) {
    EXPECT_FALSE(check_name(hidden));
    EXPECT_FALSE(check_name("A" + hidden + "da"));
    EXPECT_FALSE(check_name("Ada" + hidden));
  }
}

TEST(Participant, KeepsTheJoinersThatScriptsAndEmojiNeed) {
  for (const std::string name : {"علی\u200cرضا", "ශ්\u200dරී", "👩\u200d💻", "Zoë", "דוד"}) {
    EXPECT_TRUE(check_name(name)) << name;
  }
}

TEST(Participant, RefusesIdentitiesOfAnyOtherForm) {
  const Buffer good = identity_of({ConnectionId(7), "Ada"});
  for (size_t size = 0; size < good.size(); ++size) {
    EXPECT_FALSE(parse(Buffer(good.begin(), good.begin() + static_cast<ptrdiff_t>(size))));
  }
  Buffer longer = good;
  longer.push_back(0);
  EXPECT_FALSE(parse(longer));

  Buffer other_version = good;
  other_version[0] = 2;
  EXPECT_FALSE(parse(other_version));
  Buffer nobody = good;
  nobody[4] = 0;
  EXPECT_FALSE(parse(nobody));
  Buffer hidden = good;
  hidden.back() = 'x';
  EXPECT_FALSE(parse(hidden));
  Buffer oversized = good;
  oversized[5] = 200;
  EXPECT_FALSE(parse(oversized));
  EXPECT_FALSE(parse_credential(mls::X509Credential{}));
}

}  // namespace
}  // namespace conclave::e2ee
