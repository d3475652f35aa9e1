#include "transport/ice.h"

#include "transport/stun.h"

namespace conclave::transport {

namespace {

// RFC 8839 section 5.1: ice-char is ALPHA / DIGIT / "+" / "/". 64 of them, so six bits each.
constexpr std::string_view kIceChars =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr size_t kUfragSize = 8;
constexpr size_t kPasswordSize = 24;

std::string random_text(Random& random, size_t size) {
  std::string text(size, ' ');
  for (char& c : text) c = kIceChars[random.below(kIceChars.size())];
  return text;
}

bool is_ice_text(std::string_view text, size_t size_min) {
  return text.size() >= size_min && text.size() <= 256 &&
         text.find_first_not_of(kIceChars) == std::string_view::npos;
}

}  // namespace

IceCredentials IceCredentials::generate(Random& random) {
  return {.ufrag = random_text(random, kUfragSize), .password = random_text(random, kPasswordSize)};
}

Result<void> IceCredentials::validate() const {
  if (is_ice_text(ufrag, 4) && is_ice_text(password, 22)) return ok();
  return Error(ErrorCode::kMalformed, "not ICE credentials");
}

std::optional<std::string_view> stun_local_ufrag(Bytes datagram) {
  const auto message = StunMessage::parse(datagram);
  if (!message || message->kind != StunKind::kRequest || !message->username) return std::nullopt;
  const size_t colon = message->username->find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  return message->username->substr(0, colon);
}

}  // namespace conclave::transport
