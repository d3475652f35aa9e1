#include "client/send_stream.h"

#include "rtp/rtx.h"
#include "rtp/vp8_packetizer.h"

namespace conclave::client {
namespace {

// What a NACK for a packet already repeated must wait for, while no report has told more.
constexpr Duration kAssumedRoundTrip = std::chrono::milliseconds(50);

// RFC 3550 section 5.1: random, and low enough that it does not wrap within the first packets.
rtp::ExtendedSequence first_sequence(Random& random) {
  return rtp::ExtendedSequence((1 << 16) + random.below(1 << 15));
}

rtp::Ssrc random_ssrc(Random& random) {
  return rtp::Ssrc(static_cast<uint32_t>(1 + random.below(UINT32_MAX)));
}

}  // namespace

SendStream::SendStream(SourceKind source, uint8_t layer, std::string rid,
                       const rtp::AnswerSection& section, Random& random)
    : source_(source),
      layer_(layer),
      mid_(section.mid),
      rid_(std::move(rid)),
      types_(section.types),
      extensions_(section.extensions),
      ssrc_(random_ssrc(random)),
      rtx_ssrc_(random_ssrc(random)),
      next_(first_sequence(random)),
      rtx_next_(first_sequence(random)) {}

Result<void> SendStream::send(Bytes frame, rtp::RtpTimestamp timestamp, const Wire& wire) {
  if (is_audio(source_)) return send_packet(frame, false, timestamp, wire);
  const std::vector<Buffer> payloads = rtp::packetize_vp8(frame, std::nullopt);
  for (const Buffer& payload : payloads) {
    TRY(send_packet(payload, &payload == &payloads.back(), timestamp, wire));
  }
  return ok();
}

Result<void> SendStream::send_packet(Bytes payload, bool is_last, rtp::RtpTimestamp timestamp,
                                     const Wire& wire) {
  const rtp::ExtendedSequence sequence = next_;
  next_ = rtp::next(next_);
  const rtp::RtpHeader header = {.payload_type = types_.media,
                                 .marker = is_last,
                                 .sequence = rtp::to_sequence(sequence),
                                 .timestamp = timestamp,
                                 .ssrc = ssrc_};
  if (!is_audio(source_)) history_.insert(sequence, header, payload, wire.now);
  last_timestamp_ = timestamp;
  ++packets_;
  octets_ += static_cast<uint32_t>(payload.size());
  std::array<uint8_t, rtp::kWrittenHeaderBytesMax> bytes;
  const size_t size = rtp::write_header(
      bytes, header,
      {.mid = mid_, .rid = rid_, .repaired_rid = {}, .transport_sequence = wire.counter.take()},
      extensions_);
  return wire.transport.send_rtp(Bytes(bytes).first(size), payload, wire.now, wire.out);
}

void SendStream::repeat(const rtp::Nack& nack, const Wire& wire) {
  for (const rtp::SequenceNumber lost : nack.lost) {
    const auto packet = history_.take(lost, wire.now, kAssumedRoundTrip);
    if (packet && !send_rtx(*packet, wire)) return;  // not writable any more
  }
}

Result<void> SendStream::send_rtx(const rtp::SendHistory::Repeat& packet, const Wire& wire) {
  if (!types_.rtx) return ok();
  rtp::RtpHeader header = packet.header;
  header.payload_type = *types_.rtx;
  header.ssrc = rtx_ssrc_;
  header.sequence = rtp::to_sequence(rtx_next_);
  rtx_next_ = rtp::next(rtx_next_);
  // RFC 8852 section 3.1: a repair stream names the stream it repairs.
  const Buffer whole = rtp::build_rtx(
      header,
      {.mid = mid_, .rid = {}, .repaired_rid = rid_, .transport_sequence = wire.counter.take()},
      extensions_, packet.header.sequence, packet.payload);
  const size_t header_size = TRY(rtp::rtp_header_size(whole));
  return wire.transport.send_rtp(Bytes(whole).first(header_size), Bytes(whole).subspan(header_size),
                                 wire.now, wire.out);
}

std::optional<rtp::SenderReport> SendStream::report(Time now) const {
  if (packets_ == 0) return std::nullopt;
  return rtp::SenderReport{.sender = ssrc_,
                           .ntp = rtp::to_ntp(now),
                           .timestamp = last_timestamp_,
                           .packets = packets_,
                           .octets = octets_,
                           .reports = {}};
}

}  // namespace conclave::client
