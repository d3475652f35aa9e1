#include "mls/leaf_validation.h"

#include <algorithm>

namespace conclave::mls {
namespace {

template <typename T>
bool contains(const std::vector<T>& list, T value) {
  return std::ranges::find(list, value) != list.end();
}

// RFC 9420 11.1 and 7.2: what the RFC itself defines everybody supports and nobody lists.
bool is_default(ExtensionType type) {
  return type >= ExtensionType::kApplicationId && type <= ExtensionType::kExternalSenders;
}
bool is_default(ProposalType type) {
  return type >= ProposalType::kAdd && type <= ProposalType::kGroupContextExtensions;
}
bool is_default(CredentialType) { return false; }

template <typename T>
bool supports(const std::vector<T>& supported, T wanted) {
  return is_default(wanted) || contains(supported, wanted);
}
template <typename T>
bool supports_all(const std::vector<T>& supported, const std::vector<T>& wanted) {
  return std::ranges::all_of(wanted, [&](T type) { return supports(supported, type); });
}

Result<void> check_required(const RequiredCapabilities& required, const Capabilities& has) {
  if (!supports_all(has.extensions, required.extension_types) ||
      !supports_all(has.proposals, required.proposal_types) ||
      !supports_all(has.credentials, required.credential_types)) {
    return Error(ErrorCode::kInvalid, "a leaf lacks a required capability");
  }
  return ok();
}

Result<void> check_lifetime(const LeafNode& leaf, UnixSeconds now) {
  const auto* const source = std::get_if<KeyPackageSource>(&leaf.source);
  if (source == nullptr) return ok();
  if (now.value() < source->lifetime.not_before || now.value() > source->lifetime.not_after) {
    return Error(ErrorCode::kInvalid, "a key package outside its lifetime");
  }
  return ok();
}

}  // namespace

Result<LeafRules> LeafRules::of(const CipherSuite& suite, const Extensions& extensions) {
  LeafRules rules{.suite = suite, .required = {}, .group_extensions = {}};
  for (const Extension& extension : extensions) rules.group_extensions.push_back(extension.type);
  if (const Buffer* data = find_extension(extensions, ExtensionType::kRequiredCapabilities)) {
    rules.required = TRY(decode<RequiredCapabilities>(*data));
  }
  return rules;
}

Result<void> check_leaf(const LeafRules& rules, const LeafNode& leaf,
                        std::optional<UnixSeconds> now) {
  const Capabilities& has = leaf.capabilities;
  if (!contains(has.versions, ProtocolVersion::kMls10) ||
      !contains(has.cipher_suites, rules.suite.id)) {
    return Error(ErrorCode::kInvalid, "a leaf does not speak the group's version and suite");
  }
  if (!contains(has.credentials, credential_type(leaf.credential))) {
    return Error(ErrorCode::kInvalid, "a leaf does not list its own credential type");
  }
  TRY(check_extensions_once(leaf.extensions));
  for (const Extension& extension : leaf.extensions) {
    if (!supports(has.extensions, extension.type)) {
      return Error(ErrorCode::kInvalid, "a leaf does not list its own extension");
    }
  }
  if (!supports_all(has.extensions, rules.group_extensions)) {
    return Error(ErrorCode::kInvalid, "a leaf does not support an extension of the group");
  }
  if (rules.required) TRY(check_required(*rules.required, has));
  if (now) TRY(check_lifetime(leaf, *now));
  return ok();
}

Result<void> check_leaf_signature(const CipherSuite& suite, const LeafNode& leaf, Bytes group_id,
                                  LeafIndex index) {
  return verify_with_label(suite, leaf.signature_key, "LeafNodeTBS",
                           to_be_signed(leaf, group_id, index), leaf.signature);
}

Result<void> check_credential_types(const RatchetTree& tree) {
  std::vector<CredentialType> in_use;
  for (uint32_t i = 0; i < tree.width(); ++i) {
    const LeafNode* const leaf = tree.leaf(LeafIndex(i));
    if (leaf == nullptr) continue;
    const CredentialType type = credential_type(leaf->credential);
    if (!contains(in_use, type)) in_use.push_back(type);
  }
  for (uint32_t i = 0; i < tree.width(); ++i) {
    const LeafNode* const leaf = tree.leaf(LeafIndex(i));
    if (leaf != nullptr && !supports_all(leaf->capabilities.credentials, in_use)) {
      return Error(ErrorCode::kInvalid, "a credential type that a member does not support");
    }
  }
  return ok();
}

}  // namespace conclave::mls
