// A participant's media path without I/O: one transport to the server, the streams we send, the
// slots we receive. It moves *sealed* frames; it could not open one.
//
//   MediaSession session(config, certificate, random);
//   send session.offer() to the server; session.set_answer(its answer)
//   receive, wake: what came, as events; send_frame: what we send
//
// Negotiated once: all four sources and all slots are in the first offer (docs/protocol.md).
#pragma once

#include "base/outbox.h"
#include "client/receive_slot.h"
#include "client/send_stream.h"
#include "rtp/rtcp.h"
#include "rtp/transport_feedback_recorder.h"
#include "transport/transport.h"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace conclave::client {

struct MediaConfig {
  size_t video_slots = 9;
  size_t audio_slots = 8;
};

// What came.
struct MediaConnected {};  // frames can be sent from now on
struct MediaLost {};       // the path is dead; restart_ice() and offer again
struct SealedFrame {       // a whole frame in a slot, still sealed
  std::string mid;
  rtp::MediaKind kind;
  Buffer bytes;
  bool follows_loss = false;
};
struct KeyFrameWanted {  // a receiver, through the server, asks for a key frame of this layer
  SourceKind source;
  uint8_t layer;
};
using MediaEvent = std::variant<MediaConnected, MediaLost, SealedFrame, KeyFrameWanted>;

class MediaSession {
 public:
  MediaSession(const MediaConfig& config, const transport::Certificate& certificate,
               Random& random);

  std::string offer();
  // kMalformed or kInvalid for an answer that cannot be one to our offer; nothing has changed then.
  Result<void> set_answer(std::string_view sdp, Time now);
  // New ICE credentials for the next offer, after MediaLost.
  void restart_ice() { transport_.restart_ice(); }
  // The network below has changed: tell the server from the new address at once.
  void check_path(Time now) { transport_.check_path(now); }

  // An error means: this datagram was dropped, for this reason.
  Result<std::vector<MediaEvent>> receive(const Address& from, MutableBytes datagram, Time now,
                                          Outbox& out);
  std::vector<MediaEvent> wake(Time now, Outbox& out);
  Time next_wake() const;

  bool is_writable() const { return transport_.is_writable(); }
  // Layers of the camera from low to high; 1 for every other source, 0 before the answer.
  size_t layers(SourceKind source) const;
  // kNotFound for a layer that was not negotiated, else as Transport::send_rtp.
  Result<void> send_frame(SourceKind source, uint8_t layer, Bytes sealed,
                          rtp::RtpTimestamp timestamp, Time now, Outbox& out);
  // Asks for a key frame in a slot (no decoder can go on without one).
  Result<void> request_key_frame(const std::string& mid, Time now, Outbox& out);

  // Mids of the slots of one kind, in order.
  std::vector<std::string> slot_mids(rtp::MediaKind kind) const;

 private:
  void add_section(const rtp::AnswerSection& section);
  Result<std::vector<MediaEvent>> on_rtp(MutableBytes bytes, Time now);
  Result<std::vector<MediaEvent>> on_rtcp(Bytes bytes, const Wire& wire);
  void on_message(const rtp::Nack& nack, const Wire& wire, std::vector<MediaEvent>& events);
  void on_message(const rtp::PictureLossIndication& indication, const Wire& wire,
                  std::vector<MediaEvent>& events);
  void on_message(const rtp::FullIntraRequest& request, const Wire& wire,
                  std::vector<MediaEvent>& events);
  void on_message(const rtp::SenderReport& report, const Wire& wire,
                  std::vector<MediaEvent>& events);
  // Kinds that a client without a bandwidth estimate of its own has no use for.
  template <typename Other>
  void on_message(const Other&, const Wire&, std::vector<MediaEvent>&) {}

  void send_feedback(ReceiveSlot& slot, const Wire& wire);
  void send_reports(const Wire& wire);
  void send_compound(const rtp::RtcpMessage& message, const Wire& wire);
  SendStream* find_stream(rtp::Ssrc ssrc);
  ReceiveSlot* find_slot(const std::string& mid);
  Wire wire(Time now, Outbox& out) { return {transport_, counter_, now, out}; }

  MediaConfig config_;
  Random& random_;
  transport::Transport transport_;
  TransportCounter counter_;
  uint64_t session_id_;
  uint64_t session_version_ = 0;
  rtp::Ssrc feedback_ssrc_;
  std::string cname_;  // random: names nobody (RFC 7022)
  bool is_answered_ = false;
  bool is_lost_ = false;
  std::vector<SendStream> streams_;
  std::vector<ReceiveSlot> slots_;
  std::map<rtp::Ssrc, size_t> slot_of_;  // media and RTX SSRCs to an index of slots_
  rtp::TransportFeedbackRecorder recorder_;
  Time next_report_ = kNever;
};

}  // namespace conclave::client
