// The two ways to ask for a key frame: picture loss indication (RFC 4585 section 6.3.1), which has
// no parameters, and full intra request (RFC 5104 section 4.3.1), which numbers each request so
// that a repeated one is known as such.
//
//    0                   1                   2                   3
//    0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |V=2|P| FMT=1/4 |  PT=PSFB=206  |          length               |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                  SSRC of packet sender                        |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                  SSRC of media source (FIR: 0)                |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   |                     FIR only: SSRC                            |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//   | Seq nr.       |    Reserved                                   |
//   +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
#pragma once

#include "rtp/rtcp_common.h"

#include <vector>

namespace conclave::rtp {

struct PictureLossIndication {
  Ssrc sender;
  Ssrc media;

  friend bool operator==(const PictureLossIndication&, const PictureLossIndication&) = default;
};

struct FullIntraRequest {
  struct Entry {
    Ssrc media;
    uint8_t command_sequence = 0;

    friend bool operator==(const Entry&, const Entry&) = default;
  };
  Ssrc sender;
  std::vector<Entry> entries;

  friend bool operator==(const FullIntraRequest&, const FullIntraRequest&) = default;
};

Result<PictureLossIndication> parse_picture_loss(const RtcpPart& part);
Result<FullIntraRequest> parse_full_intra_request(const RtcpPart& part);
void write_rtcp(Writer& out, const PictureLossIndication& indication);
void write_rtcp(Writer& out, const FullIntraRequest& request);

}  // namespace conclave::rtp
