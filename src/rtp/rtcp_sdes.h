// Source descriptions (RFC 3550 section 6.5). Of all items only CNAME is read and written: it
// groups an audio and a video stream for lip sync. Ours are random (RFC 7022) and name nobody.
//
//         0                   1                   2                   3
//         0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
// header |V=2|P|    SC   |  PT=SDES=202  |             length            |
//        +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
// chunk  |                          SSRC/CSRC_1                          |
//   1    +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//        |    CNAME=1    |     length    | user and domain name        ...
//        +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
#pragma once

#include "rtp/rtcp_common.h"

#include <string>
#include <vector>

namespace conclave::rtp {

struct SourceDescription {
  struct Chunk {
    Ssrc ssrc;
    std::string cname;  // at most 255 bytes

    friend bool operator==(const Chunk&, const Chunk&) = default;
  };
  std::vector<Chunk> chunks;  // at most 31

  friend bool operator==(const SourceDescription&, const SourceDescription&) = default;
};

Result<SourceDescription> parse_source_description(const RtcpPart& part);
void write_rtcp(Writer& out, const SourceDescription& description);

}  // namespace conclave::rtp
