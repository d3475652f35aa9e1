// Whole clients: joining by a Welcome and following a group's commits.

#include "mls/group.h"
#include "mls/joiner.h"
#include "mls_private_key.h"
#include "vectors.h"

namespace conclave::vectors {
namespace {

using namespace mls;

Result<OwnKeyPackage> own_key_package(const CipherSuite& suite, const Json& one) {
  const auto claimed = TRY(decode_message<Unverified<KeyPackage>>(one["key_package"].hex()));
  KeyPackage verified = TRY(verify(claimed, std::nullopt));
  return OwnKeyPackage{.key_package = std::move(verified),
                       .init_private_key = private_key(suite, one["init_priv"]),
                       .encryption_private_key = private_key(suite, one["encryption_priv"]),
                       .signature_private_key = private_key(suite, one["signature_priv"])};
}

PskStore external_psks(const Json& one) {
  PskStore store;
  for (const Json& psk : one["external_psks"].items()) {
    store.external.push_back({.id = psk["psk_id"].hex(), .value = Secret(psk["psk"].hex())});
  }
  return store;
}

// The private keys answer the public ones.
Result<void> check_keys(const CipherSuite& suite, const OwnKeyPackage& own) {
  SeededRandom random(1);
  const auto check = [&](const Buffer& public_key, const Secret& private_key) -> Result<void> {
    const auto sealed =
        TRY(encrypt_with_label(suite, public_key, "check", {}, as_bytes("text"), random));
    TRY(decrypt_with_label(suite, private_key.reveal(), "check", {}, sealed.kem_output,
                           sealed.ciphertext));
    return ok();
  };
  TRY(check(own.key_package.init_key, own.init_private_key));
  TRY(check(own.key_package.leaf_node.encryption_key, own.encryption_private_key));
  const Buffer derived =
      TRY(crypto::signature_public_key(suite.signature, own.signature_private_key.reveal()));
  return expect(derived == own.key_package.leaf_node.signature_key, "signature key");
}

Result<Group> follow(Group group, const Json& epoch, const PskStore& psks) {
  for (const Json& proposal : epoch["proposals"].items()) {
    TRY(group.handle(proposal.hex(), psks));
  }
  Received received = TRY(group.handle(epoch["commit"].hex(), psks));
  auto* const commit = std::get_if<ReceivedCommit>(&received);
  if (commit == nullptr) return Error(ErrorCode::kInvalid, "not a commit that keeps us");
  return std::move(commit->next);
}

Result<void> expect_authenticator(const Group& group, const Json& expected) {
  return expect(equal(group.epoch_authenticator().reveal(), expected.hex()), "epoch authenticator");
}

}  // namespace

Result<void> check_passive_client(const Json& one) {
  const CipherSuite suite = TRY(cipher_suite(one["cipher_suite"].number_as<uint16_t>()));
  const OwnKeyPackage own = TRY(own_key_package(suite, one));
  TRY(check_keys(suite, own));
  WireTree tree;
  if (!one["ratchet_tree"].is_null()) tree = TRY(decode<WireTree>(one["ratchet_tree"].hex()));
  const PskStore psks = external_psks(one);
  const Welcome welcome = TRY(decode_message<Welcome>(one["welcome"].hex()));
  Group group = TRY(Group::join(
      welcome, own, psks,
      {.tree = tree.empty() ? nullptr : &tree,
       .policy = {.accept_external_commits = true, .accept_external_proposals = true}}));
  TRY(expect_authenticator(group, one["initial_epoch_authenticator"]));
  for (const Json& epoch : one["epochs"].items()) {
    group = TRY(follow(std::move(group), epoch, psks));
    TRY(expect_authenticator(group, epoch["epoch_authenticator"]));
  }
  return ok();
}

// A Welcome on its own: no tree goes with it, so this is done by hand up to the tag.
Result<void> check_welcome(const Json& one) {
  const CipherSuite suite = TRY(cipher_suite(one["cipher_suite"].number_as<uint16_t>()));
  const auto claimed = TRY(decode_message<Unverified<KeyPackage>>(one["key_package"].hex()));
  const OwnKeyPackage own{.key_package = claimed.peek(),
                          .init_private_key = private_key(suite, one["init_priv"]),
                          .encryption_private_key = {},
                          .signature_private_key = {}};
  const Welcome welcome = TRY(decode_message<Welcome>(one["welcome"].hex()));
  const OpenedWelcome opened = TRY(open_welcome(suite, welcome, own, {}, nullptr));
  const GroupInfo& info = opened.group_info;
  TRY(verify_with_label(suite, one["signer_pub"].hex(), "GroupInfoTBS", to_be_signed(info),
                        info.signature));
  const EpochSecrets secrets =
      epoch_secrets(suite, opened.secrets.joiner_secret.reveal(), opened.psk_secret.reveal(),
                    encode(info.group_context));
  const Secret tag = confirmation_tag(suite, secrets.confirmation_key.reveal(),
                                      info.group_context.confirmed_transcript_hash);
  return expect(equal(tag.reveal(), info.confirmation_tag), "confirmation tag");
}

}  // namespace conclave::vectors
