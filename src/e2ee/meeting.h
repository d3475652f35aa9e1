// One participant's whole end-to-end state: who is here, which keys count, who may come in.
//
//   Meeting meeting = TRY(Meeting::open(options, now, random));
//   connect to meeting.meeting_id(); for every server message: for (event : meeting.receive(m,
//   now)) for (event : meeting.wake(now)) at meeting.next_wake()
//
// It does no I/O and knows no clock: server messages and moments come in, events go out, in the
// order in which they count. A ToServer event is a message to send; EpochChanged is for people
// (roster, safety code) and for the frame layer (keys); the others are for people.
//
// How a meeting lives (docs/protocol.md, docs/keys.md):
// - hello -> create. If the server says `exists`: knock, and again create when it says `ended`.
// - A knock is a KeyPackage sealed under the link's knock key; only who has the link can make one.
// - The designated committer is the lowest leaf whose connection lives. It commits Adds (with the
//   link's PSK) limits::kJoinBatch after the first knock, and Removes at once. If nothing happens,
//   the next leaf takes over, one limits::kCommitterPatience later a rank.
// - A commit of ours counts when the server accepted it; a lost one is dropped and, if its work is
//   still undone, made again in the new epoch.
//
// Invariants:
// - State changes only by authentic MLS messages that obey the admission rules (commit_rules.h).
//   Whatever else comes changes nothing, is counted in counters(), and raises an Alarm.
// - An epoch's secrets are gone limits::kEpochOverlap after the next one began; all of them when
//   the Meeting is left, removed or dropped.
// - Every group in the Meeting is of suite 3, with the meeting id as its group id.
#pragma once

#include "base/limits.h"
#include "base/random.h"
#include "e2ee/app_message.h"
#include "e2ee/counters.h"
#include "e2ee/frame_keys.h"
#include "e2ee/knock.h"
#include "e2ee/link.h"
#include "e2ee/meeting_messages.h"
#include "e2ee/participant.h"
#include "e2ee/waiting_room.h"
#include "mls/group.h"

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace conclave::e2ee {

struct MeetingOptions {
  LinkSecret link_secret;
  std::string name;             // as the others will see it
  mls::UnixSeconds unix_now{};  // the calendar at `now` of open(), for lifetimes
};

// ---- events ------------------------------------------------------------------------------------

struct RosterMember {
  mls::LeafIndex leaf;
  ConnectionId connection;
  std::string name;  // self-chosen, proves nothing
  bool is_self = false;

  friend bool operator==(const RosterMember&, const RosterMember&) = default;
};

// This member has keys: its group was created, or its Welcome opened. EpochChanged follows. A new
// membership, also after Lost: its frame sender and receiver begin anew.
struct Joined {
  mls::LeafIndex leaf;
};
// Everyone in `roster`, and nobody else, has the keys of `frames`.
struct EpochChanged {
  std::vector<RosterMember> roster;  // ascending by leaf
  std::string safety_code;           // 30 digits, the same for everyone in this epoch
  FrameEpoch frames;
};
struct DeviceStateChanged {
  mls::LeafIndex leaf;
  DeviceState state;
};
struct KnockSeen {  // somebody with the link waits
  ConnectionId connection;
  std::string name;
};
enum class AlarmKind : uint8_t {
  kForged,        // an envelope that no member can have made
  kReplayed,      // an envelope that was here before
  kDisagreement,  // the group went on without us: a commit that we cannot or must not follow
};
struct Alarm {
  AlarmKind kind;
};
// No keys any more: by another member's commit, or because the group we were in is gone. After
// Lost, the Meeting goes on as a newcomer.
struct RemovedByMember {};
struct Lost {};

using Event = std::variant<ToServer, Joined, EpochChanged, DeviceStateChanged, KnockSeen, Alarm,
                           RemovedByMember, Lost>;
using Events = std::vector<Event>;

class Meeting {
 public:
  // kMalformed for a name that is not displayable UTF-8 of limits::kNameBytesMax at most. The
  // random source must outlive the Meeting.
  static Result<Meeting> open(MeetingOptions options, Time now, Random& random);

  // What the server knows the meeting by: 22 characters of base64url.
  std::string meeting_id() const;

  Events receive(const FromServer& message, Time now);
  Events wake(Time now);
  Time next_wake() const;

  // Tells the others which devices are open, now and to everyone who joins later.
  Events say(const DeviceState& state, Time now);

  // Wipes every key. Nothing is sent, opened or answered from here on.
  void leave();

  bool is_member() const { return group_.has_value(); }
  uint64_t epoch() const { return group_ ? group_->epoch() : 0; }
  const Counters& counters() const { return counters_; }

 private:
  struct PreviousEpoch {
    mls::Group group;
    Time forget_at;
  };

  Meeting(MeetingOptions options, Time now, Random& random);

  // ---- meeting.cc: coming and going ----
  void handle(const from_server::Hello& hello, Time now, Events& events);
  void handle(const from_server::Created& created, Time now, Events& events);
  void handle(const from_server::Exists& exists, Time now, Events& events);
  void handle(const from_server::Welcome& welcome, Time now, Events& events);
  void handle(const from_server::Departed& departed, Time now, Events& events);
  void handle(const from_server::Ended& ended, Time now, Events& events);
  void handle(const from_server::Removed& removed, Time now, Events& events);
  Result<void> create_group(Time now, Events& events);
  Result<void> knock(Time now, Events& events);
  Result<mls::Group> join(Bytes welcome) const;
  void enter(mls::Group group, Time now, Events& events);
  void forget_group();
  void become_newcomer();
  void refuse(uint64_t& counter, AlarmKind kind, Events& events);
  void refuse(uint64_t& counter) { ++counter; }
  mls::UnixSeconds unix_time(Time now) const;

  // ---- meeting_epochs.cc: following the group ----
  void handle(const from_server::Commit& commit, Time now, Events& events);
  void handle(const from_server::Message& message, Time now, Events& events);
  void follow(mls::Received received, Time now, Events& events);
  void advance(mls::Group next, const mls::EpochChange& change, Time now, Events& events);
  void announce_epoch(Events& events);
  mls::Group* group_of(mls::Epoch epoch);
  void take_data(const mls::Group& group, const mls::ReceivedData& data, Events& events);
  void take_state(ConnectionId from, const StateMessage& message, Events& events);
  void tell_state(ConnectionId to, Events& events);
  void tell_everybody(Duration wait, Time now, Events& events);
  void tell_again_if_due(Time now, Events& events);
  void tell_newcomers(const mls::EpochChange& change, Events& events);
  void forget_epochs(Time now);
  const RosterMember* find_member(ConnectionId connection) const;
  const RosterMember* find_member(mls::LeafIndex leaf) const;

  // ---- meeting_committer.cc: letting in, letting go ----
  void handle(const from_server::Knock& knock, Time now, Events& events);
  void handle(const from_server::Accepted& accepted, Time now, Events& events);
  void handle(const from_server::Stale& stale, Time now, Events& events);
  bool is_gone(const RosterMember& member) const;
  Duration own_turn() const;
  Time commit_due() const;
  void commit_if_due(Time now, Events& events);
  Result<to_server::Commit> make_commit(size_t adds_max);
  void send_away_first(Time now);

  LinkKeys link_;
  mls::PskStore psks_;
  std::string name_;
  Time opened_at_;
  mls::UnixSeconds unix_opened_at_;
  Random* random_;

  ConnectionId connection_;
  bool is_over_ = false;                   // left or removed
  std::optional<mls::OwnKeyPackage> own_;  // from knock to welcome
  std::optional<mls::Group> group_;        // from created or welcome on
  std::vector<RosterMember> roster_;       // of group_, ascending by leaf
  std::deque<PreviousEpoch> previous_;     // oldest first
  Time epoch_began_{};

  std::optional<mls::Committed> in_flight_;  // our commit, until accepted or lost
  bool is_answer_due_ = false;               // to our last commit, won or lost
  uint64_t epoch_awaited_ = 0;               // a commit for it was accepted, and is on its way
  WaitingRoom waiting_;
  std::map<ConnectionId, Time> departed_;  // and when; ids are never given twice

  DeviceState own_state_;
  uint32_t own_sequence_ = 0;
  // What was said of our devices around a change of epochs may come too late to be opened: then it
  // is said again, each time after twice the time.
  Time tell_again_at_ = kNever;
  Duration tell_again_wait_{};
  uint64_t told_epoch_ = 0;
  std::map<ConnectionId, StateMessage> states_;  // of roster_
  Counters counters_;
};

}  // namespace conclave::e2ee
