// Session descriptions (RFC 8866) as far as WebRTC uses them: one typed model, one parser, one
// writer, for both sides of the negotiation. What may be offered and what is answered is in
// sdp_offer.h and sdp_answer.h.
//
// The parser is strict about what it reads (numbers in range, tokens of token characters,
// everything counted against limits.h) and deaf to what it does not know. Texts kept from a peer
// can be written again safely: each is checked to hold no line break and no separator of its line.
#pragma once

#include "base/outbox.h"
#include "base/result.h"
#include "rtp/header_extensions.h"
#include "rtp/types.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conclave::rtp {

enum class MediaKind { kAudio, kVideo, kOther };
enum class Direction { kSendRecv, kSendOnly, kRecvOnly, kInactive };
enum class Setup { kActPass, kActive, kPassive };

using Fingerprint = std::array<uint8_t, 32>;  // SHA-256 of a certificate (RFC 8122)

struct IceCredentials {
  std::string ufrag;     // 4 to 256 ice-chars (RFC 8839 section 5.4)
  std::string password;  // 22 to 256

  friend bool operator==(const IceCredentials&, const IceCredentials&) = default;
};

// A host candidate of component 1 (RFC 8839 section 5.1, RFC 6544 section 4.5).
struct Candidate {
  Address address;
  bool is_tcp = false;  // passive

  friend bool operator==(const Candidate&, const Candidate&) = default;
};

struct Codec {
  PayloadType type;
  std::string name;  // as offered; compare without regard to case
  uint32_t clock = 0;
  uint32_t channels = 1;
  std::string parameters;             // of a=fmtp, without the payload type
  std::vector<std::string> feedback;  // of a=rtcp-fb, without the payload type

  friend bool operator==(const Codec&, const Codec&) = default;
};

struct Extension {
  uint8_t id = 0;
  std::string uri;

  friend bool operator==(const Extension&, const Extension&) = default;
};

// What the section's sender says of its stream: a=msid, a=ssrc with a cname, a=ssrc-group:FID.
struct StreamIdentity {
  Ssrc ssrc;
  std::optional<Ssrc> rtx;
  std::string cname;
  std::string stream_id;
  std::string track_id;

  friend bool operator==(const StreamIdentity&, const StreamIdentity&) = default;
};

struct MediaSection {
  MediaKind kind = MediaKind::kOther;
  std::string kind_text;     // "audio", "video", "application", as offered
  std::string protocol;      // "UDP/TLS/RTP/SAVPF"
  std::string formats;       // the m-line's list as offered: written again only when rejecting
  bool is_rejected = false;  // port 0 without bundle-only
  std::string mid;
  Direction direction = Direction::kSendRecv;
  bool has_rtcp_mux = false;
  bool has_reduced_size_rtcp = false;
  std::vector<Codec> codecs;  // in order of preference
  std::vector<Extension> extensions;
  // RFC 8853: the rids of a=simulcast, in its order, alternatives and pauses dropped.
  std::vector<std::string> simulcast_send;
  std::vector<std::string> simulcast_recv;
  std::optional<StreamIdentity> identity;
  std::optional<IceCredentials> ice;
  std::optional<Fingerprint> fingerprint;
  std::optional<Setup> setup;
  std::vector<Candidate> candidates;
};

struct SessionDescription {
  uint64_t session_id = 0;
  uint64_t version = 0;
  bool is_ice_lite = false;
  std::vector<std::string> bundle;  // mids of a=group:BUNDLE
  // Session level ice, fingerprint and setup; the parser has copied them into the sections that
  // have none of their own.
  std::vector<MediaSection> media;
};

Result<SessionDescription> parse_sdp(std::string_view text);
std::string write_sdp(const SessionDescription& description);

}  // namespace conclave::rtp
