// RTCP compounds (RFC 3550 section 6.1, reduced size by RFC 5506): parse what a peer sent into a
// list of small structs, and write ours one behind the other into one Writer with write_rtcp.
//
// What we have no use for (REMB, XR, application packets) is stepped over, not refused. A compound
// that breaks off is refused as a whole: nothing of it is believed.
#pragma once

#include "rtp/rtcp_bye.h"
#include "rtp/rtcp_key_frame.h"
#include "rtp/rtcp_nack.h"
#include "rtp/rtcp_report.h"
#include "rtp/rtcp_sdes.h"
#include "rtp/rtcp_transport_feedback.h"

#include <variant>
#include <vector>

namespace conclave::rtp {

using RtcpMessage = std::variant<SenderReport, ReceiverReport, SourceDescription, Goodbye, Nack,
                                 PictureLossIndication, FullIntraRequest, TransportFeedback>;

Result<std::vector<RtcpMessage>> parse_rtcp(Bytes compound);

void write_rtcp(Writer& out, const RtcpMessage& message);

}  // namespace conclave::rtp
