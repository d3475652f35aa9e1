#include "rtp/sdp_offer.h"

#include "base/limits.h"
#include "rtp/sdp_codecs.h"

namespace conclave::rtp {
namespace {

Error invalid(std::string_view text) { return {ErrorCode::kInvalid, text}; }

constexpr MediaKind kind_of(SourceKind source) {
  return is_audio(source) ? MediaKind::kAudio : MediaKind::kVideo;
}

bool is_bundled(const SessionDescription& description, const std::string& mid) {
  return std::ranges::find(description.bundle, mid) != description.bundle.end();
}

Result<void> check_mids(const SessionDescription& description) {
  std::vector<std::string_view> mids;
  for (const MediaSection& media : description.media) mids.push_back(media.mid);
  std::ranges::sort(mids);
  if (!mids.empty() && mids.front().empty()) return invalid("a section without mid");
  if (std::ranges::adjacent_find(mids) != mids.end()) return invalid("two sections with one mid");
  return ok();
}

// Something that we could carry, whatever the section's place.
bool is_wanted(const MediaSection& media) {
  return !media.is_rejected && media.protocol == kProtocol && find_types(media).has_value();
}

Result<void> check_transport(const MediaSection& media, const Offer& offer) {
  if (!is_bundled(offer.description, media.mid)) {
    return Error(ErrorCode::kUnsupported, "a section outside the bundle");
  }
  if (!media.has_rtcp_mux) return Error(ErrorCode::kUnsupported, "RTP without rtcp-mux");
  if (!media.ice || !media.fingerprint) return invalid("a section without ICE or fingerprint");
  // RFC 5763 section 5: the offerer leaves the choice open; we take the passive side.
  if (media.setup != Setup::kActPass && media.setup != Setup::kActive) {
    return Error(ErrorCode::kUnsupported, "an offerer that will not begin the DTLS handshake");
  }
  if (*media.ice != offer.ice || *media.fingerprint != offer.fingerprint) {
    return invalid("sections of one bundle disagree about their transport");
  }
  return ok();
}

bool can_send(const MediaSection& media) {
  return media.direction == Direction::kSendOnly || media.direction == Direction::kSendRecv;
}

Result<void> take_source(Offer& offer, size_t index, SourceKind kind, ExtensionMap extensions) {
  const MediaSection& media = offer.description.media[index];
  if (media.kind != kind_of(kind)) return invalid("a source of the wrong kind in its place");
  OfferedSource source{.kind = kind,
                       .section = index,
                       .mid = media.mid,
                       .types = *find_types(media),
                       .rids = {},
                       .extensions = extensions};
  if (kind == SourceKind::kCamera) source.rids = media.simulcast_send;
  if (source.rids.size() > limits::kSimulcastLayersMax) {
    return Error(ErrorCode::kLimit, "too many simulcast layers");
  }
  if (!source.rids.empty() && extensions.id(ExtensionKind::kRid) == 0) {
    return invalid("simulcast without the header extension that names its layers");
  }
  offer.sources.push_back(std::move(source));
  return ok();
}

void take_slot(Offer& offer, size_t index, ExtensionMap extensions) {
  const MediaSection& media = offer.description.media[index];
  offer.slots.push_back({.section = index,
                         .mid = media.mid,
                         .kind = media.kind,
                         .types = *find_types(media),
                         .extensions = extensions});
}

Result<void> take_section(Offer& offer, size_t index) {
  const MediaSection& media = offer.description.media[index];
  if (!is_wanted(media)) return ok();
  TRY(check_transport(media, offer));
  const ExtensionMap extensions = TRY(find_extensions(media));
  TRY(merge_extensions(extensions, offer.extensions));
  if (index >= kSourceKinds) {
    if (media.direction == Direction::kRecvOnly) take_slot(offer, index, extensions);
    return ok();
  }
  // An inactive source keeps its place: it is answered, and may send after a later offer.
  if (!can_send(media) && media.direction != Direction::kInactive) {
    return invalid("a receive slot in the place of a source");
  }
  return take_source(offer, index, static_cast<SourceKind>(index), extensions);
}

Result<void> take_transport(Offer& offer) {
  for (const MediaSection& media : offer.description.media) {
    if (!is_wanted(media)) continue;
    if (!media.ice || !media.fingerprint) return invalid("a section without ICE or fingerprint");
    offer.ice = *media.ice;
    offer.fingerprint = *media.fingerprint;
    return ok();
  }
  return Error(ErrorCode::kUnsupported, "nothing in the offer that we could carry");
}

// ---- the native client's ---------------------------------------------------------------------

constexpr PayloadTypes kOpusTypes{.media = PayloadType(111), .rtx = std::nullopt};
constexpr PayloadTypes kVp8Types{.media = PayloadType(96), .rtx = PayloadType(97)};

ExtensionMap client_extensions(bool has_layers) {
  ExtensionMap map;
  map.set(ExtensionKind::kMid, 1);
  map.set(ExtensionKind::kTransportSequence, 2);
  if (has_layers) {
    map.set(ExtensionKind::kRid, 3);
    map.set(ExtensionKind::kRepairedRid, 4);
  }
  return map;
}

MediaSection client_section(const OfferParameters& parameters, MediaKind kind, Direction direction,
                            size_t index, bool has_layers) {
  MediaSection media;
  media.kind = kind;
  media.kind_text = kind == MediaKind::kAudio ? "audio" : "video";
  media.protocol = kProtocol;
  media.mid = std::to_string(index);
  media.direction = direction;
  media.has_rtcp_mux = true;
  media.has_reduced_size_rtcp = true;
  media.codecs =
      our_codecs(kind, kind == MediaKind::kAudio ? kOpusTypes : kVp8Types, our_feedback(kind));
  media.extensions = to_list(client_extensions(has_layers));
  if (has_layers) media.simulcast_send = {"l", "m", "h"};
  media.ice = parameters.ice;
  media.fingerprint = parameters.fingerprint;
  media.setup = Setup::kActPass;
  return media;
}

}  // namespace

Result<Offer> parse_offer(std::string_view text) {
  Offer offer;
  offer.description = TRY(parse_sdp(text));
  TRY(check_mids(offer.description));
  TRY(take_transport(offer));
  for (size_t i = 0; i < offer.description.media.size(); ++i) TRY(take_section(offer, i));
  return offer;
}

std::string write_offer(const OfferParameters& parameters) {
  SessionDescription description;
  description.session_id = parameters.session_id;
  description.version = parameters.version;
  const auto add = [&](MediaKind kind, Direction direction, bool has_layers) {
    description.media.push_back(
        client_section(parameters, kind, direction, description.media.size(), has_layers));
    description.bundle.push_back(description.media.back().mid);
  };
  for (size_t i = 0; i < kSourceKinds; ++i) {
    const auto source = static_cast<SourceKind>(i);
    add(kind_of(source), Direction::kSendOnly, source == SourceKind::kCamera);
  }
  for (size_t i = 0; i < parameters.video_slots; ++i) {
    add(MediaKind::kVideo, Direction::kRecvOnly, false);
  }
  for (size_t i = 0; i < parameters.audio_slots; ++i) {
    add(MediaKind::kAudio, Direction::kRecvOnly, false);
  }
  return write_sdp(description);
}

}  // namespace conclave::rtp
