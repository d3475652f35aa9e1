// One receive slot of ours: the one continuous RTP stream the server sends in it, put back together
// into sealed frames, with what is lost asked for again.
#pragma once

#include "base/time.h"
#include "rtp/frame_assembler.h"
#include "rtp/nack_generator.h"
#include "rtp/receive_statistics.h"
#include "rtp/rtp_packet.h"
#include "rtp/sdp_answer.h"
#include "rtp/sequence_unwrapper.h"

#include <string>
#include <vector>

namespace conclave::client {

class ReceiveSlot {
 public:
  // A section of the answer with an identity.
  explicit ReceiveSlot(const rtp::AnswerSection& section);

  const std::string& mid() const { return mid_; }
  rtp::MediaKind kind() const { return kind_; }
  rtp::Ssrc ssrc() const { return identity_.ssrc; }
  std::optional<rtp::Ssrc> rtx_ssrc() const { return identity_.rtx; }
  const rtp::ExtensionMap& extensions() const { return extensions_; }

  // A decrypted packet of the stream or of its RTX stream: the frames it completes.
  Result<std::vector<rtp::AssembledFrame>> receive(const rtp::RtpPacket& packet, Time now);
  void receive(const rtp::SenderReport& report, Time now) { statistics_.received(report, now); }
  std::vector<rtp::AssembledFrame> wake(Time now) { return assembler_.wake(now); }
  Time next_wake() const { return std::min(assembler_.next_wake(), nacks_.next_wake()); }

  // What to ask the server for now.
  std::vector<rtp::SequenceNumber> take_due_nacks(Time now);
  // Whether a key frame must be asked for, because more was lost than repeating can mend.
  bool take_needs_key_frame();
  std::optional<rtp::ReportBlock> report(Time now) { return statistics_.report(now); }

 private:
  std::string mid_;
  rtp::MediaKind kind_;
  rtp::PayloadTypes types_;
  rtp::ExtensionMap extensions_;
  rtp::StreamIdentity identity_;
  rtp::SequenceUnwrapper sequences_;
  rtp::NackGenerator nacks_;
  rtp::FrameAssembler assembler_;
  rtp::ReceiveStatistics statistics_;
  bool needs_key_frame_ = false;
};

}  // namespace conclave::client
