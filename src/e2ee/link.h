// The link, https://host/#SECRET: 128 random bits that no server sees, and what grows out of them.
//
//   root       = HKDF-Extract("Conclave 1", secret)
//   meeting_id = HKDF-Expand(root, "meeting id", 16)     public: the server routes by it
//   entry      = HKDF-Extract(root, passphrase_key)      passphrase_key is empty without one
//   knock_key  = HKDF-Expand(entry, "knock key", 32)     seals knocks
//   psk_id     = HKDF-Expand(entry, "psk id", 16)        names the PSK in commits
//   psk        = HKDF-Expand(entry, "psk", 32)           the MLS external PSK of every Add
//
// HKDF is over SHA-256. A passphrase changes what lets people in, not where the meeting is.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace conclave::e2ee {

inline constexpr size_t kLinkSecretSize = 16;

class LinkSecret {
 public:
  static LinkSecret generate(Random& random);
  // The fragment without '#': exactly 22 characters of base64url. kMalformed otherwise.
  static Result<LinkSecret> parse(std::string_view fragment);

  std::string fragment() const;
  Bytes reveal() const { return secret_.reveal(); }

 private:
  explicit LinkSecret(Secret secret) : secret_(std::move(secret)) {}
  Secret secret_;
};

struct LinkKeys {
  Buffer meeting_id;  // limits::kMeetingIdBytes
  Secret knock_key;
  Buffer psk_id;
  Secret psk;
};
LinkKeys derive_link_keys(const LinkSecret& secret, Bytes passphrase_key = {});

}  // namespace conclave::e2ee
