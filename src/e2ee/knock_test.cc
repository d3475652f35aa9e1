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
  Result<OpenedKnock> open(Bytes envelope, mls::UnixSeconds now = kNow) {
    return open_knock({{link_}}, kFrom, envelope, now);
  }
  ErrorCode refusal(Bytes envelope, mls::UnixSeconds now = kNow) {
    return open(envelope, now).error().code;
  }
  auto take(WaitingRoom& waiting, Bytes envelope, Time now = Time()) {
    return waiting.take({{link_}}, kFrom, envelope, kNow, now);
  }

  SeededRandom random_{4};
  LinkKeys link_ = make_link();
  mls::OwnKeyPackage own_ = *make_own_key_package({kFrom, "Ada"}, kNow, random_);
};

TEST_F(Knock, IsOpenedByWhoHasTheLink) {
  const auto opened = open(seal(link_, kFrom));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->participant, (Participant{kFrom, "Ada"}));
}

TEST_F(Knock, CannotBeMadeWithoutTheLink) {
  EXPECT_EQ(refusal(seal(make_link(), kFrom)), ErrorCode::kUnauthentic);
}

TEST_F(Knock, CountsForItsMeetingAndItsConnectionOnly) {
  LinkKeys elsewhere = link_;
  elsewhere.meeting_id[0] ^= 1;
  EXPECT_EQ(refusal(seal(elsewhere, kFrom)), ErrorCode::kUnauthentic);
  EXPECT_EQ(refusal(seal(link_, ConnectionId(4))), ErrorCode::kInvalid);
}

TEST_F(Knock, IsRefusedWhenTruncatedOrAltered) {
  const Buffer envelope = seal(link_, kFrom);
  for (size_t size = 0; size < envelope.size(); size += 7) {
    EXPECT_FALSE(open(Bytes(envelope).first(size)));
  }
  for (size_t i = 0; i < envelope.size(); i += 5) {
    Buffer forged = envelope;
    forged[i] ^= 1;
    EXPECT_FALSE(open(forged));
  }
  EXPECT_EQ(refusal(Buffer(limits::kKnockBytesMax + 1)), ErrorCode::kLimit);
}

TEST_F(Knock, IsRefusedOnAnotherDay) {
  const Buffer envelope = seal(link_, kFrom);
  EXPECT_TRUE(open(envelope, mls::UnixSeconds(kNow.value() + 3600)));
  EXPECT_TRUE(open(envelope, mls::UnixSeconds(kNow.value() - 3600)));
  EXPECT_FALSE(open(envelope, mls::UnixSeconds(kNow.value() + 2 * 86'400)));
  EXPECT_FALSE(open(envelope, mls::UnixSeconds(kNow.value() - 2 * 86'400)));
}

TEST_F(Knock, HasOneSizeForEveryName) {
  const auto size_with = [&](std::string name) {
    const auto own = *make_own_key_package({kFrom, std::move(name)}, kNow, random_);
    return seal_knock(link_, own.key_package, random_)->size();
  };
  EXPECT_EQ(size_with("a"), size_with(std::string(limits::kNameBytesMax, 'a')));
}

TEST_F(Knock, SaysWhichDoorItCameBy) {
  const LinkKeys other = make_link();
  const std::vector<LinkKeys> doors = {other, link_};
  EXPECT_EQ(open_knock(doors, kFrom, seal(link_, kFrom), kNow)->door, 1u);
  EXPECT_EQ(open_knock(doors, kFrom, seal(other, kFrom), kNow)->door, 0u);
}

TEST_F(Knock, ShowsThatThePassphraseIsWrong) {
  const LinkSecret secret = LinkSecret::generate(random_);
  link_ = derive_link_keys(secret, as_bytes("right"));
  EXPECT_TRUE(open(seal(link_, kFrom)));
  const LinkKeys guess = derive_link_keys(secret, as_bytes("wrong"));
  EXPECT_EQ(refusal(seal(guess, kFrom)), ErrorCode::kRefused);
  EXPECT_EQ(refusal(seal(derive_link_keys(secret), kFrom)), ErrorCode::kRefused);
}

TEST_F(Knock, IsHeldAfterTooManyWrongPassphrases) {
  const LinkSecret secret = LinkSecret::generate(random_);
  link_ = derive_link_keys(secret, as_bytes("right"));
  const LinkKeys guess = derive_link_keys(secret, as_bytes("wrong"));
  WaitingRoom waiting;
  for (size_t i = 0; i < limits::kWrongPassphrasesMax; ++i) {
    EXPECT_EQ(take(waiting, seal(guess, kFrom)).error().code, ErrorCode::kRefused);
  }
  const Buffer envelope = seal(link_, kFrom);
  EXPECT_EQ(take(waiting, envelope).error().code, ErrorCode::kNotYet);
  EXPECT_EQ(waiting.next_release(), Time() + limits::kWrongPassphraseTime);
  EXPECT_FALSE(waiting.release(Time()));
  const auto held = waiting.release(Time() + limits::kWrongPassphraseTime);
  ASSERT_TRUE(held);
  EXPECT_EQ(held->from, kFrom);
  EXPECT_TRUE(take(waiting, held->envelope, Time() + limits::kWrongPassphraseTime));
}

TEST_F(Knock, IsTakenOnce) {
  WaitingRoom waiting;
  const Buffer envelope = seal(link_, kFrom);
  EXPECT_TRUE(take(waiting, envelope));
  waiting.remove(kFrom);
  EXPECT_EQ(take(waiting, envelope).error().code, ErrorCode::kReplayed);
  EXPECT_TRUE(waiting.knockers().empty());
}

TEST_F(Knock, ThatWasNotAnsweredMayComeOnceMoreWhenAllBeginsAnew) {
  WaitingRoom waiting;
  const Buffer answered = seal(link_, kFrom);
  EXPECT_TRUE(take(waiting, answered));
  waiting.remove(kFrom);
  const Buffer unanswered = seal(link_, kFrom);
  EXPECT_TRUE(take(waiting, unanswered));
  waiting.begin_anew();
  EXPECT_TRUE(waiting.knockers().empty());
  EXPECT_TRUE(take(waiting, unanswered));
  EXPECT_EQ(take(waiting, unanswered).error().code, ErrorCode::kReplayed);
  EXPECT_EQ(take(waiting, answered).error().code, ErrorCode::kReplayed);
}

TEST_F(Knock, TakesThePlaceOfAnEarlierOneOfItsConnection) {
  WaitingRoom waiting;
  EXPECT_TRUE(take(waiting, seal(link_, kFrom), time_from_us(1)));
  EXPECT_TRUE(take(waiting, seal(link_, kFrom), time_from_us(2)));
  ASSERT_EQ(waiting.knockers().size(), 1u);
  EXPECT_EQ(waiting.knockers().at(kFrom).since, time_from_us(2));
}

TEST_F(Knock, IsStillTakenAfterAFloodOfOthers) {
  const LinkSecret secret = LinkSecret::generate(random_);
  link_ = derive_link_keys(secret, as_bytes("right"));
  const LinkKeys guess = derive_link_keys(secret, as_bytes("wrong"));
  WaitingRoom waiting;
  Time now;
  for (size_t i = 0; i <= limits::kKnocksSeenMax; ++i) {
    now += limits::kWrongPassphraseTime;
    EXPECT_EQ(take(waiting, *seal_knock(guess, own_.key_package, random_), now).error().code,
              ErrorCode::kRefused);
  }
  EXPECT_TRUE(take(waiting, seal(link_, kFrom), now));
}

}  // namespace
}  // namespace conclave::e2ee
