// What one peer sends us: its publications, the SSRCs they come on, and what we tell it about them
// in return (receiver reports, transport-wide feedback, NACKs, requests for key frames).
//
// SSRCs are learned from the mid and rid extensions of the packets that carry them (RFC 9143, RFC
// 8852), or from the offer where it names one. Each layer has one stream and one that repairs it,
// so a peer can make no more streams than it offered.
#pragma once

#include "base/outbox.h"
#include "rtp/rtcp.h"
#include "rtp/rtp_packet.h"
#include "rtp/rtx.h"
#include "rtp/transport_feedback_recorder.h"
#include "sfu/publication.h"
#include "sfu/seen.h"
#include "transport/transport.h"

#include <memory>

namespace conclave::sfu {

// A packet that may be forwarded.
struct Media {
  Publication* publication;
  Layer* layer;
  MediaPacket packet;  // video's payload lies in the layer's history, audio's in the datagram
};

class Uplink {
 public:
  Uplink(ConnectionId connection, Sleeper& owner, Random& random);

  // The sources of an offer. Those that are known already stay as they are; a peer never takes one
  // back (it sends nothing on it instead).
  void add_sources(const rtp::Offer& offer);
  Publication* publication(SourceKind kind) const {
    return publications_[static_cast<size_t>(kind)].get();
  }

  // One decrypted RTP packet. Nothing where there is nothing to forward: padding, a packet seen
  // before, a stream that no one offered (counted).
  std::optional<Media> receive(MutableBytes bytes, bool is_member, Time now, Counters& counters);
  void receive(const rtp::SenderReport& report, Time now);

  // What is held of this peer's sending.
  void tell(Seen& seen, Time now) const;

  // Takes all publications out of the slots that carry them, before they go.
  void release();

  void wake(Duration round_trip, Time now, transport::Transport& transport, Outbox& out,
            Counters& counters);
  Time next_wake() const;

 private:
  struct Stream {
    rtp::Ssrc ssrc;
    Publication* publication;
    Layer* layer;
    bool is_rtx;
  };
  const Stream* find_stream(rtp::Ssrc ssrc) const;
  const Stream* learn_stream(const rtp::RtpHeader& header, const rtp::HeaderExtensions& extensions);
  const Stream* bind(const Stream& stream);
  std::optional<Media> take_media(const Stream& stream, const rtp::RtpHeader& header,
                                  MutableBytes payload, Time now, Counters& counters);
  bool take_video(const Stream& stream, MediaPacket& packet, Time now, Counters& counters);
  Publication* publication_of(std::string_view mid) const;

  // Those that something came on.
  template <typename Visit>
  void each_layer(Visit visit) const;
  void write_feedback(Time now, transport::Transport& transport, Outbox& out);
  void write_reports(Time now, Writer& compound);
  void write_requests(Layer& layer, Duration round_trip, Time now, Writer& compound,
                      Counters& counters);

  ConnectionId connection_;
  Sleeper& owner_;
  rtp::Ssrc reporter_;  // whom our reports come from
  rtp::ExtensionMap extensions_;
  std::array<std::unique_ptr<Publication>, kSourceKinds> publications_;
  std::vector<Stream> streams_;  // few enough to walk
  PeerClock clock_;
  rtp::TransportFeedbackRecorder arrivals_;
  rtp::Ssrc latest_;  // any stream of theirs: feedback has to name one
  Time next_report_ = kNever;
};

template <typename Visit>
void Uplink::each_layer(Visit visit) const {
  for (const auto& publication : publications_) {
    if (!publication) continue;
    for (Layer& layer : publication->layers) {
      if (layer.ssrc) visit(*publication, layer);
    }
  }
}

}  // namespace conclave::sfu
