#include "e2ee/link.h"

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/crypto.h"

namespace conclave::e2ee {
namespace {

Secret extract(Bytes salt, Bytes input) {
  return crypto::hkdf_extract(crypto::Hash::kSha256, salt, input);
}

Secret expand(const Secret& key, std::string_view info, size_t size) {
  return crypto::hkdf_expand(crypto::Hash::kSha256, key.reveal(), as_bytes(info), size);
}

}  // namespace

LinkSecret LinkSecret::generate(Random& random) {
  Secret secret(kLinkSecretSize);
  random.fill(secret.reveal());
  return LinkSecret(std::move(secret));
}

Result<LinkSecret> LinkSecret::parse(std::string_view fragment) {
  Buffer bytes = TRY(from_base64url(fragment));
  Secret secret(bytes);
  wipe(bytes);
  if (secret.size() != kLinkSecretSize) {
    return Error(ErrorCode::kMalformed, "a link's secret has 16 bytes");
  }
  return LinkSecret(std::move(secret));
}

std::string LinkSecret::fragment() const { return to_base64url(secret_.reveal()); }

LinkKeys derive_link_keys(const LinkSecret& secret, Bytes passphrase_key) {
  const Secret root = extract(as_bytes("Conclave 1"), secret.reveal());
  const Secret entry = extract(root.reveal(), passphrase_key);
  return {
      .meeting_id = to_buffer(expand(root, "meeting id", limits::kMeetingIdBytes).reveal()),
      .knock_key = expand(entry, "knock key", 32),
      .psk_id = to_buffer(expand(entry, "psk id", 16).reveal()),
      .psk = expand(entry, "psk", 32),
  };
}

}  // namespace conclave::e2ee
