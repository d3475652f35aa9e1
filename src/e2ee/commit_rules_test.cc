// What members let no member do, host or not, and that they let them do what is theirs to do.
#include "e2ee/commit_rules.h"

#include "e2ee/test_mallory.h"

namespace conclave::e2ee {
namespace {

class CommitRules : public Insider {
 protected:
  // Alice, who is host, wishes something, and everyone follows.
  void alice_does(Result<Events> events) {
    ASSERT_TRUE(events);
    const auto commit = accept(*events);
    bob_.receive(commit_of(commit), now_);
    auto received = mallory_->handle(commit.envelope, mallory_psks_);
    ASSERT_TRUE(received);
    mallory_ = std::move(std::get<mls::ReceivedCommit>(*received).next);
  }
  void alice_sets(PolicyField field, uint64_t value) {
    alice_does(alice_.change({.field = field, .value = value}, now_));
  }
  void alice_makes_mallory_host() { alice_does(alice_.set_host(mallory_->own_leaf(), true, now_)); }
  LinkKeys alice_invites() {
    alice_does(alice_.invite("for Grace", now_));
    const LinkKeys invite = policy().doors.back().keys();
    mallory_psks_.external.push_back({.id = invite.psk_id, .value = invite.psk});
    return invite;
  }
  void alice_hears_bob() {
    alice_.receive(from_server::Message{kBob, message_of(bob_, {.camera = true})}, now_);
  }

  Policy policy() { return *policy_of(mallory_->context().extensions); }
  static mls::CommitOptions with(const Policy& policy) {
    return {.group_context_extensions = extensions_with(policy)};
  }
  mls::CommitOptions add() {
    return {.add = {accomplice(kCarol)}, .external_psk_ids = {keys_.psk_id}};
  }
  mls::CommitOptions add_by(const LinkKeys& door, bool does_mark) {
    mls::CommitOptions options = add();
    options.external_psk_ids = {door.psk_id};
    Policy marked = policy();
    marked.doors.back().kind = DoorKind::kUsedInvite;
    if (does_mark) options.group_context_extensions = extensions_with(marked);
    return options;
  }
  mls::CommitOptions remove(uint32_t leaf) { return {.remove = {mls::LeafIndex(leaf)}}; }

  Events events_of(Meeting& meeting, const mls::CommitOptions& options) {
    const auto committed = *mallory_->commit(options, mallory_psks_, random_);
    return meeting.receive(commit_of(committed.message), now_);
  }
  void expect_taken(const mls::CommitOptions& options) {
    EXPECT_EQ(all<EpochChanged>(events_of(alice_, options)).size(), 1u);
    EXPECT_TRUE(alice_.counters().commits_refused == 0);
  }
};

// ---- the rules themselves ----------------------------------------------------------------------

TEST_F(CommitRules, LetNobodyNameThemselvesHost) {
  Policy rebel = policy();
  rebel.hosts.push_back(mallory_->own_leaf());
  expect_commit_refused(with(rebel));
}

TEST_F(CommitRules, LetNobodyButAHostMakeAWayIn) {
  Policy rebel = policy();
  rebel.doors.push_back(
      {.kind = DoorKind::kInvite,
       .link = LinkSecret::generate(LinkSecret::Form::kInvite, keys_.meeting_id, false, random_)});
  expect_commit_refused(with(rebel));
}

class CommitRulesOfEachField : public CommitRules, public testing::WithParamInterface<PolicyField> {
 protected:
  mls::CommitOptions other_value() {
    const uint64_t value = value_of(policy(), GetParam()) == 0 ? 1 : 0;
    return with(*changed(policy(), {.field = GetParam(), .value = value}));
  }
};

TEST_P(CommitRulesOfEachField, LetNobodyButAHostChangeIt) { expect_commit_refused(other_value()); }

TEST_P(CommitRulesOfEachField, LetAHostChangeIt) {
  alice_makes_mallory_host();
  expect_taken(other_value());
}

INSTANTIATE_TEST_SUITE_P(All, CommitRulesOfEachField,
                         testing::Values(PolicyField::kLocked, PolicyField::kWaitingRoom,
                                         PolicyField::kNewcomersMuted, PolicyField::kRecording,
                                         PolicyField::kShare, PolicyField::kChat,
                                         PolicyField::kReactions, PolicyField::kFiles,
                                         PolicyField::kLinkExpires));

TEST_F(CommitRules, LetNoHostTakeThePolicyAwayOrWriteNonsense) {
  alice_makes_mallory_host();
  mls::Extensions nonsense = extensions_with(policy());
  nonsense.back().data.back() ^= 0xff;
  nonsense.back().data.push_back(1);
  expect_commit_refused({.group_context_extensions = nonsense});
}

TEST_F(CommitRules, LetNoHostNameANewcomerHost) {
  alice_makes_mallory_host();
  Policy rebel = policy();
  rebel.hosts.push_back(mls::LeafIndex(3));
  mls::CommitOptions options = add();
  options.group_context_extensions = extensions_with(rebel);
  expect_commit_refused(options);
}

// ---- adding ------------------------------------------------------------------------------------

TEST_F(CommitRules, LetNobodyAddWhileTheMeetingIsLocked) {
  alice_sets(PolicyField::kLocked, 1);
  expect_commit_refused(add());
}

TEST_F(CommitRules, LetNoHostAddWhileTheMeetingIsLocked) {
  alice_makes_mallory_host();
  alice_sets(PolicyField::kLocked, 1);
  expect_commit_refused(add());
}

TEST_F(CommitRules, LetNoHostUnlockAndAddInOneStep) {
  alice_makes_mallory_host();
  alice_sets(PolicyField::kLocked, 1);
  mls::CommitOptions options = add();
  options.group_context_extensions =
      extensions_with(*changed(policy(), {.field = PolicyField::kLocked, .value = 0}));
  expect_commit_refused(options);
}

TEST_F(CommitRules, LetMembersAddAfterTheUnlock) {
  alice_sets(PolicyField::kLocked, 1);
  alice_sets(PolicyField::kLocked, 0);
  expect_taken(add());
}

TEST_F(CommitRules, LetOnlyHostsAddPastAWaitingRoom) {
  alice_sets(PolicyField::kWaitingRoom, 1);
  expect_commit_refused(add());
}

TEST_F(CommitRules, LetAHostAddPastAWaitingRoom) {
  alice_makes_mallory_host();
  alice_sets(PolicyField::kWaitingRoom, 1);
  expect_taken(add());
}

TEST_F(CommitRules, LetAHostAddOneByAnInviteAndMarkIt) {
  alice_makes_mallory_host();
  expect_taken(add_by(alice_invites(), true));
}

TEST_F(CommitRules, LetNobodyAddByAnInviteWithoutMarkingIt) {
  alice_makes_mallory_host();
  expect_commit_refused(add_by(alice_invites(), false));
}

TEST_F(CommitRules, LetNobodyAddTwoByOneInvite) {
  alice_makes_mallory_host();
  mls::CommitOptions options = add_by(alice_invites(), true);
  options.add.push_back(accomplice(ConnectionId(9)));
  expect_commit_refused(options);
}

TEST_F(CommitRules, LetNobodyButAHostAddByAnInvite) {
  expect_commit_refused(add_by(alice_invites(), false));
}

TEST_F(CommitRules, LetNobodyAddByAUsedInvite) {
  alice_makes_mallory_host();
  const LinkKeys invite = alice_invites();
  Policy used = policy();
  used.doors.back().kind = DoorKind::kUsedInvite;
  auto marked = *mallory_->commit(with(used), mallory_psks_, random_);
  for (Meeting* const meeting : {&alice_, &bob_}) {
    ASSERT_EQ(all<EpochChanged>(meeting->receive(commit_of(marked.message), now_)).size(), 1u);
  }
  mallory_ = std::move(marked.next);
  expect_commit_refused(add_by(invite, false));
}

TEST_F(CommitRules, LetNobodyAddWithThePskOfTwoDoors) {
  alice_makes_mallory_host();
  mls::CommitOptions options = add_by(alice_invites(), true);
  options.external_psk_ids.push_back(keys_.psk_id);
  expect_commit_refused(options);
}

TEST_F(CommitRules, BearWithClocksThatDifferByTenMinutesAboutAnExpiredLink) {
  alice_sets(PolicyField::kLinkExpires, kUnixNow.value() + 60);
  now_ += 60s + 599s;
  expect_taken(add());
}

TEST_F(CommitRules, LetNobodyAddByAnExpiredLink) {
  alice_sets(PolicyField::kLinkExpires, kUnixNow.value() + 60);
  now_ += 60s + 601s;
  expect_offence(alice_, events_of(alice_, add()));
}

// ---- removing ----------------------------------------------------------------------------------

TEST_F(CommitRules, LetNobodyButAHostRemoveWhoIsHere) {
  alice_hears_bob();
  const Events events = events_of(alice_, remove(1));
  EXPECT_TRUE(all<EpochChanged>(events).empty());
  ASSERT_EQ(all<Alarm>(events).size(), 1u);
  // The server may have told her that he is gone: no offence, but somebody lies.
  EXPECT_EQ(all<Alarm>(events)[0].kind, AlarmKind::kDisagreement);
}

TEST_F(CommitRules, LetMembersRemoveWhoIsGone) {
  alice_hears_bob();
  alice_.receive(from_server::Departed{kBob}, now_);
  expect_taken(remove(1));
}

TEST_F(CommitRules, LetAHostRemoveWhoIsHere) {
  alice_makes_mallory_host();
  alice_hears_bob();
  expect_taken(remove(1));
}

TEST_F(CommitRules, LetTheLowestLeafFollowAHostWhoIsGone) {
  bob_.receive(from_server::Departed{kAlice}, now_);
  mls::CommitOptions options = remove(0);
  Policy succeeded = policy();
  succeeded.hosts = {mls::LeafIndex(1)};
  options.group_context_extensions = extensions_with(succeeded);
  const auto epochs = all<EpochChanged>(events_of(bob_, options));
  ASSERT_EQ(epochs.size(), 1u);
  EXPECT_TRUE(epochs[0].roster[0].is_host);
}

TEST_F(CommitRules, LetNobodyElseFollowAHostWhoIsGone) {
  bob_.receive(from_server::Departed{kAlice}, now_);
  mls::CommitOptions options = remove(0);
  Policy usurped = policy();
  usurped.hosts = {mallory_->own_leaf()};
  options.group_context_extensions = extensions_with(usurped);
  expect_offence(bob_, events_of(bob_, options));
}

TEST_F(CommitRules, LeaveNoMeetingWithoutAHost) {
  bob_.receive(from_server::Departed{kAlice}, now_);
  expect_offence(bob_, events_of(bob_, remove(0)));
}

}  // namespace
}  // namespace conclave::e2ee
