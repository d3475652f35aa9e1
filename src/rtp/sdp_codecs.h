// Which of the offered codecs are ours, and what is said of them: the one place that knows.
#pragma once

#include "rtp/sdp_offer.h"

#include <optional>

namespace conclave::rtp {

inline constexpr std::string_view kProtocol = "UDP/TLS/RTP/SAVPF";

// The payload types of Opus, or of VP8 and its rtx, in a section; nothing if it has neither. Types
// that RTCP's would be mistaken for (RFC 5761 section 4: 64 to 95) do not count.
std::optional<PayloadTypes> find_types(const MediaSection& media);

// The numbers of the allowed header extensions; kInvalid for one number with two meanings.
Result<ExtensionMap> find_extensions(const MediaSection& media);
// Adds a section's numbers to those of the whole bundle.
Result<void> merge_extensions(const ExtensionMap& section, ExtensionMap& all);

// The codecs as we offer or answer them: fixed parameters, and of our feedback what `allowed` says.
std::vector<Codec> our_codecs(MediaKind kind, const PayloadTypes& types,
                              const std::vector<std::string>& allowed);
std::vector<std::string> our_feedback(MediaKind kind);
std::vector<Extension> to_list(const ExtensionMap& map);

}  // namespace conclave::rtp
