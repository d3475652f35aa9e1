// rooms: bandwidth rtp
// RTCP compounds: what was understood can be written and is understood the same way again; and the
// estimator and the histories bear whatever a peer reports.
#include "bandwidth/estimator.h"
#include "base/check.h"
#include "rtp/rtcp.h"
#include "rtp/send_history.h"

using namespace conclave;
using namespace conclave::rtp;

namespace {

bool can_write(const RtcpMessage& message) {
  if (const auto* nack = std::get_if<Nack>(&message)) return !nack->lost.empty();
  const auto* feedback = std::get_if<TransportFeedback>(&message);
  // A peer may leave more time between two arrivals than we would ever write.
  return !feedback;
}

void check_round_trip(const std::vector<RtcpMessage>& messages) {
  for (const RtcpMessage& message : messages) {
    if (!can_write(message)) continue;
    Writer out;
    write_rtcp(out, message);
    const auto again = parse_rtcp(out.view());
    CHECK(again && again->size() == 1);
    if (!std::holds_alternative<Nack>(message)) CHECK(again->front() == message);
  }
}

void apply(const RtcpMessage& message, bandwidth::Estimator& estimator, SendHistory& history) {
  const Time now = time_from_us(500'000);
  if (const auto* feedback = std::get_if<TransportFeedback>(&message)) {
    estimator.received(*feedback, now);
  } else if (const auto* nack = std::get_if<Nack>(&message)) {
    for (const SequenceNumber lost : nack->lost) (void)history.take(lost, now, Duration(50'000));
  } else if (const auto* report = std::get_if<ReceiverReport>(&message)) {
    for (const ReportBlock& block : report->reports) (void)round_trip(block, now);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto messages = parse_rtcp(Bytes(data, size));
  if (!messages) return 0;
  check_round_trip(*messages);
  bandwidth::Estimator estimator(bandwidth::Bitrate::kbps(500));
  SendHistory history;
  for (uint64_t i = 1; i < 100; ++i) {
    (void)estimator.sent(1200, time_from_us(static_cast<int64_t>(i) * 1000));
    history.insert(ExtendedSequence(i), {}, as_bytes("x"), time_from_us(static_cast<int64_t>(i)));
  }
  for (const RtcpMessage& message : *messages) apply(message, estimator, history);
  return 0;
}
