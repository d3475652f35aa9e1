// Participants through the whole server, one matter a test. What else may happen to them, the
// stories of `sim` find out.
#include "sim/story.h"
#include "sim/verdict.h"

#include <gmock/gmock.h>

namespace conclave::sim {
namespace {

using testing::IsEmpty;

constexpr client::MediaConfig kSlots = {.video_slots = 4, .audio_slots = 4};

class WorldTest : public testing::Test {
 protected:
  Person& arrive() {
    Person& person = world.arrive({.delay = 10ms}, kSlots);
    world.run(1s);
    return person;
  }
  Complaints look() {
    Complaints complaints = world.complaints;
    for (Person& person : world.people()) person.senses.forget_frames();
    const FrameTally before = tally_frames(world);
    world.run(1s);
    check_agreement(world, complaints);
    check_media(world, complaints);
    check_every_frame_opened(world, before, complaints);
    check_no_alarms(world, complaints);
    check_nothing_refused(world, complaints);
    return complaints;
  }

  // Of the lowest leaf.
  Person& designated_committer() {
    const std::string name = world.people_in().front()->senses.roster().front().name;
    return *std::ranges::find(world.people(), name, &Person::name);
  }

  World world{1};
};

TEST_F(WorldTest, TwoPeopleMeetAndHearAndSeeEachOther) {
  arrive();
  arrive();
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(WorldTest, ALostSocketIsResumedAndNobodyElseNotices) {
  Person& ada = arrive();
  Person& ben = arrive();
  world.run(5s);  // everyone has renewed their keys
  const uint64_t epoch = ada.participant->meeting().epoch();
  world.reset_socket(ben, 500ms);
  world.say(ada, {.microphone = true});
  world.say(ben, {.camera = true});
  world.run(1s);
  EXPECT_THAT(look(), IsEmpty());
  EXPECT_EQ(ada.participant->meeting().epoch(), epoch);
  EXPECT_EQ(world.relay().counters().resumed, 1u);
}

TEST_F(WorldTest, WhoStaysAwayTooLongIsRemovedAndComesBackAsSomebodyNew) {
  Person& ada = arrive();
  Person& ben = arrive();
  const ConnectionId before = ben.connection();
  world.reset_socket(ben, 3s);
  world.run(2500ms);
  EXPECT_EQ(ada.senses.roster().size(), 1u);
  world.run(3s);
  EXPECT_NE(ben.connection(), before);
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(WorldTest, WhoeverIsKilledIsOutOfTheKeysWithinThreeSeconds) {
  for (const bool is_committer : {false, true}) {
    while (world.people_in().size() < 3) arrive();
    world.run(5s);  // everyone has renewed their keys
    Person& committer = designated_committer();
    const auto people = world.people_in();
    Person& other = **std::ranges::find_if(people, [&](Person* one) { return one != &committer; });
    Person& witness = is_committer ? other : committer;
    const uint64_t epoch = witness.participant->meeting().epoch();
    world.die(is_committer ? committer : other, /*is_noticed=*/true);
    world.run(3s);
    EXPECT_EQ(witness.senses.roster().size(), 2u);
    EXPECT_GT(witness.participant->meeting().epoch(), epoch);
    EXPECT_THAT(look(), IsEmpty());
  }
}

TEST_F(WorldTest, MediaGoesOnFromAnotherAddress) {
  arrive();
  Person& ben = arrive();
  const Address before = ben.address;
  world.move(ben, 8s);
  world.run(10s);
  EXPECT_NE(ben.address, before);
  EXPECT_EQ(world.relay().counters().resumed, 1u);
  EXPECT_THAT(look(), IsEmpty());
}

TEST_F(WorldTest, ACommitLostWithItsSocketIsMadeGoodOnTheNext) {
  Person& ada = arrive();
  for (const Trap trap : {Trap::kResetBefore, Trap::kResetAfter}) {
    world.set_trap(ada, trap);
    arrive();
    world.run(1s);
    EXPECT_EQ(ada.trap, Trap::kNone);
    EXPECT_THAT(look(), IsEmpty());
  }
}

TEST_F(WorldTest, ADeadCommittersWorkIsDoneByTheNext) {
  arrive();
  for (const Trap trap : {Trap::kDieBefore, Trap::kDieAfter}) {
    arrive();
    Person& committer = designated_committer();
    world.set_trap(committer, trap);
    arrive();
    world.run(20s);
    EXPECT_FALSE(committer.is_in());
    EXPECT_THAT(look(), IsEmpty());
  }
}

TEST_F(WorldTest, NothingIsLeftOfAMeetingThatEveryoneLeft) {
  arrive();
  arrive();
  for (Person* person : world.people_in()) world.leave(*person);
  world.run(1s);
  Complaints complaints;
  check_server_is_empty(world, complaints);
  EXPECT_THAT(complaints, IsEmpty());
}

// The verdict itself must be able to say no.
TEST_F(WorldTest, SomebodyDeafIsNoticed) {
  arrive();
  Person& ben = arrive();
  ben.quality.loss = 1;
  EXPECT_THAT(look(), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace conclave::sim
