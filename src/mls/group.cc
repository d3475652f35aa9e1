#include "mls/group.h"

#include "mls/leaf_validation.h"
#include "mls/message_protection.h"
#include "mls/proposal_list.h"
#include "mls/transcript_hash.h"

namespace conclave::mls {
namespace {

Buffer tag_of(const CipherSuite& suite, const EpochSecrets& secrets, const GroupContext& context) {
  return to_buffer(
      confirmation_tag(suite, secrets.confirmation_key.reveal(), context.confirmed_transcript_hash)
          .reveal());
}

constexpr Error kSuspended{ErrorCode::kRefused, "the group was reinitialised"};

}  // namespace

Group::Group(const CipherSuite& suite, Policy policy, GroupContext context, RatchetTree tree,
             OwnKeys own, Secret signature_private_key, EpochSecrets secrets)
    : suite_(suite),
      policy_(policy),
      context_(std::move(context)),
      tree_(std::move(tree)),
      own_(std::move(own)),
      signature_private_key_(std::move(signature_private_key)),
      secrets_(std::move(secrets)),
      secret_tree_(suite_, std::exchange(secrets_.encryption_secret, Secret()), tree_.width()),
      confirmation_tag_(tag_of(suite_, secrets_, context_)),
      interim_transcript_hash_(
          interim_transcript_hash(suite_, context_.confirmed_transcript_hash, confirmation_tag_)) {}

// RFC 9420 11: a fresh random secret starts the schedule; nobody else ever needs to know it.
Result<Group> Group::create(const GroupOptions& options, const OwnKeyPackage& own, Random& random) {
  const CipherSuite suite = TRY(cipher_suite(own.key_package.cipher_suite));
  const LeafRules rules = TRY(LeafRules::of(suite, options.group_context_extensions));
  TRY(check_leaf(rules, own.key_package.leaf_node, std::nullopt));
  RatchetTree tree(suite, own.key_package.leaf_node);
  GroupContext context{.version = ProtocolVersion::kMls10,
                       .cipher_suite = suite.id,
                       .group_id = options.group_id,
                       .epoch = 0,
                       .tree_hash = to_buffer(tree.root_hash()),
                       .confirmed_transcript_hash = {},
                       .extensions = options.group_context_extensions};
  Secret beginning(suite.hash_size());
  random.fill(beginning.reveal());
  EpochSecrets secrets =
      epoch_secrets(suite, beginning.reveal(), psk_secret(suite, {}).reveal(), encode(context));
  return Group(suite, options.policy, std::move(context), std::move(tree),
               OwnKeys(LeafIndex(0), own.encryption_private_key), own.signature_private_key,
               std::move(secrets));
}

// ---- looking at it ------------------------------------------------------------------------------

std::optional<Member> Group::member(LeafIndex index) const {
  const LeafNode* const leaf = tree_.leaf(index);
  if (leaf == nullptr) return std::nullopt;
  return Member{.leaf = index,
                .credential = leaf->credential,
                .signature_key = leaf->signature_key,
                .extensions = leaf->extensions};
}

std::vector<Member> Group::roster() const {
  std::vector<Member> members;
  for (uint32_t i = 0; i < tree_.width(); ++i) {
    if (auto found = member(LeafIndex(i))) members.push_back(std::move(*found));
  }
  return members;
}

std::optional<RequiredCapabilities> Group::required_capabilities() const {
  return LeafRules::of(suite_, context_.extensions)->required;
}

Result<Secret> Group::exporter(std::string_view label, Bytes context, size_t length) const {
  if (length > 255 * suite_.hash_size()) {
    return Error(ErrorCode::kLimit, "more exported bytes than the KDF can give");
  }
  return export_secret(suite_, secrets_.exporter_secret.reveal(), label, context, length);
}

Result<GroupInfo> Group::group_info(bool with_tree, Random& random) const {
  GroupInfo info{.group_context = context_,
                 .extensions = {},
                 .confirmation_tag = confirmation_tag_,
                 .signer = own_.leaf(),
                 .signature = {}};
  const crypto::KeyPair external =
      TRY(external_key_pair(suite_, secrets_.external_secret.reveal()));
  info.extensions.push_back({.type = ExtensionType::kExternalPub,
                             .data = encode(ExternalPub{.external_pub = external.public_key})});
  if (with_tree) {
    info.extensions.push_back({.type = ExtensionType::kRatchetTree, .data = tree_.encode()});
  }
  info.signature = TRY(sign_with_label(suite_, signature_private_key_.reveal(), "GroupInfoTBS",
                                       to_be_signed(info), random));
  return info;
}

// ---- sending ------------------------------------------------------------------------------------

Result<AuthenticatedContent> Group::sign(Content content, const Framing& framing,
                                         Random& random) const {
  if (reinit_) return kSuspended;
  FramedContent framed{.group_id = context_.group_id,
                       .epoch = context_.epoch,
                       .sender = MemberSender{.leaf_index = own_.leaf()},
                       .authenticated_data = framing.authenticated_data,
                       .content = std::move(content)};
  return sign_content(suite_,
                      framing.is_public ? WireFormat::kPublicMessage : WireFormat::kPrivateMessage,
                      std::move(framed), context_, signature_private_key_.reveal(), random);
}

Result<Buffer> Group::seal(AuthenticatedContent content, const Framing& framing, Random& random) {
  if (framing.is_public) {
    return encode_message(
        protect_public(suite_, std::move(content), secrets_.membership_key.reveal(), context_));
  }
  return encode_message(TRY(protect_private(suite_, content, secrets_.sender_data_secret.reveal(),
                                            secret_tree_, framing.padding_bucket, random)));
}

Result<Buffer> Group::protect(Bytes application_data, Bytes authenticated_data,
                              size_t padding_bucket, Random& random) {
  // RFC 9420 12.4: whoever has seen proposals commits before sending data, so that, say, a member
  // whose removal was proposed does not read it.
  if (!proposals_.empty()) return Error(ErrorCode::kRefused, "proposals wait for a commit");
  const Framing framing{.is_public = false,
                        .padding_bucket = padding_bucket,
                        .authenticated_data = to_buffer(authenticated_data)};
  AuthenticatedContent content =
      TRY(sign(ApplicationData{.data = to_buffer(application_data)}, framing, random));
  return seal(std::move(content), framing, random);
}

Result<Buffer> Group::send_proposal(Proposal proposal, std::optional<Secret> update_private_key,
                                    const Framing& framing, Random& random) {
  if (proposals_.size() >= limits::kMlsStoredProposalsMax) {
    return Error(ErrorCode::kLimit, "too many proposals in one epoch");
  }
  const Sender self = MemberSender{.leaf_index = own_.leaf()};
  TRY(verify_proposal(
      {.suite = suite_, .group = context_, .tree = tree_, .committer = self, .now = std::nullopt},
      proposal, self));
  const AuthenticatedContent content = TRY(sign(proposal, framing, random));
  Buffer message = TRY(seal(content, framing, random));
  proposals_.push_back(
      {.ref = {.hash = ref_hash(suite_, "MLS 1.0 Proposal Reference", encode(content))},
       .proposal = std::move(proposal),
       .sender = self,
       .update_private_key = std::move(update_private_key)});
  return message;
}

Result<Buffer> Group::propose(Proposal proposal, const Framing& framing, Random& random) {
  if (proposal.type() == ProposalType::kUpdate || proposal.type() == ProposalType::kExternalInit) {
    return Error(ErrorCode::kInvalid, "not a proposal that is made this way");
  }
  return send_proposal(std::move(proposal), std::nullopt, framing, random);
}

Result<Buffer> Group::propose_update(const Framing& framing, Random& random) {
  Secret seed(suite_.hash_size());
  random.fill(seed.reveal());
  crypto::KeyPair keys = TRY(crypto::kem_derive_key_pair(suite_.kem, seed.reveal()));
  LeafNode leaf = *tree_.leaf(own_.leaf());
  leaf.encryption_key = std::move(keys.public_key);
  leaf.source = UpdateSource{};
  leaf.signature = TRY(sign_with_label(suite_, signature_private_key_.reveal(), "LeafNodeTBS",
                                       to_be_signed(leaf, context_.group_id, own_.leaf()), random));
  return send_proposal({.body = Update{.leaf_node = std::move(leaf)}}, std::move(keys.private_key),
                       framing, random);
}

Result<Buffer> Group::propose_external_psk(Buffer psk_id, const Framing& framing, Random& random) {
  PreSharedKeyId id{.psk = ExternalPskId{.psk_id = std::move(psk_id)},
                    .psk_nonce = Buffer(suite_.hash_size())};
  random.fill(id.psk_nonce);
  return send_proposal({.body = PreSharedKey{.psk = std::move(id)}}, std::nullopt, framing, random);
}

// ---- pre-shared keys ----------------------------------------------------------------------------

Result<std::vector<PskInput>> Group::psk_inputs(std::span<const PreSharedKeyId> ids,
                                                const PskStore& psks) const {
  PskStore own;
  own.resumption = recent_epochs_;
  own.resumption.push_back(
      {.group_id = context_.group_id, .epoch = context_.epoch, .value = secrets_.resumption_psk});
  std::vector<PskInput> inputs;
  for (const PreSharedKeyId& id : ids) {
    const Secret* value = own.find(id);
    if (value == nullptr) value = psks.find(id);
    if (value == nullptr) return Error(ErrorCode::kNotFound, "a pre-shared key that we lack");
    inputs.push_back({.encoded_id = encode(id), .value = *value});
  }
  return inputs;
}

const Group::StoredProposal* Group::find_proposal(const ProposalRef& ref) const {
  for (const StoredProposal& stored : proposals_) {
    if (stored.ref == ref) return &stored;
  }
  return nullptr;
}

}  // namespace conclave::mls
