// Goodbye (RFC 3550 section 6.6): these streams end. The optional reason is stepped over.
//
//       0                   1                   2                   3
//       0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      |V=2|P|    SC   |   PT=BYE=203  |             length            |
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      |                           SSRC/CSRC                           |
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      :                              ...                              :
//      +=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+=+
//(opt) |     length    |               reason for leaving            ...
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
#pragma once

#include "rtp/rtcp_common.h"

#include <vector>

namespace conclave::rtp {

struct Goodbye {
  std::vector<Ssrc> sources;  // at most 31

  friend bool operator==(const Goodbye&, const Goodbye&) = default;
};

Result<Goodbye> parse_goodbye(const RtcpPart& part);
void write_rtcp(Writer& out, const Goodbye& goodbye);

}  // namespace conclave::rtp
