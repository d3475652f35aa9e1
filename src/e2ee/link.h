// The link, https://host/#FRAGMENT, whose fragment no browser sends, and what grows out of it.
//
//   SECRET              the meeting's first link: 16 random bytes, 22 characters of base64url
//   MEETING.KEY         a link after a change: the meeting's id and 16 random bytes
//   i.MEETING.KEY       a personal invite
//   ...~p               besides, a passphrase is needed
//
//   root       = HKDF-Extract("Conclave 1", SECRET)  or  HKDF-Extract("Conclave 1 door",
//                                                                     meeting id || KEY)
//   meeting_id = HKDF-Expand(root, "meeting id", 16)     public: the server routes by it
//   knock_key  = HKDF-Expand(root, "knock key", 32)      seals knocks and the replies to them
//   entry      = HKDF-Extract(root, passphrase_key)      passphrase_key is empty without one
//   proof_key  = HKDF-Expand(entry, "knock proof", 32)   shows with a knock that one has the entry
//   psk_id     = HKDF-Expand(entry, "psk id", 16)        names the PSK in commits
//   psk        = HKDF-Expand(entry, "psk", 32)           the MLS external PSK of Adds by this door
//
//   passphrase_key = Argon2id(passphrase, salt: meeting_id), crypto::argon2id; so the passphrase
//                    stays what it was when the link is changed
//
// HKDF is over SHA-256. A passphrase changes what lets people in, not where the meeting is, and not
// who is heard when they knock: members see wrong guesses.
#pragma once

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

#include <string>
#include <string_view>

namespace conclave::e2ee {

inline constexpr size_t kLinkSecretSize = 16;
inline constexpr size_t kPassphraseKeySize = 32;

class LinkSecret {
 public:
  enum class Form : uint8_t { kMeeting = 1, kDoor = 2, kInvite = 3 };

  // A new meeting's.
  static LinkSecret generate(Random& random);
  // Another way into a meeting that is there. The form is kDoor or kInvite.
  static LinkSecret generate(Form form, Bytes meeting_id, bool needs_passphrase, Random& random);
  // The fragment without '#'. kMalformed unless it is one of the forms above.
  static Result<LinkSecret> parse(std::string_view fragment);
  // kMalformed for a form or a secret that does not exist.
  static Result<LinkSecret> make(Form form, Bytes meeting_id, Bytes secret, bool needs_passphrase);

  std::string fragment() const;
  Form form() const { return form_; }
  bool needs_passphrase() const { return needs_passphrase_; }
  void set_needs_passphrase(bool needs) { needs_passphrase_ = needs; }
  const Buffer& meeting_id() const { return meeting_id_; }
  Bytes reveal() const { return secret_.reveal(); }
  // HKDF's root of everything above.
  Secret root() const;

 private:
  LinkSecret(Form form, Buffer meeting_id, Secret secret, bool needs_passphrase);

  Form form_;
  bool needs_passphrase_;
  Secret secret_;
  Buffer meeting_id_;  // limits::kMeetingIdBytes
};

struct LinkKeys {
  Buffer meeting_id;
  Secret knock_key;
  Secret proof_key;
  Buffer psk_id;
  Secret psk;
};
LinkKeys derive_link_keys(const LinkSecret& secret, Bytes passphrase_key = {});

// Slow on purpose: 64 MiB of memory, a good part of a second. kInternal if there is no such memory.
Result<Secret> stretch_passphrase(const LinkSecret& secret, std::string_view passphrase);

}  // namespace conclave::e2ee
