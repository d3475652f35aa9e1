#include "sfu/uplink.h"

#include "sfu/slot.h"

#include <algorithm>

namespace conclave::sfu {
namespace {

void merge(rtp::ExtensionMap& all, const rtp::ExtensionMap& more) {
  for (size_t i = 0; i < rtp::kExtensionKinds; ++i) {
    const auto kind = static_cast<rtp::ExtensionKind>(i);
    // RFC 8843 section 15.1: bundled sections give one URI one number, so a conflict is a peer's
    // mistake, and the first one stands.
    if (more.id(kind) != 0 && all.id(kind) == 0) all.set(kind, more.id(kind));
  }
}

}  // namespace

Uplink::Uplink(ConnectionId connection, Sleeper& owner, Random& random)
    : connection_(connection), owner_(owner), reporter_(static_cast<uint32_t>(random.next_u64())) {}

void Uplink::add_sources(const rtp::Offer& offer) {
  for (const rtp::OfferedSource& source : offer.sources) {
    auto& publication = publications_[static_cast<size_t>(source.kind)];
    if (publication) continue;
    publication = std::make_unique<Publication>(connection_, owner_, source);
    merge(extensions_, source.extensions);
    const auto& identity = offer.description.media[source.section].identity;
    if (!identity || !source.rids.empty()) continue;
    Layer* only = &publication->layers.front();
    bind({identity->ssrc, publication.get(), only, false});
    if (identity->rtx) bind({*identity->rtx, publication.get(), only, true});
  }
}

std::optional<Media> Uplink::receive(MutableBytes bytes, bool is_member, Time now,
                                     Counters& counters) {
  const auto packet = rtp::parse_rtp(bytes);
  if (!packet) return ++counters.dropped_refused, std::nullopt;
  const auto extensions =
      rtp::parse_extensions(packet->extension_profile, packet->extension_data, extensions_);
  if (!extensions) return ++counters.dropped_refused, std::nullopt;

  latest_ = packet->header.ssrc;
  if (extensions->transport_sequence) arrivals_.received(*extensions->transport_sequence, now);
  const Stream* stream = find_stream(packet->header.ssrc);
  if (!stream) stream = learn_stream(packet->header, *extensions);
  if (!stream) return ++counters.dropped_unknown_ssrc, std::nullopt;
  if (!is_member) return ++counters.dropped_not_member, std::nullopt;
  if (packet->payload.empty()) return std::nullopt;

  rtp::RtpHeader header = packet->header;
  Bytes payload = packet->payload;
  if (stream->is_rtx) {
    if (!stream->layer->ssrc) return ++counters.dropped_unknown_ssrc, std::nullopt;
    const auto repaired = rtp::decapsulate_rtx(
        *packet,
        {.ssrc = *stream->layer->ssrc, .payload_type = stream->publication->source.types.media});
    if (!repaired) return ++counters.dropped_refused, std::nullopt;
    header = repaired->header;
    payload = repaired->payload;
  }
  const auto offset = static_cast<size_t>(payload.data() - bytes.data());
  return take_media(*stream, header, bytes.subspan(offset, payload.size()), now, counters);
}

std::optional<Media> Uplink::take_media(const Stream& stream, const rtp::RtpHeader& header,
                                        MutableBytes payload, Time now, Counters& counters) {
  Layer& layer = *stream.layer;
  const rtp::ExtendedSequence sequence = layer.sequence.unwrap(header.sequence);
  if (!stream.is_rtx) {
    layer.statistics->received(sequence, header.timestamp, now);
    layer.clock.packet(header.timestamp.value(), now);
  }
  if (next_report_ == kNever) next_report_ = now + limits::kReportInterval;
  if (header.payload_type != stream.publication->source.types.media) {
    return ++counters.dropped_refused, std::nullopt;
  }
  MediaPacket packet{.sequence = sequence.value(),
                     .timestamp = header.timestamp.value(),
                     .marker = header.marker,
                     .payload = payload};
  const bool is_video = !is_audio(stream.publication->kind);
  if (is_video && !take_video(stream, packet, now, counters)) return std::nullopt;
  // What is new only: Chromium probes its path by repeating packets of the lowest layer, which
  // costs that layer's receivers nothing.
  layer.rate.add(payload.size(), now);
  if (layer.key_frame_timestamp != packet.timestamp) layer.steady_rate.add(payload.size(), now);
  ++counters.media_in;
  return Media{stream.publication, &layer, packet};
}

bool Uplink::take_video(const Stream& stream, MediaPacket& packet, Time now, Counters& counters) {
  Layer& layer = *stream.layer;
  if (layer.history.find(packet.sequence)) return ++counters.dropped_duplicate, false;
  const auto verdict = layer.missing.received(rtp::ExtendedSequence(packet.sequence), now);
  if (verdict == rtp::NackGenerator::Verdict::kTooMuch) layer.key_frame.want();
  const auto descriptor = parse_vp8_descriptor(packet.payload);
  if (!descriptor) return ++counters.dropped_refused, false;
  packet.vp8 = *descriptor;
  if (descriptor->starts_key_frame) {
    layer.key_frame.came();
    layer.key_frame_timestamp = packet.timestamp;
  }
  const MediaPacket* stored = layer.history.store(packet);
  if (!stored) return ++counters.dropped_refused, false;
  packet = *stored;
  return true;
}

void Uplink::receive(const rtp::SenderReport& report, Time now) {
  const Stream* stream = find_stream(report.sender);
  if (!stream || stream->is_rtx) return;
  const Time moment = clock_.received(report.ntp, now);
  stream->layer->clock.reported(report.timestamp.value(), moment);
  if (stream->layer->statistics) stream->layer->statistics->received(report, now);
}

void Uplink::release() {
  for (const auto& publication : publications_) {
    if (!publication) continue;
    for (const Subscription& each : publication->subscriptions) each.slot->clear();
    publication->subscriptions.clear();
  }
}

const Uplink::Stream* Uplink::find_stream(rtp::Ssrc ssrc) const {
  const auto found = std::ranges::find(streams_, ssrc, &Stream::ssrc);
  return found == streams_.end() ? nullptr : &*found;
}

const Uplink::Stream* Uplink::learn_stream(const rtp::RtpHeader& header,
                                           const rtp::HeaderExtensions& extensions) {
  Publication* publication = publication_of(extensions.mid);
  if (!publication) return nullptr;
  const rtp::PayloadTypes& types = publication->source.types;
  const bool is_rtx = types.rtx && header.payload_type == *types.rtx;
  if (!is_rtx && header.payload_type != types.media) return nullptr;
  const bool is_repair = is_rtx && !extensions.repaired_rid.empty();
  Layer* layer = publication->layer_of(is_repair ? extensions.repaired_rid : extensions.rid);
  return layer ? bind({header.ssrc, publication, layer, is_rtx}) : nullptr;
}

const Uplink::Stream* Uplink::bind(const Stream& stream) {
  std::erase_if(streams_, [&](const Stream& each) {
    return each.ssrc == stream.ssrc || (each.layer == stream.layer && each.is_rtx == stream.is_rtx);
  });
  if (stream.is_rtx) {
    stream.layer->rtx_ssrc = stream.ssrc;
  } else {
    stream.layer->restart(stream.ssrc, clock_rate(stream.publication->kind));
  }
  streams_.push_back(stream);
  return &streams_.back();
}

Publication* Uplink::publication_of(std::string_view mid) const {
  if (mid.empty()) return nullptr;
  for (const auto& publication : publications_) {
    if (publication && publication->source.mid == mid) return publication.get();
  }
  return nullptr;
}

}  // namespace conclave::sfu
