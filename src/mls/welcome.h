// How newcomers get an epoch's secrets (RFC 9420 section 12.4.3.1).
//
//   struct {
//       opaque joiner_secret<V>;
//       optional<PathSecret> path_secret;
//       PreSharedKeyID psks<V>;
//   } GroupSecrets;
//
//   struct {
//       KeyPackageRef new_member;
//       HPKECiphertext encrypted_group_secrets;
//   } EncryptedGroupSecrets;
//
//   struct {
//       CipherSuite cipher_suite;
//       EncryptedGroupSecrets secrets<V>;
//       opaque encrypted_group_info<V>;
//   } Welcome;
#pragma once

#include "mls/commit.h"
#include "mls/pre_shared_key_id.h"

namespace conclave::mls {

struct GroupSecrets {
  Secret joiner_secret;
  std::optional<Secret> path_secret;  // absent when the commit had no path
  std::vector<PreSharedKeyId> psks;

  static constexpr auto fields() {
    return std::tuple(&GroupSecrets::joiner_secret, &GroupSecrets::path_secret,
                      &GroupSecrets::psks);
  }
};

struct EncryptedGroupSecrets {
  Buffer new_member;  // KeyPackageRef
  crypto::HpkeCiphertext encrypted_group_secrets;

  static constexpr auto fields() {
    return std::tuple(&EncryptedGroupSecrets::new_member,
                      &EncryptedGroupSecrets::encrypted_group_secrets);
  }
};

struct Welcome {
  static constexpr WireFormat kType = WireFormat::kWelcome;
  uint16_t cipher_suite = 0;
  std::vector<EncryptedGroupSecrets> secrets;
  Buffer encrypted_group_info;

  static constexpr auto fields() {
    return std::tuple(&Welcome::cipher_suite, &Welcome::secrets, &Welcome::encrypted_group_info);
  }
};

}  // namespace conclave::mls
