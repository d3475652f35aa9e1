#include "client/media_session.h"

#include "base/base64.h"

#include <algorithm>

namespace conclave::client {
namespace {

constexpr Duration kReportInterval = std::chrono::seconds(1);

// The session id is a number of up to 63 bits (RFC 8866 section 5.2).
uint64_t random_session_id(Random& random) { return random.next_u64() >> 2; }

std::string random_cname(Random& random) {
  std::array<uint8_t, 12> bytes;  // 96 bits (RFC 7022 section 4.2)
  random.fill(bytes);
  return to_base64url(bytes);
}

// Our sources are the first four sections of our offer, and our mids count from zero.
std::optional<SourceKind> source_of(const rtp::AnswerSection& section) {
  if (section.direction != rtp::Direction::kRecvOnly) return std::nullopt;
  if (section.mid.size() != 1 || section.mid[0] < '0') return std::nullopt;
  const auto index = static_cast<size_t>(section.mid[0] - '0');
  if (index >= kSourceKinds) return std::nullopt;
  return static_cast<SourceKind>(index);
}

std::vector<Address> udp_addresses(const rtp::Answer& answer) {
  std::vector<Address> addresses;
  for (const rtp::Candidate& candidate : answer.candidates) {
    if (!candidate.is_tcp) addresses.push_back(candidate.address);
  }
  return addresses;
}

}  // namespace

MediaSession::MediaSession(const MediaConfig& config, const transport::Certificate& certificate,
                           Random& random)
    : config_(config),
      random_(random),
      transport_(transport::Role::kClient, certificate, random),
      session_id_(random_session_id(random)),
      feedback_ssrc_(static_cast<uint32_t>(1 + random.below(UINT32_MAX))),
      cname_(random_cname(random)) {}

std::string MediaSession::offer() {
  const transport::IceCredentials& ice = transport_.local_ice();
  return rtp::write_offer({.session_id = session_id_,
                           .version = ++session_version_,
                           .ice = {.ufrag = ice.ufrag, .password = ice.password},
                           .fingerprint = transport_.local_fingerprint().sha256,
                           .video_slots = config_.video_slots,
                           .audio_slots = config_.audio_slots});
}

Result<void> MediaSession::set_answer(std::string_view sdp, Time now) {
  const rtp::Answer answer = TRY(rtp::parse_answer(sdp));
  TRY(transport_.set_remote({.ice = {.ufrag = answer.ice.ufrag, .password = answer.ice.password},
                             .fingerprint = {.sha256 = answer.fingerprint}},
                            udp_addresses(answer), now));
  is_lost_ = false;
  if (std::exchange(is_answered_, true)) return ok();  // an ICE restart changes no stream
  for (const rtp::AnswerSection& section : answer.sections) add_section(section);
  return ok();
}

void MediaSession::add_section(const rtp::AnswerSection& section) {
  if (const auto source = source_of(section)) {
    if (section.rids.empty()) streams_.emplace_back(*source, 0, "", section, random_);
    for (size_t layer = 0; layer < section.rids.size(); ++layer) {
      streams_.emplace_back(*source, static_cast<uint8_t>(layer), section.rids[layer], section,
                            random_);
    }
  } else if (section.direction == rtp::Direction::kSendOnly && section.identity) {
    slot_of_[section.identity->ssrc] = slots_.size();
    if (section.identity->rtx) slot_of_[*section.identity->rtx] = slots_.size();
    slots_.emplace_back(section);
  }
}

Result<std::vector<MediaEvent>> MediaSession::receive(const Address& from, MutableBytes datagram,
                                                      Time now, Outbox& out) {
  const transport::Received received = TRY(transport_.receive(from, datagram, now, out));
  if (const auto* packet = std::get_if<transport::RtpPacket>(&received)) {
    return on_rtp(packet->bytes, now);
  }
  if (const auto* packet = std::get_if<transport::RtcpPacket>(&received)) {
    return on_rtcp(packet->bytes, wire(now, out));
  }
  std::vector<MediaEvent> events;
  if (std::holds_alternative<transport::Connected>(received)) {
    next_report_ = now + kReportInterval;
    events.emplace_back(MediaConnected{});
  }
  if (std::holds_alternative<transport::Closed>(received)) events.emplace_back(MediaLost{});
  return events;
}

Result<std::vector<MediaEvent>> MediaSession::on_rtp(MutableBytes bytes, Time now) {
  const rtp::RtpPacket packet = TRY(rtp::parse_rtp(bytes));
  const auto found = slot_of_.find(packet.header.ssrc);
  if (found == slot_of_.end()) return Error(ErrorCode::kNotFound, "no slot has this SSRC");
  ReceiveSlot& slot = slots_[found->second];
  const rtp::HeaderExtensions extensions = TRY(
      rtp::parse_extensions(packet.extension_profile, packet.extension_data, slot.extensions()));
  if (extensions.transport_sequence) recorder_.received(*extensions.transport_sequence, now);
  if (packet.is_padding_only()) return std::vector<MediaEvent>();  // a probe for bandwidth
  std::vector<MediaEvent> events;
  for (rtp::AssembledFrame& frame : TRY(slot.receive(packet, now))) {
    events.emplace_back(SealedFrame{.mid = slot.mid(),
                                    .kind = slot.kind(),
                                    .bytes = std::move(frame.bytes),
                                    .follows_loss = frame.follows_loss});
  }
  return events;
}

Result<std::vector<MediaEvent>> MediaSession::on_rtcp(Bytes bytes, const Wire& wire) {
  std::vector<MediaEvent> events;
  for (const rtp::RtcpMessage& message : TRY(rtp::parse_rtcp(bytes))) {
    std::visit([&](const auto& each) { on_message(each, wire, events); }, message);
  }
  return events;
}

void MediaSession::on_message(const rtp::Nack& nack, const Wire& wire, std::vector<MediaEvent>&) {
  if (SendStream* stream = find_stream(nack.media)) stream->repeat(nack, wire);
}

void MediaSession::on_message(const rtp::PictureLossIndication& indication, const Wire&,
                              std::vector<MediaEvent>& events) {
  if (const SendStream* stream = find_stream(indication.media)) {
    events.emplace_back(KeyFrameWanted{stream->source(), stream->layer()});
  }
}

void MediaSession::on_message(const rtp::FullIntraRequest& request, const Wire&,
                              std::vector<MediaEvent>& events) {
  for (const auto& entry : request.entries) {
    if (const SendStream* stream = find_stream(entry.media)) {
      events.emplace_back(KeyFrameWanted{stream->source(), stream->layer()});
    }
  }
}

void MediaSession::on_message(const rtp::SenderReport& report, const Wire& wire,
                              std::vector<MediaEvent>&) {
  const auto found = slot_of_.find(report.sender);
  if (found != slot_of_.end()) slots_[found->second].receive(report, wire.now);
}

std::vector<MediaEvent> MediaSession::wake(Time now, Outbox& out) {
  std::vector<MediaEvent> events;
  transport_.wake(now, out);
  if (is_answered_ && transport_.is_failed() && !std::exchange(is_lost_, true)) {
    events.emplace_back(MediaLost{});
  }
  const Wire to = wire(now, out);
  for (ReceiveSlot& slot : slots_) {
    for (rtp::AssembledFrame& frame : slot.wake(now)) {
      events.emplace_back(SealedFrame{.mid = slot.mid(),
                                      .kind = slot.kind(),
                                      .bytes = std::move(frame.bytes),
                                      .follows_loss = frame.follows_loss});
    }
    send_feedback(slot, to);
  }
  for (const auto& feedback : recorder_.take_feedback(feedback_ssrc_, rtp::Ssrc(0), now)) {
    send_compound(feedback, to);
  }
  if (now >= next_report_) send_reports(to);
  return events;
}

void MediaSession::send_feedback(ReceiveSlot& slot, const Wire& wire) {
  std::vector<rtp::SequenceNumber> lost = slot.take_due_nacks(wire.now);
  if (!lost.empty()) {
    send_compound(
        rtp::Nack{.sender = feedback_ssrc_, .media = slot.ssrc(), .lost = std::move(lost)}, wire);
  }
  if (slot.take_needs_key_frame()) {
    send_compound(rtp::PictureLossIndication{.sender = feedback_ssrc_, .media = slot.ssrc()}, wire);
  }
}

void MediaSession::send_reports(const Wire& wire) {
  next_report_ = wire.now + kReportInterval;
  if (!transport_.is_writable()) return;
  for (const SendStream& stream : streams_) {
    if (auto report = stream.report(wire.now)) send_compound(*report, wire);
  }
  rtp::ReceiverReport report = {.sender = feedback_ssrc_, .reports = {}};
  for (ReceiveSlot& slot : slots_) {
    if (report.reports.size() == rtp::kReportBlocksMax) break;
    if (auto block = slot.report(wire.now)) report.reports.push_back(*block);
  }
  send_compound(report, wire);
}

// A compound may be of reduced size (RFC 5506); reports carry the CNAME (RFC 3550 section 6.1).
// Feedback that cannot leave now is not owed later: the next one says it again.
void MediaSession::send_compound(const rtp::RtcpMessage& message, const Wire& wire) {
  if (!wire.transport.is_writable()) return;
  Writer compound;
  rtp::write_rtcp(compound, message);
  std::optional<rtp::Ssrc> reporter;
  if (const auto* sent = std::get_if<rtp::SenderReport>(&message)) reporter = sent->sender;
  if (const auto* received = std::get_if<rtp::ReceiverReport>(&message)) {
    reporter = received->sender;
  }
  if (reporter) {
    rtp::write_rtcp(compound,
                    rtp::SourceDescription{.chunks = {{.ssrc = *reporter, .cname = cname_}}});
  }
  (void)wire.transport.send_rtcp(compound.view(), wire.now, wire.out);
}

Time MediaSession::next_wake() const {
  Time next = std::min({transport_.next_wake(), recorder_.next_wake(), next_report_});
  for (const ReceiveSlot& slot : slots_) next = std::min(next, slot.next_wake());
  return next;
}

size_t MediaSession::layers(SourceKind source) const {
  return static_cast<size_t>(std::ranges::count(streams_, source, &SendStream::source));
}

Result<void> MediaSession::send_frame(SourceKind source, uint8_t layer, Bytes sealed,
                                      rtp::RtpTimestamp timestamp, Time now, Outbox& out) {
  const auto stream = std::ranges::find_if(streams_, [&](const SendStream& each) {
    return each.source() == source && each.layer() == layer;
  });
  if (stream == streams_.end()) return Error(ErrorCode::kNotFound, "no such stream is negotiated");
  if (!transport_.is_writable()) return Error(ErrorCode::kNotYet, "the path is not writable");
  return stream->send(sealed, timestamp, wire(now, out));
}

Result<void> MediaSession::request_key_frame(const std::string& mid, Time now, Outbox& out) {
  const ReceiveSlot* slot = find_slot(mid);
  if (slot == nullptr) return Error(ErrorCode::kNotFound, "no such slot");
  send_compound(rtp::PictureLossIndication{.sender = feedback_ssrc_, .media = slot->ssrc()},
                wire(now, out));
  return ok();
}

std::vector<std::string> MediaSession::slot_mids(rtp::MediaKind kind) const {
  std::vector<std::string> mids;
  for (const ReceiveSlot& slot : slots_) {
    if (slot.kind() == kind) mids.push_back(slot.mid());
  }
  return mids;
}

SendStream* MediaSession::find_stream(rtp::Ssrc ssrc) {
  const auto found = std::ranges::find(streams_, ssrc, &SendStream::ssrc);
  return found == streams_.end() ? nullptr : &*found;
}

ReceiveSlot* MediaSession::find_slot(const std::string& mid) {
  const auto found = std::ranges::find(slots_, mid, &ReceiveSlot::mid);
  return found == slots_.end() ? nullptr : &*found;
}

}  // namespace conclave::client
