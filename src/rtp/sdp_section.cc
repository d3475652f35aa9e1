#include "rtp/sdp_section.h"

#include "base/limits.h"
#include "rtp/sdp_candidate.h"
#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

constexpr size_t kTokenBytesMax = 64;
constexpr size_t kTextBytesMax = 256;

Error malformed(std::string_view text) { return {ErrorCode::kMalformed, text}; }
Error too_many(std::string_view text) { return {ErrorCode::kLimit, text}; }

bool is_rtp(std::string_view protocol) { return protocol.contains("RTP/"); }

Result<void> read_formats(MediaSection& media, std::span<const std::string_view> formats) {
  if (formats.size() > limits::kCodecsMax) return too_many("too many payload types in a section");
  for (const std::string_view format : formats) {
    const auto type = to_number<uint8_t>(format);
    if (!type || *type > 127) return malformed("a payload type above 127");
    const auto same = [&](const Codec& codec) { return codec.type.value() == *type; };
    if (std::ranges::any_of(media.codecs, same)) return malformed("a payload type twice");
    media.codecs.emplace_back().type = PayloadType(*type);
  }
  return ok();
}

MediaKind to_kind(std::string_view text) {
  if (text == "audio") return MediaKind::kAudio;
  if (text == "video") return MediaKind::kVideo;
  return MediaKind::kOther;
}

Result<void> read_mid(Section& section, std::string_view value) {
  if (!is_token(value, kExtensionTextBytesMax)) return malformed("a mid is no short token");
  section.media.mid = value;
  return ok();
}

Result<void> read_rtcp_mux(Section& section, std::string_view) {
  section.media.has_rtcp_mux = true;
  return ok();
}

Result<void> read_reduced_size(Section& section, std::string_view) {
  section.media.has_reduced_size_rtcp = true;
  return ok();
}

Result<void> read_bundle_only(Section& section, std::string_view) {
  section.is_bundle_only = true;
  return ok();
}

// The codec that a line's payload type names; null for one that the m-line does not list, as
// browsers leave behind when codecs are removed.
Result<Codec*> take_codec(Section& section, std::string_view& value) {
  const auto type = to_number<uint8_t>(take_until(value, ' '));
  if (!type) return malformed("an attribute without payload type");
  for (Codec& codec : section.media.codecs) {
    if (codec.type.value() == *type) return &codec;
  }
  return nullptr;
}

Result<void> read_rtpmap(Section& section, std::string_view value) {
  Codec* codec = TRY(take_codec(section, value));
  const std::string_view name = take_until(value, '/');
  const auto clock = to_number<uint32_t>(take_until(value, '/'));
  const auto channels = value.empty() ? 1 : to_number<uint32_t>(value);
  if (!is_token(name, kTokenBytesMax) || !clock || !channels) {
    return malformed("a=rtpmap makes no sense");
  }
  if (!codec) return ok();
  codec->name = name;
  codec->clock = *clock;
  codec->channels = *channels;
  return ok();
}

Result<void> read_fmtp(Section& section, std::string_view value) {
  Codec* codec = TRY(take_codec(section, value));
  if (value.size() > kTextBytesMax) return too_many("codec parameters are too long");
  if (codec) codec->parameters = value;
  return ok();
}

Result<void> add_feedback(Codec& codec, std::string_view kind) {
  if (codec.feedback.size() == limits::kFeedbackKindsMax) return too_many("too many rtcp-fb lines");
  codec.feedback.emplace_back(kind);
  return ok();
}

Result<void> read_feedback(Section& section, std::string_view value) {
  if (value.size() > kTextBytesMax) return too_many("an rtcp-fb line is too long");
  if (value.starts_with("* ")) {
    for (Codec& codec : section.media.codecs) TRY(add_feedback(codec, value.substr(2)));
    return ok();
  }
  Codec* codec = TRY(take_codec(section, value));
  return codec ? add_feedback(*codec, value) : ok();
}

// RFC 8285 section 8: a=extmap:<value>["/"<direction>] <URI> [<attributes>]
Result<void> read_extension(Section& section, std::string_view value) {
  if (section.media.extensions.size() == limits::kExtensionsMax) {
    return too_many("too many header extensions");
  }
  std::string_view id_and_direction = take_until(value, ' ');
  const auto id = to_number<uint16_t>(take_until(id_and_direction, '/'));
  const std::string_view name = take_until(value, ' ');
  if (!id || name.empty() || name.size() > kTextBytesMax) {
    return malformed("a=extmap makes no sense");
  }
  // Numbers above 255 only reserve a place for a later description.
  if (*id == 0 || *id > 255) return ok();
  section.media.extensions.push_back({.id = static_cast<uint8_t>(*id), .uri = std::string(name)});
  return ok();
}

// RFC 8853 section 5.1: "l;m,n;~h": streams, their alternatives, and a mark for paused ones.
Result<std::vector<std::string>> read_rids(std::string_view list) {
  std::vector<std::string> rids;
  for (std::string_view stream : split(list, ';')) {
    std::string_view rid = take_until(stream, ',');
    if (rid.starts_with('~')) rid.remove_prefix(1);
    if (!is_token(rid, kExtensionTextBytesMax)) return malformed("a rid is no short token");
    if (rids.size() == limits::kRidsMax) return too_many("too many simulcast streams");
    if (std::ranges::find(rids, rid) != rids.end()) return malformed("a rid twice");
    rids.emplace_back(rid);
  }
  return rids;
}

Result<void> read_simulcast(Section& section, std::string_view value) {
  const auto words = split(value, ' ');
  if (words.size() != 2 && words.size() != 4) return malformed("a=simulcast makes no sense");
  for (size_t i = 0; i < words.size(); i += 2) {
    if (words[i] != "send" && words[i] != "recv") return malformed("a=simulcast makes no sense");
    auto rids = TRY(read_rids(words[i + 1]));
    auto& side = words[i] == "send" ? section.media.simulcast_send : section.media.simulcast_recv;
    side = std::move(rids);
  }
  return ok();
}

Result<void> read_candidate(Section& section, std::string_view value) {
  const auto candidate = parse_candidate(value);
  if (!candidate) return ok();
  if (section.media.candidates.size() == limits::kCandidatesMax) {
    return too_many("too many candidates");
  }
  section.media.candidates.push_back(*candidate);
  return ok();
}

Result<void> read_msid(Section& section, std::string_view value) {
  const std::string_view stream_id = take_until(value, ' ');
  const std::string_view track_id = take_until(value, ' ');
  if (!is_token(stream_id, kTokenBytesMax) ||
      (!track_id.empty() && !is_token(track_id, kTokenBytesMax))) {
    return malformed("a=msid makes no sense");
  }
  section.identity.stream_id = stream_id;
  section.identity.track_id = track_id;
  return ok();
}

// RFC 5576 section 4.1; of several streams (simulcast) the first one.
Result<void> read_ssrc(Section& section, std::string_view value) {
  const auto ssrc = to_number<uint32_t>(take_until(value, ' '));
  if (!ssrc) return malformed("a=ssrc without a number");
  const std::string_view attribute = take_until(value, ':');
  if (attribute != "cname" || section.identity.ssrc) return ok();
  if (value.empty() || value.size() > kTextBytesMax) return malformed("a cname of a wrong length");
  section.identity.ssrc = Ssrc(*ssrc);
  section.identity.cname = value;
  return ok();
}

Result<void> read_ssrc_group(Section& section, std::string_view value) {
  const auto words = split(value, ' ');
  if (words.size() != 3 || words[0] != "FID" || section.identity.repair) return ok();
  const auto media = to_number<uint32_t>(words[1]);
  const auto rtx = to_number<uint32_t>(words[2]);
  if (!media || !rtx) return malformed("a=ssrc-group without numbers");
  section.identity.repair = {Ssrc(*media), Ssrc(*rtx)};
  return ok();
}

using ReadInSection = Result<void> (*)(Section&, std::string_view);

constexpr std::pair<std::string_view, ReadInSection> kInSection[] = {
    {"mid", read_mid},
    {"rtcp-mux", read_rtcp_mux},
    {"rtcp-rsize", read_reduced_size},
    {"bundle-only", read_bundle_only},
    {"rtpmap", read_rtpmap},
    {"fmtp", read_fmtp},
    {"rtcp-fb", read_feedback},
    {"extmap", read_extension},
    {"simulcast", read_simulcast},
    {"candidate", read_candidate},
    {"msid", read_msid},
    {"ssrc", read_ssrc},
    {"ssrc-group", read_ssrc_group},
};

}  // namespace

Result<void> read_media_line(Section& section, std::string_view value) {
  const auto words = split(value, ' ');
  if (words.size() < 4) return malformed("a media line with less than four words");
  const auto port = to_number<uint16_t>(words[1]);
  if (!port || !is_token(words[0], kTokenBytesMax)) return malformed("a media line makes no sense");
  MediaSection& media = section.media;
  section.has_port = *port != 0;
  media.kind = to_kind(words[0]);
  media.kind_text = words[0];
  media.protocol = words[2];
  const auto formats = std::span(words).subspan(3);
  for (const std::string_view format : formats) {
    if (!is_token(format, kTokenBytesMax)) return malformed("a media format is no token");
    media.formats += (media.formats.empty() ? "" : " ") + std::string(format);
  }
  return is_rtp(media.protocol) ? read_formats(media, formats) : ok();
}

Result<void> read_section_attribute(Section& section, std::string_view name,
                                    std::string_view value) {
  for (const auto& [known, read] : kInSection) {
    if (known == name) return read(section, value);
  }
  return ok();
}

}  // namespace conclave::rtp
