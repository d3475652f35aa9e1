// Who decides: roles, rules, removals, and who is host when none is left.
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"
#include "e2ee/test_meeting.h"

namespace conclave::e2ee {
namespace {

class MeetingHost : public MeetingFixture {
 protected:
  // The first is host and has leaf 0, and so on.
  std::vector<ConnectionId> start_in_order(size_t count) {
    std::vector<ConnectionId> ids;
    for (size_t i = 0; i < count; ++i) {
      ids.push_back(delivery_.connect("person " + std::to_string(i)));
      delivery_.run(200ms);
    }
    delivery_.run(6s);  // everyone has new keys, and was heard
    return ids;
  }
  Result<void> set_host(ConnectionId by, uint32_t leaf, bool is_host) {
    const auto done = delivery_.act(
        by, [&](Meeting& m, Time now) { return m.set_host(mls::LeafIndex(leaf), is_host, now); });
    delivery_.run(0ms);
    return done;
  }
  Result<void> remove(ConnectionId by, uint32_t leaf) {
    const auto done = delivery_.act(
        by, [&](Meeting& m, Time now) { return m.remove(mls::LeafIndex(leaf), false, now); });
    delivery_.run(0ms);
    return done;
  }
  Result<void> change(ConnectionId by, PolicyField field, uint64_t value) {
    const auto done = delivery_.act(
        by, [&](Meeting& m, Time now) { return m.change({.field = field, .value = value}, now); });
    delivery_.run(0ms);
    return done;
  }
  // The same for everybody.
  void expect_hosts(const std::vector<ConnectionId>& ids, const std::vector<uint32_t>& leaves) {
    for (const ConnectionId id : ids) {
      std::vector<uint32_t> hosts;
      for (const mls::LeafIndex leaf : last_epoch(id).policy.hosts) hosts.push_back(leaf.value());
      EXPECT_EQ(hosts, leaves);
      for (const RosterMember& member : last_epoch(id).roster) {
        EXPECT_EQ(member.is_host, std::ranges::find(leaves, member.leaf.value()) != leaves.end());
      }
    }
  }
  bool has_logged(ConnectionId id, LogKind kind, const std::string& who, const std::string& by) {
    for (const Logged& logged : events<Logged>(id)) {
      for (const LogEntry& line : logged.lines) {
        if (line.kind == kind && line.who == who && line.by == by) return true;
      }
    }
    return false;
  }
};

// ---- roles -------------------------------------------------------------------------------------

TEST_F(MeetingHost, IsWhoBeginsTheMeeting) {
  const auto ids = start_in_order(3);
  expect_hosts(ids, {0});
}

TEST_F(MeetingHost, NamesAnotherAndBothDecide) {
  const auto ids = start_in_order(3);
  ASSERT_TRUE(set_host(ids[0], 1, true));
  expect_hosts(ids, {0, 1});
  EXPECT_TRUE(change(ids[1], PolicyField::kLocked, 1));
  for (const ConnectionId id : ids) EXPECT_TRUE(last_epoch(id).policy.is_locked);
  EXPECT_TRUE(has_logged(ids[2], LogKind::kHostNamed, "person 1", "person 0"));
  expect_no_alarms(ids);
}

TEST_F(MeetingHost, HandsOver) {
  const auto ids = start_in_order(3);
  ASSERT_TRUE(set_host(ids[0], 2, true));
  ASSERT_TRUE(set_host(ids[0], 0, false));
  expect_hosts(ids, {2});
  EXPECT_TRUE(has_logged(ids[1], LogKind::kHostUnnamed, "person 0", "person 0"));
  EXPECT_EQ(change(ids[0], PolicyField::kLocked, 1).error().code, ErrorCode::kRefused);
}

TEST_F(MeetingHost, WhoStepsDownAsTheLastIsFollowedByTheLowestOtherLeaf) {
  const auto ids = start_in_order(3);
  ASSERT_TRUE(set_host(ids[0], 0, false));
  expect_hosts(ids, {1});
  EXPECT_TRUE(has_logged(ids[2], LogKind::kHostSucceeded, "person 1", ""));
}

TEST_F(MeetingHost, WhoIsAloneStaysHost) {
  const auto ids = start_in_order(1);
  ASSERT_TRUE(set_host(ids[0], 0, false));
  expect_hosts(ids, {0});
}

TEST_F(MeetingHost, WhoLeavesIsFollowedByTheLowestLeafAndEveryoneKnows) {
  auto ids = start_in_order(4);
  delivery_.depart(ids[0]);
  delivery_.run(0ms);
  ids.erase(ids.begin());
  expect_hosts(ids, {1});
  expect_agreement(ids);
  for (const ConnectionId id : ids) {
    EXPECT_TRUE(has_logged(id, LogKind::kLeft, "person 0", ""));
    EXPECT_TRUE(has_logged(id, LogKind::kHostSucceeded, "person 1", ""));
  }
  EXPECT_TRUE(change(ids[0], PolicyField::kLocked, 1));
}

TEST_F(MeetingHost, IsNotWhoTakesTheLeafOfAHostWhoLeft) {
  const auto ids = start_in_order(3);
  const ConnectionId joiner = delivery_.connect("joiner");
  delivery_.run(100ms);
  delivery_.depart(ids[0]);  // the commit that removes the host adds the joiner in its leaf
  delivery_.run(1s);
  ASSERT_TRUE(meeting(joiner).is_member());
  EXPECT_EQ(last_epoch(joiner).frames.own_leaf, FrameLeaf(0));
  expect_hosts({ids[1], ids[2], joiner}, {1});
}

TEST_F(MeetingHost, DecidesAndNobodyElse) {
  const auto ids = start_in_order(2);
  const uint64_t epoch = delivery_.epoch();
  EXPECT_EQ(set_host(ids[1], 1, true).error().code, ErrorCode::kRefused);
  EXPECT_EQ(remove(ids[1], 0).error().code, ErrorCode::kRefused);
  EXPECT_EQ(change(ids[1], PolicyField::kShare, 1).error().code, ErrorCode::kRefused);
  EXPECT_EQ(set_host(ids[0], 9, true).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(change(ids[0], PolicyField::kShare, 3).error().code, ErrorCode::kInvalid);
  EXPECT_EQ(delivery_.epoch(), epoch);
}

// ---- removing ----------------------------------------------------------------------------------

TEST_F(MeetingHost, RemovesInOneStepAndTheNextEpochBeginsAtOnce) {
  const auto ids = start_in_order(3);
  ASSERT_TRUE(remove(ids[0], 1));
  expect_agreement({ids[0], ids[2]});
  EXPECT_EQ(events<RemovedByMember>(ids[1]).size(), 1u);
  EXPECT_FALSE(meeting(ids[1]).is_member());
  EXPECT_TRUE(has_logged(ids[2], LogKind::kRemoved, "person 1", "person 0"));
  EXPECT_EQ(remove(ids[0], 0).error().code, ErrorCode::kNotFound) << "not oneself";
}

TEST_F(MeetingHost, RemovesAnotherHost) {
  const auto ids = start_in_order(3);
  ASSERT_TRUE(set_host(ids[0], 1, true));
  ASSERT_TRUE(remove(ids[1], 0));
  expect_hosts({ids[1], ids[2]}, {1});
}

TEST_F(MeetingHost, HasItsWishWhenAnotherCommitComesFirst) {
  const auto ids = start_in_order(4);
  ASSERT_TRUE(set_host(ids[0], 1, true));
  // Both in one round: one commit is lost, and made again.
  const auto wish = [&](ConnectionId id, PolicyField field) {
    ASSERT_TRUE(delivery_.act(
        id, [&](Meeting& m, Time now) { return m.change({.field = field, .value = 1}, now); }));
  };
  wish(ids[0], PolicyField::kLocked);
  wish(ids[1], PolicyField::kRecording);
  delivery_.run(1s);
  for (const ConnectionId id : ids) {
    EXPECT_TRUE(last_epoch(id).policy.is_locked);
    EXPECT_TRUE(last_epoch(id).policy.is_recording_allowed);
  }
  EXPECT_EQ(meeting(ids[1]).counters().commits_lost, 1u);
  expect_no_alarms(ids);
}

// ---- who may share -----------------------------------------------------------------------------

TEST_F(MeetingHost, LetsNoScreenBeSentOrShownOfWhoMayNotShare) {
  const auto ids = start_in_order(2);
  constexpr FrameStream kScreen{SourceKind::kScreen};
  constexpr FrameStream kCameraStream{SourceKind::kCamera};
  ASSERT_TRUE(change(ids[0], PolicyField::kShare, 1));
  FrameSender guest;
  FrameReceiver host;
  ASSERT_TRUE(guest.enter_epoch(last_epoch(ids[1]).frames));
  ASSERT_TRUE(host.enter_epoch(last_epoch(ids[0]).frames, delivery_.now()));
  EXPECT_EQ(guest.seal(kScreen, Buffer(9), true).error().code, ErrorCode::kRefused);
  EXPECT_TRUE(
      host.open(FrameMedia::kVideo, *guest.seal(kCameraStream, Buffer(9), true), delivery_.now()));

  // A client that does not obey seals it all the same.
  FrameEpoch disobedient = last_epoch(ids[1]).frames;
  disobedient.may_not_share.clear();
  FrameSender rebel;
  ASSERT_TRUE(rebel.enter_epoch(disobedient));
  const Buffer frame = *rebel.seal(kScreen, Buffer(9), true);
  EXPECT_EQ(host.open(FrameMedia::kVideo, frame, delivery_.now()).error().code,
            ErrorCode::kRefused);

  // The control: when everyone may, it is shown.
  ASSERT_TRUE(change(ids[0], PolicyField::kShare, 0));
  ASSERT_TRUE(guest.enter_epoch(last_epoch(ids[1]).frames));
  ASSERT_TRUE(host.enter_epoch(last_epoch(ids[0]).frames, delivery_.now()));
  EXPECT_TRUE(
      host.open(FrameMedia::kVideo, *guest.seal(kScreen, Buffer(9), true), delivery_.now()));
}

TEST_F(MeetingHost, MayShareWhereOnlyHostsMay) {
  const auto ids = start_in_order(2);
  ASSERT_TRUE(change(ids[0], PolicyField::kShare, 1));
  FrameSender host;
  ASSERT_TRUE(host.enter_epoch(last_epoch(ids[0]).frames));
  EXPECT_TRUE(host.seal({SourceKind::kScreen}, Buffer(9), true));
}

}  // namespace
}  // namespace conclave::e2ee
