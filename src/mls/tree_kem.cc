#include "mls/tree_kem.h"

#include <algorithm>

namespace conclave::mls {

OwnKeys::OwnKeys(LeafIndex leaf, Secret leaf_private_key) : leaf_(leaf) {
  set(node_of(leaf), std::move(leaf_private_key));
}

const Secret* OwnKeys::find(NodeIndex node) const {
  const auto it = keys_.find(node);
  return it == keys_.end() ? nullptr : &it->second;
}

void OwnKeys::set(NodeIndex node, Secret private_key) {
  keys_.insert_or_assign(node, std::move(private_key));
}

void OwnKeys::prune(const RatchetTree& tree) {
  std::erase_if(keys_, [&](const auto& entry) { return tree.is_blank(entry.first); });
}

namespace {

// RFC 9420 7.4.
Result<crypto::KeyPair> node_key_pair(const CipherSuite& suite, const Secret& path_secret) {
  const Secret node_secret = derive_secret(suite, path_secret.reveal(), "node");
  return crypto::kem_derive_key_pair(suite.kem, node_secret.reveal());
}

Secret random_secret(size_t size, Random& random) {
  Secret secret(size);
  random.fill(secret.reveal());
  return secret;
}

// RFC 9420 7.5: the resolution of a copath node without the leaves that this commit added.
std::vector<NodeIndex> receivers(const RatchetTree& tree, NodeIndex copath,
                                 std::span<const LeafIndex> newcomers) {
  std::vector<NodeIndex> nodes = tree.resolution(copath);
  if (newcomers.empty()) return nodes;
  std::vector<bool> is_new(tree.width(), false);
  for (const LeafIndex leaf : newcomers) is_new[leaf.value()] = true;
  std::erase_if(nodes,
                [&](NodeIndex node) { return is_leaf(node) && is_new[leaf_of(node).value()]; });
  return nodes;
}

}  // namespace

Result<NewPath> make_path(const CipherSuite& suite, RatchetTree& tree, LeafIndex leaf_index,
                          LeafNode leaf, Bytes group_id, const Secret& signature_private_key,
                          Random& random) {
  const Secret leaf_seed = random_secret(suite.hash_size(), random);
  crypto::KeyPair leaf_keys = TRY(crypto::kem_derive_key_pair(suite.kem, leaf_seed.reveal()));
  NewPath path{.leaf = {},
               .steps = tree.filtered_path(leaf_index),
               .public_keys = {},
               .path_secrets = {},
               .own = OwnKeys(leaf_index, std::move(leaf_keys.private_key)),
               .commit_secret = {}};
  Secret path_secret = random_secret(suite.hash_size(), random);
  for (const PathStep& step : path.steps) {
    crypto::KeyPair keys = TRY(node_key_pair(suite, path_secret));
    path.own.set(step.node, std::move(keys.private_key));
    path.public_keys.push_back(std::move(keys.public_key));
    Secret next = derive_secret(suite, path_secret.reveal(), "path");
    path.path_secrets.push_back(std::exchange(path_secret, std::move(next)));
  }
  path.commit_secret = std::move(path_secret);

  leaf.encryption_key = std::move(leaf_keys.public_key);
  leaf.source = CommitSource{.parent_hash = tree.set_path(leaf_index, path.public_keys)};
  leaf.signature = TRY(sign_with_label(suite, signature_private_key.reveal(), "LeafNodeTBS",
                                       to_be_signed(leaf, group_id, leaf_index), random));
  path.leaf = leaf;
  tree.set_leaf(leaf_index, std::move(leaf));
  return path;
}

Result<UpdatePath> encrypt_path(const CipherSuite& suite, const RatchetTree& tree,
                                const NewPath& path, Bytes group_context,
                                std::span<const LeafIndex> newcomers, Random& random) {
  UpdatePath update{.leaf_node = path.leaf, .nodes = {}};
  for (size_t i = 0; i < path.steps.size(); ++i) {
    UpdatePathNode& node = update.nodes.emplace_back();
    node.encryption_key = path.public_keys[i];
    for (const NodeIndex receiver : receivers(tree, path.steps[i].copath, newcomers)) {
      node.encrypted_path_secret.push_back(
          TRY(encrypt_with_label(suite, tree.encryption_key(receiver), "UpdatePathNode",
                                 group_context, path.path_secrets[i].reveal(), random)));
    }
  }
  return update;
}

Result<void> merge_path(RatchetTree& tree, LeafIndex sender, const UpdatePath& path) {
  if (path.nodes.size() != tree.filtered_path(sender).size()) {
    return Error(ErrorCode::kInvalid, "update path of the wrong length");
  }
  std::vector<Buffer> keys;
  for (const UpdatePathNode& node : path.nodes) keys.push_back(node.encryption_key);
  const Buffer expected = tree.set_path(sender, keys);
  const auto* const source = std::get_if<CommitSource>(&path.leaf_node.source);
  if (source == nullptr || source->parent_hash != expected) {
    return Error(ErrorCode::kInvalid, "update path with a wrong parent hash");
  }
  tree.set_leaf(sender, path.leaf_node);
  return ok();
}

Result<OpenedPath> open_path(const CipherSuite& suite, const RatchetTree& tree, OwnKeys own,
                             LeafIndex sender, const UpdatePath& path, Bytes group_context,
                             std::span<const LeafIndex> newcomers) {
  own.prune(tree);
  const std::vector<PathStep> steps = tree.filtered_path(sender);
  if (steps.size() != path.nodes.size()) {
    return Error(ErrorCode::kInvalid, "update path of the wrong length");
  }
  std::optional<Secret> path_secret;
  NodeIndex from;
  for (size_t i = 0; i < steps.size(); ++i) {
    const std::vector<NodeIndex> nodes = receivers(tree, steps[i].copath, newcomers);
    const auto& ciphertexts = path.nodes[i].encrypted_path_secret;
    // RFC 9420 7.6: one ciphertext for each node of the resolution.
    if (nodes.size() != ciphertexts.size()) {
      return Error(ErrorCode::kInvalid, "update path with a wrong number of ciphertexts");
    }
    if (path_secret || !is_above(steps[i].copath, own.leaf())) continue;
    const auto mine =
        std::ranges::find_if(nodes, [&](NodeIndex node) { return own.find(node) != nullptr; });
    if (mine == nodes.end()) return Error(ErrorCode::kInvalid, "update path is not for us");
    const auto& ciphertext = ciphertexts[static_cast<size_t>(mine - nodes.begin())];
    path_secret =
        TRY(decrypt_with_label(suite, own.find(*mine)->reveal(), "UpdatePathNode", group_context,
                               ciphertext.kem_output, ciphertext.ciphertext));
    from = steps[i].node;
  }
  if (!path_secret) return Error(ErrorCode::kInvalid, "update path is not for us");
  Secret commit_secret =
      TRY(implant_path_secret(suite, tree, own, sender, from, std::move(*path_secret)));
  return OpenedPath{.own = std::move(own), .commit_secret = std::move(commit_secret)};
}

Result<Secret> implant_path_secret(const CipherSuite& suite, const RatchetTree& tree, OwnKeys& own,
                                   LeafIndex sender, NodeIndex from, Secret path_secret) {
  bool has_begun = false;
  for (const PathStep& step : tree.filtered_path(sender)) {
    has_begun = has_begun || step.node == from;
    if (!has_begun) continue;
    crypto::KeyPair keys = TRY(node_key_pair(suite, path_secret));
    // RFC 9420 7.5: the derived public key has to be the one in the tree.
    if (tree.is_blank(step.node) || !equal(keys.public_key, tree.encryption_key(step.node))) {
      return Error(ErrorCode::kInvalid, "path secret does not match the tree");
    }
    own.set(step.node, std::move(keys.private_key));
    path_secret = derive_secret(suite, path_secret.reveal(), "path");
  }
  if (!has_begun) return Error(ErrorCode::kInvalid, "path secret for a node off the path");
  return path_secret;
}

}  // namespace conclave::mls
