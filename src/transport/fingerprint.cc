#include "transport/fingerprint.h"

#include <cctype>

namespace conclave::transport {

namespace {

constexpr std::string_view kHashName = "sha-256";
constexpr Error kNotAFingerprint{ErrorCode::kMalformed, "not a SHA-256 fingerprint"};

// RFC 8122 section 5: hash function names are not case-sensitive.
bool names_sha256(std::string_view name) {
  return std::ranges::equal(name, kHashName, [](char given, char wanted) {
    return std::tolower(static_cast<unsigned char>(given)) == wanted;
  });
}

// The value of one hexadecimal digit, or -1.
int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string Fingerprint::to_text() const {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string text(kHashName);
  char separator = ' ';
  for (const uint8_t byte : sha256) {
    text += separator;
    text += kDigits[byte >> 4];
    text += kDigits[byte & 15];
    separator = ':';
  }
  return text;
}

Result<Fingerprint> Fingerprint::parse(std::string_view text) {
  const size_t space = text.find(' ');
  if (space == std::string_view::npos) return kNotAFingerprint;
  if (!names_sha256(text.substr(0, space))) {
    return Error(ErrorCode::kUnsupported, "a fingerprint's hash function is not sha-256");
  }
  const std::string_view pairs = text.substr(space + 1);
  Fingerprint fingerprint;
  if (pairs.size() != fingerprint.sha256.size() * 3 - 1) return kNotAFingerprint;
  for (size_t i = 0; i < fingerprint.sha256.size(); ++i) {
    const int high = digit(pairs[3 * i]);
    const int low = digit(pairs[3 * i + 1]);
    const bool is_separated = 3 * i + 2 == pairs.size() || pairs[3 * i + 2] == ':';
    if (high < 0 || low < 0 || !is_separated) return kNotAFingerprint;
    fingerprint.sha256[i] = static_cast<uint8_t>(high << 4 | low);
  }
  return fingerprint;
}

}  // namespace conclave::transport
