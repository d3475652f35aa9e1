#include "mls/joiner.h"

#include <algorithm>

namespace conclave::mls {
namespace {

Result<GroupSecrets> open_secrets(const CipherSuite& suite, const Welcome& welcome,
                                  const OwnKeyPackage& own) {
  const Buffer ref = key_package_ref(suite, own.key_package);
  const auto entry = std::ranges::find(welcome.secrets, ref, &EncryptedGroupSecrets::new_member);
  if (entry == welcome.secrets.end()) {
    return Error(ErrorCode::kNotFound, "a Welcome for somebody else");
  }
  const auto& sealed = entry->encrypted_group_secrets;
  const Secret opened =
      TRY(decrypt_with_label(suite, own.init_private_key.reveal(), "Welcome",
                             welcome.encrypted_group_info, sealed.kem_output, sealed.ciphertext));
  return decode<GroupSecrets>(opened.reveal());
}

Result<std::vector<PskInput>> psk_inputs(std::span<const PreSharedKeyId> ids, const PskStore& psks,
                                         const Group* predecessor) {
  PskStore own;
  if (predecessor != nullptr) {
    own.resumption.push_back({.group_id = to_buffer(predecessor->group_id()),
                              .epoch = predecessor->epoch(),
                              .value = predecessor->resumption_psk()});
  }
  std::vector<PskInput> inputs;
  for (const PreSharedKeyId& id : ids) {
    const Secret* value = own.find(id);
    if (value == nullptr) value = psks.find(id);
    if (value == nullptr) return Error(ErrorCode::kNotFound, "a pre-shared key that we lack");
    inputs.push_back({.encoded_id = encode(id), .value = *value});
  }
  return inputs;
}

Result<GroupInfo> open_group_info(const CipherSuite& suite, const Welcome& welcome,
                                  const Secret& joiner, const Secret& psk) {
  const Secret secret = welcome_secret(suite, joiner.reveal(), psk.reveal());
  const WelcomeKey key = welcome_key(suite, secret.reveal());
  const Secret opened = TRY(crypto::aead_open(suite.aead, key.key.reveal(), key.nonce.reveal(), {},
                                              welcome.encrypted_group_info));
  return decode<GroupInfo>(opened.reveal());
}

}  // namespace

Result<OpenedWelcome> open_welcome(const CipherSuite& suite, const Welcome& welcome,
                                   const OwnKeyPackage& own, const PskStore& psks,
                                   const Group* predecessor) {
  GroupSecrets secrets = TRY(open_secrets(suite, welcome, own));
  const std::vector<PskInput> inputs = TRY(psk_inputs(secrets.psks, psks, predecessor));
  Secret psk = psk_secret(suite, inputs);
  GroupInfo info = TRY(open_group_info(suite, welcome, secrets.joiner_secret, psk));
  return OpenedWelcome{
      .secrets = std::move(secrets), .psk_secret = std::move(psk), .group_info = std::move(info)};
}

}  // namespace conclave::mls
