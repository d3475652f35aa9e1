// What must not happen, whoever tries: a server without the link, a removed member, a newcomer who
// wants the past, a member who breaks the rules.
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"
#include "e2ee/test_mallory.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {
namespace {

// ---- a server without the link -----------------------------------------------------------------

TEST_F(Hostile, KnockWithoutTheLinkIsCountedAndIgnored) {
  Meeting stranger = open(LinkSecret::generate(random_), "Stranger");
  expect_refused(alice_, from_server::Knock{kMallory, knock_of(stranger, kMallory)},
                 &Counters::knocks_forged);
  expect_refused(alice_, from_server::Knock{kMallory, Buffer(300, 7)}, &Counters::knocks_forged);
  expect_refused(alice_, from_server::Knock{kMallory, {}}, &Counters::knocks_forged);
}

TEST_F(Hostile, KnockIsWorthNothingForAnotherConnection) {
  const Buffer knock = knock_of(bob_, kBob);
  expect_refused(alice_, from_server::Knock{kMallory, knock}, &Counters::knocks_forged);
}

TEST_F(Hostile, ReplayedKnockIsIgnored) {
  const Buffer knock = knock_of(bob_, kBob);
  let_in(kBob, knock);
  alice_.receive(from_server::Knock{kBob, knock}, now_);
  EXPECT_EQ(alice_.counters().knocks_replayed, 1u);
  accept(alice_.receive(from_server::Departed{kBob}, now_));
  expect_refused(alice_, from_server::Knock{kBob, knock}, &Counters::knocks_replayed);
  EXPECT_EQ(alice_epoch_.roster.size(), 1u);
}

TEST_F(Hostile, WelcomeForAnotherKeyPackageIsRefusedAndTheRightOneStillWorks) {
  knock_of(bob_, kBob);
  const Buffer right = knock_of(bob_, kBob);
  Meeting carol = open(link_, "Carol");
  const auto carols = let_in(kCarol, knock_of(carol, kCarol));
  expect_refused(bob_, welcome(carols), &Counters::welcomes_forged);
  const auto bobs = let_in(kBob, right);
  Buffer altered = bobs.welcome;
  altered[altered.size() / 2] ^= 1;
  expect_refused(bob_, from_server::Welcome{kAlice, 2, altered}, &Counters::welcomes_forged);
  bob_.receive(welcome(bobs), now_);
  EXPECT_TRUE(bob_.is_member());
}

TEST_F(Hostile, WelcomeIntoAGroupWithoutTheLinksPskIsRefused) {
  // Whoever saw the key package, but has not the link, builds a group of the right name.
  const auto opened = *open_knock({{keys_}}, kBob, knock_of(bob_, kBob), kUnixNow);
  const auto own = *make_own_key_package({kMallory, "Mallory"}, kUnixNow, random_);
  auto fake = *mls::Group::create(options_, own, random_);
  const auto committed = *fake.commit({.add = {opened.key_package}}, {}, random_);
  expect_refused(bob_, from_server::Welcome{kMallory, 1, *committed.welcome},
                 &Counters::welcomes_forged);
}

TEST_F(Hostile, WelcomeIntoAnotherMeetingsGroupIsRefused) {
  const auto opened = *open_knock({{keys_}}, kBob, knock_of(bob_, kBob), kUnixNow);
  const auto own = *make_own_key_package({kMallory, "Mallory"}, kUnixNow, random_);
  auto fake = *mls::Group::create(
      {.group_id = Buffer(16, 1), .group_context_extensions = options_.group_context_extensions},
      own, random_);
  const auto committed = *fake.commit(
      {.add = {opened.key_package}, .external_psk_ids = {keys_.psk_id}}, mallory_psks_, random_);
  expect_refused(bob_, from_server::Welcome{kMallory, 1, *committed.welcome},
                 &Counters::welcomes_forged);
}

TEST_F(Hostile, ReplayedOrAlteredCommitChangesNothing) {
  let_bob_in();
  Meeting carol = open(link_, "Carol");
  const auto commit = let_in(kCarol, knock_of(carol, kCarol));
  for (size_t i = 0; i < commit.envelope.size(); i += 11) {
    from_server::Commit altered = commit_of(commit);
    altered.envelope[i] ^= 1;
    const Events events = bob_.receive(altered, now_);
    EXPECT_TRUE(all<EpochChanged>(events).empty());
    EXPECT_EQ(all<Alarm>(events).size(), 1u);
  }
  EXPECT_EQ(all<EpochChanged>(bob_.receive(commit_of(commit), now_)).size(), 1u);  // the real one
  expect_refused(bob_, commit_of(commit), &Counters::commits_replayed);
  from_server::Commit relabelled = commit_of(commit);
  relabelled.epoch = bob_.epoch();
  expect_refused(bob_, relabelled, &Counters::commits_replayed);
}

TEST_F(Hostile, CommitsReorderedAreRefusedWithAnAlarm) {
  let_bob_in();
  Meeting carol = open(link_, "Carol");
  let_in(kCarol, knock_of(carol, kCarol));  // kept from Bob
  const auto second = accept(alice_.receive(from_server::Departed{kCarol}, now_));
  const Events events = bob_.receive(commit_of(second), now_);
  ASSERT_EQ(all<Alarm>(events).size(), 1u);
  EXPECT_EQ(all<Alarm>(events)[0].kind, AlarmKind::kDisagreement);
}

TEST_F(Hostile, MessagesReplayedAlteredOrMadeUpAreCounted) {
  let_bob_in();
  const Buffer message = message_of(alice_, {.microphone = true});
  Buffer altered = message;
  altered.back() ^= 1;
  expect_refused(bob_, from_server::Message{kAlice, altered}, &Counters::messages_forged);
  EXPECT_EQ(
      all<DeviceStateChanged>(bob_.receive(from_server::Message{kAlice, message}, now_)).size(),
      1u);
  expect_refused(bob_, from_server::Message{kAlice, message}, &Counters::messages_replayed);
  expect_refused(bob_, from_server::Message{kAlice, {}}, &Counters::messages_forged);
}

TEST_F(Hostile, ServerMessagesOutOfPlaceAreCountedAndIgnored) {
  Meeting carol = open(link_, "Carol");
  const FromServer odd[] = {from_server::Created{},
                            from_server::Exists{},
                            from_server::Ended{},
                            from_server::Accepted{3},
                            from_server::Stale{3},
                            from_server::Knock{kBob, {}},
                            from_server::Commit{kBob, 0, {}},
                            from_server::Welcome{kBob, 1, {}},
                            from_server::Message{kBob, {}}};
  for (const FromServer& message : odd) EXPECT_TRUE(carol.receive(message, now_).empty());
  EXPECT_EQ(carol.counters().unexpected, std::size(odd));
}

// ---- a member who breaks the rules -------------------------------------------------------------

TEST_F(Insider, AddsNobodyWithoutTheLinksPsk) {
  expect_commit_refused({.add = {accomplice(kCarol)}});
}

TEST_F(Insider, AddsNobodyForAConnectionThatHasALeaf) {
  expect_commit_refused({.add = {accomplice(kBob)}, .external_psk_ids = {keys_.psk_id}});
}

TEST_F(Insider, MayAddWithThePskLikeEverybody) {  // the control of the two above
  const auto committed = *mallory_->commit(
      {.add = {accomplice(kCarol)}, .external_psk_ids = {keys_.psk_id}}, mallory_psks_, random_);
  EXPECT_EQ(all<EpochChanged>(alice_.receive(commit_of(committed.message), now_)).size(), 1u);
}

TEST_F(Insider, ChangesNoExtensionsOfTheGroup) {
  expect_commit_refused(
      {.group_context_extensions = mls::Extensions{
           {mls::ExtensionType::kRequiredCapabilities, mls::encode(mls::RequiredCapabilities{})}}});
}

TEST_F(Insider, CannotCommitInTheOpenOrFromOutside) {
  mls::CommitOptions in_the_open;
  in_the_open.framing.is_public = true;
  const auto committed = *mallory_->commit(in_the_open, mallory_psks_, random_);
  expect_refused(alice_, commit_of(committed.message), &Counters::commits_forged);

  const auto own = *make_own_key_package({kCarol, "Carol"}, kUnixNow, random_);
  const auto info = *mallory_->group_info(true, random_);
  const auto joined = *mls::Group::join_externally(info, own, mallory_psks_, {}, {}, random_);
  expect_refused(alice_, commit_of(joined.message), &Counters::commits_forged);
}

TEST_F(Insider, CannotPassACommitOrProposalForAMessage) {
  const auto committed = *mallory_->commit({}, mallory_psks_, random_);
  expect_refused(alice_, from_server::Message{kMallory, committed.message},
                 &Counters::messages_forged);
  const Buffer proposal = *mallory_->propose_update({}, random_);
  expect_refused(alice_, from_server::Message{kMallory, proposal}, &Counters::messages_forged);
}

TEST_F(Insider, CannotSpeakUnderAnotherName) {
  const Buffer state = encode_app_message(StateMessage{.sequence = 1, .state = {.screen = true}});
  const Buffer message = *mallory_->protect(state, {}, limits::kAppMessageBucket, random_);
  // The server says that it is Bob's; the key says whose it is.
  const auto changed =
      all<DeviceStateChanged>(alice_.receive(from_server::Message{kBob, message}, now_));
  ASSERT_EQ(changed.size(), 1u);
  EXPECT_EQ(changed[0].leaf, mallory_->own_leaf());
}

TEST_F(Insider, KeepsNobodyOutByAKeyPackageThatTheGroupDoesNotTake) {
  // Well signed, but with Bob's encryption key: RFC 9420 section 7.3 forbids it in one tree.
  constexpr ConnectionId kCopy(5);
  auto own = *make_own_key_package({kCopy, "Copy"}, kUnixNow, random_);
  mls::KeyPackage& copy = own.key_package;
  copy.leaf_node.encryption_key = mallory_->tree().leaf(mls::LeafIndex(1))->encryption_key;
  copy.leaf_node.signature =
      *mls::sign_with_label(kMeetingSuite, own.signature_private_key.reveal(), "LeafNodeTBS",
                            mls::to_be_signed(copy.leaf_node, {}, mls::LeafIndex()), random_);
  copy.signature = *mls::sign_with_label(kMeetingSuite, own.signature_private_key.reveal(),
                                         "KeyPackageTBS", mls::to_be_signed(copy), random_);
  alice_.receive(from_server::Knock{kCopy, *seal_knock(keys_, copy, random_)}, now_);
  Meeting carol = open(link_, "Carol");
  const auto commit = let_in(kCarol, knock_of(carol, kCarol));
  EXPECT_EQ(commit.to, std::vector{kCarol});
  EXPECT_EQ(alice_.counters().knocks_refused, 1u);
}

// ---- before and after (E2E-8, E2E-9) -----------------------------------------------------------

TEST_F(Insider, OpensNothingAfterRemovalWithAllTheStateSheKept) {
  FrameSender alice_camera;
  ASSERT_TRUE(alice_camera.enter_epoch(alice_epoch_.frames));
  FrameReceiver thief;
  ASSERT_TRUE(thief.enter_epoch(mallory_frames(), now_));
  // Positive control: while she is in, she opens messages and frames.
  EXPECT_TRUE(mallory_->handle(message_of(alice_, {.camera = true}), mallory_psks_));
  EXPECT_TRUE(thief.open(FrameMedia::kVideo, *alice_camera.seal(kCamera, Buffer(99), true), now_));

  const auto commit = accept(alice_.receive(from_server::Departed{kMallory}, now_));
  bob_.receive(commit_of(commit), now_);
  ASSERT_TRUE(alice_camera.enter_epoch(alice_epoch_.frames));
  const auto removal = mallory_->handle(commit.envelope, mallory_psks_);
  EXPECT_TRUE(!removal || std::holds_alternative<mls::ReceivedRemoval>(*removal));
  EXPECT_FALSE(mallory_->handle(message_of(alice_, {}), mallory_psks_));
  EXPECT_FALSE(mallory_->handle(message_of(bob_, {.camera = true}), mallory_psks_));
  FrameEpoch guess = mallory_frames();  // her keys under the new epoch's name
  guess.epoch = alice_epoch_.frames.epoch;
  ASSERT_TRUE(thief.enter_epoch(guess, now_));
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(
        thief.open(FrameMedia::kVideo, *alice_camera.seal(kCamera, Buffer(99), true), now_));
  }
}

TEST_F(Hostile, NewcomerOpensNothingFromBeforeItsAdmission) {
  let_bob_in();
  FrameSender alice_camera;
  ASSERT_TRUE(alice_camera.enter_epoch(alice_epoch_.frames));
  const Buffer old_frame = *alice_camera.seal(kCamera, Buffer(99), true);
  const Buffer old_message = message_of(alice_, {.camera = true});
  let_mallory_in();
  EXPECT_FALSE(mallory_->handle(old_message, mallory_psks_));
  FrameReceiver thief;
  FrameEpoch guess = mallory_frames();
  guess.epoch = alice_epoch_.frames.epoch - 1;
  ASSERT_TRUE(thief.enter_epoch(guess, now_));
  EXPECT_FALSE(thief.open(FrameMedia::kVideo, old_frame, now_));
  // Positive control: what comes after, she opens; and Bob opens what came before.
  ASSERT_TRUE(alice_camera.enter_epoch(alice_epoch_.frames));
  FrameReceiver now_in;
  ASSERT_TRUE(now_in.enter_epoch(mallory_frames(), now_));
  EXPECT_TRUE(now_in.open(FrameMedia::kVideo, *alice_camera.seal(kCamera, Buffer(9), true), now_));
  EXPECT_TRUE(mallory_->handle(message_of(alice_, {}), mallory_psks_));
  EXPECT_EQ(
      all<DeviceStateChanged>(bob_.receive(from_server::Message{kAlice, old_message}, now_)).size(),
      1u);
}

TEST_F(Hostile, ThoseWhoWereGivenDifferentGroupsSeeDifferentCodes) {
  // A server that has the link as well sits between Alice and Bob, with a group for each.
  let_bob_in();
  const auto own = *make_own_key_package({kAlice, "Alice"}, kUnixNow, random_);
  auto fake = *mls::Group::create(options_, own, random_);
  Meeting bob = open(link_, "Bob");
  const auto opened = *open_knock({{keys_}}, kBob, knock_of(bob, kBob), kUnixNow);
  const auto committed = *fake.commit(
      {.add = {opened.key_package}, .external_psk_ids = {keys_.psk_id}}, mallory_psks_, random_);
  const Events events = bob.receive(from_server::Welcome{kAlice, 1, *committed.welcome}, now_);
  const EpochChanged forked = all<EpochChanged>(events).at(0);
  EXPECT_EQ(forked.roster.size(), alice_epoch_.roster.size());  // looks right, and is not
  EXPECT_FALSE(forked.safety_code == alice_epoch_.safety_code);
}

}  // namespace
}  // namespace conclave::e2ee
