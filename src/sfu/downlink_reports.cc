// Sender reports: when each slot's stream was captured, on the one clock of this server, so that a
// receiver plays together what belongs together.

#include "sfu/downlink.h"

namespace conclave::sfu {

void Downlink::send_reports(Time now, Outbox& out) {
  constexpr size_t kCompoundBytes = 1000;
  next_report_ = now + limits::kReportInterval;
  Writer compound;
  const auto flush = [&] {
    if (compound.size() > 0) (void)transport_.send_rtcp(compound.view(), now, out);
    compound = {};
  };
  for (Slot& slot : slots_) {
    if (!slot.was_sent_since_report || !slot.layer) continue;
    write_report(slot, now, compound);
    if (compound.size() > kCompoundBytes) flush();
  }
  flush();
}

void Downlink::write_report(Slot& slot, Time now, Writer& compound) {
  const auto timestamp = slot.layer->clock.timestamp_at(now);
  if (!timestamp) return;
  slot.was_sent_since_report = false;
  write_rtcp(
      compound,
      rtp::SenderReport{.sender = slot.identity.ssrc,
                        .ntp = rtp::to_ntp(now),
                        .timestamp = rtp::RtpTimestamp(slot.continuity.map_timestamp(*timestamp)),
                        .packets = slot.packets_sent,
                        .octets = slot.octets_sent,
                        .reports = {}});
  write_rtcp(compound,
             rtp::SourceDescription{.chunks = {{slot.identity.ssrc, slot.identity.cname}}});
}

}  // namespace conclave::sfu
