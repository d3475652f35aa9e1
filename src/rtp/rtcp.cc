#include "rtp/rtcp.h"

#include "base/limits.h"

#include <optional>

namespace conclave::rtp {
namespace {

using Parsed = Result<std::optional<RtcpMessage>>;

template <typename T>
Parsed some(Result<T> result) {
  if (!result) return result.error();
  return std::optional<RtcpMessage>(std::move(*result));
}

Parsed parse_rtp_feedback(const RtcpPart& part) {
  switch (part.header.count) {
    case 1: return some(parse_nack(part));
    case 15: return some(parse_transport_feedback(part));
    default: return std::optional<RtcpMessage>();
  }
}

Parsed parse_payload_feedback(const RtcpPart& part) {
  switch (part.header.count) {
    case 1: return some(parse_picture_loss(part));
    case 4: return some(parse_full_intra_request(part));
    default: return std::optional<RtcpMessage>();
  }
}

Parsed parse_part(const RtcpPart& part) {
  switch (static_cast<RtcpType>(part.header.type)) {
    case RtcpType::kSenderReport: return some(parse_sender_report(part));
    case RtcpType::kReceiverReport: return some(parse_receiver_report(part));
    case RtcpType::kSourceDescription: return some(parse_source_description(part));
    case RtcpType::kGoodbye: return some(parse_goodbye(part));
    case RtcpType::kTransportFeedback: return parse_rtp_feedback(part);
    case RtcpType::kPayloadFeedback: return parse_payload_feedback(part);
  }
  return std::optional<RtcpMessage>();
}

}  // namespace

Result<std::vector<RtcpMessage>> parse_rtcp(Bytes compound) {
  std::vector<RtcpMessage> messages;
  Reader reader(compound);
  for (size_t parts = 0; !reader.empty(); ++parts) {
    if (parts == limits::kRtcpPartsMax) {
      return Error(ErrorCode::kLimit, "too many packets in an RTCP compound");
    }
    const RtcpPart part = TRY(next_part(reader));
    auto message = TRY(parse_part(part));
    if (message) messages.push_back(std::move(*message));
  }
  return messages;
}

void write_rtcp(Writer& out, const RtcpMessage& message) {
  std::visit([&](const auto& one) { write_rtcp(out, one); }, message);
}

}  // namespace conclave::rtp
