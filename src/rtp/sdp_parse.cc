// One line, one function: the tables here and in sdp_section.cc say which.
#include "base/limits.h"
#include "rtp/sdp.h"
#include "rtp/sdp_candidate.h"
#include "rtp/sdp_section.h"
#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

Error malformed(std::string_view text) { return {ErrorCode::kMalformed, text}; }
Error too_many(std::string_view text) { return {ErrorCode::kLimit, text}; }

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

// ---- the table -------------------------------------------------------------------------------

using ReadAnywhere = Result<void> (*)(State&, std::string_view);

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

Result<void> read_attribute(State& state, std::string_view value) {
  const std::string_view name = take_until(value, ':');
  for (const auto& [known, read] : kAnywhere) {
    if (known == name) return read(state, value);
  }
  if (state.sections.empty()) return ok();
  return read_section_attribute(state.sections.back(), name, value);
}

Result<void> read_media(State& state, std::string_view value) {
  if (state.sections.size() == limits::kMediaSectionsMax) return too_many("too many sections");
  return read_media_line(state.sections.emplace_back(), value);
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
