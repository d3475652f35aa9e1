#include "client/receive_slot.h"

#include "base/check.h"
#include "rtp/rtx.h"

namespace conclave::client {
namespace {

// Between asking twice for one packet, while no report has told the real round trip.
constexpr Duration kAssumedRoundTrip = std::chrono::milliseconds(50);

rtp::PayloadFormat format(rtp::MediaKind kind) {
  return kind == rtp::MediaKind::kAudio ? rtp::PayloadFormat::kOpus : rtp::PayloadFormat::kVp8;
}

uint32_t clock(rtp::MediaKind kind) {
  return kind == rtp::MediaKind::kAudio ? rtp::kOpusClock : rtp::kVideoClock;
}

}  // namespace

ReceiveSlot::ReceiveSlot(const rtp::AnswerSection& section)
    : mid_(section.mid),
      kind_(section.kind),
      types_(section.types),
      extensions_(section.extensions),
      identity_(section.identity.value()),
      assembler_(format(section.kind)),
      statistics_(identity_.ssrc, clock(section.kind)) {}

Result<std::vector<rtp::AssembledFrame>> ReceiveSlot::receive(const rtp::RtpPacket& packet,
                                                              Time now) {
  rtp::RtpHeader header = packet.header;
  Bytes payload = packet.payload;
  if (header.ssrc == identity_.rtx) {
    const rtp::Repaired repaired =
        TRY(rtp::decapsulate_rtx(packet, {.ssrc = identity_.ssrc, .payload_type = types_.media}));
    header = repaired.header;
    payload = repaired.payload;
  }
  const rtp::ExtendedSequence sequence = sequences_.unwrap(header.sequence);
  statistics_.received(sequence, header.timestamp, now);
  if (kind_ == rtp::MediaKind::kVideo &&
      nacks_.received(sequence, now) == rtp::NackGenerator::Verdict::kTooMuch) {
    needs_key_frame_ = true;
  }
  if (payload.empty()) return std::vector<rtp::AssembledFrame>();
  return assembler_.insert(sequence, header.timestamp, header.marker, payload, now);
}

std::vector<rtp::SequenceNumber> ReceiveSlot::take_due_nacks(Time now) {
  std::vector<rtp::SequenceNumber> due = nacks_.take_due(now, kAssumedRoundTrip);
  if (nacks_.take_given_up() > 0) needs_key_frame_ = true;
  return due;
}

bool ReceiveSlot::take_needs_key_frame() { return std::exchange(needs_key_frame_, false); }

}  // namespace conclave::client
