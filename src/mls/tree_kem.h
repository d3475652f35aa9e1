// The private half of TreeKEM (RFC 9420 sections 7.4 to 7.6): which private keys this member
// holds, how a committer makes a path of new ones, and how everyone else opens their share of it.
#pragma once

#include "mls/commit.h"
#include "mls/ratchet_tree.h"

#include <map>

namespace conclave::mls {

// The private keys of this member: its leaf's, and those of parents whose key it was sent.
class OwnKeys {
 public:
  OwnKeys(LeafIndex leaf, Secret leaf_private_key);

  LeafIndex leaf() const { return leaf_; }
  const Secret* find(NodeIndex node) const;  // null: not known
  void set(NodeIndex node, Secret private_key);
  // Forgets the keys of nodes that are blank now.
  void prune(const RatchetTree& tree);
  const std::map<NodeIndex, Secret>& all() const { return keys_; }

 private:
  LeafIndex leaf_;
  std::map<NodeIndex, Secret> keys_;
};

// A path that this member made: already in the tree, not yet encrypted to anyone.
struct NewPath {
  LeafNode leaf;
  std::vector<PathStep> steps;
  std::vector<Buffer> public_keys;   // one a step
  std::vector<Secret> path_secrets;  // one a step
  OwnKeys own;
  Secret commit_secret;
};

// Fresh keys along the path of `leaf_index`. The leaf comes with its lasting contents (signature
// key, credential, capabilities, extensions); keys, source and signature are filled in.
Result<NewPath> make_path(const CipherSuite& suite, RatchetTree& tree, LeafIndex leaf_index,
                          LeafNode leaf, Bytes group_id, const Secret& signature_private_key,
                          Random& random);

// `newcomers` are the leaves added by this very commit: they learn their secrets from a Welcome.
Result<UpdatePath> encrypt_path(const CipherSuite& suite, const RatchetTree& tree,
                                const NewPath& path, Bytes group_context,
                                std::span<const LeafIndex> newcomers, Random& random);

// Puts a received path into the tree. kInvalid if its length or parent hash is wrong.
Result<void> merge_path(RatchetTree& tree, LeafIndex sender, const UpdatePath& path);

struct OpenedPath {
  OwnKeys own;
  Secret commit_secret;
};
// After merge_path, with the provisional group context. The tree must hold own.leaf().
Result<OpenedPath> open_path(const CipherSuite& suite, const RatchetTree& tree, OwnKeys own,
                             LeafIndex sender, const UpdatePath& path, Bytes group_context,
                             std::span<const LeafIndex> newcomers);

// Derives the keys from `from` (a node of sender's filtered path) up to the root out of the path
// secret of `from`, checks them against the tree, stores them, and returns the commit_secret.
Result<Secret> implant_path_secret(const CipherSuite& suite, const RatchetTree& tree, OwnKeys& own,
                                   LeafIndex sender, NodeIndex from, Secret path_secret);

}  // namespace conclave::mls
