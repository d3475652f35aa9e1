// One line, one function: the table at the end of this namespace says which.
#include "base/limits.h"
#include "rtp/sdp.h"
#include "rtp/sdp_candidate.h"
#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

constexpr size_t kTokenBytesMax = 64;
constexpr size_t kTextBytesMax = 256;

Error malformed(std::string_view text) { return {ErrorCode::kMalformed, text}; }
Error too_many(std::string_view text) { return {ErrorCode::kLimit, text}; }

// What is said of a section's stream comes in several lines, in any order.
struct IdentityPieces {
  std::optional<Ssrc> ssrc;
  std::string cname;
  std::optional<std::pair<Ssrc, Ssrc>> repair;
  std::string stream_id;
  std::string track_id;
};

// What one level (the session, or a section) says of its transport.
struct TransportPieces {
  std::string ufrag;
  std::string password;
  std::optional<Fingerprint> fingerprint;
  std::optional<Setup> setup;
};

struct Section {
  MediaSection media;
  TransportPieces transport;
  IdentityPieces identity;
  std::optional<Direction> direction;
  bool is_bundle_only = false;
  bool has_port = false;
};

struct State {
  SessionDescription session;
  TransportPieces transport;
  Direction direction = Direction::kSendRecv;
  std::vector<Section> sections;

  TransportPieces& transport_pieces() {
    return sections.empty() ? transport : sections.back().transport;
  }
};

// ---- lines of the session and of both levels -------------------------------------------------

Result<void> read_origin(State& state, std::string_view value) {
  const auto words = split(value, ' ');
  if (words.size() != 6) return malformed("an SDP origin has other than six words");
  const auto id = to_number<uint64_t>(words[1]);
  const auto version = to_number<uint64_t>(words[2]);
  if (!id || !version) return malformed("an SDP origin without numbers");
  state.session.session_id = *id;
  state.session.version = *version;
  return ok();
}

Result<void> read_group(State& state, std::string_view value) {
  if (!state.sections.empty()) return malformed("an SDP group inside a section");
  const auto words = split(value, ' ');
  if (words.empty() || words[0] != "BUNDLE") return ok();
  if (words.size() - 1 > limits::kMediaSectionsMax) return too_many("too many mids in a bundle");
  for (const std::string_view mid : std::span(words).subspan(1)) {
    if (!is_token(mid, kExtensionTextBytesMax)) return malformed("a mid is no short token");
    state.session.bundle.emplace_back(mid);
  }
  return ok();
}

Result<void> read_ice_lite(State& state, std::string_view) {
  state.session.is_ice_lite = true;
  return ok();
}

Result<void> read_ufrag(State& state, std::string_view value) {
  if (!is_ice_text(value, 4, 256)) return malformed("an ICE fragment breaks its grammar");
  state.transport_pieces().ufrag = value;
  return ok();
}

Result<void> read_password(State& state, std::string_view value) {
  if (!is_ice_text(value, 22, 256)) return malformed("an ICE password breaks its grammar");
  state.transport_pieces().password = value;
  return ok();
}

// RFC 8122 section 5: one line a hash function; ours must be among them.
Result<void> read_fingerprint(State& state, std::string_view value) {
  const auto fingerprint = parse_fingerprint(value);
  if (fingerprint) {
    state.transport_pieces().fingerprint = *fingerprint;
  } else if (fingerprint.error().code != ErrorCode::kUnsupported) {
    return fingerprint.error();
  }
  return ok();
}

Result<void> read_setup(State& state, std::string_view value) {
  Setup& setup = state.transport_pieces().setup.emplace();
  if (value == "actpass") {
    setup = Setup::kActPass;
  } else if (value == "active") {
    setup = Setup::kActive;
  } else if (value == "passive") {
    setup = Setup::kPassive;
  } else {
    return malformed("an unknown DTLS role");
  }
  return ok();
}

template <Direction kDirection>
Result<void> read_direction(State& state, std::string_view) {
  if (state.sections.empty()) {
    state.direction = kDirection;
  } else {
    state.sections.back().direction = kDirection;
  }
  return ok();
}

// RFC 8827 section 6.5: keys of media never travel in signalling.
Result<void> refuse_crypto(State&, std::string_view) {
  return Error(ErrorCode::kRefused, "media keys in SDP (a=crypto) are refused");
}

// ---- lines of a section ----------------------------------------------------------------------

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

Result<void> read_media(State& state, std::string_view value) {
  if (state.sections.size() == limits::kMediaSectionsMax) return too_many("too many sections");
  const auto words = split(value, ' ');
  if (words.size() < 4) return malformed("a media line with less than four words");
  const auto port = to_number<uint16_t>(words[1]);
  if (!port || !is_token(words[0], kTokenBytesMax)) return malformed("a media line makes no sense");
  Section& section = state.sections.emplace_back();
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

// ---- the tables ------------------------------------------------------------------------------

using ReadAnywhere = Result<void> (*)(State&, std::string_view);
using ReadInSection = Result<void> (*)(Section&, std::string_view);

constexpr std::pair<std::string_view, ReadAnywhere> kAnywhere[] = {
    {"group", read_group},
    {"ice-lite", read_ice_lite},
    {"ice-ufrag", read_ufrag},
    {"ice-pwd", read_password},
    {"fingerprint", read_fingerprint},
    {"setup", read_setup},
    {"sendrecv", read_direction<Direction::kSendRecv>},
    {"sendonly", read_direction<Direction::kSendOnly>},
    {"recvonly", read_direction<Direction::kRecvOnly>},
    {"inactive", read_direction<Direction::kInactive>},
    {"crypto", refuse_crypto},
};

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

Result<void> read_attribute(State& state, std::string_view value) {
  const std::string_view name = take_until(value, ':');
  for (const auto& [known, read] : kAnywhere) {
    if (known == name) return read(state, value);
  }
  if (state.sections.empty()) return ok();
  for (const auto& [known, read] : kInSection) {
    if (known == name) return read(state.sections.back(), value);
  }
  return ok();
}

Result<void> read_line(State& state, std::string_view line) {
  if (line.size() > limits::kSdpLineBytesMax) return too_many("an SDP line is too long");
  if (line.size() < 2 || line[1] != '=' || !is_line(line)) return malformed("no line of SDP");
  const std::string_view value = line.substr(2);
  switch (line[0]) {
    case 'a': return read_attribute(state, value);
    case 'm': return read_media(state, value);
    case 'o': return read_origin(state, value);
    case 'v': return value == "0" ? ok() : malformed("SDP of another version");
    default: return ok();
  }
}

// ---- putting the pieces together -------------------------------------------------------------

TransportPieces inherit(TransportPieces own, const TransportPieces& session) {
  if (own.ufrag.empty()) own.ufrag = session.ufrag;
  if (own.password.empty()) own.password = session.password;
  if (!own.fingerprint) own.fingerprint = session.fingerprint;
  if (!own.setup) own.setup = session.setup;
  return own;
}

std::optional<StreamIdentity> to_identity(IdentityPieces pieces) {
  if (!pieces.ssrc) return std::nullopt;
  StreamIdentity identity{.ssrc = *pieces.ssrc,
                          .rtx = std::nullopt,
                          .cname = std::move(pieces.cname),
                          .stream_id = std::move(pieces.stream_id),
                          .track_id = std::move(pieces.track_id)};
  if (pieces.repair && pieces.repair->first == identity.ssrc) {
    identity.rtx = pieces.repair->second;
  }
  return identity;
}

MediaSection finish(Section section, const State& state) {
  MediaSection& media = section.media;
  TransportPieces transport = inherit(std::move(section.transport), state.transport);
  if (!transport.ufrag.empty() && !transport.password.empty()) {
    media.ice = IceCredentials{std::move(transport.ufrag), std::move(transport.password)};
  }
  media.fingerprint = transport.fingerprint;
  media.setup = transport.setup;
  media.direction = section.direction.value_or(state.direction);
  media.is_rejected = !section.has_port && !section.is_bundle_only;
  media.identity = to_identity(std::move(section.identity));
  return std::move(media);
}

}  // namespace

Result<SessionDescription> parse_sdp(std::string_view text) {
  if (text.size() > limits::kSdpBytesMax) return too_many("SDP is too long");
  if (!text.starts_with("v=0")) return malformed("SDP does not begin with its version");
  State state;
  while (!text.empty()) {
    std::string_view line = take_until(text, '\n');
    if (line.ends_with('\r')) line.remove_suffix(1);
    TRY(read_line(state, line));
  }
  for (Section& section : state.sections) {
    state.session.media.push_back(finish(std::move(section), state));
  }
  return std::move(state.session);
}

}  // namespace conclave::rtp
