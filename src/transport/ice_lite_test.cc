#include "transport/ice_lite.h"

#include "base/random.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::transport {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const IceCredentials kLocal{.ufrag = "ours", .password = "the-password-that-is-ours"};
const IceCredentials kRestarted{.ufrag = "next", .password = "the-password-that-is-next"};
const Address kPeer = Address::v4(192, 0, 2, 1, 1000);
const Address kOther = Address::v4(192, 0, 2, 2, 2000);
const Address kPeerV6{.ip = {0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, .port = 9};
constexpr Time kStart = time_from_us(5'000'000);

StunWriter request(std::string_view name = "ours:theirs") {
  StunWriter writer(StunKind::kRequest, {1, 2, 3});
  writer.username(name);
  return writer;
}
Buffer check(const IceCredentials& credentials, bool nominates) {
  StunWriter writer = request(credentials.ufrag + ":theirs");
  writer.priority(1).ice_controlling(2);
  if (nominates) writer.use_candidate();
  return std::move(writer).finish(credentials.password);
}

class IceLiteTest : public testing::Test {
 protected:
  Result<std::optional<PathValidated>> receive(const Address& from, Bytes datagram) {
    out_.clear();
    auto result = ice_.receive(from, datagram, now_, out_);
    // NET-6, for every test here: never more out than in, and only to whom it came from.
    EXPECT_LE(out_.datagrams().size(), 1u);
    for (const auto& answer : out_.datagrams()) {
      EXPECT_LE(answer.size, datagram.size());
      EXPECT_EQ(answer.to, from);
    }
    return result;
  }
  // The error code of the answer, 0 for success, nothing if there is no answer.
  std::optional<uint16_t> answered() {
    if (out_.empty()) return std::nullopt;
    const auto answer = StunMessage::parse(out_.bytes(out_.datagrams()[0]));
    EXPECT_TRUE(answer);
    EXPECT_EQ(answer->transaction, (TransactionId{1, 2, 3}));
    return answer->error_code.value_or(0);
  }
  void expect_no_trace() {
    EXPECT_TRUE(ice_.addresses().empty());
    EXPECT_EQ(ice_.path(now_), std::nullopt);
    EXPECT_EQ(ice_.next_wake(), kNever);
  }

  IceLite ice_{kLocal};
  Outbox out_;
  Time now_ = kStart;
};

TEST_F(IceLiteTest, AnswersAnAuthenticCheckAndAnnouncesItsAddressOnce) {
  for (const Address& from : {kPeer, kPeerV6}) {
    const auto first = receive(from, check(kLocal, false));
    ASSERT_TRUE(first && *first);
    EXPECT_EQ((*first)->address, from);
    const auto answer = StunMessage::parse(out_.bytes(out_.datagrams()[0]));
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->kind, StunKind::kSuccess);
    EXPECT_EQ(answer->xor_mapped_address, from);
    EXPECT_TRUE(answer->is_authentic(kLocal.password));
    const auto second = receive(from, check(kLocal, false));
    ASSERT_TRUE(second);
    EXPECT_FALSE(*second);
  }
  EXPECT_THAT(ice_.addresses(), ElementsAre(kPeer, kPeerV6));
}

TEST_F(IceLiteTest, RefusesAWrongPasswordOrNameWith401AndLeavesNoTrace) {
  IceCredentials wrong = kLocal;
  wrong.password = "the-password-that-is-not!";
  for (const Buffer& forged : {check(wrong, true), check(kRestarted, true)}) {
    EXPECT_EQ(receive(kPeer, forged).error().code, ErrorCode::kUnauthentic);
    EXPECT_EQ(answered(), 401);
  }
  expect_no_trace();
}

TEST_F(IceLiteTest, RefusesACheckWithoutNameOrIntegrityWith400) {
  StunWriter nameless(StunKind::kRequest, {1, 2, 3});
  nameless.priority(1).ice_controlling(2);
  EXPECT_FALSE(receive(kPeer, std::move(nameless).finish(kLocal.password)));
  EXPECT_EQ(answered(), 400);
  StunWriter unproven = request();
  unproven.priority(1).ice_controlling(2);
  EXPECT_FALSE(receive(kPeer, std::move(unproven).finish_unauthenticated()));
  EXPECT_EQ(answered(), 400);
  expect_no_trace();
}

TEST_F(IceLiteTest, StaysSilentWhereAnAnswerWouldBeLongerThanTheQuestion) {
  EXPECT_FALSE(receive(kPeer, StunWriter(StunKind::kRequest, {1, 2, 3}).finish_unauthenticated()));
  EXPECT_EQ(answered(), std::nullopt);
  expect_no_trace();
}

TEST_F(IceLiteTest, RefusesAControlledPeerWith487) {
  StunWriter controlled = request();
  controlled.priority(1).ice_controlled(2);
  EXPECT_FALSE(receive(kPeer, std::move(controlled).finish(kLocal.password)));
  EXPECT_EQ(answered(), 487);
  expect_no_trace();
}

TEST_F(IceLiteTest, RefusesACheckWithoutPriorityWith400) {
  StunWriter writer = request();
  writer.ice_controlling(2).use_candidate();
  EXPECT_FALSE(receive(kPeer, std::move(writer).finish(kLocal.password)));
  EXPECT_EQ(answered(), 400);
  expect_no_trace();
}

TEST_F(IceLiteTest, RefusesAnAttributeThatMustBeUnderstoodWith420) {
  // REALM: a long-term credential's, comprehension-required, and nothing that ICE uses.
  Buffer bytes = std::move(request().unknown_attribute(1)).finish(kLocal.password);
  EXPECT_FALSE(receive(kPeer, bytes));
  StunWriter writer = request();
  writer.attribute(0x0014, as_bytes("realm")).priority(1).ice_controlling(2);
  EXPECT_FALSE(receive(kPeer, std::move(writer).finish(kLocal.password)));
  EXPECT_EQ(answered(), 420);
  expect_no_trace();
}

TEST_F(IceLiteTest, IgnoresAnswersAndIndications) {
  EXPECT_FALSE(receive(kPeer, StunWriter(StunKind::kSuccess, {}).finish(kLocal.password)));
  EXPECT_TRUE(receive(kPeer, StunWriter(StunKind::kIndication, {}).finish(kLocal.password)));
  EXPECT_TRUE(out_.empty());
  expect_no_trace();
}

TEST_F(IceLiteTest, KeepsNoRecordOfAFloodFromForgedSources) {
  IceCredentials wrong = kLocal;
  wrong.password = "the-password-that-is-not!";
  const Buffer forged = check(wrong, true);
  SeededRandom random(1);
  for (int i = 0; i < 1000; ++i) {
    Address from = kPeer;
    random.fill(MutableBytes(from.ip).last(4));
    EXPECT_FALSE(receive(from, forged));
  }
  expect_no_trace();
}

TEST_F(IceLiteTest, SendsToTheFirstValidatedAddressUntilOneIsNominated) {
  EXPECT_TRUE(receive(kPeer, check(kLocal, false)));
  EXPECT_EQ(ice_.path(now_), kPeer);
  EXPECT_TRUE(receive(kOther, check(kLocal, false)));
  EXPECT_EQ(ice_.path(now_), kPeer);
  EXPECT_TRUE(receive(kOther, check(kLocal, true)));
  EXPECT_EQ(ice_.path(now_), kOther);
  EXPECT_TRUE(receive(kPeer, check(kLocal, false)));
  EXPECT_EQ(ice_.path(now_), kOther);
}

TEST_F(IceLiteTest, LetsConsentLapseByTheSelectedAddressAlone) {
  EXPECT_TRUE(receive(kPeer, check(kLocal, true)));
  now_ += 20s;
  EXPECT_TRUE(receive(kOther, check(kLocal, false)));
  EXPECT_EQ(ice_.next_wake(), kStart + 30s);
  EXPECT_EQ(ice_.path(kStart + 29'999ms), kPeer);
  EXPECT_EQ(ice_.path(kStart + 30s), std::nullopt);
  now_ = kStart + 30s;
  ice_.wake(now_);
  EXPECT_TRUE(ice_.has_lapsed());
  // RFC 7675 section 5.1: these credentials are spent.
  EXPECT_FALSE(receive(kPeer, check(kLocal, true)));
  EXPECT_EQ(answered(), 401);
  EXPECT_EQ(ice_.path(now_), std::nullopt);
}

TEST_F(IceLiteTest, EvictsTheStalestAddressAndNeverTheSelectedOne) {
  EXPECT_TRUE(receive(kPeer, check(kLocal, true)));
  for (uint16_t i = 1; i < limits::kIceAddressesMax; ++i) {
    now_ += 1s;
    EXPECT_TRUE(receive(Address::v4(10, 0, 0, 1, i), check(kLocal, false)));
  }
  const auto validated = receive(kOther, check(kLocal, false));
  ASSERT_TRUE(validated && *validated);
  EXPECT_EQ((*validated)->dropped, Address::v4(10, 0, 0, 1, 1));
  EXPECT_TRUE(ice_.is_validated(kPeer));
  EXPECT_EQ(ice_.addresses().size(), limits::kIceAddressesMax);
}

TEST_F(IceLiteTest, KeepsTheOldPathThroughARestartUntilTheNewNomination) {
  EXPECT_TRUE(receive(kPeer, check(kLocal, true)));
  ice_.restart(kRestarted);
  EXPECT_TRUE(receive(kPeer, check(kLocal, false))) << "the old ones keep up consent";
  EXPECT_TRUE(receive(kOther, check(kLocal, true)));
  EXPECT_EQ(ice_.path(now_), kPeer) << "but choose nothing any more";
  EXPECT_TRUE(receive(kOther, check(kRestarted, true)));
  EXPECT_EQ(ice_.path(now_), kOther);
  EXPECT_FALSE(receive(kPeer, check(kLocal, false))) << "and are gone after the nomination";
  EXPECT_EQ(answered(), 401);
}

TEST_F(IceLiteTest, SurvivesASecondRestartBeforeTheFirstWasUsed) {
  EXPECT_TRUE(receive(kPeer, check(kLocal, true)));
  ice_.restart({.ufrag = "lost", .password = "a-password-never-to-be-used"});
  ice_.restart(kRestarted);
  EXPECT_TRUE(receive(kPeer, check(kLocal, false)));
  EXPECT_TRUE(receive(kPeer, check(kRestarted, true)));
  EXPECT_EQ(ice_.path(now_), kPeer);
}

}  // namespace
}  // namespace conclave::transport
