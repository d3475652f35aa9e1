// Generic NACK (RFC 4585 section 6.2.1): these packets did not come.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P|  FMT=1  |  PT=RTPFB=205 |          length               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                  SSRC of packet sender                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                  SSRC of media source                         |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |            PID                |             BLP               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   :                              ...                              :
//
// PID is a lost packet; bit i of BLP says that PID + i + 1 is lost too.
#pragma once

#include "rtp/rtcp_common.h"

#include <vector>

namespace conclave::rtp {

struct Nack {
  Ssrc sender;
  Ssrc media;
  std::vector<SequenceNumber> lost;  // in order of the wire

  friend bool operator==(const Nack&, const Nack&) = default;
};

// kLimit if it asks for more than limits::kNackedPacketsMax packets.
Result<Nack> parse_nack(const RtcpPart& part);
// Neighbours share an item if `lost` is in ascending order. CHECKs that something is lost.
void write_rtcp(Writer& out, const Nack& nack);

}  // namespace conclave::rtp
