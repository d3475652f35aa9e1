// One outgoing RTP stream of ours (one SSRC, and its RTX stream): a source, or one simulcast layer
// of the camera. It numbers packets and remembers them for a second, so that it can repeat what a
// NACK asks for.
//
// Invariant: a sequence number is used once for each SSRC, so SRTP never sees the same nonce twice.
#pragma once

#include "base/random.h"
#include "base/source.h"
#include "base/time.h"
#include "rtp/rtcp_nack.h"
#include "rtp/rtcp_report.h"
#include "rtp/sdp_answer.h"
#include "rtp/send_history.h"
#include "transport/transport.h"

#include <string>

namespace conclave::client {

// What all streams of one transport share: the transport-wide sequence number.
struct TransportCounter {
  rtp::TransportSequence take() { return rtp::TransportSequence(next++); }
  uint16_t next = 0;
};

// Where packets go: the peer's transport, the numbers they share, the moment and the slab.
struct Wire {
  transport::Transport& transport;
  TransportCounter& counter;
  Time now;
  Outbox& out;
};

class SendStream {
 public:
  // `rid` is empty for a source without simulcast.
  SendStream(SourceKind source, uint8_t layer, std::string rid, const rtp::AnswerSection& section,
             Random& random);

  SourceKind source() const { return source_; }
  uint8_t layer() const { return layer_; }
  rtp::Ssrc ssrc() const { return ssrc_; }

  // A sealed frame in as many packets as it takes. Errors are the transport's.
  Result<void> send(Bytes frame, rtp::RtpTimestamp timestamp, const Wire& wire);
  // Repeats what is still known of it; what is not is silently left out.
  void repeat(const rtp::Nack& nack, const Wire& wire);

  // For the periodic compound; nothing before the first packet.
  std::optional<rtp::SenderReport> report(Time now) const;

 private:
  Result<void> send_packet(Bytes payload, bool is_last, rtp::RtpTimestamp timestamp,
                           const Wire& wire);
  Result<void> send_rtx(const rtp::SendHistory::Repeat& packet, const Wire& wire);

  SourceKind source_;
  uint8_t layer_;
  std::string mid_;
  std::string rid_;
  rtp::PayloadTypes types_;
  rtp::ExtensionMap extensions_;
  rtp::Ssrc ssrc_;
  rtp::Ssrc rtx_ssrc_;
  rtp::ExtendedSequence next_;
  rtp::ExtendedSequence rtx_next_;
  rtp::SendHistory history_;
  rtp::RtpTimestamp last_timestamp_;
  uint32_t packets_ = 0;
  uint32_t octets_ = 0;
};

}  // namespace conclave::client
