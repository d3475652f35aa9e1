#include "e2ee/policy.h"

#include "base/limits.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

constexpr uint64_t kUnixNow = 1'800'000'000;

class PolicyTest : public testing::Test {
 protected:
  // Something of everything.
  Policy rich() {
    Policy policy = plain();
    policy.hosts = {mls::LeafIndex(0), mls::LeafIndex(3)};
    policy.is_locked = true;
    policy.permissions = {Permission::kHosts, Permission::kEveryone, Permission::kNobody,
                          Permission::kHosts};
    policy.doors.push_back(
        {.kind = DoorKind::kLink,
         .link = LinkSecret::generate(LinkSecret::Form::kDoor, policy.meeting_id, true, random_),
         .passphrase_key = Secret(Buffer(kPassphraseKeySize, 5)),
         .expires = kUnixNow + 3600});
    policy.doors.push_back(invite(DoorKind::kInvite, "Grace"));
    policy.doors.push_back(invite(DoorKind::kUsedInvite, "Ada"));
    return policy;
  }
  Policy plain() {
    return {.hosts = {mls::LeafIndex(0)}, .meeting_id = link_.meeting_id(), .doors = {door(link_)}};
  }
  Door invite(DoorKind kind, std::string label) {
    return {
        .kind = kind,
        .link = LinkSecret::generate(LinkSecret::Form::kInvite, link_.meeting_id(), false, random_),
        .label = std::move(label)};
  }
  static Door door(LinkSecret link) { return {.link = std::move(link)}; }

  SeededRandom random_{5};
  const LinkSecret link_ = LinkSecret::generate(random_);
};

constexpr PolicyField kFields[] = {
    PolicyField::kLocked,    PolicyField::kWaitingRoom, PolicyField::kNewcomersMuted,
    PolicyField::kRecording, PolicyField::kShare,       PolicyField::kChat,
    PolicyField::kReactions, PolicyField::kFiles,       PolicyField::kLinkExpires};

// ---- on the wire -------------------------------------------------------------------------------

TEST_F(PolicyTest, ComesBackAsItWasWritten) {
  const Buffer bytes = encode_policy(rich());
  const Policy read = *parse_policy(bytes);
  EXPECT_EQ(encode_policy(read), bytes);
  EXPECT_EQ(read.hosts, (std::vector{mls::LeafIndex(0), mls::LeafIndex(3)}));
  EXPECT_TRUE(read.is_locked);
  EXPECT_TRUE(read.has_waiting_room);
  EXPECT_EQ(read.permissions[0], Permission::kHosts);
  ASSERT_EQ(read.doors.size(), 4u);
  EXPECT_EQ(read.doors[0].link.fragment(), link_.fragment());
  EXPECT_TRUE(read.doors[1].link.needs_passphrase());
  EXPECT_EQ(read.doors[1].expires, kUnixNow + 3600);
  EXPECT_EQ(read.doors[2].label, "Grace");
  EXPECT_EQ(read.doors[3].kind, DoorKind::kUsedInvite);
}

TEST_F(PolicyTest, IsRefusedWhereverItIsCutOffAndWithBytesBehindIt) {
  Buffer bytes = encode_policy(rich());
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_policy(Bytes(bytes).first(size))) << size;
  }
  bytes.push_back(0);
  EXPECT_EQ(parse_policy(bytes).error().code, ErrorCode::kMalformed);
}

TEST_F(PolicyTest, HasOneWayOfBeingWritten) {
  const Buffer bytes = encode_policy(rich());
  for (size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {0x01, 0x02, 0x40, 0x80, 0xff}) {
      Buffer altered = bytes;
      altered[i] ^= static_cast<uint8_t>(flip);
      const auto policy = parse_policy(altered);
      if (!policy) continue;
      EXPECT_EQ(encode_policy(*policy), altered) << i;
    }
  }
}

TEST_F(PolicyTest, OfAnotherVersionIsNotGuessedAt) {
  Buffer bytes = encode_policy(plain());
  for (const int version : {0, 2, 255}) {
    bytes[0] = static_cast<uint8_t>(version);
    EXPECT_EQ(parse_policy(bytes).error().code, ErrorCode::kUnsupported);
  }
}

TEST_F(PolicyTest, HasAHostAndHostsInOrderAndOnce) {
  const std::vector<mls::LeafIndex> wrong[] = {
      {},
      {mls::LeafIndex(2), mls::LeafIndex(1)},
      {mls::LeafIndex(1), mls::LeafIndex(1)},
  };
  for (const auto& hosts : wrong) {
    Policy policy = plain();
    policy.hosts = hosts;
    EXPECT_EQ(parse_policy(encode_policy(policy)).error().code, ErrorCode::kMalformed);
  }
}

TEST_F(PolicyTest, HasDoorsOfItsOwnMeetingOnlyAndNotTooMany) {
  Policy foreign = plain();
  foreign.doors = {door(LinkSecret::generate(random_))};
  EXPECT_FALSE(parse_policy(encode_policy(foreign)));

  Policy crowded = plain();
  while (crowded.doors.size() < limits::kDoorsMax) {
    crowded.doors.push_back(invite(DoorKind::kInvite, "someone"));
  }
  EXPECT_TRUE(parse_policy(encode_policy(crowded)));
  crowded.doors.push_back(invite(DoorKind::kInvite, "one too many"));
  EXPECT_FALSE(parse_policy(encode_policy(crowded)));
}

TEST_F(PolicyTest, HasLabelsThatCanBeShown) {
  Policy policy = plain();
  policy.doors.push_back(invite(DoorKind::kInvite, "a\nb"));
  EXPECT_FALSE(parse_policy(encode_policy(policy)));
}

TEST_F(PolicyTest, StandsInTheGroupsContextAloneAndRequired) {
  const mls::Extensions right = extensions_with(plain());
  EXPECT_EQ(encode_policy(*policy_of(right)), encode_policy(plain()));
  EXPECT_FALSE(policy_of({}));
  EXPECT_FALSE(policy_of({right[1]})) << "nobody would have to know it";
  EXPECT_FALSE(policy_of({right[0]}));
  EXPECT_FALSE(policy_of({right[1], right[0]}));
  mls::Extensions more = right;
  more.push_back({.type = mls::ExtensionType(0xf0c2), .data = {}});
  EXPECT_EQ(policy_of(more).error().code, ErrorCode::kRefused);
}

// ---- changing it -------------------------------------------------------------------------------

TEST_F(PolicyTest, ChangesOneFieldAndNoOther) {
  for (const PolicyField field : kFields) {
    const Policy before = plain();
    const uint64_t value = value_of(before, field) == 0 ? 1 : 0;
    const auto after = changed(before, {.field = field, .value = value});
    ASSERT_TRUE(after);
    EXPECT_EQ(value_of(*after, field), value);
    for (const PolicyField other : kFields) {
      if (other == field) continue;
      EXPECT_EQ(value_of(*after, other), value_of(before, other));
    }
    const auto back = changed(*after, {.field = field, .value = value_of(before, field)});
    EXPECT_EQ(encode_policy(*back), encode_policy(before));
  }
}

TEST_F(PolicyTest, TakesNoValueThatAFieldDoesNotHave) {
  for (const PolicyField field : kFields) {
    const bool is_flag = field < PolicyField::kShare;
    const uint64_t max = is_flag                              ? 1
                         : field == PolicyField::kLinkExpires ? limits::kUnixSecondsMax
                                                              : 2;
    EXPECT_TRUE(changed(plain(), {.field = field, .value = max}));
    EXPECT_EQ(changed(plain(), {.field = field, .value = max + 1}).error().code,
              ErrorCode::kInvalid);
  }
  EXPECT_FALSE(changed(plain(), {.field = PolicyField(9), .value = 0}));
}

TEST_F(PolicyTest, LetsOnlyThoseDoWhatItAllows) {
  const Policy policy = rich();
  const mls::LeafIndex host(3);
  const mls::LeafIndex guest(1);
  EXPECT_TRUE(policy.is_host(host));
  EXPECT_FALSE(policy.is_host(guest));
  EXPECT_TRUE(policy.may(host, Feature::kShare));
  EXPECT_FALSE(policy.may(guest, Feature::kShare));
  EXPECT_TRUE(policy.may(guest, Feature::kChat));
  EXPECT_FALSE(policy.may(host, Feature::kReactions));
}

TEST_F(PolicyTest, KeepsTheHostsWhoStay) {
  const mls::LeafIndex staying[] = {mls::LeafIndex(1), mls::LeafIndex(3)};
  EXPECT_EQ(after_removal(rich(), staying).hosts, std::vector{mls::LeafIndex(3)});
}

TEST_F(PolicyTest, MakesTheLowestLeafHostWhenNoneStays) {
  const mls::LeafIndex staying[] = {mls::LeafIndex(2), mls::LeafIndex(7)};
  EXPECT_EQ(after_removal(rich(), staying).hosts, std::vector{mls::LeafIndex(2)});
}

// ---- doors -------------------------------------------------------------------------------------

TEST_F(PolicyTest, ClosesADoorAtItsSecondAndAUsedInviteForEver) {
  Door link = door(link_);
  EXPECT_TRUE(link.is_open(kUnixNow));
  link.expires = kUnixNow;
  EXPECT_TRUE(link.is_open(kUnixNow - 1));
  EXPECT_FALSE(link.is_open(kUnixNow));
  EXPECT_FALSE(invite(DoorKind::kUsedInvite, "Ada").is_open(kUnixNow));
}

TEST_F(PolicyTest, KnowsItsLinkAmongInvites) {
  Policy policy = plain();
  policy.doors.insert(policy.doors.begin(), invite(DoorKind::kInvite, "Ada"));
  EXPECT_EQ(policy.link(), &policy.doors[1]);
  policy.doors.pop_back();
  EXPECT_EQ(policy.link(), nullptr);
  EXPECT_EQ(value_of(policy, PolicyField::kLinkExpires), 0u);
}

}  // namespace
}  // namespace conclave::e2ee
