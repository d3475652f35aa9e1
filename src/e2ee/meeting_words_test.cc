// What people say: that it arrives as it was said, that its size tells nothing, and that nobody
// says what the meeting's rules forbid, whatever program they run.
#include "e2ee/test_mallory.h"

#include <set>

namespace conclave::e2ee {
namespace {

using Code = ErrorCode;

class Talk : public Insider {
 protected:
  static constexpr mls::LeafIndex kBobsLeaf{1};
  static constexpr mls::LeafIndex kMallorysLeaf{2};

  void permit(PolicyField feature, Permission permission) {
    const auto commit = accept(
        *alice_.change({.field = feature, .value = static_cast<uint64_t>(permission)}, now_));
    bob_.receive(commit_of(commit), now_);
    auto received = mallory_->handle(commit.envelope, mallory_psks_);
    mallory_ = std::get<mls::ReceivedCommit>(*received).next;
  }
  static Buffer envelope_of(const Result<Events>& events) {
    return all<to_server::Message>(*events).at(0).envelope;
  }
  Buffer mallorys(const AppMessage& message) {
    return *mallory_->protect(encode_app_message(message), {}, limits::kAppMessageBucket, random_);
  }
  static AppMessage numbered(uint32_t number, Words words) {
    return AppMessage(std::in_place_type<WordsMessage>, number, std::move(words));
  }
  Buffer mallory_says(Words words) {
    return mallorys(numbered(++mallorys_number_, std::move(words)));
  }
  Events bob_hears(ConnectionId from, const Buffer& envelope) {
    return bob_.receive(from_server::Message{from, envelope}, now_);
  }

  // On everybody's device nothing changes but a count, and a name on the screen.
  void expect_refused_and_named(const Buffer& envelope) {
    for (Meeting* const honest : {&alice_, &bob_}) {
      const uint64_t before = honest->counters().words_refused;
      const Events events = honest->receive(from_server::Message{kMallory, envelope}, now_);
      EXPECT_EQ(honest->counters().words_refused, before + 1);
      ASSERT_EQ(events.size(), 1u);
      ASSERT_EQ(all<Alarm>(events).size(), 1u);
      EXPECT_EQ(all<Alarm>(events)[0].kind, AlarmKind::kPolicy);
      EXPECT_EQ(all<Alarm>(events)[0].who, "Mallory");
    }
  }
  // The control: the same words, where the rules allow them.
  void expect_said(const Buffer& envelope, const Words& words) {
    for (Meeting* const honest : {&alice_, &bob_}) {
      const Events events = honest->receive(from_server::Message{kMallory, envelope}, now_);
      ASSERT_EQ(all<Said>(events).size(), 1u);
      EXPECT_EQ(all<Said>(events)[0].words, words);
      EXPECT_EQ(all<Said>(events)[0].leaf, kMallorysLeaf);
      EXPECT_EQ(all<Said>(events)[0].name, "Mallory");
      EXPECT_TRUE(all<Alarm>(events).empty());
    }
  }
  void expect_ruled_by(PolicyField feature, const std::vector<Words>& many) {
    for (const Words& words : many) expect_said(mallory_says(words), words);
    for (const Permission permission : {Permission::kHosts, Permission::kNobody}) {
      for (const Words& words : many) {
        permit(feature, permission);  // in each epoch anew she is named once
        expect_refused_and_named(mallory_says(words));
        EXPECT_EQ(bob_.tell(words, std::nullopt, now_).error().code, Code::kRefused);
        permit(feature, Permission::kEveryone);
      }
    }
    permit(feature, Permission::kHosts);
    for (const Words& words : many) {
      EXPECT_EQ(all<Said>(bob_hears(kAlice, envelope_of(alice_.tell(words, {}, now_)))).size(), 1u)
          << "a host may";
    }
  }

  uint32_t mallorys_number_ = 0;
};

const Words kChatted = Chat{.reply_to = {}, .text = "hello"};
const Words kReacted = Reaction{.symbol = "!"};

// ---- words, said and heard ---------------------------------------------------------------------

TEST_F(Talk, ArrivesWithItsAuthorAndNumberAndIsSaidAtHomeAtOnce) {
  const Events said = *alice_.tell(kChatted, std::nullopt, now_);
  const Said at_home = all<Said>(said).at(0);
  EXPECT_EQ(at_home.id, (MessageId{kAlice, 1}));
  EXPECT_TRUE(at_home.is_self);
  const Said heard =
      all<Said>(bob_hears(kAlice, all<to_server::Message>(said).at(0).envelope)).at(0);
  EXPECT_EQ(heard.id, at_home.id);
  EXPECT_EQ(heard.words, kChatted);
  EXPECT_EQ(heard.leaf, mls::LeafIndex(0));
  EXPECT_EQ(heard.name, "Alice");
  EXPECT_FALSE(heard.is_self);
  EXPECT_EQ(all<Said>(*alice_.tell(kReacted, std::nullopt, now_)).at(0).id.number, 2u);
}

TEST_F(Talk, OfOldIsNotTakenForNew) {
  expect_said(mallorys(numbered(5, kChatted)), kChatted);
  for (const uint32_t number : {0u, 4u, 5u}) {
    const Buffer again = mallorys(numbered(number, kReacted));
    EXPECT_TRUE(bob_hears(kMallory, again).empty());
  }
  EXPECT_EQ(bob_.counters().messages_late, 3u);
  expect_said(mallorys(numbered(6, kReacted)), kReacted);
}

TEST_F(Talk, IsNotSaidWhereTheOthersWouldNotTakeIt) {
  EXPECT_EQ(bob_.tell(Chat{.reply_to = {}, .text = ""}, {}, now_).error().code, Code::kMalformed);
  EXPECT_EQ(bob_.tell(Chat{.reply_to = {}, .text = "\u202e"}, {}, now_).error().code,
            Code::kMalformed);
  EXPECT_EQ(bob_.tell(kChatted, mls::LeafIndex(0), now_).error().code, Code::kInvalid);
  EXPECT_EQ(alice_.tell(Ask{}, std::nullopt, now_).error().code, Code::kInvalid);
  EXPECT_EQ(alice_.tell(Ask{}, mls::LeafIndex(0), now_).error().code, Code::kNotFound);
  EXPECT_EQ(alice_.tell(Ask{}, mls::LeafIndex(9), now_).error().code, Code::kNotFound);
  Meeting outside = open(link_, "Outside");
  EXPECT_EQ(outside.tell(kChatted, std::nullopt, now_).error().code, Code::kNotYet);
  EXPECT_EQ(outside.raise_hand(true, now_).error().code, Code::kNotYet);
}

TEST_F(Talk, OfALaterVersionIsCountedAndNoOffence) {
  const Buffer later = *mallory_->protect(Buffer{77, 1, 2}, {}, limits::kAppMessageBucket, random_);
  EXPECT_TRUE(bob_hears(kMallory, later).empty());
  EXPECT_EQ(bob_.counters().messages_unknown, 1u);
}

// ---- the size says nothing (NET-8) -------------------------------------------------------------

TEST_F(Talk, OfEverydayKindAllHasOneSize) {
  std::map<size_t, int> sizes;
  const auto count = [&](const Result<Events>& events) { ++sizes[envelope_of(events).size()]; };
  for (size_t size = 1; size <= 200; ++size) {
    count(alice_.tell(Chat{.reply_to = {kBob, 3}, .text = std::string(size, 'x')}, {}, now_));
  }
  count(alice_.tell(kReacted, {}, now_));
  count(alice_.raise_hand(true, now_));
  count(alice_.say({.microphone = true}, now_));
  count(alice_.say({}, now_));
  count(alice_.tell(Ask{.what = AskKind::kUnmute}, kBobsLeaf, now_));
  count(alice_.tell(Vote{.poll = {kBob, 1}, .option = 1}, {}, now_));
  ASSERT_EQ(sizes.size(), 1u);
  EXPECT_EQ(sizes.begin()->second, 206);
  // Control: a longer chat is longer on the wire, so the sizes above are really looked at.
  count(alice_.tell(Chat{.reply_to = {}, .text = std::string(300, 'x')}, {}, now_));
  EXPECT_EQ(sizes.size(), 2u);
}

// ---- a member against the rules ----------------------------------------------------------------

TEST_F(Talk, AgainstTheRulesForChatIsRefusedAndNamed) {
  expect_ruled_by(PolicyField::kChat, {kChatted, Poll{.question = "Tea?", .options = {"yes", "no"}},
                                       Vote{.poll = {kBob, 1}, .option = 1}});
}

TEST_F(Talk, AgainstTheRulesForReactionsIsRefusedAndNamed) {
  expect_ruled_by(PolicyField::kReactions, {kReacted});
}

TEST_F(Talk, AgainstTheRulesForFilesIsRefusedAndNamed) {
  expect_ruled_by(PolicyField::kFiles, {FileOffer{.name = "f", .size = 1}});
}

TEST_F(Talk, ByWhoIsNoHostAsksForNothing) {
  for (int what = 1; what <= 5; ++what) {
    const Ask ask{.what = static_cast<AskKind>(what)};
    EXPECT_EQ(bob_.tell(ask, kMallorysLeaf, now_).error().code, Code::kRefused);
    expect_refused_and_named(mallory_says(ask));
    permit(PolicyField::kFiles, Permission::kEveryone);  // another epoch: she is named again
    // A host's ask is shown, and that is all that comes of it.
    const Events heard = bob_hears(kAlice, envelope_of(alice_.tell(ask, kBobsLeaf, now_)));
    ASSERT_EQ(heard.size(), 1u);
    EXPECT_EQ(all<Said>(heard).at(0).words, Words(ask));
  }
}

TEST_F(Talk, ClosesNobodyElsesPoll) {
  expect_refused_and_named(mallory_says(PollClosed{.poll = {kBob, 1}}));
  EXPECT_EQ(bob_.tell(PollClosed{.poll = {kAlice, 1}}, {}, now_).error().code, Code::kRefused);
  const PollClosed own{.poll = {kMallory, 1}};
  expect_said(mallory_says(own), own);
}

TEST_F(Talk, AgainstTheRulesNamesItsAuthorOnceInAnEpoch) {
  permit(PolicyField::kChat, Permission::kNobody);
  expect_refused_and_named(mallory_says(kChatted));
  for (int i = 0; i < 50; ++i) EXPECT_TRUE(bob_hears(kMallory, mallory_says(kChatted)).empty());
  EXPECT_EQ(bob_.counters().words_refused, 51u);
  expect_refused_and_named(mallory_says(Ask{}));  // another rule
  permit(PolicyField::kReactions, Permission::kEveryone);
  expect_refused_and_named(mallory_says(kChatted));  // another epoch
}

TEST_F(Talk, ThatWasAllowedWhenItWasSaidIsDroppedWithoutBlame) {
  mls::Group before = *mallory_;
  const Buffer bobs = envelope_of(bob_.tell(kChatted, {}, now_));
  permit(PolicyField::kChat, Permission::kNobody);
  EXPECT_TRUE(alice_.receive(from_server::Message{kBob, bobs}, now_).empty());
  EXPECT_EQ(alice_.counters().messages_late, 1u);
  EXPECT_EQ(alice_.counters().words_refused, 0u);
  // Nor does it help to go on speaking with the keys of before.
  const Buffer late = *before.protect(encode_app_message(numbered(99, kChatted)), {}, 256, random_);
  EXPECT_TRUE(bob_hears(kMallory, late).empty());
}

// ---- hands -------------------------------------------------------------------------------------

TEST_F(Talk, RaisesHandsInOneOrderForAll) {
  const Buffer mallorys_hand = mallorys(StateMessage{.sequence = 1, .state = {}, .hand = 4});
  alice_.receive(from_server::Message{kMallory, mallorys_hand}, now_);
  EXPECT_EQ(all<DeviceStateChanged>(bob_hears(kMallory, mallorys_hand)).at(0).hand, 4u);
  const Events raised = *alice_.raise_hand(true, now_);
  EXPECT_EQ(all<DeviceStateChanged>(raised).at(0).hand, 5u);
  EXPECT_EQ(all<DeviceStateChanged>(raised).at(0).leaf, mls::LeafIndex(0));
  const auto seen =
      all<DeviceStateChanged>(bob_hears(kAlice, all<to_server::Message>(raised).at(0).envelope));
  EXPECT_EQ(seen.at(0).hand, 5u);
  EXPECT_EQ(all<DeviceStateChanged>(*bob_.raise_hand(true, now_)).at(0).hand, 6u);
  EXPECT_TRUE(bob_.raise_hand(true, now_)->empty()) << "it is up";
  EXPECT_EQ(all<DeviceStateChanged>(*bob_.raise_hand(false, now_)).at(0).hand, 0u);
}

TEST_F(Talk, KeepsAHandInItsPlaceWhileDevicesChange) {
  bob_hears(kAlice, envelope_of(alice_.raise_hand(true, now_)));
  const Events opened = bob_hears(kAlice, message_of(alice_, {.camera = true}));
  EXPECT_EQ(all<DeviceStateChanged>(opened).at(0).hand, 1u);
  EXPECT_TRUE(all<DeviceStateChanged>(opened).at(0).state.camera);
}

TEST_F(Talk, SurvivesWhoeverTakesTheLastPlaceOfAll) {
  bob_hears(kMallory, mallorys(StateMessage{.sequence = 1, .state = {}, .hand = 0xffffffff}));
  EXPECT_EQ(all<DeviceStateChanged>(*bob_.raise_hand(true, now_)).at(0).hand, 0xffffffffu);
}

TEST_F(Talk, AgainstTheRulesRaisesNoHand) {
  bob_hears(kAlice, envelope_of(alice_.raise_hand(true, now_)));
  ASSERT_TRUE(bob_.raise_hand(true, now_));
  const Buffer bobs = message_of(bob_, {.camera = true});  // with his hand, on its way
  const auto commit = accept(*alice_.change({.field = PolicyField::kReactions, .value = 2}, now_));
  mallory_ = std::get<mls::ReceivedCommit>(*mallory_->handle(commit.envelope, mallory_psks_)).next;
  const auto lowered = all<DeviceStateChanged>(bob_.receive(commit_of(commit), now_));
  ASSERT_EQ(lowered.size(), 2u) << "Alice's and his own";
  EXPECT_EQ(lowered[0].hand + lowered[1].hand, 0u);
  const Events late = alice_.receive(from_server::Message{kBob, bobs}, now_);
  EXPECT_TRUE(all<DeviceStateChanged>(late).at(0).state.camera);
  EXPECT_EQ(all<DeviceStateChanged>(late).at(0).hand, 0u);
  EXPECT_EQ(bob_.raise_hand(true, now_).error().code, Code::kRefused);
  expect_refused_and_named(mallorys(StateMessage{.sequence = 9, .state = {}, .hand = 1}));
  const Buffer flat = mallorys(StateMessage{.sequence = 10, .state = {.screen = true}});
  EXPECT_EQ(all<DeviceStateChanged>(bob_hears(kMallory, flat)).size(), 1u);
}

// ---- files -------------------------------------------------------------------------------------

TEST_F(Talk, CarriesAFileToWhoAsksForIt) {
  bob_hears(kAlice, envelope_of(alice_.tell(FileOffer{.name = "f", .size = 4}, {}, now_)));
  const auto asked = all<to_server::Message>(*bob_.want_chunk({kAlice, 1}, 0, now_)).at(0);
  EXPECT_EQ(asked.to, kAlice);
  const auto wanted =
      all<ChunkWanted>(alice_.receive(from_server::Message{kBob, asked.envelope}, now_)).at(0);
  EXPECT_EQ(wanted.from, kBob);
  EXPECT_EQ(alice_.send_chunk(kMallory, 1, 0, Buffer(4), now_).error().code, Code::kNotFound);
  const auto sent =
      all<to_server::Message>(*alice_.send_chunk(kBob, 1, 0, Buffer{1, 2, 3, 4}, now_)).at(0);
  EXPECT_EQ(sent.to, kBob);
  const auto arrived = all<ChunkArrived>(bob_hears(kAlice, sent.envelope)).at(0);
  EXPECT_EQ(arrived.file, (MessageId{kAlice, 1}));
  EXPECT_EQ(arrived.data, (Buffer{1, 2, 3, 4}));
}

TEST_F(Talk, TakesNoChunkThatItDidNotAskForAndGivesNoneThatItDoesNotOffer) {
  const ChunkMessage chunk{.file = 1, .index = 0, .data = Buffer(10)};
  EXPECT_TRUE(bob_hears(kMallory, mallorys(chunk)).empty());
  const ChunkWantedMessage no_file{.file = {kBob, 1}, .index = 0};
  EXPECT_TRUE(bob_hears(kMallory, mallorys(no_file)).empty());
  ASSERT_TRUE(bob_.tell(FileOffer{.name = "f", .size = 4}, {}, now_));
  const ChunkWantedMessage alices{.file = {kAlice, 1}, .index = 0};
  EXPECT_TRUE(bob_hears(kMallory, mallorys(alices)).empty());
  EXPECT_EQ(bob_.counters().chunks_refused, 3u);
  EXPECT_EQ(all<ChunkWanted>(bob_hears(kMallory, mallorys(no_file))).size(), 1u) << "now it is";
  ASSERT_TRUE(bob_.want_chunk({kMallory, 1}, 0, now_));
  EXPECT_EQ(all<ChunkArrived>(bob_hears(kMallory, mallorys(chunk))).size(), 1u) << "now it is";
}

TEST_F(Talk, CarriesNoFileOfSomebodyWhomTheRulesNowForbidFiles) {
  ASSERT_TRUE(bob_.tell(FileOffer{.name = "f", .size = 4}, {}, now_));
  const ChunkWantedMessage wanted{.file = {kBob, 1}, .index = 0};
  EXPECT_EQ(all<ChunkWanted>(bob_hears(kMallory, mallorys(wanted))).size(), 1u);
  ASSERT_TRUE(bob_.want_chunk({kMallory, 1}, 0, now_));
  permit(PolicyField::kFiles, Permission::kHosts);
  EXPECT_EQ(bob_.send_chunk(kMallory, 1, 0, Buffer(4), now_).error().code, Code::kRefused);
  EXPECT_TRUE(bob_hears(kMallory, mallorys(wanted)).empty());
  EXPECT_EQ(bob_.want_chunk({kMallory, 1}, 1, now_).error().code, Code::kRefused);
  const ChunkMessage chunk{.file = 1, .index = 0, .data = Buffer(10)};
  EXPECT_TRUE(bob_hears(kMallory, mallorys(chunk)).empty());
  permit(PolicyField::kFiles, Permission::kEveryone);
  EXPECT_TRUE(bob_.send_chunk(kMallory, 1, 0, Buffer(4), now_)) << "allowed again, it still stands";
  EXPECT_EQ(all<ChunkArrived>(bob_hears(kMallory, mallorys(chunk))).size(), 1u);
}

// Messages for one use up keys that everybody else has to skip.
TEST_F(Talk, WithOneLeavesNobodyBehind) {
  const size_t many = limits::kRatchetForwardMax + 100;
  mls::Group deaf = *mallory_;
  for (size_t i = 0; i < many; ++i) {
    for (const auto& message : all<to_server::Message>(*alice_.tell(Ask{}, kBobsLeaf, now_))) {
      if (message.to == ConnectionId()) {
        EXPECT_TRUE(mallory_->handle(message.envelope, mallory_psks_));
      }
    }
  }
  const Buffer hello = envelope_of(alice_.tell(kChatted, {}, now_));
  EXPECT_TRUE(mallory_->handle(hello, mallory_psks_));
  EXPECT_FALSE(deaf.handle(hello, mallory_psks_)) << "the control: without those in between";
}

}  // namespace
}  // namespace conclave::e2ee
