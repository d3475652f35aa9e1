// The lines of SDP that speak of addresses and certificates: candidates and fingerprints.
#pragma once

#include "rtp/sdp.h"

#include <optional>
#include <string>
#include <string_view>

namespace conclave::rtp {

// "10.99.0.1" or "2001:db8::1". A host name is no address: nothing.
std::optional<Address> parse_ip(std::string_view text, uint16_t port);

// The value of a=candidate. Nothing for one that we cannot use: not a host candidate of component
// 1, named by mDNS, active TCP.
std::optional<Candidate> parse_candidate(std::string_view value);
// `order` numbers an answer's candidates, the preferred first; UDP goes before TCP.
std::string candidate_text(const Candidate& candidate, size_t order);

// The value of a=fingerprint. kUnsupported for another hash than SHA-256.
Result<Fingerprint> parse_fingerprint(std::string_view value);
std::string fingerprint_text(const Fingerprint& fingerprint);

}  // namespace conclave::rtp
