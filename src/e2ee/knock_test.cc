#include "e2ee/knock.h"

#include "e2ee/waiting_room.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

constexpr mls::UnixSeconds kNow(1'800'000'000);
constexpr ConnectionId kFrom(3);

class Knock : public testing::Test {
 protected:
  LinkKeys make_link() { return derive_link_keys(LinkSecret::generate(random_)); }
  Buffer seal(const LinkKeys& link, ConnectionId connection, mls::UnixSeconds now = kNow) {
    const auto own = *make_own_key_package({.connection = connection, .name = "Ada"}, now, random_);
    return *seal_knock(link, own.key_package, random_);
  }
  ErrorCode refusal(const LinkKeys& link, Bytes envelope, mls::UnixSeconds now = kNow) {
    return open_knock(link, kFrom, envelope, now).error().code;
  }

  SeededRandom random_{4};
  LinkKeys link_ = make_link();
};

TEST_F(Knock, IsOpenedByWhoHasTheLink) {
  const auto opened = open_knock(link_, kFrom, seal(link_, kFrom), kNow);
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->participant, (Participant{kFrom, "Ada"}));
}

TEST_F(Knock, CannotBeMadeWithoutTheLink) {
  EXPECT_EQ(refusal(link_, seal(make_link(), kFrom)), ErrorCode::kUnauthentic);
}

TEST_F(Knock, CountsForItsMeetingAndItsConnectionOnly) {
  LinkKeys elsewhere = link_;
  elsewhere.meeting_id[0] ^= 1;
  EXPECT_EQ(refusal(link_, seal(elsewhere, kFrom)), ErrorCode::kUnauthentic);
  EXPECT_EQ(refusal(link_, seal(link_, ConnectionId(4))), ErrorCode::kInvalid);
}

TEST_F(Knock, IsRefusedWhenTruncatedOrAltered) {
  const Buffer envelope = seal(link_, kFrom);
  for (size_t size = 0; size < envelope.size(); size += 7) {
    EXPECT_FALSE(open_knock(link_, kFrom, Bytes(envelope).first(size), kNow));
  }
  for (size_t i = 0; i < envelope.size(); i += 5) {
    Buffer forged = envelope;
    forged[i] ^= 1;
    EXPECT_FALSE(open_knock(link_, kFrom, forged, kNow));
  }
  EXPECT_EQ(refusal(link_, Buffer(limits::kKnockBytesMax + 1)), ErrorCode::kLimit);
}

TEST_F(Knock, IsRefusedOnAnotherDay) {
  const Buffer envelope = seal(link_, kFrom);
  EXPECT_TRUE(open_knock(link_, kFrom, envelope, mls::UnixSeconds(kNow.value() + 3600)));
  EXPECT_TRUE(open_knock(link_, kFrom, envelope, mls::UnixSeconds(kNow.value() - 3600)));
  EXPECT_FALSE(open_knock(link_, kFrom, envelope, mls::UnixSeconds(kNow.value() + 2 * 86'400)));
  EXPECT_FALSE(open_knock(link_, kFrom, envelope, mls::UnixSeconds(kNow.value() - 2 * 86'400)));
}

TEST_F(Knock, HasOneSizeForEveryName) {
  const auto size_with = [&](std::string name) {
    const auto own = *make_own_key_package({kFrom, std::move(name)}, kNow, random_);
    return seal_knock(link_, own.key_package, random_)->size();
  };
  EXPECT_EQ(size_with("a"), size_with(std::string(limits::kNameBytesMax, 'a')));
}

TEST_F(Knock, IsTakenOnce) {
  WaitingRoom waiting;
  const Buffer envelope = seal(link_, kFrom);
  EXPECT_TRUE(waiting.take(link_, kFrom, envelope, kNow, Time()));
  waiting.remove(kFrom);
  EXPECT_EQ(waiting.take(link_, kFrom, envelope, kNow, Time()).error().code, ErrorCode::kReplayed);
  EXPECT_TRUE(waiting.empty());
}

TEST_F(Knock, TakesThePlaceOfAnEarlierOneOfItsConnection) {
  WaitingRoom waiting;
  EXPECT_TRUE(waiting.take(link_, kFrom, seal(link_, kFrom), kNow, time_from_us(1)));
  EXPECT_TRUE(waiting.take(link_, kFrom, seal(link_, kFrom), kNow, time_from_us(2)));
  ASSERT_EQ(waiting.admitted().size(), 1u);
  EXPECT_EQ(waiting.admitted().at(kFrom).since, time_from_us(2));
}

}  // namespace
}  // namespace conclave::e2ee
