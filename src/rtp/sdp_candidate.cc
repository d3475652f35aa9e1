#include "rtp/sdp_candidate.h"

#include "base/address_text.h"
#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

constexpr size_t kGroups = 8;

std::optional<Address> parse_v4(std::string_view text, uint16_t port) {
  std::array<uint8_t, 4> octets{};
  for (size_t i = 0; i < octets.size(); ++i) {
    if ((i > 0) && text.empty()) return std::nullopt;
    const auto octet = to_number<uint8_t>(take_until(text, '.'));
    if (!octet) return std::nullopt;
    octets[i] = *octet;
  }
  if (!text.empty()) return std::nullopt;
  return Address::v4(octets[0], octets[1], octets[2], octets[3], port);
}

// Groups of one side of "::"; nothing if one of them is no group.
std::optional<std::vector<uint16_t>> parse_groups(std::string_view text) {
  std::vector<uint16_t> groups;
  while (!text.empty()) {
    const std::string_view group = take_until(text, ':');
    const auto value = to_number<uint16_t>(group, 16);
    if (!value || group.size() > 4 || groups.size() == kGroups) return std::nullopt;
    groups.push_back(*value);
  }
  return groups;
}

std::optional<Address> parse_v6(std::string_view text, uint16_t port) {
  const size_t gap = text.find("::");
  const auto head = parse_groups(text.substr(0, gap));
  const auto tail =
      parse_groups(gap == std::string_view::npos ? std::string_view() : text.substr(gap + 2));
  if (!head || !tail) return std::nullopt;
  const size_t written = head->size() + tail->size();
  if (gap == std::string_view::npos ? written != kGroups : written >= kGroups) return std::nullopt;
  Address address{.ip = {}, .port = port};
  const auto put = [&](size_t at, uint16_t group) {
    address.ip[2 * at] = static_cast<uint8_t>(group >> 8);
    address.ip[2 * at + 1] = static_cast<uint8_t>(group);
  };
  for (size_t i = 0; i < head->size(); ++i) put(i, (*head)[i]);
  for (size_t i = 0; i < tail->size(); ++i) put(kGroups - tail->size() + i, (*tail)[i]);
  return address;
}

// RFC 8445 section 5.1.2.1, type preference 126 for host candidates; RFC 6544 section 4.2: less for
// TCP.
uint32_t priority(const Candidate& candidate, size_t order) {
  const uint32_t type = candidate.is_tcp ? 90 : 126;
  const uint32_t local = 65535 - static_cast<uint32_t>(std::min<size_t>(order, 65535));
  return type << 24 | local << 8 | 255;
}

}  // namespace

std::optional<Address> parse_ip(std::string_view text, uint16_t port) {
  return text.contains(':') ? parse_v6(text, port) : parse_v4(text, port);
}

std::optional<Candidate> parse_candidate(std::string_view value) {
  const auto words = split(value, ' ');
  if (words.size() < 8 || words[1] != "1" || words[6] != "typ" || words[7] != "host") {
    return std::nullopt;
  }
  const auto port = to_number<uint16_t>(words[5]);
  const auto address = port ? parse_ip(words[4], *port) : std::nullopt;
  if (!address) return std::nullopt;
  if (equal_without_case(words[2], "udp")) return Candidate{.address = *address};
  const bool is_passive = words.size() >= 10 && words[8] == "tcptype" && words[9] == "passive";
  if (!equal_without_case(words[2], "tcp") || !is_passive) return std::nullopt;
  return Candidate{.address = *address, .is_tcp = true};
}

std::string candidate_text(const Candidate& candidate, size_t order) {
  std::string text = std::to_string(order + 1);
  text += candidate.is_tcp ? " 1 tcp " : " 1 udp ";
  text += std::to_string(priority(candidate, order));
  text += ' ' + ip_text(candidate.address) + ' ' + std::to_string(candidate.address.port);
  text += " typ host";
  if (candidate.is_tcp) text += " tcptype passive";
  return text;
}

Result<Fingerprint> parse_fingerprint(std::string_view value) {
  constexpr Error kNotHex{ErrorCode::kMalformed, "a fingerprint is not 32 pairs of hex digits"};
  const std::string_view hash = take_until(value, ' ');
  if (!equal_without_case(hash, "sha-256")) {
    return Error(ErrorCode::kUnsupported, "a fingerprint of another hash than SHA-256");
  }
  Fingerprint fingerprint;
  if (value.size() != fingerprint.size() * 3 - 1) return kNotHex;
  for (uint8_t& byte : fingerprint) {
    const std::string_view pair = take_until(value, ':');
    const auto parsed = pair.size() == 2 ? to_number<uint8_t>(pair, 16) : std::nullopt;
    if (!parsed) return kNotHex;
    byte = *parsed;
  }
  return fingerprint;
}

std::string fingerprint_text(const Fingerprint& fingerprint) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string text = "sha-256 ";
  for (size_t i = 0; i < fingerprint.size(); ++i) {
    if (i > 0) text += ':';
    text += kHex[fingerprint[i] >> 4];
    text += kHex[fingerprint[i] & 15];
  }
  return text;
}

}  // namespace conclave::rtp
