// Who gets in and who waits: the waiting room, the lock, links, invites, passphrases.
#include "e2ee/test_meeting.h"
#include "mls/joiner.h"
#include "mls/mls_message.h"

namespace conclave::e2ee {
namespace {

class MeetingDoor : public MeetingFixture {
 protected:
  MeetingDoor() { delivery_.has_waiting_room = true; }

  ConnectionId begin() { return start(1)[0]; }
  ConnectionId knock(const std::string& name) { return knock(name, delivery_.link()); }
  ConnectionId knock(const std::string& name, const LinkSecret& link,
                     std::string_view passphrase_key = {}) {
    const ConnectionId id = delivery_.connect(name, link, passphrase_key);
    delivery_.run(200ms);
    return id;
  }
  ConnectionId let_in(ConnectionId host, const std::string& name) {
    const ConnectionId id = knock(name);
    EXPECT_TRUE(admit(host, id));
    delivery_.run(1s);
    EXPECT_TRUE(meeting(id).is_member());
    return id;
  }
  Result<void> admit(ConnectionId host, ConnectionId id) {
    return delivery_.act(host, [&](Meeting& m, Time now) { return m.admit(id, now); });
  }
  Result<void> deny(ConnectionId host, ConnectionId id) {
    return delivery_.act(host, [&](Meeting& m, Time now) { return m.deny(id, now); });
  }
  void change(ConnectionId host, PolicyField field, uint64_t value) {
    ASSERT_TRUE(delivery_.act(host, [&](Meeting& m, Time now) {
      return m.change({.field = field, .value = value}, now);
    }));
    delivery_.run(0ms);
  }
  LinkSecret invite(ConnectionId host, const std::string& label) {
    EXPECT_TRUE(delivery_.act(host, [&](Meeting& m, Time now) { return m.invite(label, now); }));
    delivery_.run(0ms);
    const Invited invited = events<Invited>(host).back();
    EXPECT_EQ(invited.label, label);
    return *LinkSecret::parse(invited.fragment);
  }
  void remove_and_change_link(ConnectionId host, ConnectionId id) {
    ASSERT_TRUE(delivery_.act(
        host, [&](Meeting& m, Time now) { return m.remove(leaf_of(host, id), true, now); }));
    delivery_.run(0ms);
  }
  mls::LeafIndex leaf_of(ConnectionId asked, ConnectionId id) {
    for (const RosterMember& member : last_epoch(asked).roster) {
      if (member.connection == id) return member.leaf;
    }
    return mls::LeafIndex(999);
  }
  std::vector<std::string> waiting(ConnectionId id) {
    std::vector<std::string> names;
    const auto told = events<KnocksChanged>(id);
    if (told.empty()) return names;
    for (const Waiting& each : told.back().waiting) names.push_back(each.name);
    return names;
  }
  size_t alarms_of(ConnectionId id, AlarmKind kind) {
    size_t count = 0;
    for (const Alarm& alarm : events<Alarm>(id)) count += alarm.kind == kind ? 1 : 0;
    return count;
  }
};

// ---- the waiting room --------------------------------------------------------------------------

TEST_F(MeetingDoor, LeavesWhoWaitsWithoutALeafAKeyARosterOrAMessage) {
  const ConnectionId host = begin();
  const ConnectionId guest = knock("guest");
  delivery_.say(host, {.camera = true});
  delivery_.run(60s);
  EXPECT_FALSE(meeting(guest).is_member());
  EXPECT_TRUE(events<Joined>(guest).empty());
  EXPECT_TRUE(events<EpochChanged>(guest).empty());
  EXPECT_TRUE(events<DeviceStateChanged>(guest).empty());
  EXPECT_TRUE(delivery_.welcomes.empty());
  EXPECT_EQ(last_epoch(host).roster.size(), 1u);
  EXPECT_EQ(waiting(host), std::vector<std::string>{"guest"});
}

TEST_F(MeetingDoor, TellsWhoWaitsForWhom) {
  begin();
  const ConnectionId guest = knock("guest");
  ASSERT_EQ(events<WaitingForHosts>(guest).size(), 1u);
  EXPECT_EQ(events<WaitingForHosts>(guest)[0].hosts, std::vector<std::string>{"person 0"});
}

TEST_F(MeetingDoor, OpensByAHostsCommitAndNobodyElses) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const ConnectionId guest = knock("guest");
  EXPECT_EQ(waiting(member), std::vector<std::string>{"guest"}) << "everyone sees who waits";
  EXPECT_EQ(admit(member, guest).error().code, ErrorCode::kRefused);
  delivery_.at(host).is_stuck = true;
  delivery_.run(20s);
  EXPECT_FALSE(meeting(guest).is_member());
  delivery_.at(host).is_stuck = false;
  EXPECT_TRUE(admit(host, guest));
  delivery_.run(2s);
  expect_agreement({host, member, guest});
  EXPECT_TRUE(waiting(host).empty());
  EXPECT_TRUE(waiting(member).empty());
}

TEST_F(MeetingDoor, LetsManyInAtOnceWithOneCommit) {
  const ConnectionId host = begin();
  const auto guests = connect(10);
  delivery_.run(200ms);
  EXPECT_EQ(waiting(host).size(), 10u);
  delivery_.commits.clear();
  for (const ConnectionId guest : guests) EXPECT_TRUE(admit(host, guest));
  delivery_.run(500ms);
  for (const ConnectionId guest : guests) EXPECT_TRUE(meeting(guest).is_member());
  EXPECT_LE(delivery_.commits.size(), 2u);
}

TEST_F(MeetingDoor, SendsAwayWhoIsDeniedAndTellsThem) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const ConnectionId guest = knock("guest");
  EXPECT_TRUE(deny(host, guest));
  delivery_.run(1s);
  EXPECT_EQ(events<Denied>(guest).size(), 1u);
  EXPECT_TRUE(waiting(host).empty());
  EXPECT_TRUE(waiting(member).empty()) << "the others' lists follow";
  EXPECT_FALSE(meeting(guest).is_member());
  EXPECT_EQ(deny(host, guest).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(admit(host, guest).error().code, ErrorCode::kNotFound);
  EXPECT_EQ(deny(member, guest).error().code, ErrorCode::kRefused);
}

TEST_F(MeetingDoor, OpensForAllWhoWaitWhenAHostOpensIt) {
  const ConnectionId host = begin();
  const ConnectionId early = knock("early");
  change(host, PolicyField::kWaitingRoom, 0);
  delivery_.run(1s);
  const ConnectionId late = knock("late");
  delivery_.run(1s);
  EXPECT_TRUE(meeting(early).is_member());
  EXPECT_TRUE(meeting(late).is_member());
  EXPECT_FALSE(last_epoch(late).policy.has_waiting_room);
}

TEST_F(MeetingDoor, ShowsNewHostsWhoWaited) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const ConnectionId guest = knock("guest");
  delivery_.depart(host);
  delivery_.run(1s);
  EXPECT_EQ(waiting(member), std::vector<std::string>{"guest"});
  EXPECT_TRUE(admit(member, guest));
  delivery_.run(1s);
  expect_agreement({member, guest});
}

// ---- the lock (PPL-2) --------------------------------------------------------------------------

TEST_F(MeetingDoor, LetsNobodyInWhileLockedAndThemWhenUnlocked) {
  const ConnectionId host = begin();
  change(host, PolicyField::kWaitingRoom, 0);
  change(host, PolicyField::kLocked, 1);
  const ConnectionId guest = knock("guest");
  delivery_.run(30s);
  EXPECT_FALSE(meeting(guest).is_member());
  EXPECT_EQ(waiting(host), std::vector<std::string>{"guest"});
  EXPECT_TRUE(admit(host, guest));
  delivery_.run(5s);
  EXPECT_FALSE(meeting(guest).is_member()) << "the lock is for hosts as well";
  change(host, PolicyField::kLocked, 0);
  delivery_.run(1s);
  expect_agreement({host, guest});
}

// ---- changing the link -------------------------------------------------------------------------

TEST_F(MeetingDoor, IsShutForTheOldLinkOnceItIsChanged) {
  const ConnectionId host = begin();
  const ConnectionId bad = let_in(host, "bad");
  const ConnectionId good = let_in(host, "good");
  const ConnectionId late = knock("late");  // by the old link
  const uint64_t forged = meeting(host).counters().knocks_forged;
  remove_and_change_link(host, bad);
  EXPECT_EQ(events<RemovedByMember>(bad).size(), 1u);
  delivery_.run(1s);
  EXPECT_EQ(admit(host, late).error().code, ErrorCode::kNotFound);
  const ConnectionId again = knock("bad again");
  EXPECT_FALSE(meeting(again).is_member());
  EXPECT_EQ(meeting(host).counters().knocks_forged, forged + 1) << "not so much as opened";
  EXPECT_TRUE(waiting(host).empty());

  const std::string fragment = events<LinkChanged>(good).back().fragment;
  EXPECT_EQ(fragment, events<LinkChanged>(host).back().fragment);
  const ConnectionId friendly = knock("friend", *LinkSecret::parse(fragment));
  EXPECT_TRUE(admit(host, friendly));
  delivery_.run(1s);
  expect_agreement({host, good, friendly});
}

TEST_F(MeetingDoor, KeepsTheNewLinkFromWhoIsRemoved) {
  // What of the commits the removed can still read: the one that removes them, and no other.
  const ConnectionId host = begin();
  const ConnectionId bad = let_in(host, "bad");
  std::vector<bool> had_doors;
  remove_and_change_link(host, bad);
  for (const EpochChanged& epoch : events<EpochChanged>(host)) {
    had_doors.push_back(!epoch.policy.doors.empty());
  }
  ASSERT_GE(had_doors.size(), 2u);
  EXPECT_FALSE(had_doors[had_doors.size() - 2]) << "the epoch of the removal has no way in";
  EXPECT_TRUE(had_doors.back());
  EXPECT_TRUE(events<LinkChanged>(bad).empty());
  EXPECT_EQ(last_epoch(bad).policy.doors.size(), 1u);
}

TEST_F(MeetingDoor, ChangesTheLinkAlsoWhenNobodyIsRemoved) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  EXPECT_TRUE(delivery_.act(host, [](Meeting& m, Time now) { return m.change_link(now); }));
  delivery_.run(1s);
  EXPECT_EQ(events<LinkChanged>(member).size(), 1u);
  EXPECT_NE(events<LinkChanged>(member)[0].fragment, delivery_.link().fragment());
  EXPECT_FALSE(delivery_.act(member, [](Meeting& m, Time now) { return m.change_link(now); }));
  EXPECT_EQ(last_epoch(member).policy.doors.size(), 1u);
}

// ---- invites (PPL-4) ---------------------------------------------------------------------------

TEST_F(MeetingDoor, LetsInByAnInviteWithoutWaiting) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const ConnectionId guest = knock("Grace", invite(host, "for Grace"));
  delivery_.run(1s);
  expect_agreement({host, member, guest});
  expect_no_alarms({host, member, guest});
  EXPECT_EQ(last_epoch(guest).policy.doors.back().kind, DoorKind::kUsedInvite);
}

TEST_F(MeetingDoor, LetsInOneByAnInviteAndWarnsEveryoneOfTheSecond) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const LinkSecret link = invite(host, "for Grace");
  knock("Grace", link);
  delivery_.run(1s);
  const ConnectionId second = knock("Grace too", link);
  delivery_.run(1s);
  EXPECT_FALSE(meeting(second).is_member());
  EXPECT_EQ(events<Denied>(second).size(), 1u);
  for (const ConnectionId id : {host, member}) {
    ASSERT_EQ(alarms(id), 1u);
    EXPECT_EQ(events<Alarm>(id)[0].kind, AlarmKind::kInviteTwice);
    EXPECT_EQ(events<Alarm>(id)[0].who, "for Grace");
  }
}

TEST_F(MeetingDoor, WarnsEveryoneOfASecondUseThatTheServerShowsToOneOnly) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const LinkSecret link = invite(host, "for Grace");
  const ConnectionId grace = knock("Grace", link);
  delivery_.run(1s);
  delivery_.on_tell = [&](ConnectionId to, const FromServer& message) {
    return to == member || !std::holds_alternative<from_server::Knock>(message);
  };
  knock("Grace too", link);
  delivery_.run(1s);
  for (const ConnectionId id : {host, member, grace}) {
    EXPECT_EQ(alarms_of(id, AlarmKind::kInviteTwice), 1u);
  }
}

TEST_F(MeetingDoor, LetsInOneOfTwoWhoRaceForAnInvite) {
  const ConnectionId host = begin();
  const LinkSecret link = invite(host, "for Grace");
  const ConnectionId one = delivery_.connect("one", link);
  const ConnectionId two = delivery_.connect("two", link);
  delivery_.run(2s);
  EXPECT_NE(meeting(one).is_member(), meeting(two).is_member());
  EXPECT_EQ(last_epoch(host).roster.size(), 2u);
  EXPECT_EQ(alarms_of(host, AlarmKind::kInviteTwice), 1u);
  EXPECT_EQ(events<Denied>(one).size() + events<Denied>(two).size(), 1u);
}

TEST_F(MeetingDoor, GivesNoInvitesToWhoIsNoHostNorTooMany) {
  const ConnectionId host = begin();
  const ConnectionId member = let_in(host, "member");
  const auto try_invite = [&](ConnectionId id) {
    const auto done =
        delivery_.act(id, [](Meeting& m, Time now) { return m.invite("someone", now); });
    delivery_.run(0ms);
    return done;
  };
  EXPECT_EQ(try_invite(member).error().code, ErrorCode::kRefused);
  for (size_t i = 1; i < limits::kDoorsMax; ++i) ASSERT_TRUE(try_invite(host));
  EXPECT_EQ(try_invite(host).error().code, ErrorCode::kLimit);
}

TEST_F(MeetingDoor, LetsInAgainWhoCameByAnInviteAndLostTheConnection) {
  const ConnectionId host = begin();
  ConnectionId grace = knock("Grace", invite(host, "for Grace"));
  delivery_.run(1s);
  grace = delivery_.reconnect(grace);
  delivery_.run(1s);
  EXPECT_EQ(waiting(host), std::vector<std::string>{"Grace"}) << "by the link now";
  EXPECT_TRUE(admit(host, grace));
  delivery_.run(1s);
  expect_agreement({host, grace});
  expect_no_alarms({host, grace});
}

TEST_F(MeetingDoor, LetsInAgainWhoLostTheConnectionAfterTheLinkWasChanged) {
  const ConnectionId host = begin();
  ConnectionId member = let_in(host, "member");
  EXPECT_TRUE(delivery_.act(host, [](Meeting& m, Time now) { return m.change_link(now); }));
  delivery_.run(1s);
  member = delivery_.reconnect(member);
  delivery_.run(1s);
  EXPECT_TRUE(admit(host, member));
  delivery_.run(1s);
  expect_agreement({host, member});
}

// ---- a link that expires -----------------------------------------------------------------------

TEST_F(MeetingDoor, ShutsWhenTheLinkExpires) {
  const ConnectionId host = begin();
  change(host, PolicyField::kWaitingRoom, 0);
  change(host, PolicyField::kLinkExpires, delivery_.unix_now() + 60);
  const ConnectionId early = knock("early");
  delivery_.run(1s);
  EXPECT_TRUE(meeting(early).is_member());
  delivery_.run(60s);
  const ConnectionId late = knock("late");
  delivery_.run(2s);
  EXPECT_FALSE(meeting(late).is_member());
  EXPECT_EQ(events<Denied>(late).size(), 1u);
  EXPECT_EQ(meeting(host).counters().knocks_refused, 1u);
}

TEST_F(MeetingDoor, StaysShutForWhoWaitedUntilTheLinkExpired) {
  const ConnectionId host = begin();
  change(host, PolicyField::kLinkExpires, delivery_.unix_now() + 60);
  const ConnectionId guest = knock("guest");
  delivery_.run(61s);
  EXPECT_TRUE(admit(host, guest));
  delivery_.run(5s);
  EXPECT_FALSE(meeting(guest).is_member());
}

// ---- the passphrase ----------------------------------------------------------------------------

constexpr std::string_view kRight = "the key of the right passphrase.";
constexpr std::string_view kWrong = "the key of another passphrase...";

class Passphrase : public MeetingDoor {
 protected:
  Passphrase() : host_(delivery_.connect("host", delivery_.link(), kRight)) { delivery_.run(1s); }
  ConnectionId try_with(std::string_view passphrase_key) {
    return knock("guest", delivery_.link(), passphrase_key);
  }

  const ConnectionId host_;
};

TEST_F(Passphrase, LetsInWithTheRightOne) {
  const ConnectionId guest = try_with(kRight);
  EXPECT_TRUE(admit(host_, guest));
  delivery_.run(1s);
  expect_agreement({host_, guest});
}

TEST_F(Passphrase, SendsAwayWithAWrongOneOrNoneAndShowsItToMembers) {
  for (const std::string_view key : {kWrong, std::string_view()}) {
    const size_t before = alarms_of(host_, AlarmKind::kPassphrase);
    const ConnectionId guest = try_with(key);
    EXPECT_EQ(events<WrongPassphrase>(guest).size(), 1u);
    EXPECT_TRUE(events<WaitingForHosts>(guest).empty());
    EXPECT_EQ(alarms_of(host_, AlarmKind::kPassphrase), before + 1);
    EXPECT_EQ(admit(host_, guest).error().code, ErrorCode::kNotFound);
    delivery_.depart(guest);
  }
  EXPECT_TRUE(waiting(host_).empty());
}

TEST_F(Passphrase, LooksAtNoMoreGuessesForAWhileAndThenAtTheLast) {
  for (size_t i = 0; i < limits::kWrongPassphrasesMax; ++i) try_with(kWrong);
  const ConnectionId guesser = try_with(kWrong);
  const ConnectionId honest = try_with(kRight);
  EXPECT_EQ(alarms_of(host_, AlarmKind::kPassphrase), limits::kWrongPassphrasesMax);
  EXPECT_TRUE(events<WrongPassphrase>(guesser).empty()) << "nothing is learnt from it yet";
  EXPECT_TRUE(waiting(host_).empty());
  delivery_.run(limits::kWrongPassphraseTime);
  EXPECT_EQ(events<WrongPassphrase>(guesser).size(), 1u);
  EXPECT_EQ(waiting(host_), std::vector<std::string>{"guest"});
  EXPECT_TRUE(admit(host_, honest));
  delivery_.run(1s);
  EXPECT_TRUE(meeting(honest).is_member());
}

TEST_F(Passphrase, IsNeededForTheNewLinkAsForTheOld) {
  EXPECT_TRUE(delivery_.act(host_, [](Meeting& m, Time now) { return m.change_link(now); }));
  delivery_.run(1s);
  const LinkSecret link = *LinkSecret::parse(events<LinkChanged>(host_).back().fragment);
  EXPECT_TRUE(link.needs_passphrase());
  EXPECT_EQ(events<WrongPassphrase>(knock("guest", link)).size(), 1u);
  const ConnectionId guest = knock("guest", link, kRight);
  EXPECT_TRUE(admit(host_, guest));
  delivery_.run(1s);
  EXPECT_TRUE(meeting(guest).is_member());
}

TEST_F(Passphrase, IsNotLostWhenAHostWhoNeverGaveItChangesTheLink) {
  const ConnectionId grace = knock("Grace", invite(host_, "for Grace"));
  const ConnectionId third = try_with(kRight);
  EXPECT_TRUE(admit(host_, third));
  delivery_.run(1s);
  delivery_.depart(host_);
  delivery_.run(1s);
  remove_and_change_link(grace, third);
  delivery_.run(1s);
  EXPECT_TRUE(LinkSecret::parse(events<LinkChanged>(grace).back().fragment)->needs_passphrase());
}

}  // namespace
}  // namespace conclave::e2ee
