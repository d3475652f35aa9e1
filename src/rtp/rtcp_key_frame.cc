#include "rtp/rtcp_key_frame.h"

namespace conclave::rtp {
namespace {

constexpr uint8_t kPictureLoss = 1;
constexpr uint8_t kFullIntra = 4;
constexpr size_t kEntryBytes = 8;

}  // namespace

Result<PictureLossIndication> parse_picture_loss(const RtcpPart& part) {
  Reader reader(part.body);
  PictureLossIndication indication;
  indication.sender = Ssrc(TRY(reader.u32()));
  indication.media = Ssrc(TRY(reader.u32()));
  return indication;
}

Result<FullIntraRequest> parse_full_intra_request(const RtcpPart& part) {
  Reader reader(part.body);
  FullIntraRequest request;
  request.sender = Ssrc(TRY(reader.u32()));
  TRY(reader.skip(4));  // RFC 5104 section 4.3.1.2: the media source field is not used
  while (!reader.empty()) {
    FullIntraRequest::Entry entry;
    entry.media = Ssrc(TRY(reader.u32()));
    entry.command_sequence = TRY(reader.u8());
    TRY(reader.skip(3));
    request.entries.push_back(entry);
  }
  return request;
}

void write_rtcp(Writer& out, const PictureLossIndication& indication) {
  write_part_header(out, RtcpType::kPayloadFeedback, kPictureLoss, 8);
  out.u32(indication.sender.value()).u32(indication.media.value());
}

void write_rtcp(Writer& out, const FullIntraRequest& request) {
  write_part_header(out, RtcpType::kPayloadFeedback, kFullIntra,
                    8 + kEntryBytes * request.entries.size());
  out.u32(request.sender.value()).u32(0);
  for (const auto& [media, command_sequence] : request.entries) {
    out.u32(media.value()).u8(command_sequence).zeros(3);
  }
}

}  // namespace conclave::rtp
