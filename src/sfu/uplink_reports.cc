// What we tell a publisher about what it sends.

#include "sfu/uplink.h"

#include <algorithm>

namespace conclave::sfu {
namespace {

// Sends the compound if there is anything in it. What cannot leave now (no path) is of no use
// later.
void send(const Writer& compound, Time now, transport::Transport& transport, Outbox& out) {
  if (compound.size() > 0) (void)transport.send_rtcp(compound.view(), now, out);
}

// RFC 3550 section 6.1: a compound begins with a report, if need be an empty one.
void begin_compound(Writer& compound, rtp::Ssrc reporter) {
  if (compound.size() == 0)
    write_rtcp(compound, rtp::ReceiverReport{.sender = reporter, .reports = {}});
}

}  // namespace

void Uplink::wake(Duration round_trip, Time now, transport::Transport& transport, Outbox& out,
                  Counters& counters) {
  write_feedback(now, transport, out);
  Writer compound;
  if (now >= next_report_) write_reports(now, compound);
  each_layer([&](Publication& publication, Layer& layer) {
    if (!is_audio(publication.kind)) write_requests(layer, round_trip, now, compound, counters);
  });
  send(compound, now, transport, out);
}

void Uplink::write_feedback(Time now, transport::Transport& transport, Outbox& out) {
  for (const rtp::TransportFeedback& feedback : arrivals_.take_feedback(reporter_, latest_, now)) {
    Writer compound;
    begin_compound(compound, reporter_);
    write_rtcp(compound, feedback);
    send(compound, now, transport, out);
  }
}

void Uplink::write_reports(Time now, Writer& compound) {
  next_report_ = now + limits::kReportInterval;
  rtp::ReceiverReport report{.sender = reporter_, .reports = {}};
  each_layer([&](Publication&, Layer& layer) {
    if (const auto block = layer.statistics->report(now)) report.reports.push_back(*block);
  });
  if (!report.reports.empty()) write_rtcp(compound, report);
}

void Uplink::write_requests(Layer& layer, Duration round_trip, Time now, Writer& compound,
                            Counters& counters) {
  auto lost = layer.missing.take_due(now, round_trip);
  if (layer.missing.take_given_up() > 0) layer.key_frame.want();
  if (!lost.empty()) {
    begin_compound(compound, reporter_);
    write_rtcp(compound,
               rtp::Nack{.sender = reporter_, .media = *layer.ssrc, .lost = std::move(lost)});
  }
  if (layer.key_frame.take_due(now)) {
    begin_compound(compound, reporter_);
    write_rtcp(compound, rtp::PictureLossIndication{.sender = reporter_, .media = *layer.ssrc});
    ++counters.key_frames_asked;
  }
}

Time Uplink::next_wake() const {
  Time next = std::min(next_report_, arrivals_.next_wake());
  each_layer([&](Publication& publication, Layer& layer) {
    if (is_audio(publication.kind)) return;
    next = std::min({next, layer.missing.next_wake(), layer.key_frame.due()});
  });
  return next;
}

}  // namespace conclave::sfu
