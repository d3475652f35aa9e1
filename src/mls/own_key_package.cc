#include "mls/own_key_package.h"

#include "mls/leaf_validation.h"

namespace conclave::mls {
namespace {

Result<crypto::KeyPair> fresh_kem_keys(const CipherSuite& suite, Random& random) {
  Secret seed(suite.hash_size());
  random.fill(seed.reveal());
  return crypto::kem_derive_key_pair(suite.kem, seed.reveal());
}

Result<LeafNode> sign_leaf(const CipherSuite& suite, const Identity& identity,
                           const KeyPackageOptions& options, Buffer encryption_key,
                           Random& random) {
  LeafNode leaf{.encryption_key = std::move(encryption_key),
                .signature_key = identity.signature.public_key,
                .credential = identity.credential,
                .capabilities = {.versions = {ProtocolVersion::kMls10},
                                 .cipher_suites = {suite.id},
                                 .extensions = options.supported_extensions,
                                 .proposals = options.supported_proposals,
                                 .credentials = {credential_type(identity.credential)}},
                .source = KeyPackageSource{.lifetime = options.lifetime},
                .extensions = options.leaf_extensions,
                .signature = {}};
  leaf.signature =
      TRY(sign_with_label(suite, identity.signature.private_key.reveal(), "LeafNodeTBS",
                          to_be_signed(leaf, {}, LeafIndex(0)), random));
  return leaf;
}

}  // namespace

Result<Identity> make_identity(const CipherSuite& suite, Credential credential, Random& random) {
  return Identity{.credential = std::move(credential),
                  .signature = TRY(crypto::signature_generate(suite.signature, random))};
}

Result<OwnKeyPackage> make_key_package(const CipherSuite& suite, const Identity& identity,
                                       const KeyPackageOptions& options, Random& random) {
  crypto::KeyPair init = TRY(fresh_kem_keys(suite, random));
  crypto::KeyPair encryption = TRY(fresh_kem_keys(suite, random));
  KeyPackage made{.version = ProtocolVersion::kMls10,
                  .cipher_suite = suite.id,
                  .init_key = std::move(init.public_key),
                  .leaf_node = TRY(sign_leaf(suite, identity, options,
                                             std::move(encryption.public_key), random)),
                  .extensions = options.key_package_extensions,
                  .signature = {}};
  made.signature = TRY(sign_with_label(suite, identity.signature.private_key.reveal(),
                                       "KeyPackageTBS", to_be_signed(made), random));
  return OwnKeyPackage{.key_package = std::move(made),
                       .init_private_key = std::move(init.private_key),
                       .encryption_private_key = std::move(encryption.private_key),
                       .signature_private_key = identity.signature.private_key};
}

Result<KeyPackage> verify(Unverified<KeyPackage> claimed, std::optional<UnixSeconds> now) {
  const KeyPackage& claim = claimed.peek();
  if (claim.version != ProtocolVersion::kMls10) {
    return Error(ErrorCode::kUnsupported, "a key package of another version");
  }
  const CipherSuite suite = TRY(cipher_suite(claim.cipher_suite));
  const LeafNode& leaf = claim.leaf_node;
  if (!std::holds_alternative<KeyPackageSource>(leaf.source)) {
    return Error(ErrorCode::kInvalid, "a key package's leaf says it is something else");
  }
  if (claim.init_key == leaf.encryption_key) {
    return Error(ErrorCode::kInvalid, "a key package with one key for two uses");
  }
  TRY(check_extensions_once(claim.extensions));
  const LeafRules no_group = TRY(LeafRules::of(suite, {}));
  TRY(check_leaf(no_group, leaf, now));
  TRY(check_leaf_signature(suite, leaf, {}, LeafIndex(0)));
  TRY(verify_with_label(suite, leaf.signature_key, "KeyPackageTBS", to_be_signed(claim),
                        claim.signature));
  return std::move(claimed).trust();
}

Buffer key_package_ref(const CipherSuite& suite, const KeyPackage& key_package) {
  return ref_hash(suite, "MLS 1.0 KeyPackage Reference", encode(key_package));
}

}  // namespace conclave::mls
