// A whole participant without I/O: what a browser with our page is, for simulations, the load
// generator and the native client. It joins a meeting, keeps its keys, sends frames sealed with
// them and opens those of the others.
//
//   Participant participant = TRY(Participant::open(options, certificate, now, random));
//   a socket to /api/v1/meetings/{meeting_id()} opened: socket_opened(now)
//   its texts: receive_text; datagrams: receive_datagram; time: wake at next_wake
//   do the actions that each call returns, in order
//
// Invariant: no frame leaves unsealed and none comes out unopened; whose a frame is, its key says.
#pragma once

#include "client/conversation.h"
#include "client/media_session.h"
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"
#include "e2ee/meeting.h"

#include <map>

namespace conclave::client {

struct ParticipantOptions {
  e2ee::MeetingOptions meeting;
  MediaConfig media;
  uint32_t wished_height = 720;  // of every camera, in pixels
};

// One frame as an encoder made it, for send_frame.
struct EncodedFrame {
  e2ee::FrameStream stream;
  Bytes content;
  bool is_key_frame = false;  // of pictures
  bool is_speaking = false;   // of sound: in it, somebody is
  Time captured;              // what the frame shows or lets hear, began then
};

// A frame that a key of the meeting opened.
struct FrameOpened {
  std::string mid;
  e2ee::FrameVerdict verdict;
  Secret content;
};

// What the owner must do or may want to know, in order.
using Action =
    std::variant<SendText, DropSocket, e2ee::Joined, e2ee::EpochChanged, e2ee::DeviceStateChanged,
                 e2ee::KnocksChanged, e2ee::Alarm, e2ee::RemovedByMember, e2ee::Lost, e2ee::Logged,
                 e2ee::SilentChanged, e2ee::WaitingForHosts, e2ee::Denied, e2ee::WrongPassphrase,
                 e2ee::LinkChanged, e2ee::Invited, e2ee::Said, e2ee::ChunkWanted,
                 e2ee::ChunkArrived, MediaConnected, KeyFrameWanted, FrameOpened>;
using Actions = std::vector<Action>;

// What became of the frames that arrived: each is counted once.
struct FrameCounts {
  uint64_t opened = 0;
  uint64_t early = 0;     // of an epoch that has not come here yet
  uint64_t late = 0;      // of one whose keys are gone
  uint64_t replayed = 0;  // opened before
  uint64_t refused = 0;   // no key of any member, or not a frame at all
};

class Participant {
 public:
  // The certificate and the random source must outlive it. kMalformed for an impossible name.
  static Result<Participant> open(const ParticipantOptions& options,
                                  const transport::Certificate& certificate, Time now,
                                  Random& random);

  std::string meeting_id() const { return meeting_.meeting_id(); }

  Actions socket_opened(Time now);
  void socket_closed() { conversation_.closed(); }
  // The network below has changed: the server learns the new address at once.
  void check_path(Time now) { media_->check_path(now); }
  // kMalformed for a text that is not of the protocol: drop the socket.
  Result<Actions> receive_text(std::string_view text, Time now);
  Result<Actions> receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                   Outbox& out);
  Actions wake(Time now, Outbox& out);
  Time next_wake() const;

  bool can_send() const { return meeting_.is_member() && media_->is_writable(); }
  // kNotYet while the frame cannot be sealed or sent; then nothing leaves.
  Result<void> send_frame(const EncodedFrame& frame, Time now, Outbox& out);
  // The decoder of this slot cannot go on without a key frame. Errors: as MediaSession's.
  Result<void> request_key_frame(const std::string& mid, Time now, Outbox& out) {
    return media_->request_key_frame(mid, now, out);
  }
  Actions say(const e2ee::DeviceState& state, Time now);
  // A host's wish, such as
  //   wish([](e2ee::Meeting& meeting, Time now) { return meeting.remove(leaf, false, now); }, now)
  template <typename Act>
  Result<Actions> wish(Act act, Time now) {
    Actions actions;
    take_events(TRY(act(meeting_, now)), now, actions);
    return actions;
  }
  // Says goodbye and wipes every key.
  Actions leave();

  const e2ee::Meeting& meeting() const { return meeting_; }
  const MediaSession& media() const { return *media_; }
  const FrameCounts& frames() const { return frames_; }

 private:
  Participant(e2ee::Meeting meeting, const ParticipantOptions& options,
              const transport::Certificate& certificate, Random& random);

  void say_to_server(signal::ClientMessage message, Actions& actions);
  Result<void> take(const signal::ServerMessage& message, Time now, Actions& actions);
  void take_events(e2ee::Events events, Time now, Actions& actions);
  void take_event(e2ee::Event event, Time now, Actions& actions);
  void forget_keys();
  void enter_epoch(const e2ee::EpochChanged& epoch, Time now, Actions& actions);
  void start_media(Actions& actions);
  void wish_for_pictures(Actions& actions);
  void take_media(std::vector<MediaEvent> events, Time now, Actions& actions);
  void open_frame(SealedFrame frame, Time now, Actions& actions);
  void count_unopened(ErrorCode code);

  ParticipantOptions options_;
  const transport::Certificate* certificate_;
  Random* random_;
  Conversation conversation_;
  e2ee::Meeting meeting_;
  std::optional<MediaSession> media_;  // always there; another one for every new server or id
  bool is_path_due_ = false;           // as soon as it is known by which id
  e2ee::FrameSender sender_;
  e2ee::FrameReceiver receiver_;
  FrameCounts frames_;
  std::vector<e2ee::RosterMember> roster_;
  std::vector<signal::ReceiveSlot> wishes_;
};

}  // namespace conclave::client
