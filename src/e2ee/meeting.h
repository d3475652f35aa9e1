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
// - A knock is a KeyPackage sealed under a door's knock key; only who has a link can make one.
// - Who creates the group is host. With a waiting room, people come in when a host admits them, by
//   a commit of that host; without one, when they knock.
// - What nobody needs to decide, the designated committer does: the lowest leaf whose connection
//   lives. It commits Adds (with the door's PSK) limits::kJoinBatch after the first knock, and
//   Removes of who is gone at once. If nothing happens, the next leaf takes over, one
//   limits::kCommitterPatience later a rank.
// - A server that was restarted knows nobody: members come back to it under their old connections,
//   by a proof that only members have, and the group goes on as it is.
// - A commit of ours counts when the server accepted it; a lost one is dropped and, if its work is
//   still undone, made again in the new epoch.
// - Commits come in the server's order. One that is against the rules uses up its place in that
//   order and nothing else: every honest member refuses it, stays in the epoch, and the next commit
//   removes whoever made it.
// - Everyone renews their leaf's keys soon after joining, every limits::kRefreshInterval, and after
//   sleep (E2E-11); everyone says something every Presence::interval (E2E-13).
//
// Invariants:
// - State changes only by authentic MLS messages that obey the meeting's rules (commit_rules.h).
//   Whatever else comes changes nothing, is counted in counters(), and raises an Alarm.
// - An epoch's secrets are gone limits::kEpochOverlap after the next one began; all of them when
//   the Meeting is left, removed or dropped.
// - Every group in the Meeting is of suite 3, with the meeting id as its group id.
#pragma once

#include "base/limits.h"
#include "base/random.h"
#include "e2ee/app_message.h"
#include "e2ee/counters.h"
#include "e2ee/file_chunks.h"
#include "e2ee/frame_keys.h"
#include "e2ee/knock.h"
#include "e2ee/link.h"
#include "e2ee/log.h"
#include "e2ee/meeting_messages.h"
#include "e2ee/participant.h"
#include "e2ee/policy.h"
#include "e2ee/presence.h"
#include "e2ee/reply.h"
#include "e2ee/safety_code.h"
#include "e2ee/waiting_room.h"
#include "e2ee/word_rules.h"
#include "mls/group.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

namespace conclave::e2ee {

struct MeetingOptions {
  LinkSecret link_secret;
  std::string name;              // as the others will see it
  mls::UnixSeconds unix_now{};   // the calendar at `now` of open(), for lifetimes
  Secret passphrase_key = {};    // stretch_passphrase, if the link needs one
  bool has_waiting_room = true;  // if this client begins the meeting
};

// ---- events ------------------------------------------------------------------------------------

inline constexpr size_t kFingerprintSize = 16;

struct RosterMember {
  mls::LeafIndex leaf;
  ConnectionId connection;
  std::string name;  // self-chosen, proves nothing
  bool is_self = false;
  bool is_host = false;
  // Of the signature key and the credential, which last as long as the membership.
  std::array<uint8_t, kFingerprintSize> fingerprint{};

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
  SafetyCode safety_code;            // the same for everyone in this epoch
  Policy policy;
  FrameEpoch frames;
};
// Of others; of oneself when one's hand is raised or comes down.
struct DeviceStateChanged {
  mls::LeafIndex leaf;
  DeviceState state;
  uint32_t hand = 0;  // 0 down; raised earlier is smaller, and ties go by leaf
};
// Somebody's words, one's own as soon as they are sent.
struct Said {
  MessageId id;
  mls::LeafIndex leaf;
  std::string name;
  bool is_self = false;
  Words words;
};
// Somebody wants a chunk of a file that we offer: send_chunk is the answer.
struct ChunkWanted {
  ConnectionId from;
  uint32_t file = 0;
  uint32_t index = 0;
};
// A chunk that we wanted. Whoever offered the file made it, and its size may be any.
struct ChunkArrived {
  MessageId file;
  uint32_t index = 0;
  Buffer data;
};
// Everyone who waits for a host, by connection.
struct Waiting {
  ConnectionId connection;
  std::string name;
  std::string invite;  // whom the invite is for, by which the knock came; else empty

  friend bool operator==(const Waiting&, const Waiting&) = default;
};
struct KnocksChanged {
  std::vector<Waiting> waiting;
};
enum class AlarmKind : uint8_t {
  kForged,        // an envelope that no member can have made
  kReplayed,      // an envelope that was here before
  kDisagreement,  // the group goes on without us, or the server holds something back
  kPolicy,        // a member tried what the rules forbid
  kInviteTwice,   // a personal invite was used twice
  kPassphrase,    // somebody with the link tried a wrong passphrase
};
struct Alarm {
  AlarmKind kind;
  std::string who = {};  // the member, or whom the invite was for
};
// No keys any more: by another member's commit, or because the group we were in is gone. After
// Lost, the Meeting goes on as a newcomer.
struct RemovedByMember {};
struct Lost {};
// New lines of the log.
struct Logged {
  Log lines;
};
// All members of whom nothing is heard.
struct SilentChanged {
  std::vector<mls::LeafIndex> leaves;
};
// While we wait: a host's device has our knock; a host said no; our passphrase is wrong.
struct WaitingForHosts {
  std::vector<std::string> hosts;
};
struct Denied {};
struct WrongPassphrase {};
// The way in for others, from now on.
struct LinkChanged {
  std::string fragment;
};
struct Invited {
  std::string fragment;
  std::string label;
};

using Event = std::variant<ToServer, Joined, EpochChanged, DeviceStateChanged, KnocksChanged, Alarm,
                           RemovedByMember, Lost, Logged, SilentChanged, WaitingForHosts, Denied,
                           WrongPassphrase, LinkChanged, Invited, Said, ChunkWanted, ChunkArrived>;
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

  // ---- what a member says ----
  // kRefused for what the meeting's rules forbid, kNotYet without keys, kMalformed for words that
  // the others would not take, kNotFound if nobody is meant.
  Result<Events> raise_hand(bool is_raised, Time now);
  // An ask to the member of this leaf, everything else to everybody. kLimit for too many files.
  Result<Events> tell(Words words, std::optional<mls::LeafIndex> to, Time now);
  Result<Events> want_chunk(const MessageId& file, uint32_t index, Time now);
  // kNotFound unless ChunkWanted said so and it was not sent since; kInvalid for another size.
  Result<Events> send_chunk(ConnectionId to, uint32_t file, uint32_t index, Bytes data, Time now);

  // ---- what a host wishes ----
  // kRefused from others; kNotFound if nobody is meant. It is done when the group's next epoch says
  // so, however often the commit has to be made.
  Result<Events> admit(ConnectionId connection, Time now);
  Result<Events> deny(ConnectionId connection, Time now);
  // With the link, every way in that is known to the removed is closed, and a new link made in an
  // epoch that they have no keys of.
  Result<Events> remove(mls::LeafIndex leaf, bool does_change_link, Time now);
  Result<Events> change(const PolicyChange& change, Time now);
  // The last host who steps down is followed by the lowest other leaf.
  Result<Events> set_host(mls::LeafIndex leaf, bool is_host, Time now);
  Result<Events> change_link(Time now);
  // For one person and one use. kLimit with limits::kDoorsMax ways in.
  Result<Events> invite(std::string label, Time now);

  // Wipes every key. Nothing is sent, opened or answered from here on.
  void leave();

  bool is_member() const { return group_.has_value(); }
  uint64_t epoch() const { return group_ ? group_->epoch() : 0; }
  const Policy& policy() const { return policy_; }
  const Counters& counters() const { return counters_; }

 private:
  struct PreviousEpoch {
    mls::Group group;
    Policy policy;
    Time forget_at;
  };

  // Who says something, and by which rules: those of the epoch in which it was said. The leaf of an
  // earlier epoch may have another owner by now.
  struct Author : Speaker {
    const Policy& policy;
  };

  // A host's wishes, until an epoch fulfils them. People are meant by connection: leaves change
  // owners.
  struct RemoveWish {
    ConnectionId connection;
    bool does_change_link;
  };
  struct HostWish {
    ConnectionId connection;
    bool is_host;
  };
  struct LinkWish {
    LinkSecret link;
  };
  struct InviteWish {
    LinkSecret link;
    std::string label;
  };
  using Wish = std::variant<PolicyChange, RemoveWish, HostWish, LinkWish, InviteWish>;

  // A commit of ours on its way.
  struct InFlight {
    mls::Committed committed;
    Policy policy;       // of its epoch
    uint64_t order;      // the place it was made for
    size_t wishes_done;  // the first so many of wishes_
  };

  // The commit that brought order_ to where it is: who comes back to a server that forgot brings it
  // along, for those who missed it.
  struct LastCommit {
    ConnectionId from;
    uint64_t order = 0;  // the place it took
    Buffer envelope;
    Time at{};
  };

  // What must be on its way to us: an answer to our commit, commits in the server's order, the
  // commit into an epoch that others speak in.
  struct Awaited {
    uint64_t answers = 0;
    uint64_t order = 0;
    uint64_t epoch = 0;
  };

  Meeting(MeetingOptions options, Time now, Random& random);

  // ---- meeting.cc: coming and going ----
  void handle(const from_server::Hello& hello, Time now, Events& events);
  void handle(const from_server::Created& created, Time now, Events& events);
  void handle(const from_server::Exists& exists, Time now, Events& events);
  void handle(const from_server::Welcome& welcome, Time now, Events& events);
  void handle(const from_server::Reply& reply, Time now, Events& events);
  void handle(const from_server::Restored& restored, Time now, Events& events);
  void handle(const from_server::Departed& departed, Time now, Events& events);
  void handle(const from_server::Ended& ended, Time now, Events& events);
  void handle(const from_server::Removed& removed, Time now, Events& events);
  void begin(Time now);
  void finish(Events& events);
  void lose_group(Events& events);
  Result<void> create_group(Time now, Events& events);
  Result<void> knock(Time now, Events& events);
  Result<mls::Group> join(Bytes welcome) const;
  void enter(mls::Group group, Policy policy, Time now, Events& events);
  void forget_group();
  void become_newcomer();
  void refuse(uint64_t& counter, AlarmKind kind, Events& events);
  void refuse(uint64_t& counter) { ++counter; }
  mls::UnixSeconds unix_time(Time now) const;

  // ---- meeting_epochs.cc: following the group ----
  void handle(const from_server::Commit& commit, Time now, Events& events);
  void follow(mls::Received received, Time now, Events& events);
  bool follow_own(const from_server::Commit& commit, Time now, Events& events);
  void note_commit(ConnectionId from, uint64_t order, Bytes envelope);
  to_server::Restore restore_claim() const;
  void follow_proofs(const mls::EpochChange& change);
  Secret restore_proof() const;
  void refuse_commit(mls::LeafIndex committer, const Error& error, Events& events);
  void advance(mls::Group next, const mls::EpochChange& change, Policy policy, Time now,
               Events& events);
  void derive_doors();
  void follow_link();
  RosterMember seen(const mls::Member& member) const;
  std::vector<RosterMember> roster_of(std::span<const mls::Member> members,
                                      std::span<const mls::LeafIndex> newcomers) const;
  void announce_epoch(std::span<const mls::LeafIndex> newcomers, Events& events);
  void announce_link(Events& events);
  Log log_of_commit(const mls::Group& next, const Policy& policy,
                    const mls::EpochChange& change) const;
  bool may_go(ConnectionId connection) const;
  void forget_epochs(Time now);
  const RosterMember* find_member(ConnectionId connection) const;
  const RosterMember* find_member(mls::LeafIndex leaf) const;

  // ---- meeting_messages.cc: what members say ----
  void handle(const from_server::Message& message, Time now, Events& events);
  mls::Group* group_of(mls::Epoch epoch);
  const Policy& policy_of(mls::Epoch epoch) const;
  void take_data(const mls::Group& group, const mls::ReceivedData& data, Time now, Events& events);
  void take(const Author& author, const StateMessage& message, Events& events);
  void take(const Author& author, const InviteReusedMessage& message, Events& events);
  void take(const Author& author, const DeniedMessage& message, Events& events);
  void send(const AppMessage& message, ConnectionId to, Events& events);
  void tell_state(ConnectionId to, Events& events);
  void tell_newcomers(const mls::EpochChange& change, Events& events);
  void beat_if_due(Time now, Events& events);
  void watch(Time now, Events& events);
  bool has_come(const Awaited& awaited) const;
  Awaited awaited() const;

  // ---- meeting_words.cc: what people say ----
  void take(const Author& author, const WordsMessage& message, Events& events);
  void take(const Author& author, const ChunkWantedMessage& message, Events& events);
  void take(const Author& author, const ChunkMessage& message, Events& events);
  void accuse(ConnectionId author, WordRule rule, Events& events);
  Result<void> check_words(const Words& words, const RosterMember* to) const;
  Result<void> note_file(const Words& words, uint32_t number);
  void show_own_hand(Events& events);
  void lower_hands(Events& events);
  void forget_absent();
  bool may_show_hand(ConnectionId connection) const;

  // ---- meeting_door.cc: who waits ----
  void handle(const from_server::Knock& knock, Time now, Events& events);
  void take_knock(ConnectionId from, Bytes envelope, Time now, Events& events);
  void refuse_knock(ConnectionId from, Bytes envelope, const Error& error, Events& events);
  void welcome_knock(ConnectionId from, Time now, Events& events);
  void release_knocks(Time now, Events& events);
  void report_reuse(const Door& door, Events& events);
  void turn_away_reusers(Events& events);
  void reply(ConnectionId to, Bytes knock, const Reply& reply, Events& events);
  void send_reply(ConnectionId to, Bytes knock, const Reply& reply, Events& events);
  void announce_knocks(Events& events);
  const Door* door_of(const WaitingRoom::Knocker& knocker) const;
  bool is_lowest_host() const;
  bool am_host() const;

  // ---- meeting_committer.cc: letting in, letting go ----
  void handle(const from_server::Accepted& accepted, Time now, Events& events);
  void take_own(uint64_t order, Time now, Events& events);
  void handle(const from_server::Stale& stale, Time now, Events& events);
  Time known_gone_since(ConnectionId connection) const;
  Time gone_since(const RosterMember& member) const;
  bool is_gone(const RosterMember& member) const;
  void find_known_gone();
  Duration own_turn(bool among_hosts) const;
  Time admission_due(const WaitingRoom::Knocker& knocker) const;
  Time commit_due() const;
  void commit_if_due(Time now, Events& events);
  Result<to_server::Commit> make_commit(size_t adds_max);
  std::vector<const RosterMember*> to_remove() const;
  std::optional<size_t> add_by_one_door(mls::CommitOptions& options, to_server::Commit& out,
                                        size_t room) const;
  void plan_refresh(bool is_newcomer);
  void send_away_first();

  // ---- meeting_host.cc: what a host wishes ----
  LinkSecret make_link(LinkSecret::Form form);
  Result<Events> wish(Wish wish, Time now);
  size_t choose_wishes(bool is_anyone_leaving);
  Policy with_wishes(size_t wishes, std::span<const mls::LeafIndex> staying) const;
  void apply(Policy& policy, const PolicyChange& change, std::span<const mls::LeafIndex>) const;
  void apply(Policy& policy, const RemoveWish& wish, std::span<const mls::LeafIndex>) const;
  void apply(Policy& policy, const HostWish& wish, std::span<const mls::LeafIndex> staying) const;
  void apply(Policy& policy, const LinkWish& wish, std::span<const mls::LeafIndex>) const;
  void apply(Policy& policy, const InviteWish& wish, std::span<const mls::LeafIndex>) const;
  void fulfil(size_t wishes_done, Events& events);

  LinkSecret link_secret_;  // the group's, as soon as we are in one that has a link
  Secret passphrase_key_;
  LinkKeys link_;
  std::string name_;
  bool has_waiting_room_;
  Time opened_at_;
  mls::UnixSeconds unix_opened_at_;
  Random* random_;

  ConnectionId connection_;
  bool is_over_ = false;                   // left or removed
  std::optional<mls::OwnKeyPackage> own_;  // from knock to welcome
  Buffer own_knock_;                       // the same, sealed
  std::optional<mls::Group> group_;        // from created or welcome on
  Policy policy_;                          // of group_
  std::vector<LinkKeys> doors_;            // of policy_, in its order
  mls::PskStore psks_;                     // of doors_
  std::vector<RosterMember> roster_;       // of group_, ascending by leaf
  std::deque<PreviousEpoch> previous_;     // oldest first
  std::string link_told_;                  // the fragment that LinkChanged or our own link said
  Time epoch_began_{};
  uint64_t order_ = 0;  // the server's count of accepted commits
  LastCommit last_commit_;
  std::vector<Secret> proofs_;            // that we are a member: the newest first, two at most
  bool is_restoring_ = false;             // the server was told so, and has not answered
  ConnectionId connection_given_;         // ours if it does not know us
  std::vector<to_server::Message> held_;  // said meanwhile
  Time quiet_until_{};       // no commit of ours before: the others may be on their way
  Time create_at_ = kNever;  // we were at the door of a meeting the server forgot

  std::optional<InFlight> in_flight_;  // our commit, until accepted or lost
  bool is_answer_due_ = false;         // to our last commit, won or lost
  uint64_t order_awaited_ = 0;         // a commit up to it was accepted, and is on its way
  uint64_t answers_ = 0;               // to our commits, in all
  uint64_t epoch_heard_of_ = 0;        // in messages of others
  Time server_heard_{};
  Time held_back_since_ = kNever;
  Awaited held_back_;        // since then
  bool is_alarmed_ = false;  // about what is held back
  WaitingRoom waiting_;
  std::vector<Waiting> waiting_told_;
  std::set<Buffer> invites_reused_;        // PSK ids; each is an alarm once
  std::map<ConnectionId, Time> departed_;  // and when; ids are never given twice
  std::set<ConnectionId> offenders_;       // members whose commit was against the rules
  Time known_gone_ = kNever;               // since when the first of the others is one of those two
  std::vector<Wish> wishes_;
  Time refresh_at_ = kNever;
  Time now_;                // of the last call
  Time promised_ = kNever;  // next_wake() after it

  DeviceState own_state_;
  uint32_t own_hand_ = 0;
  uint32_t own_number_ = 0;
  uint32_t own_sequence_ = 0;
  Time beat_at_ = kNever;
  Presence presence_;
  std::vector<mls::LeafIndex> silent_told_;
  std::map<ConnectionId, StateMessage> states_;          // of roster_
  std::map<ConnectionId, uint32_t> numbers_;             // of the words taken last, of roster_
  std::set<std::pair<ConnectionId, WordRule>> accused_;  // in this epoch
  FileChunks chunks_;
  size_t direct_messages_ = 0;  // since one to everybody
  Counters counters_;
};

}  // namespace conclave::e2ee
