#include "mls/key_schedule.h"

namespace conclave::mls {
namespace {

constexpr std::string_view kExternalInitLabel = "MLS 1.0 external init secret";

// What welcome_secret and epoch_secret are both derived from.
Secret member_secret(const CipherSuite& suite, Bytes joiner_secret, Bytes psk_secret) {
  return crypto::hkdf_extract(suite.hash, joiner_secret, psk_secret);
}

}  // namespace

Secret joiner_secret(const CipherSuite& suite, Bytes init_secret, Bytes commit_secret,
                     Bytes group_context) {
  const Secret extracted = crypto::hkdf_extract(suite.hash, init_secret, commit_secret);
  return expand_with_label(suite, extracted.reveal(), "joiner", group_context, suite.hash_size());
}

Secret welcome_secret(const CipherSuite& suite, Bytes joiner_secret, Bytes psk_secret) {
  const Secret member = member_secret(suite, joiner_secret, psk_secret);
  return derive_secret(suite, member.reveal(), "welcome");
}

EpochSecrets epoch_secrets(const CipherSuite& suite, Bytes joiner_secret, Bytes psk_secret,
                           Bytes group_context) {
  const Secret member = member_secret(suite, joiner_secret, psk_secret);
  const Secret epoch =
      expand_with_label(suite, member.reveal(), "epoch", group_context, suite.hash_size());
  const auto derive = [&](std::string_view label) {
    return derive_secret(suite, epoch.reveal(), label);
  };
  // RFC 9420 section 8, table 4.
  return {
      .init_secret = derive("init"),
      .sender_data_secret = derive("sender data"),
      .encryption_secret = derive("encryption"),
      .exporter_secret = derive("exporter"),
      .external_secret = derive("external"),
      .confirmation_key = derive("confirm"),
      .membership_key = derive("membership"),
      .resumption_psk = derive("resumption"),
      .epoch_authenticator = derive("authentication"),
  };
}

WelcomeKey welcome_key(const CipherSuite& suite, Bytes welcome_secret) {
  return {
      .key = expand_with_label(suite, welcome_secret, "key", {}, suite.key_size()),
      .nonce = expand_with_label(suite, welcome_secret, "nonce", {}, crypto::kAeadNonceSize),
  };
}

Secret export_secret(const CipherSuite& suite, Bytes exporter_secret, std::string_view label,
                     Bytes context, size_t length) {
  const Secret derived = derive_secret(suite, exporter_secret, label);
  const Buffer context_hash = crypto::digest(suite.hash, context);
  return expand_with_label(suite, derived.reveal(), "exported", context_hash, length);
}

Result<crypto::KeyPair> external_key_pair(const CipherSuite& suite, Bytes external_secret) {
  return crypto::kem_derive_key_pair(suite.kem, external_secret);
}

Result<crypto::HpkeExport> seal_external_init(const CipherSuite& suite, Bytes external_public_key,
                                              Random& random) {
  return crypto::hpke_seal_export(suite.hpke(), external_public_key, {},
                                  as_bytes(kExternalInitLabel), suite.hash_size(), random);
}

Result<Secret> open_external_init(const CipherSuite& suite, Bytes external_private_key,
                                  Bytes kem_output) {
  return crypto::hpke_open_export(suite.hpke(), kem_output, external_private_key, {},
                                  as_bytes(kExternalInitLabel), suite.hash_size());
}

Secret confirmation_tag(const CipherSuite& suite, Bytes confirmation_key,
                        Bytes confirmed_transcript_hash) {
  return crypto::hmac(suite.hash, confirmation_key, confirmed_transcript_hash);
}

Secret membership_tag(const CipherSuite& suite, Bytes membership_key,
                      Bytes authenticated_content_tbm) {
  return crypto::hmac(suite.hash, membership_key, authenticated_content_tbm);
}

}  // namespace conclave::mls
