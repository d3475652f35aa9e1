// The ratchet tree: where nodes are, what proposals and paths do to it, what its hashes are.

#include "mls/group_context.h"
#include "mls/leaf_validation.h"
#include "mls/tree_kem.h"
#include "mls_private_key.h"
#include "vectors.h"

#include <bit>
#include <map>

namespace conclave::vectors {
namespace {

using namespace mls;

bool matches(const Json& expected, std::optional<NodeIndex> actual) {
  if (!actual) return expected.is_null();
  return !expected.is_null() && expected.number() == actual->value();
}

Result<RatchetTree> tree_of(const CipherSuite& suite, const Json& json) {
  const WireTree wire = TRY(decode<WireTree>(json.hex()));
  return RatchetTree::from_wire(suite, wire);
}

Result<void> apply(RatchetTree& tree, const Proposal& proposal, LeafIndex sender) {
  if (const auto* add = std::get_if<Add>(&proposal.body)) tree.add(add->key_package.leaf_node);
  if (const auto* update = std::get_if<Update>(&proposal.body)) {
    tree.update(sender, update->leaf_node);
  }
  if (const auto* remove = std::get_if<Remove>(&proposal.body)) tree.remove(remove->removed);
  return ok();
}

}  // namespace

Result<void> check_tree_math(const Json& one) {
  const uint32_t width = one["n_leaves"].number_as<uint32_t>();
  TRY(expect(std::has_single_bit(width), "a width that is no power of two"));
  TRY(expect(node_count(width) == one["n_nodes"].number(), "number of nodes"));
  const NodeIndex top = root(width);
  TRY(expect(top.value() == one["root"].number(), "root"));
  for (uint32_t i = 0; i < node_count(width); ++i) {
    const NodeIndex node(i);
    const auto if_parent = [&](auto child) {
      return is_leaf(node) ? std::nullopt : std::optional(child(node));
    };
    const auto if_child = [&](auto relative) {
      return node == top ? std::nullopt : std::optional(relative(node));
    };
    TRY(expect(matches(one["left"].at(i), if_parent(left)), "left child"));
    TRY(expect(matches(one["right"].at(i), if_parent(right)), "right child"));
    TRY(expect(matches(one["parent"].at(i), if_child(parent_of)), "parent"));
    TRY(expect(matches(one["sibling"].at(i), if_child(sibling)), "sibling"));
  }
  return ok();
}

Result<void> check_tree_operations(const Json& one) {
  const CipherSuite suite = TRY(cipher_suite(one["cipher_suite"].number_as<uint16_t>()));
  RatchetTree tree = TRY(tree_of(suite, one["tree_before"]));
  TRY(expect(equal(tree.root_hash(), one["tree_hash_before"].hex()), "tree hash before"));
  const Proposal proposal = TRY(decode<Proposal>(one["proposal"].hex()));
  TRY(apply(tree, proposal, LeafIndex(one["proposal_sender"].number_as<uint32_t>())));
  TRY(expect(tree.encode() == one["tree_after"].hex(), "tree after"));
  return expect(equal(tree.root_hash(), one["tree_hash_after"].hex()), "tree hash after");
}

Result<void> check_tree_validation(const Json& one) {
  const CipherSuite suite = TRY(cipher_suite(one["cipher_suite"].number_as<uint16_t>()));
  const RatchetTree tree = TRY(tree_of(suite, one["tree"]));
  TRY(expect(one["resolutions"].items().size() == node_count(tree.width()), "tree width"));
  for (uint32_t i = 0; i < node_count(tree.width()); ++i) {
    std::vector<uint64_t> expected;
    for (const Json& node : one["resolutions"].at(i).items()) {
      expected.push_back(node.number());
    }
    std::vector<uint64_t> actual;
    for (const NodeIndex node : tree.resolution(NodeIndex(i))) actual.push_back(node.value());
    TRY(expect(actual == expected, "resolution"));
    TRY(expect(equal(tree.tree_hash(NodeIndex(i)), one["tree_hashes"].at(i).hex()), "tree hash"));
  }
  TRY(tree.verify_structure());
  for (uint32_t i = 0; i < tree.width(); ++i) {
    const LeafNode* const leaf = tree.leaf(LeafIndex(i));
    if (leaf == nullptr) continue;
    TRY(check_leaf_signature(suite, *leaf, one["group_id"].hex(), LeafIndex(i)));
  }
  return ok();
}

// ---- TreeKEM ------------------------------------------------------------------------------------

namespace {

struct PrivateLeaf {
  OwnKeys keys;
  Secret signature_key;
};

class TreeKemCase {
 public:
  TreeKemCase(const CipherSuite& suite, const Json& one, RatchetTree tree)
      : suite_(suite), one_(one), tree_(std::move(tree)) {}

  Result<void> check() {
    for (const Json& leaf : one_["leaves_private"].items()) TRY(load(leaf));
    for (const Json& update : one_["update_paths"].items()) TRY(check_update(update));
    return ok();
  }

 private:
  Result<void> load(const Json& json) {
    const LeafIndex index(json["index"].number_as<uint32_t>());
    PrivateLeaf leaf{.keys = OwnKeys(index, private_key(suite_, json["encryption_priv"])),
                     .signature_key = private_key(suite_, json["signature_priv"])};
    for (const Json& entry : json["path_secrets"].items()) {
      const NodeIndex node(entry["node"].number_as<uint32_t>());
      const Secret secret = derive_secret(suite_, entry["path_secret"].hex(), "node");
      crypto::KeyPair pair = TRY(crypto::kem_derive_key_pair(suite_.kem, secret.reveal()));
      TRY(expect(!tree_.is_blank(node) && equal(tree_.encryption_key(node), pair.public_key),
                 "private key does not match the tree"));
      leaf.keys.set(node, std::move(pair.private_key));
    }
    leaves_.emplace(index, std::move(leaf));
    return ok();
  }

  Buffer context(const RatchetTree& tree) const {
    GroupContext context;
    context.cipher_suite = suite_.id;
    context.group_id = one_["group_id"].hex();
    context.epoch = one_["epoch"].number();
    context.tree_hash = to_buffer(tree.root_hash());
    context.confirmed_transcript_hash = one_["confirmed_transcript_hash"].hex();
    return encode(context);
  }

  Result<void> check_update(const Json& json) {
    const LeafIndex sender(json["sender"].number_as<uint32_t>());
    TRY(expect(leaves_.contains(sender) && tree_.leaf(sender) != nullptr, "nobody's path"));
    const UpdatePath path = TRY(decode<UpdatePath>(json["update_path"].hex()));
    RatchetTree after = tree_;
    TRY(merge_path(after, sender, path));
    TRY(expect(equal(after.root_hash(), json["tree_hash_after"].hex()), "tree hash after"));
    TRY(everyone_opens(after, sender, path, Secret(json["commit_secret"].hex()),
                       json["path_secrets"]));
    return check_own_path(sender);
  }

  // Everyone ends with the commit secret and, where expected, the first secret they can open.
  Result<void> everyone_opens(const RatchetTree& after, LeafIndex sender, const UpdatePath& path,
                              const Secret& commit_secret, const Json& expected) {
    for (const auto& [index, leaf] : leaves_) {
      if (index == sender) continue;
      const OpenedPath opened =
          TRY(open_path(suite_, after, leaf.keys, sender, path, context(after), {}));
      TRY(expect(opened.commit_secret == commit_secret, "commit secret"));
      if (expected.is_null()) continue;
      const Secret secret = derive_secret(suite_, expected.at(index.value()).hex(), "node");
      const crypto::KeyPair pair = TRY(crypto::kem_derive_key_pair(suite_.kem, secret.reveal()));
      const Secret* const held = opened.own.find(common_ancestor(sender, index));
      TRY(expect(held != nullptr && *held == pair.private_key, "path secret"));
    }
    return ok();
  }

  Result<void> check_own_path(LeafIndex sender) {
    SeededRandom random(7);
    RatchetTree after = tree_;
    const NewPath made =
        TRY(make_path(suite_, after, sender, *tree_.leaf(sender), one_["group_id"].hex(),
                      leaves_.find(sender)->second.signature_key, random));
    const UpdatePath path = TRY(encrypt_path(suite_, after, made, context(after), {}, random));
    return everyone_opens(after, sender, path, made.commit_secret, Json());
  }

  const CipherSuite& suite_;
  const Json& one_;
  RatchetTree tree_;
  std::map<LeafIndex, PrivateLeaf> leaves_;
};

}  // namespace

Result<void> check_treekem(const Json& one) {
  const CipherSuite suite = TRY(cipher_suite(one["cipher_suite"].number_as<uint16_t>()));
  RatchetTree tree = TRY(tree_of(suite, one["ratchet_tree"]));
  return TreeKemCase(suite, one, std::move(tree)).check();
}

}  // namespace conclave::vectors
