// One section of a description while its lines are being read; sdp_parse.cc puts it together.
#pragma once

#include "rtp/sdp.h"

#include <utility>

namespace conclave::rtp {

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

// The m-line's value, with which a section begins.
Result<void> read_media_line(Section& section, std::string_view value);

// One attribute that only a section can have. Names that we do not know are passed over.
Result<void> read_section_attribute(Section& section, std::string_view name,
                                    std::string_view value);

}  // namespace conclave::rtp
