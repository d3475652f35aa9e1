#include "mls/group.h"

#include "mls/group_test_support.h"

namespace conclave::mls {
namespace {

using namespace testing;

Bytes operator""_b(const char* text, size_t size) { return as_bytes({text, size}); }

class GroupTest : public ::testing::Test {
 protected:
  // Everybody but `from` handles the commit; all end on one epoch.
  void everyone_takes(std::vector<Group>& members, size_t from, Committed committed,
                      const PskStore& psks = {}) {
    for (size_t i = 0; i < members.size(); ++i) {
      if (i != from) members[i] = take(members[i], committed.message, psks).next;
    }
    members[from] = std::move(committed.next);
    for (const Group& member : members) {
      EXPECT_EQ(member.epoch_authenticator(), members[0].epoch_authenticator());
    }
  }

  SeededRandom random_{20261122};
};

class EverySuite : public ::testing::TestWithParam<uint16_t> {};

TEST_P(EverySuite, CreatesJoinsTalksUpdatesAndRemoves) {
  SeededRandom random(GetParam());
  std::vector<Group> members = make_meeting(3, random, GetParam());
  const Buffer message = *members[1].protect("hello"_b, "aad"_b, 64, random);
  for (size_t i : {0, 2}) {
    const auto received = std::get<ReceivedData>(*members[i].handle(message, {}));
    EXPECT_EQ(as_text(received.data), "hello");
    EXPECT_EQ(as_text(received.authenticated_data), "aad");
    EXPECT_EQ(received.sender, LeafIndex(1));
  }
  Committed update = *members[2].commit({}, {}, random);
  members[0] = take(members[0], update.message).next;
  members[1] = take(members[1], update.message).next;
  members[2] = std::move(update.next);
  Committed removal = *members[0].commit({.remove = {LeafIndex(1)}}, {}, random);
  EXPECT_TRUE(std::holds_alternative<ReceivedRemoval>(*members[1].handle(removal.message, {})));
  const ReceivedCommit seen = take(members[2], removal.message);
  ASSERT_EQ(seen.change.removed.size(), 1u);
  EXPECT_EQ(seen.change.removed[0].leaf, LeafIndex(1));
  EXPECT_EQ(seen.next.member_count(), 2u);
  EXPECT_EQ(seen.next.exporter("e2e", "x"_b, 32)->reveal().size(), 32u);
  EXPECT_EQ(*seen.next.exporter("e2e", "x"_b, 32), *removal.next.exporter("e2e", "x"_b, 32));
}

INSTANTIATE_TEST_SUITE_P(Suites, EverySuite, ::testing::Range<uint16_t>(1, 8));

TEST_F(GroupTest, KeepsTheOldEpochUntilTheCommitIsAccepted) {
  std::vector<Group> members = make_meeting(2, random_);
  const Committed dropped = *members[0].commit({}, {}, random_);
  EXPECT_EQ(members[0].epoch(), 1u);
  EXPECT_EQ(dropped.next.epoch(), 2u);
  const Buffer message = *members[1].protect("still here"_b, {}, 0, random_);
  EXPECT_TRUE(members[0].handle(message, {}).has_value());
}

TEST_F(GroupTest, TheLoserOfARaceTakesTheWinnersCommitAndTriesAgain) {
  std::vector<Group> members = make_meeting(3, random_);
  const OwnKeyPackage newcomer = make_own(random_, "late");
  Committed winner = *members[1].commit({}, {}, random_);
  const Committed loser = *members[0].commit({.add = {newcomer.key_package}}, {}, random_);
  everyone_takes(members, 1, std::move(winner));
  EXPECT_EQ(error_of(members[2].handle(loser.message, {})), ErrorCode::kStale);
  Committed again = *members[0].commit({.add = {newcomer.key_package}}, {}, random_);
  Group joined = *join(again, newcomer);
  everyone_takes(members, 0, std::move(again));
  EXPECT_EQ(joined.epoch_authenticator(), members[2].epoch_authenticator());
}

TEST_F(GroupTest, ARemovedMemberReadsNothingOfTheNextEpoch) {
  std::vector<Group> members = make_meeting(3, random_);
  Committed removal = *members[0].commit({.remove = {LeafIndex(2)}}, {}, random_);
  Group removed = members[2];
  members[1] = take(members[1], removal.message).next;
  const Buffer message = *removal.next.protect("without you"_b, {}, 0, random_);
  EXPECT_EQ(error_of(removed.handle(message, {})), ErrorCode::kNotYet);
  EXPECT_TRUE(std::holds_alternative<ReceivedRemoval>(*removed.handle(removal.message, {})));
}

TEST_F(GroupTest, ANewcomerReadsNothingOfThePreviousEpoch) {
  std::vector<Group> members = make_meeting(2, random_);
  const Buffer before = *members[0].protect("before"_b, {}, 0, random_);
  const OwnKeyPackage newcomer = make_own(random_, "new");
  const Committed added = *members[1].commit({.add = {newcomer.key_package}}, {}, random_);
  Group joined = *join(added, newcomer);
  EXPECT_EQ(error_of(joined.handle(before, {})), ErrorCode::kStale);
}

TEST_F(GroupTest, RefusesAReplayedMessage) {
  std::vector<Group> members = make_meeting(2, random_);
  const Buffer message = *members[0].protect("once"_b, {}, 0, random_);
  EXPECT_TRUE(members[1].handle(message, {}).has_value());
  EXPECT_EQ(error_of(members[1].handle(message, {})), ErrorCode::kReplayed);
}

TEST_F(GroupTest, OpensMessagesOutOfOrder) {
  std::vector<Group> members = make_meeting(2, random_);
  std::vector<Buffer> messages;
  for (int i = 0; i < 5; ++i) messages.push_back(*members[0].protect("m"_b, {}, 0, random_));
  for (size_t i : {4, 0, 2, 3, 1}) EXPECT_TRUE(members[1].handle(messages[i], {}).has_value()) << i;
}

TEST_F(GroupTest, RefusesAMessageOfAnotherEpochOrGroup) {
  std::vector<Group> members = make_meeting(2, random_);
  const Buffer old = *members[0].protect("old"_b, {}, 0, random_);
  Committed update = *members[0].commit({}, {}, random_);
  const Buffer early = *update.next.protect("early"_b, {}, 0, random_);
  EXPECT_EQ(error_of(members[1].handle(early, {})), ErrorCode::kNotYet);
  everyone_takes(members, 0, std::move(update));
  EXPECT_EQ(error_of(members[1].handle(old, {})), ErrorCode::kStale);
  EXPECT_TRUE(members[1].handle(early, {}).has_value());
  Group other = *Group::create({.group_id = {9}}, make_own(random_, "other"), random_);
  EXPECT_EQ(error_of(other.handle(early, {})), ErrorCode::kNotFound);
}

TEST_F(GroupTest, RefusesEveryFlippedByteOfACommit) {
  std::vector<Group> members = make_meeting(3, random_);
  const Committed update = *members[0].commit({.framing = {.is_public = true}}, {}, random_);
  Buffer message = update.message;
  for (size_t i = 0; i < message.size(); i += 7) {
    message[i] ^= 0x40;
    EXPECT_FALSE(members[1].handle(message, {}).has_value()) << "byte " << i;
    message[i] ^= 0x40;
  }
  EXPECT_TRUE(members[1].handle(message, {}).has_value());
}

TEST_F(GroupTest, RefusesEveryTruncationOfACommit) {
  std::vector<Group> members = make_meeting(2, random_);
  const Committed update = *members[0].commit({}, {}, random_);
  for (size_t size = 0; size < update.message.size(); size += 5) {
    EXPECT_FALSE(members[1].handle(Bytes(update.message).first(size), {}).has_value()) << size;
  }
}

TEST_F(GroupTest, RefusesACommitWithATamperedConfirmationTag) {
  std::vector<Group> members = make_meeting(2, random_);
  const Committed update = *members[0].commit({.framing = {.is_public = true}}, {}, random_);
  // The membership tag covers the confirmation tag too, so an outsider fails earlier; both ways
  // out are kUnauthentic.
  auto message = *decode_message<PublicMessage>(update.message);
  message.auth.confirmation_tag[0] ^= 1;
  EXPECT_EQ(error_of(members[1].handle(encode_message(message), {})), ErrorCode::kUnauthentic);
}

TEST_F(GroupTest, RefusesAForgedSignature) {
  std::vector<Group> members = make_meeting(2, random_);
  const Buffer proposal =
      *members[0].propose({.body = Remove{.removed = LeafIndex(1)}}, {.is_public = true}, random_);
  auto message = *decode_message<PublicMessage>(proposal);
  message.auth.signature[3] ^= 1;
  EXPECT_EQ(error_of(members[1].handle(encode_message(message), {})), ErrorCode::kUnauthentic);
}

TEST_F(GroupTest, RefusesToAddAnotherSuite) {
  Group group = make_group(make_own(random_, "a"), random_);
  const OwnKeyPackage other = make_own(random_, "b", 1);
  EXPECT_EQ(error_of(group.commit({.add = {other.key_package}}, {}, random_)), ErrorCode::kInvalid);
}

TEST_F(GroupTest, RefusesToAddTheSameKeysTwice) {
  std::vector<Group> members = make_meeting(2, random_);
  const OwnKeyPackage twice = make_own(random_, "twice");
  EXPECT_EQ(
      error_of(members[0].commit({.add = {twice.key_package, twice.key_package}}, {}, random_)),
      ErrorCode::kInvalid);
  Committed once = *members[0].commit({.add = {twice.key_package}}, {}, random_);
  EXPECT_EQ(error_of(once.next.commit({.add = {twice.key_package}}, {}, random_)),
            ErrorCode::kInvalid);
}

TEST_F(GroupTest, RefusesToRemoveItselfOrNobody) {
  std::vector<Group> members = make_meeting(2, random_);
  EXPECT_EQ(error_of(members[0].commit({.remove = {LeafIndex(0)}}, {}, random_)),
            ErrorCode::kInvalid);
  EXPECT_EQ(error_of(members[0].commit({.remove = {LeafIndex(7)}}, {}, random_)),
            ErrorCode::kInvalid);
  EXPECT_EQ(error_of(members[0].commit({.remove = {LeafIndex(1), LeafIndex(1)}}, {}, random_)),
            ErrorCode::kInvalid);
}

TEST_F(GroupTest, AnExternalPskHasToBeKnownToBoth) {
  std::vector<Group> members = make_meeting(2, random_);
  const PskStore psks{.external = {{.id = {7}, .value = Secret("secret"_b)}}};
  const PskStore wrong{.external = {{.id = {7}, .value = Secret("guess"_b)}}};
  const OwnKeyPackage newcomer = make_own(random_, "new");
  EXPECT_EQ(error_of(members[0].commit({.external_psk_ids = {{8}}}, psks, random_)),
            ErrorCode::kNotFound);
  Committed added =
      *members[0].commit({.add = {newcomer.key_package}, .external_psk_ids = {{7}}}, psks, random_);
  EXPECT_EQ(error_of(members[1].handle(added.message, {})), ErrorCode::kNotFound);
  EXPECT_EQ(error_of(join(added, newcomer)), ErrorCode::kNotFound);
  EXPECT_FALSE(join(added, newcomer, wrong).has_value());
  Group joined = *join(added, newcomer, psks);
  everyone_takes(members, 0, std::move(added), psks);
  EXPECT_EQ(joined.epoch_authenticator(), members[1].epoch_authenticator());
}

TEST_F(GroupTest, AResumptionPskOfAnEarlierEpochIsRemembered) {
  std::vector<Group> members = make_meeting(2, random_);
  for (int i = 0; i < 3; ++i) everyone_takes(members, 0, *members[0].commit({}, {}, random_));
  everyone_takes(members, 1, *members[1].commit({.resumption_psk_epochs = {2, 4}}, {}, random_));
  EXPECT_EQ(error_of(members[1].commit({.resumption_psk_epochs = {77}}, {}, random_)),
            ErrorCode::kNotFound);
}

TEST_F(GroupTest, CommitsProposalsOfOthersByReference) {
  std::vector<Group> members = make_meeting(4, random_);
  const OwnKeyPackage newcomer = make_own(random_, "new");
  const auto everyone_hears = [&](size_t from, const Buffer& message) {
    for (size_t i = 0; i < members.size(); ++i) {
      if (i == from) continue;
      EXPECT_TRUE(std::holds_alternative<ReceivedProposal>(*members[i].handle(message, {})));
    }
  };
  everyone_hears(1, *members[1].propose_update({}, random_));
  everyone_hears(
      2, *members[2].propose({.body = Add{newcomer.key_package}}, {.is_public = true}, random_));
  EXPECT_EQ(error_of(members[0].protect("data"_b, {}, 0, random_)), ErrorCode::kRefused);
  Committed committed = *members[3].commit({}, {}, random_);
  EXPECT_EQ(committed.change.updated, std::vector{LeafIndex(1)});
  EXPECT_EQ(committed.change.added, std::vector{LeafIndex(4)});
  Group joined = *join(committed, newcomer);
  everyone_takes(members, 3, std::move(committed));
  // Member 1 now lives on the key of its own Update: it opens a path encrypted to it.
  everyone_takes(members, 0, [&] {
    Committed next = *members[0].commit({}, {}, random_);
    joined = take(joined, next.message).next;
    return next;
  }());
  EXPECT_EQ(joined.epoch_authenticator(), members[1].epoch_authenticator());
}

TEST_F(GroupTest, ARemoveWinsOverAnUpdateOfTheSameLeaf) {
  std::vector<Group> members = make_meeting(3, random_);
  const Buffer update = *members[1].propose_update({}, random_);
  const Buffer remove = *members[2].propose({.body = Remove{LeafIndex(1)}}, {}, random_);
  ASSERT_TRUE(members[0].handle(update, {}).has_value());
  ASSERT_TRUE(members[0].handle(remove, {}).has_value());
  const Committed committed = *members[0].commit({}, {}, random_);
  EXPECT_TRUE(committed.change.updated.empty());
  EXPECT_EQ(committed.change.removed.size(), 1u);
}

TEST_F(GroupTest, TakesACommitOnlyOnceItsProposalCame) {
  std::vector<Group> members = make_meeting(3, random_);
  const Buffer update = *members[1].propose_update({}, random_);
  ASSERT_TRUE(members[0].handle(update, {}).has_value());
  const Committed committed = *members[0].commit({}, {}, random_);
  EXPECT_EQ(error_of(members[2].handle(committed.message, {})), ErrorCode::kNotFound);
  ASSERT_TRUE(members[2].handle(update, {}).has_value());
  EXPECT_EQ(take(members[2], committed.message).next.epoch(), 2u);
}

TEST_F(GroupTest, AnAddAloneMayGoWithoutAPath) {
  std::vector<Group> members = make_meeting(3, random_);
  const OwnKeyPackage newcomer = make_own(random_, "new");
  Committed added =
      *members[1].commit({.add = {newcomer.key_package}, .force_path = false}, {}, random_);
  Group joined = *join(added, newcomer);
  everyone_takes(members, 1, std::move(added));
  EXPECT_EQ(joined.epoch_authenticator(), members[0].epoch_authenticator());
  // Its leaf is unmerged above; a commit from either side still reaches it.
  members.push_back(std::move(joined));
  everyone_takes(members, 0, *members[0].commit({}, {}, random_));
  everyone_takes(members, 3, *members[3].commit({}, {}, random_));
}

TEST_F(GroupTest, ARemovalAlwaysHasAPath) {
  std::vector<Group> members = make_meeting(3, random_);
  const Committed removal = *members[0].commit(
      {.remove = {LeafIndex(1)}, .force_path = false, .framing = {.is_public = true}}, {}, random_);
  const auto message = *decode_message<PublicMessage>(removal.message);
  EXPECT_TRUE(std::get<Commit>(message.content.content).path.has_value());
}

TEST_F(GroupTest, GroupContextExtensionsBindEveryone) {
  std::vector<Group> members = make_meeting(2, random_);
  const Extension unknown{.type = ExtensionType(0xff01), .data = {1}};
  EXPECT_EQ(error_of(members[0].commit({.group_context_extensions = {{unknown}}}, {}, random_)),
            ErrorCode::kInvalid);
  const RequiredCapabilities required{.extension_types = {ExtensionType::kApplicationId},
                                      .proposal_types = {},
                                      .credential_types = {CredentialType::kBasic}};
  const Extension ours{.type = ExtensionType::kRequiredCapabilities, .data = encode(required)};
  everyone_takes(members, 0,
                 *members[0].commit({.group_context_extensions = {{ours}}}, {}, random_));
  EXPECT_EQ(members[1].required_capabilities(), required);
  const RequiredCapabilities too_much{
      .extension_types = {}, .proposal_types = {}, .credential_types = {CredentialType::kX509}};
  const Extension harsh{.type = ExtensionType::kRequiredCapabilities, .data = encode(too_much)};
  EXPECT_EQ(error_of(members[0].commit({.group_context_extensions = {{harsh}}}, {}, random_)),
            ErrorCode::kInvalid);
}

TEST_F(GroupTest, ReinitialisesIntoAGroupThatEveryoneAgreedOn) {
  std::vector<Group> members = make_meeting(2, random_);
  const ReInit plan{.group_id = {4, 4}, .cipher_suite = kSuite, .extensions = {}};
  everyone_takes(members, 0, *members[0].commit({.reinit = plan}, {}, random_));
  EXPECT_EQ(members[1].reinit(), plan);
  EXPECT_EQ(error_of(members[1].protect("too late"_b, {}, 0, random_)), ErrorCode::kRefused);

  const OwnKeyPackage maker = make_own(random_, "0");
  const OwnKeyPackage joiner = make_own(random_, "1");
  Group fresh = *Group::create({.group_id = plan.group_id}, maker, random_);
  const Committed first =
      *fresh.commit({.add = {joiner.key_package}, .predecessor = &members[0]}, {}, random_);
  EXPECT_EQ(error_of(join(first, joiner)), ErrorCode::kNotFound);
  const Group joined = *join(first, joiner, {}, {.predecessor = &members[1]});
  EXPECT_EQ(joined.epoch_authenticator(), first.next.epoch_authenticator());

  Group wrong = *Group::create({.group_id = {5}}, maker, random_);
  const Committed off_plan =
      *wrong.commit({.add = {joiner.key_package}, .predecessor = &members[0]}, {}, random_);
  EXPECT_EQ(error_of(join(off_plan, joiner, {}, {.predecessor = &members[1]})),
            ErrorCode::kInvalid);
}

TEST_F(GroupTest, RefusesExternalCommitsUnlessPolicyAllowsThem) {
  for (const bool allowed : {false, true}) {
    std::vector<Group> members =
        make_meeting(3, random_, kSuite, {.accept_external_commits = allowed});
    const GroupInfo info = *members[1].group_info(true, random_);
    const OwnKeyPackage outsider = make_own(random_, "outsider");
    ExternallyJoined joined =
        *Group::join_externally(info, outsider, {}, {}, std::nullopt, random_);
    Result<Received> received = members[0].handle(joined.message, {});
    if (!allowed) {
      EXPECT_EQ(error_of(received), ErrorCode::kRefused);
      continue;
    }
    ASSERT_TRUE(received.has_value()) << received.error().text;
    auto& commit = std::get<ReceivedCommit>(*received);
    EXPECT_TRUE(commit.change.is_external);
    EXPECT_EQ(commit.change.committer, LeafIndex(3));
    EXPECT_EQ(commit.next.epoch_authenticator(), joined.next.epoch_authenticator());
    const Buffer hello = *joined.next.protect("in"_b, {}, 0, random_);
    EXPECT_TRUE(commit.next.handle(hello, {}).has_value());
  }
}

TEST_F(GroupTest, RefusesAKeyPackageOutsideItsLifetime) {
  const OwnKeyPackage own =
      make_own(random_, "a", kSuite, {.lifetime = {.not_before = 100, .not_after = 200}});
  const Unverified<KeyPackage> claimed(own.key_package);
  EXPECT_TRUE(verify(claimed, UnixSeconds(150)).has_value());
  EXPECT_EQ(error_of(verify(claimed, UnixSeconds(99))), ErrorCode::kInvalid);
  EXPECT_EQ(error_of(verify(claimed, UnixSeconds(201))), ErrorCode::kInvalid);
  KeyPackage forged = own.key_package;
  forged.init_key[0] ^= 1;
  EXPECT_EQ(error_of(verify(Unverified<KeyPackage>(forged), std::nullopt)),
            ErrorCode::kUnauthentic);
}

TEST_F(GroupTest, RefusesAWelcomeForSomebodyElseOrTampered) {
  Group group = make_group(make_own(random_, "a"), random_);
  const OwnKeyPackage invited = make_own(random_, "b");
  const Committed added = *group.commit({.add = {invited.key_package}}, {}, random_);
  EXPECT_EQ(error_of(join(added, make_own(random_, "c"))), ErrorCode::kNotFound);
  Committed tampered = *group.commit({.add = {invited.key_package}}, {}, random_);
  for (size_t i = 0; i < tampered.welcome->size(); i += 11) {
    (*tampered.welcome)[i] ^= 1;
    EXPECT_FALSE(join(tampered, invited).has_value()) << "byte " << i;
    (*tampered.welcome)[i] ^= 1;
  }
  EXPECT_TRUE(join(tampered, invited).has_value());
}

TEST_F(GroupTest, ThreeHundredPeopleMeet) {
  Group first = make_group(make_own(random_, "0"), random_);
  CommitOptions options;
  std::vector<OwnKeyPackage> owns;
  for (size_t i = 1; i < 300; ++i) {
    owns.push_back(make_own(random_, std::to_string(i)));
    options.add.push_back(owns.back().key_package);
  }
  const Committed committed = *first.commit(options, {}, random_);
  Group a = *join(committed, owns[150]);
  Group b = *join(committed, owns[298]);
  EXPECT_EQ(a.roster().size(), 300u);
  Committed removal = *a.commit({.remove = {LeafIndex(0), LeafIndex(77)}}, {}, random_);
  b = take(b, removal.message).next;
  EXPECT_EQ(b.member_count(), 298u);
  EXPECT_EQ(b.epoch_authenticator(), removal.next.epoch_authenticator());
}

TEST_F(GroupTest, SurvivesARandomLife) {
  std::vector<Group> members = make_meeting(5, random_);
  for (int round = 0; round < 40; ++round) {
    const size_t from = random_.below(members.size());
    CommitOptions options;
    options.force_path = random_.chance(0.5);
    options.framing.is_public = random_.chance(0.5);
    std::vector<OwnKeyPackage> owns;
    for (uint64_t i = members.size() < 7 ? random_.below(3) : 0; i > 0; --i) {
      owns.push_back(make_own(random_, "r"));
      options.add.push_back(owns.back().key_package);
    }
    std::optional<size_t> gone;
    if (members.size() > 3 && random_.chance(0.5)) {
      gone = (from + 1 + random_.below(members.size() - 1)) % members.size();
      options.remove = {members[*gone].own_leaf()};
    }
    Result<Committed> committed = members[from].commit(options, {}, random_);
    ASSERT_TRUE(committed.has_value()) << round << ": " << committed.error().text;
    std::vector<Group> next;
    for (size_t i = 0; i < members.size(); ++i) {
      if (i == from || i == gone) continue;
      next.push_back(take(members[i], committed->message).next);
    }
    for (const OwnKeyPackage& own : owns) {
      Result<Group> joined = join(*committed, own);
      ASSERT_TRUE(joined.has_value()) << round << ": " << joined.error().text;
      next.push_back(*std::move(joined));
    }
    next.push_back(std::move(committed->next));
    members = std::move(next);
    for (const Group& member : members) {
      ASSERT_EQ(member.epoch_authenticator(), members[0].epoch_authenticator()) << round;
    }
  }
}

}  // namespace
}  // namespace conclave::mls
