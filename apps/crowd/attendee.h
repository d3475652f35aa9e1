// Attendee is one person of the crowd over real sockets: a client::Participant as any other, with a
// painted camera and a hummed voice. It joins by the link, stays as long as it may, and comes back
// when its socket is lost. What it does there, the crowd tells it.
#pragma once

#include "camera.h"
#include "client/participant.h"
#include "io/udp_socket.h"
#include "io/web_client.h"
#include "life.h"
#include "sound_encoder.h"
#include "voice.h"

namespace conclave::crowd {

class Attendee {
 public:
  // What comes from outside, and outlives every attendee.
  struct World {
    io::WebClient& web;
    const transport::Certificate& certificate;
    Random& random;
  };
  // Person `person` of the crowd. kInternal if the machine or a codec gives out.
  static Result<std::unique_ptr<Attendee>> create(size_t person, const World& world);

  Attendee(size_t person, const World& world, io::UdpSocket socket, Camera camera,
           SoundEncoder encoder);  // by create()

  // Comes to the meeting, and is host if there is none yet. kMalformed for an impossible name.
  Result<void> arrive(const e2ee::LinkSecret& link, Time now);
  // With a goodbye. It may come again.
  void leave(Time now);
  void perform(const Deed& deed, Time now);

  // What each event and each round of the loop brings.
  void receive(const io::SocketEvent& event, Time now);
  void receive_datagrams(Time now);
  void wake(Time now);
  Time next_wake() const;

  bool is_here() const { return participant_.has_value(); }
  bool is_member() const { return participant_ && participant_->meeting().is_member(); }
  // Sent away, by a host.
  bool is_unwanted() const { return is_unwanted_; }
  // A host's device has our knock.
  bool is_waiting() const { return is_waiting_; }
  // The way in as of now, if this one is told of another.
  std::optional<e2ee::LinkSecret> take_link() { return std::exchange(link_, std::nullopt); }

  // ---- for the crowd, which decides when this one is host ----
  // Others came, went or knock.
  bool has_news() const { return has_news_; }
  void forget_news() { has_news_ = false; }
  const std::vector<e2ee::RosterMember>& roster() const { return roster_; }
  const e2ee::RosterMember* self() const;  // null unless a member
  // What others asked of this one since the last call.
  std::vector<Deed> take_asked() { return std::exchange(asked_, {}); }
  void admit_all(Time now);
  void make_host(mls::LeafIndex leaf, Time now);

 private:
  void dial();
  void hang_up(Time now);
  void forget_group();
  void handle(const io::SocketOpened& opened, Time now);
  void handle(const io::SocketReceived& received, Time now);
  void handle(const io::SocketClosed& closed, Time now);
  void handle(const io::Stop&, Time) {}
  void perform(client::Actions actions, Time now);
  void take(client::SendText& send, Time now);
  void take(const client::DropSocket&, Time now);
  void take(const client::MediaConnected&, Time now);
  void take(const client::KeyFrameWanted& wanted, Time now);
  void take(e2ee::EpochChanged& epoch, Time now);
  void take(e2ee::KnocksChanged& knocks, Time now);
  void take(const e2ee::LinkChanged& link, Time now);
  void take(const e2ee::RemovedByMember&, Time now);
  void take(const e2ee::Denied&, Time now);
  void take(const e2ee::WaitingForHosts&, Time) { is_waiting_ = true; }
  void take(const e2ee::Lost&, Time) { forget_group(); }
  void take(const e2ee::Said& said, Time now);
  // What an attendee makes nothing of.
  template <typename Other>
  void take(const Other&, Time) {}

  template <typename Act>
  void wish(Act act, Time now) {
    if (auto actions = participant_->wish(act, now)) perform(std::move(*actions), now);
  }
  void tell(e2ee::Words words, Time now);
  void do_deed(const deed::Speak& speak, Time) { is_speaking_ = speak.does; }
  void do_deed(const deed::Microphone& microphone, Time now);
  void do_deed(const deed::Camera& camera, Time now);
  void do_deed(const deed::Hand& hand, Time now);
  void do_deed(const deed::React& react, Time now);
  void do_deed(const deed::Chat& chat, Time now);
  void do_deed(const deed::Away&, Time) {}  // the crowd's: who is away has no part in this
  void say_devices(Time now);
  void make_sound(Time now);
  void take_picture(Time now);
  void flush();

  const size_t person_;
  const World world_;
  io::UdpSocket socket_;
  Camera camera_;
  Voice voice_;
  SoundEncoder sound_encoder_;
  std::optional<client::Participant> participant_;  // while here
  std::optional<io::SocketId> web_socket_;
  Time dial_at_ = kNever;
  Time next_sound_ = kNever;
  Time next_picture_ = kNever;
  e2ee::DeviceState devices_;
  bool is_speaking_ = false;
  bool is_unwanted_ = false;
  bool is_waiting_ = false;
  bool has_news_ = false;
  std::vector<e2ee::RosterMember> roster_;
  std::vector<e2ee::Waiting> waiting_;
  std::vector<Deed> asked_;
  std::optional<e2ee::LinkSecret> link_;
  Outbox out_;
};

}  // namespace conclave::crowd
