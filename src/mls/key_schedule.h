// The key schedule, RFC 9420 section 8: from one epoch's init_secret to everything the next needs.
//
//   init_secret[n-1]
//        | extract(commit_secret), expand "joiner" over GroupContext[n]
//   joiner_secret                     <- what a Welcome carries
//        | extract(psk_secret) -----> welcome_secret, the key of the Welcome's GroupInfo
//        | expand "epoch" over GroupContext[n]
//   epoch_secret
//        +-> sender_data, encryption, exporter, external, confirmation, membership, resumption,
//            epoch_authenticator and init_secret[n], which replaces init_secret[n-1]
//
// All functions are pure and take raw bytes; the encoded GroupContext is the caller's business.
#pragma once

#include "mls/cipher_suite.h"

namespace conclave::mls {

struct EpochSecrets {
  Secret init_secret;
  Secret sender_data_secret;
  Secret encryption_secret;
  Secret exporter_secret;
  Secret external_secret;
  Secret confirmation_key;
  Secret membership_key;
  Secret resumption_psk;
  Secret epoch_authenticator;
};

Secret joiner_secret(const CipherSuite& suite, Bytes init_secret, Bytes commit_secret,
                     Bytes group_context);
Secret welcome_secret(const CipherSuite& suite, Bytes joiner_secret, Bytes psk_secret);
EpochSecrets epoch_secrets(const CipherSuite& suite, Bytes joiner_secret, Bytes psk_secret,
                           Bytes group_context);

// RFC 9420 section 12.4.3.1: the key and nonce that seal a Welcome's GroupInfo.
struct WelcomeKey {
  Secret key;
  Secret nonce;
};
WelcomeKey welcome_key(const CipherSuite& suite, Bytes welcome_secret);

// RFC 9420 section 8.5, MLS-Exporter. length <= 255 * hash_size.
Secret export_secret(const CipherSuite& suite, Bytes exporter_secret, std::string_view label,
                     Bytes context, size_t length);

// RFC 9420 section 8: the key pair that external commits are encrypted to, and section 8.3: the
// init_secret such a commit brings along.
Result<crypto::KeyPair> external_key_pair(const CipherSuite& suite, Bytes external_secret);
Result<crypto::HpkeExport> seal_external_init(const CipherSuite& suite, Bytes external_public_key,
                                              Random& random);
Result<Secret> open_external_init(const CipherSuite& suite, Bytes external_private_key,
                                  Bytes kem_output);

// RFC 9420 section 6.1 and 6.2. A tag is a MAC, compared in constant time by Secret.
Secret confirmation_tag(const CipherSuite& suite, Bytes confirmation_key,
                        Bytes confirmed_transcript_hash);
Secret membership_tag(const CipherSuite& suite, Bytes membership_key,
                      Bytes authenticated_content_tbm);

}  // namespace conclave::mls
