// Labelled primitives, the key schedule and the protection of messages.

#include "mls/group_context.h"
#include "mls/key_schedule.h"
#include "mls/message_protection.h"
#include "mls/mls_message.h"
#include "mls/pre_shared_key_id.h"
#include "mls/psk.h"
#include "mls/secret_tree.h"
#include "mls/transcript_hash.h"
#include "mls_private_key.h"
#include "vectors.h"

namespace conclave::vectors {
namespace {

using namespace mls;

Result<CipherSuite> suite_of(const Json& one) {
  return cipher_suite(one["cipher_suite"].number_as<uint16_t>());
}

Result<void> expect_hex(const Secret& actual, const Json& expected, std::string_view text) {
  return expect(equal(actual.reveal(), expected.hex()), text);
}

Result<void> check_signing(const CipherSuite& suite, const Json& one) {
  SeededRandom random(1);
  const std::string_view label = one["label"].text();
  const Buffer content = one["content"].hex();
  TRY(verify_with_label(suite, one["pub"].hex(), label, content, one["signature"].hex()));
  const Buffer ours =
      TRY(sign_with_label(suite, private_key(suite, one["priv"]).reveal(), label, content, random));
  return verify_with_label(suite, one["pub"].hex(), label, content, ours);
}

Result<void> check_encryption(const CipherSuite& suite, const Json& one) {
  SeededRandom random(2);
  const std::string_view label = one["label"].text();
  const Buffer context = one["context"].hex();
  const Secret key = private_key(suite, one["priv"]);
  const Secret opened = TRY(decrypt_with_label(suite, key.reveal(), label, context,
                                               one["kem_output"].hex(), one["ciphertext"].hex()));
  TRY(expect_hex(opened, one["plaintext"], "decrypted text"));
  const auto ours = TRY(
      encrypt_with_label(suite, one["pub"].hex(), label, context, one["plaintext"].hex(), random));
  const Secret back = TRY(
      decrypt_with_label(suite, key.reveal(), label, context, ours.kem_output, ours.ciphertext));
  return expect_hex(back, one["plaintext"], "our own text decrypted");
}

}  // namespace

Result<void> check_crypto_basics(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  const Json& ref = one["ref_hash"];
  TRY(expect(ref_hash(suite, ref["label"].text(), ref["value"].hex()) == ref["out"].hex(),
             "ref hash"));
  const Json& expand = one["expand_with_label"];
  TRY(expect_hex(expand_with_label(suite, expand["secret"].hex(), expand["label"].text(),
                                   expand["context"].hex(), expand["length"].number_as<size_t>()),
                 expand["out"], "expand with label"));
  const Json& derive = one["derive_secret"];
  TRY(expect_hex(derive_secret(suite, derive["secret"].hex(), derive["label"].text()),
                 derive["out"], "derive secret"));
  const Json& tree = one["derive_tree_secret"];
  TRY(expect_hex(derive_tree_secret(suite, tree["secret"].hex(), tree["label"].text(),
                                    tree["generation"].number_as<uint32_t>(),
                                    tree["length"].number_as<size_t>()),
                 tree["out"], "derive tree secret"));
  TRY(check_signing(suite, one["sign_with_label"]));
  return check_encryption(suite, one["encrypt_with_label"]);
}

// ---- key schedule -------------------------------------------------------------------------------

namespace {

Result<void> check_secrets(const EpochSecrets& secrets, const Json& epoch) {
  TRY(expect_hex(secrets.init_secret, epoch["init_secret"], "init secret"));
  TRY(expect_hex(secrets.sender_data_secret, epoch["sender_data_secret"], "sender data secret"));
  TRY(expect_hex(secrets.encryption_secret, epoch["encryption_secret"], "encryption secret"));
  TRY(expect_hex(secrets.exporter_secret, epoch["exporter_secret"], "exporter secret"));
  TRY(expect_hex(secrets.epoch_authenticator, epoch["epoch_authenticator"], "authenticator"));
  TRY(expect_hex(secrets.external_secret, epoch["external_secret"], "external secret"));
  TRY(expect_hex(secrets.confirmation_key, epoch["confirmation_key"], "confirmation key"));
  TRY(expect_hex(secrets.membership_key, epoch["membership_key"], "membership key"));
  return expect_hex(secrets.resumption_psk, epoch["resumption_psk"], "resumption psk");
}

Result<EpochSecrets> check_epoch(const CipherSuite& suite, const Json& epoch,
                                 const GroupContext& context, const Secret& init_secret) {
  const Buffer encoded = encode(context);
  TRY(expect(encoded == epoch["group_context"].hex(), "group context"));
  const Secret joiner =
      joiner_secret(suite, init_secret.reveal(), epoch["commit_secret"].hex(), encoded);
  TRY(expect_hex(joiner, epoch["joiner_secret"], "joiner secret"));
  const Buffer psk = epoch["psk_secret"].hex();
  TRY(expect_hex(welcome_secret(suite, joiner.reveal(), psk), epoch["welcome_secret"],
                 "welcome secret"));
  EpochSecrets secrets = epoch_secrets(suite, joiner.reveal(), psk, encoded);
  TRY(check_secrets(secrets, epoch));
  const auto external = TRY(external_key_pair(suite, secrets.external_secret.reveal()));
  TRY(expect(external.public_key == epoch["external_pub"].hex(), "external pub"));
  const Json& exporter = epoch["exporter"];
  TRY(expect_hex(export_secret(suite, secrets.exporter_secret.reveal(), exporter["label"].text(),
                               exporter["context"].hex(), exporter["length"].number_as<size_t>()),
                 exporter["secret"], "exported secret"));
  return secrets;
}

}  // namespace

Result<void> check_key_schedule(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  Secret init_secret(one["initial_init_secret"].hex());
  GroupContext context;
  context.cipher_suite = suite.id;
  context.group_id = one["group_id"].hex();
  for (const Json& epoch : one["epochs"].items()) {
    context.tree_hash = epoch["tree_hash"].hex();
    context.confirmed_transcript_hash = epoch["confirmed_transcript_hash"].hex();
    init_secret = TRY(check_epoch(suite, epoch, context, init_secret)).init_secret;
    ++context.epoch;
  }
  return ok();
}

Result<void> check_psk_secret(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  std::vector<PskInput> inputs;
  for (const Json& psk : one["psks"].items()) {
    const PreSharedKeyId id{.psk = ExternalPskId{.psk_id = psk["psk_id"].hex()},
                            .psk_nonce = psk["psk_nonce"].hex()};
    inputs.push_back({.encoded_id = encode(id), .value = Secret(psk["psk"].hex())});
  }
  return expect_hex(psk_secret(suite, inputs), one["psk_secret"], "psk secret");
}

// ---- secret tree --------------------------------------------------------------------------------

namespace {

Result<void> check_message_key(SecretTree& tree, LeafIndex leaf, Ratchet ratchet, const Json& one,
                               const Json& key, const Json& nonce) {
  const uint32_t generation = one["generation"].number_as<uint32_t>();
  const MessageKey actual = TRY(tree.key(leaf, ratchet, generation));
  TRY(expect_hex(actual.key, key, "ratchet key"));
  TRY(expect_hex(actual.nonce, nonce, "ratchet nonce"));
  tree.consume(leaf, ratchet, generation);
  return ok();
}

}  // namespace

Result<void> check_secret_tree(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  const Json& sender = one["sender_data"];
  const MessageKey data_key =
      sender_data_key(suite, sender["sender_data_secret"].hex(), sender["ciphertext"].hex());
  TRY(expect_hex(data_key.key, sender["key"], "sender data key"));
  TRY(expect_hex(data_key.nonce, sender["nonce"], "sender data nonce"));
  const auto& leaves = one["leaves"].items();
  SecretTree tree(suite, Secret(one["encryption_secret"].hex()),
                  static_cast<uint32_t>(leaves.size()));
  for (uint32_t i = 0; i < leaves.size(); ++i) {
    for (const Json& step : leaves[i].items()) {
      TRY(check_message_key(tree, LeafIndex(i), Ratchet::kHandshake, step, step["handshake_key"],
                            step["handshake_nonce"]));
      TRY(check_message_key(tree, LeafIndex(i), Ratchet::kApplication, step,
                            step["application_key"], step["application_nonce"]));
    }
  }
  return ok();
}

Result<void> check_transcript_hashes(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  const auto content = TRY(decode<AuthenticatedContent>(one["authenticated_content"].hex()));
  TRY(expect(content_type(content.content.content) == ContentType::kCommit, "not a commit"));
  Writer input;
  write(input, content.wire_format);
  write(input, content.content);
  write(input, content.auth.signature);
  const Buffer confirmed =
      confirmed_transcript_hash(suite, one["interim_transcript_hash_before"].hex(), input.view());
  TRY(expect(confirmed == one["confirmed_transcript_hash_after"].hex(), "confirmed hash"));
  const Secret tag = confirmation_tag(suite, one["confirmation_key"].hex(), confirmed);
  TRY(expect(equal(tag.reveal(), content.auth.confirmation_tag), "confirmation tag"));
  const Buffer interim = interim_transcript_hash(suite, confirmed, content.auth.confirmation_tag);
  return expect(interim == one["interim_transcript_hash_after"].hex(), "interim hash");
}

// ---- message protection -------------------------------------------------------------------------

namespace {

class ProtectionCase {
 public:
  ProtectionCase(const CipherSuite& suite, const Json& one) : suite_(suite), one_(one) {
    context_.cipher_suite = suite.id;
    context_.group_id = one["group_id"].hex();
    context_.epoch = one["epoch"].number();
    context_.tree_hash = one["tree_hash"].hex();
    context_.confirmed_transcript_hash = one["confirmed_transcript_hash"].hex();
  }

  Result<void> check() {
    const Proposal proposal = TRY(decode<Proposal>(one_["proposal"].hex()));
    TRY(check_public(proposal, one_["proposal"], one_["proposal_pub"]));
    TRY(check_private(proposal, one_["proposal"], one_["proposal_priv"]));
    const Commit commit = TRY(decode<Commit>(one_["commit"].hex()));
    TRY(check_public(commit, one_["commit"], one_["commit_pub"]));
    TRY(check_private(commit, one_["commit"], one_["commit_priv"]));
    return check_private(ApplicationData{.data = one_["application"].hex()}, one_["application"],
                         one_["application_priv"]);
  }

 private:
  Result<void> check_public(Content content, const Json& raw, const Json& message) {
    const auto theirs = TRY(decode_message<PublicMessage>(message.hex()));
    TRY(opens_public(theirs, raw));
    AuthenticatedContent ours = TRY(sign(WireFormat::kPublicMessage, std::move(content)));
    return opens_public(
        protect_public(suite_, std::move(ours), one_["membership_key"].hex(), context_), raw);
  }

  Result<void> check_private(Content content, const Json& raw, const Json& message) {
    const auto theirs = TRY(decode_message<PrivateMessage>(message.hex()));
    TRY(opens_private(theirs, raw));
    const AuthenticatedContent ours = TRY(sign(WireFormat::kPrivateMessage, std::move(content)));
    SecretTree tree = fresh_tree();
    const auto message_of_ours =
        TRY(protect_private(suite_, ours, one_["sender_data_secret"].hex(), tree, 64, random_));
    return opens_private(message_of_ours, raw);
  }

  Result<void> opens_public(const PublicMessage& message, const Json& raw) {
    auto claimed = TRY(unprotect_public(suite_, message, one_["membership_key"].hex(), context_));
    return verifies(std::move(claimed), raw);
  }

  Result<void> opens_private(const PrivateMessage& message, const Json& raw) {
    SecretTree tree = fresh_tree();
    auto claimed = TRY(unprotect_private(suite_, message, one_["sender_data_secret"].hex(), tree));
    return verifies(std::move(claimed), raw);
  }

  Result<void> verifies(Unverified<AuthenticatedContent> claimed, const Json& raw) {
    const AuthenticatedContent content =
        TRY(verify_content(suite_, std::move(claimed), context_, one_["signature_pub"].hex()));
    Writer writer;
    if (const auto* data = std::get_if<ApplicationData>(&content.content.content)) {
      writer.bytes(data->data);
    } else {
      write_content(writer, content.content.content);
    }
    return expect(equal(writer.view(), raw.hex()), "content");
  }

  Result<AuthenticatedContent> sign(WireFormat format, Content content) {
    const bool is_commit = content_type(content) == ContentType::kCommit;
    AuthenticatedContent made =
        TRY(sign_content(suite_, format,
                         {.group_id = context_.group_id,
                          .epoch = context_.epoch,
                          .sender = MemberSender{.leaf_index = LeafIndex(1)},
                          .authenticated_data = {},
                          .content = std::move(content)},
                         context_, private_key(suite_, one_["signature_priv"]).reveal(), random_));
    if (is_commit) made.auth.confirmation_tag = Buffer(suite_.hash_size(), 7);
    return made;
  }

  SecretTree fresh_tree() const {
    return SecretTree(suite_, Secret(one_["encryption_secret"].hex()), 2);
  }

  const CipherSuite& suite_;
  const Json& one_;
  GroupContext context_;
  SeededRandom random_{3};
};

}  // namespace

Result<void> check_message_protection(const Json& one) {
  const CipherSuite suite = TRY(suite_of(one));
  return ProtectionCase(suite, one).check();
}

}  // namespace conclave::vectors
