#include "e2ee/link.h"

#include "base/base64.h"
#include "base/limits.h"
#include "crypto/crypto.h"

namespace conclave::e2ee {
namespace {

constexpr std::string_view kInvitePrefix = "i.";
constexpr std::string_view kPassphraseSuffix = "~p";

Secret extract(Bytes salt, Bytes input) {
  return crypto::hkdf_extract(crypto::Hash::kSha256, salt, input);
}

Secret expand(const Secret& key, std::string_view info, size_t size) {
  return crypto::hkdf_expand(crypto::Hash::kSha256, key.reveal(), as_bytes(info), size);
}

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_suffix(std::string_view& text, std::string_view suffix) {
  if (!text.ends_with(suffix)) return false;
  text.remove_suffix(suffix.size());
  return true;
}

}  // namespace

LinkSecret::LinkSecret(Form form, Buffer meeting_id, Secret secret, bool needs_passphrase)
    : form_(form),
      needs_passphrase_(needs_passphrase),
      secret_(std::move(secret)),
      meeting_id_(std::move(meeting_id)) {
  if (form_ != Form::kMeeting) return;
  meeting_id_ = to_buffer(expand(root(), "meeting id", limits::kMeetingIdBytes).reveal());
}

LinkSecret LinkSecret::generate(Random& random) {
  return generate(Form::kMeeting, {}, false, random);
}

LinkSecret LinkSecret::generate(Form form, Bytes meeting_id, bool needs_passphrase,
                                Random& random) {
  Secret secret(kLinkSecretSize);
  random.fill(secret.reveal());
  return LinkSecret(form, to_buffer(meeting_id), std::move(secret), needs_passphrase);
}

Result<LinkSecret> LinkSecret::make(Form form, Bytes meeting_id, Bytes secret,
                                    bool needs_passphrase) {
  if (form < Form::kMeeting || form > Form::kInvite) {
    return Error(ErrorCode::kMalformed, "no such form of a link");
  }
  if (secret.size() != kLinkSecretSize) {
    return Error(ErrorCode::kMalformed, "a link's secret has 16 bytes");
  }
  if (form != Form::kMeeting && meeting_id.size() != limits::kMeetingIdBytes) {
    return Error(ErrorCode::kMalformed, "a meeting's id has 16 bytes");
  }
  return LinkSecret(form, to_buffer(meeting_id), Secret(secret), needs_passphrase);
}

Result<LinkSecret> LinkSecret::parse(std::string_view fragment) {
  const bool needs_passphrase = take_suffix(fragment, kPassphraseSuffix);
  const bool is_invite = take_prefix(fragment, kInvitePrefix);
  const size_t dot = fragment.find('.');
  if (dot == std::string_view::npos && is_invite) {
    return Error(ErrorCode::kMalformed, "an invite names its meeting");
  }
  Buffer meeting_id;
  if (dot != std::string_view::npos) {
    meeting_id = TRY(from_base64url(fragment.substr(0, dot)));
    fragment.remove_prefix(dot + 1);
  }
  Buffer bytes = TRY(from_base64url(fragment));
  const Secret secret(bytes);
  wipe(bytes);
  const Form form = is_invite                       ? Form::kInvite
                    : dot != std::string_view::npos ? Form::kDoor
                                                    : Form::kMeeting;
  return make(form, meeting_id, secret.reveal(), needs_passphrase);
}

std::string LinkSecret::fragment() const {
  std::string text;
  if (form_ == Form::kInvite) text += kInvitePrefix;
  if (form_ != Form::kMeeting) text += to_base64url(meeting_id_) + ".";
  text += to_base64url(secret_.reveal());
  if (needs_passphrase_) text += kPassphraseSuffix;
  return text;
}

Secret LinkSecret::root() const {
  if (form_ == Form::kMeeting) return extract(as_bytes("Conclave 1"), secret_.reveal());
  Secret input(meeting_id_.size() + secret_.size());
  std::ranges::copy(meeting_id_, input.reveal().begin());
  std::ranges::copy(secret_.reveal(), input.reveal().subspan(meeting_id_.size()).begin());
  return extract(as_bytes("Conclave 1 door"), input.reveal());
}

LinkKeys derive_link_keys(const LinkSecret& secret, Bytes passphrase_key) {
  const Secret root = secret.root();
  const Secret entry = extract(root.reveal(), passphrase_key);
  return {
      .meeting_id = secret.meeting_id(),
      .knock_key = expand(root, "knock key", 32),
      .proof_key = expand(entry, "knock proof", 32),
      .psk_id = to_buffer(expand(entry, "psk id", 16).reveal()),
      .psk = expand(entry, "psk", 32),
  };
}

Result<Secret> stretch_passphrase(const LinkSecret& secret, std::string_view passphrase) {
  static_assert(limits::kMeetingIdBytes == crypto::kArgon2idSaltSize);
  return crypto::argon2id(as_bytes(passphrase), secret.meeting_id(), kPassphraseKeySize);
}

}  // namespace conclave::e2ee
