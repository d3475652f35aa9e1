// Alice and Bob are real Meetings; Mallory is a bare mls::Group, who keeps every secret and obeys
// no rule.
#pragma once

#include "e2ee/knock.h"
#include "e2ee/meeting.h"
#include "mls/mls_message.h"

#include <gtest/gtest.h>

namespace conclave::e2ee {

using namespace std::chrono_literals;

inline constexpr mls::UnixSeconds kUnixNow(1'800'000'000);
inline constexpr ConnectionId kAlice(1);
inline constexpr ConnectionId kBob(2);
inline constexpr ConnectionId kMallory(3);
inline constexpr ConnectionId kCarol(4);
inline constexpr FrameStream kCamera{SourceKind::kCamera};

template <typename T>
std::vector<T> all(const Events& events) {
  std::vector<T> found;
  for (const Event& event : events) {
    if constexpr (std::is_constructible_v<ToServer, T>) {
      const auto* out = std::get_if<ToServer>(&event);
      if (out != nullptr && std::holds_alternative<T>(*out)) found.push_back(std::get<T>(*out));
    } else if (const auto* match = std::get_if<T>(&event)) {
      found.push_back(*match);
    }
  }
  return found;
}

class Hostile : public testing::Test {
 protected:
  Hostile() { alice_epoch_ = all<EpochChanged>(begin()).at(0); }

  Meeting open(const LinkSecret& link, std::string name) {
    return *Meeting::open({.link_secret = link,
                           .name = std::move(name),
                           .unix_now = kUnixNow,
                           .has_waiting_room = false},
                          now_, random_);
  }
  Events begin() {
    alice_.receive(from_server::Hello{.connection = kAlice}, now_);
    return alice_.receive(from_server::Created{}, now_);
  }
  Buffer knock_of(Meeting& meeting, ConnectionId connection) {
    // Who waits already knocks again at once.
    const Events again = meeting.receive(from_server::Hello{.connection = connection}, now_);
    const Events first = meeting.receive(from_server::Exists{}, now_);
    const auto knocks = all<to_server::Knock>(first);
    return knocks.empty() ? all<to_server::Knock>(again).at(0).envelope : knocks.at(0).envelope;
  }
  // Alice lets in whoever knocked; the commit is accepted at once.
  to_server::Commit let_in(ConnectionId from, const Buffer& knock) {
    alice_.receive(from_server::Knock{.from = from, .envelope = knock}, now_);
    now_ += limits::kJoinBatch;
    return accept(alice_.wake(now_));
  }
  to_server::Commit accept(const Events& events) {
    const auto commit = all<to_server::Commit>(events).at(0);
    alice_epoch_ =
        all<EpochChanged>(alice_.receive(from_server::Accepted{.epoch = commit.epoch}, now_)).at(0);
    return commit;
  }
  void let_bob_in() {
    const auto commit = let_in(kBob, knock_of(bob_, kBob));
    bob_.receive(welcome(commit), now_);
    ASSERT_TRUE(bob_.is_member());
  }
  // With the link, but with a client of her own making.
  void let_mallory_in() {
    const auto own = *make_own_key_package({kMallory, "Mallory"}, kUnixNow, random_);
    const auto commit = let_in(kMallory, *seal_knock(keys_, own.key_package, random_));
    bob_.receive(commit_of(commit), now_);
    mallory_ = *mls::Group::join(*mls::decode_message<mls::Welcome>(commit.welcome), own,
                                 mallory_psks_, {});
  }

  static from_server::Welcome welcome(const to_server::Commit& commit) {
    return {.from = kAlice, .epoch = commit.epoch + 1, .envelope = commit.welcome};
  }
  static from_server::Commit commit_of(const to_server::Commit& commit) {
    return {.from = kAlice, .epoch = commit.epoch, .envelope = commit.envelope};
  }
  from_server::Commit commit_of(const Buffer& envelope) {
    return {.from = kMallory, .epoch = alice_.epoch(), .envelope = envelope};
  }
  Buffer message_of(Meeting& meeting, DeviceState state) {
    return all<to_server::Message>(meeting.say(state, now_)).at(0).envelope;
  }
  mls::KeyPackage accomplice(ConnectionId connection) {
    return make_own_key_package({connection, "Accomplice"}, kUnixNow, random_)->key_package;
  }
  FrameEpoch mallory_frames() {
    return {.epoch = mallory_->epoch(),
            .base_key = *mallory_->exporter(kFrameBaseKeyLabel, {}, kFrameBaseKeySize),
            .own_leaf = FrameLeaf(mallory_->own_leaf().value()),
            .members = {FrameLeaf(0), FrameLeaf(1), FrameLeaf(2)}};
  }

  // Nothing comes of it but an alarm and a count.
  void expect_refused(Meeting& meeting, const FromServer& message, uint64_t Counters::* counter) {
    const uint64_t epoch = meeting.epoch();
    const bool was_member = meeting.is_member();
    const uint64_t before = meeting.counters().*counter;
    const Events events = meeting.receive(message, now_);
    EXPECT_EQ(events.size(), all<Alarm>(events).size());
    EXPECT_EQ(events.size(), 1u);
    EXPECT_EQ(meeting.counters().*counter, before + 1);
    EXPECT_EQ(meeting.epoch(), epoch);
    EXPECT_EQ(meeting.is_member(), was_member);
  }

  SeededRandom random_{11};
  Time now_ = time_from_us(0);
  LinkSecret link_ = LinkSecret::generate(random_);
  LinkKeys keys_ = derive_link_keys(link_);
  Meeting alice_ = open(link_, "Alice");
  Meeting bob_ = open(link_, "Bob");
  // Of a group that looks like Alice's.
  mls::GroupOptions options_{
      .group_id = keys_.meeting_id,
      .group_context_extensions = extensions_with({.hosts = {mls::LeafIndex(0)},
                                                   .has_waiting_room = false,
                                                   .meeting_id = keys_.meeting_id,
                                                   .doors = {{.link = link_}}})};
  std::optional<mls::Group> mallory_;
  mls::PskStore mallory_psks_{.external = {{.id = keys_.psk_id, .value = keys_.psk}}};
  EpochChanged alice_epoch_;
};

class Insider : public Hostile {
 protected:
  Insider() {
    let_bob_in();
    let_mallory_in();
  }
  void expect_commit_refused(const mls::CommitOptions& options) {
    const auto committed = *mallory_->commit(options, mallory_psks_, random_);
    const Events alices = alice_.receive(commit_of(committed.message), now_);
    expect_offence(alice_, alices);
    expect_offence(bob_, bob_.receive(commit_of(committed.message), now_));
    // And the next commit, Alice's, is without her.
    const auto removal = all<to_server::Commit>(alices).at(0);
    EXPECT_EQ(removal.removed, std::vector{kMallory});
    alice_.receive(from_server::Accepted{.epoch = removal.epoch}, now_);
    EXPECT_EQ(all<EpochChanged>(bob_.receive(commit_of(removal), now_)).at(0).roster.size(), 2u);
    EXPECT_EQ(alice_.epoch(), bob_.epoch());
  }
  // Nothing comes of it but a name on the screen.
  void expect_offence(const Meeting& meeting, const Events& events) {
    EXPECT_EQ(meeting.counters().commits_refused, 1u);
    EXPECT_TRUE(all<EpochChanged>(events).empty());
    ASSERT_EQ(all<Alarm>(events).size(), 1u);
    EXPECT_EQ(all<Alarm>(events)[0].kind, AlarmKind::kPolicy);
    EXPECT_EQ(all<Alarm>(events)[0].who, "Mallory");
  }
};

}  // namespace conclave::e2ee
