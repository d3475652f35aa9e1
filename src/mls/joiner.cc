#include "mls/joiner.h"

#include "mls/leaf_validation.h"

#include <algorithm>

namespace conclave::mls {

Result<Group> Group::join(const Welcome& welcome, const OwnKeyPackage& own, const PskStore& psks,
                          const JoinOptions& options) {
  // RFC 9420 12.4.3.1: the key package's suite is the Welcome's.
  if (welcome.cipher_suite != own.key_package.cipher_suite) {
    return Error(ErrorCode::kInvalid, "a Welcome of another suite");
  }
  const CipherSuite suite = TRY(cipher_suite(welcome.cipher_suite));
  return Joiner(suite, own, psks, options).by_welcome(welcome);
}

Result<Group> Joiner::by_welcome(const Welcome& welcome) {
  OpenedWelcome opened = TRY(open_welcome(suite_, welcome, own_, psks_, options_.predecessor));
  GroupSecrets& secrets = opened.secrets;
  const GroupInfo& info = opened.group_info;
  RatchetTree tree = TRY(verified_tree(info));
  TRY(verify_group_info(info, tree));
  TRY(check_succession(secrets, info, tree));
  OwnKeys keys = TRY(own_keys(info, tree, std::move(secrets.path_secret)));
  EpochSecrets epoch = epoch_secrets(suite_, secrets.joiner_secret.reveal(),
                                     opened.psk_secret.reveal(), encode(info.group_context));
  Group group(suite_, options_.policy, info.group_context, std::move(tree), std::move(keys),
              own_.signature_private_key, std::move(epoch));
  if (!equal_in_constant_time(group.confirmation_tag_, info.confirmation_tag)) {
    return Error(ErrorCode::kUnauthentic, "a Welcome with a wrong confirmation tag");
  }
  return group;
}

Result<RatchetTree> Joiner::verified_tree(const GroupInfo& info) const {
  const GroupContext& context = info.group_context;
  if (context.version != ProtocolVersion::kMls10 || context.cipher_suite != suite_.id) {
    return Error(ErrorCode::kInvalid, "a group of another suite or version");
  }
  const Buffer* const data = find_extension(info.extensions, ExtensionType::kRatchetTree);
  if (data == nullptr && options_.tree == nullptr) {
    return Error(ErrorCode::kNotFound, "no ratchet tree");
  }
  WireTree decoded;
  if (data != nullptr) decoded = TRY(decode<WireTree>(*data));
  RatchetTree tree =
      TRY(RatchetTree::from_wire(suite_, data != nullptr ? decoded : *options_.tree));
  if (!equal(tree.root_hash(), context.tree_hash)) {
    return Error(ErrorCode::kInvalid, "a ratchet tree with another hash");
  }
  TRY(tree.verify_structure());
  TRY(check_credential_types(tree));
  const LeafRules rules = TRY(LeafRules::of(suite_, context.extensions));
  for (uint32_t i = 0; i < tree.width(); ++i) {
    const LeafNode* const leaf = tree.leaf(LeafIndex(i));
    if (leaf == nullptr) continue;
    TRY(check_leaf(rules, *leaf, options_.now));
    TRY(check_leaf_signature(suite_, *leaf, context.group_id, LeafIndex(i)));
  }
  return tree;
}

Result<void> Joiner::verify_group_info(const GroupInfo& info, const RatchetTree& tree) const {
  TRY(check_extensions_once(info.extensions));
  TRY(check_extensions_once(info.group_context.extensions));
  const LeafNode* const signer = tree.leaf(info.signer);
  if (signer == nullptr) return Error(ErrorCode::kInvalid, "a GroupInfo signed by a blank leaf");
  return verify_with_label(suite_, signer->signature_key, "GroupInfoTBS", to_be_signed(info),
                           info.signature);
}

namespace {

bool is_member_of(const Credential& credential, const RatchetTree& tree) {
  for (uint32_t i = 0; i < tree.width(); ++i) {
    const LeafNode* const leaf = tree.leaf(LeafIndex(i));
    if (leaf != nullptr && leaf->credential == credential) return true;
  }
  return false;
}

// Every credential of one tree is in the other as well.
bool is_within(const RatchetTree& inner, const RatchetTree& outer) {
  for (uint32_t i = 0; i < inner.width(); ++i) {
    const LeafNode* const leaf = inner.leaf(LeafIndex(i));
    if (leaf != nullptr && !is_member_of(leaf->credential, outer)) return false;
  }
  return true;
}

bool matches(const ReInit& reinit, const GroupContext& context) {
  return reinit.group_id == context.group_id && reinit.version == context.version &&
         reinit.cipher_suite == context.cipher_suite && reinit.extensions == context.extensions;
}

}  // namespace

// RFC 9420 12.4.3.1, last step, 11.2 and 11.3: a group that claims to continue another one.
Result<void> Joiner::check_succession(const GroupSecrets& secrets, const GroupInfo& info,
                                      const RatchetTree& tree) const {
  std::vector<ResumptionPskUsage> usages;
  for (const PreSharedKeyId& id : secrets.psks) {
    const auto* const resumption = std::get_if<ResumptionPskId>(&id.psk);
    if (resumption == nullptr || resumption->usage == ResumptionPskUsage::kApplication) continue;
    usages.push_back(resumption->usage);
  }
  if (usages.empty()) return ok();
  const Group* const old = options_.predecessor;
  if (usages.size() > 1 || old == nullptr || info.group_context.epoch != 1) {
    return Error(ErrorCode::kInvalid, "a successor of a group that we do not know");
  }
  if (usages[0] == ResumptionPskUsage::kReinit) {
    if (old->reinit() && matches(*old->reinit(), info.group_context) &&
        is_within(old->tree(), tree)) {
      return ok();
    }
  } else if (old->suite() == suite_ && is_within(tree, old->tree())) {
    return ok();
  }
  return Error(ErrorCode::kInvalid, "not the successor that was agreed on");
}

Result<OwnKeys> Joiner::own_keys(const GroupInfo& info, const RatchetTree& tree,
                                 std::optional<Secret> path_secret) const {
  const std::optional<LeafIndex> mine = tree.find(own_.key_package.leaf_node);
  if (!mine) return Error(ErrorCode::kInvalid, "a group that we are not in");
  OwnKeys keys(*mine, own_.encryption_private_key);
  if (path_secret) {
    if (*mine == info.signer) return Error(ErrorCode::kInvalid, "a Welcome signed by ourselves");
    TRY(implant_path_secret(suite_, tree, keys, info.signer, common_ancestor(*mine, info.signer),
                            std::move(*path_secret)));
  }
  return keys;
}

}  // namespace conclave::mls
