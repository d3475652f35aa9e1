#include "rtp/sdp_codecs.h"

#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

// No silence suppression and a constant rate: packet sizes must not tell what is said (RFC 6562).
// In-band FEC would put the last packet's speech into the next one's size.
constexpr std::string_view kOpusParameters = "minptime=10;useinbandfec=0;usedtx=0;cbr=1";

bool is_free_of_rtcp(PayloadType type) { return type.value() < 64 || type.value() > 95; }

bool is_ours(const Codec& codec, MediaKind kind) {
  if (!is_free_of_rtcp(codec.type)) return false;
  if (kind == MediaKind::kAudio) {
    return equal_without_case(codec.name, "opus") && codec.clock == kOpusClock &&
           codec.channels == 2;
  }
  return kind == MediaKind::kVideo && equal_without_case(codec.name, "VP8") &&
         codec.clock == kVideoClock;
}

std::string repair_parameters(PayloadType type) { return "apt=" + std::to_string(type.value()); }

bool repairs(const Codec& codec, PayloadType type) {
  return equal_without_case(codec.name, "rtx") && codec.clock == kVideoClock &&
         is_free_of_rtcp(codec.type) && codec.parameters == repair_parameters(type);
}

}  // namespace

std::optional<PayloadTypes> find_types(const MediaSection& media) {
  const auto found = std::ranges::find_if(
      media.codecs, [&](const Codec& codec) { return is_ours(codec, media.kind); });
  if (found == media.codecs.end()) return std::nullopt;
  PayloadTypes types{.media = found->type, .rtx = std::nullopt};
  if (media.kind == MediaKind::kAudio) return types;
  for (const Codec& codec : media.codecs) {
    if (repairs(codec, types.media)) types.rtx = codec.type;
  }
  return types;
}

Result<ExtensionMap> find_extensions(const MediaSection& media) {
  ExtensionMap map;
  for (const auto& [id, name] : media.extensions) {
    const auto kind = extension_from_uri(name);
    // Above 14 only the two-byte form could carry it, which we do not write.
    if (!kind || id > 14 || map.id(*kind) != 0) continue;
    if (!map.set(*kind, id)) {
      return Error(ErrorCode::kInvalid, "one number for two header extensions");
    }
  }
  return map;
}

Result<void> merge_extensions(const ExtensionMap& section, ExtensionMap& all) {
  for (size_t i = 0; i < kExtensionKinds; ++i) {
    const auto kind = static_cast<ExtensionKind>(i);
    const uint8_t id = section.id(kind);
    if (id == 0 || id == all.id(kind)) continue;
    // RFC 8843 section 7.1.3: within a bundle a number means one thing everywhere.
    if (all.id(kind) != 0 || !all.set(kind, id)) {
      return Error(ErrorCode::kInvalid, "sections disagree about a header extension");
    }
  }
  return ok();
}

std::vector<std::string> our_feedback(MediaKind kind) {
  if (kind == MediaKind::kAudio) return {"transport-cc"};
  return {"nack", "nack pli", "ccm fir", "transport-cc"};
}

std::vector<Codec> our_codecs(MediaKind kind, const PayloadTypes& types,
                              const std::vector<std::string>& allowed) {
  Codec media;
  media.type = types.media;
  const bool is_audio = kind == MediaKind::kAudio;
  media.name = is_audio ? "opus" : "VP8";
  media.clock = is_audio ? kOpusClock : kVideoClock;
  media.channels = is_audio ? 2 : 1;
  media.parameters = is_audio ? kOpusParameters : "";
  for (std::string& feedback : our_feedback(kind)) {
    if (std::ranges::find(allowed, feedback) != allowed.end()) {
      media.feedback.push_back(std::move(feedback));
    }
  }
  std::vector<Codec> codecs{std::move(media)};
  if (types.rtx) {
    Codec& rtx = codecs.emplace_back();
    rtx.type = *types.rtx;
    rtx.name = "rtx";
    rtx.clock = kVideoClock;
    rtx.parameters = repair_parameters(types.media);
  }
  return codecs;
}

std::vector<Extension> to_list(const ExtensionMap& map) {
  std::vector<Extension> list;
  for (size_t i = 0; i < kExtensionKinds; ++i) {
    const auto kind = static_cast<ExtensionKind>(i);
    if (map.id(kind) != 0) list.push_back({.id = map.id(kind), .uri = std::string(uri(kind))});
  }
  return list;
}

}  // namespace conclave::rtp
