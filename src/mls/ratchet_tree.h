// The public half of TreeKEM (RFC 9420 sections 4, 7 and 12.4.3.3): who is in the group and which
// public keys sit where, with its hashes.
//
// Invariants:
// - The width is a power of two, and the right half holds a node that is not blank (or the tree
//   is one leaf wide).
// - Hashes are cached for every node and forgotten only along the paths that change, so a change
//   costs O(log n) hashing.
// - Nodes are immutable and shared between copies: a group is a value, consecutive epochs differ
//   in a few nodes, and copying a thousand of them for each commit would cost more than the rest.
#pragma once

#include "mls/cipher_suite.h"
#include "mls/node.h"
#include "mls/tree_math.h"

#include <memory>

namespace conclave::mls {

// One step of a filtered direct path (section 4.1.2): a parent, and its child off the path.
struct PathStep {
  NodeIndex node;
  NodeIndex copath;
};

class RatchetTree {
 public:
  RatchetTree(const CipherSuite& suite, LeafNode only_leaf);
  // What section 12.4.3.3 asks of the encoding: nodes of the right kind in their places, the last
  // one not blank. Hashes, signatures and rules are left to verify_structure and leaf validation.
  static Result<RatchetTree> from_wire(const CipherSuite& suite, const WireTree& wire);
  Buffer encode() const;

  uint32_t width() const { return (static_cast<uint32_t>(nodes_.size()) + 1) / 2; }
  size_t member_count() const;
  std::vector<LeafIndex> leaves() const;            // ascending, without the blank ones
  const LeafNode* leaf(LeafIndex index) const;      // null: blank or outside
  const ParentNode* parent(NodeIndex index) const;  // null: blank, outside or a leaf
  bool is_blank(NodeIndex index) const;
  Bytes encryption_key(NodeIndex index) const;  // of a node that is not blank
  std::optional<LeafIndex> find(const LeafNode& leaf) const;

  // Section 7.7 and 12.1: what the proposals do.
  LeafIndex add(LeafNode leaf);  // at the leftmost blank leaf, else the tree doubles
  void update(LeafIndex index, LeafNode leaf);
  void remove(LeafIndex index);

  // Section 7.5: blanks the leaf's direct path, puts `keys` on its filtered direct path and
  // returns the parent hash that belongs into the leaf. keys.size() == filtered_path().size().
  Buffer set_path(LeafIndex index, std::span<const Buffer> keys);
  void set_leaf(LeafIndex index, LeafNode leaf);

  // Section 4.1.1.
  std::vector<NodeIndex> resolution(NodeIndex index) const;
  std::vector<PathStep> filtered_path(LeafIndex index) const;

  // Section 7.8. Valid until the tree changes.
  Bytes tree_hash(NodeIndex index) const;
  Bytes root_hash() const { return tree_hash(root(width())); }

  // Section 12.4.3.1, of a tree that came from outside: parent hashes (7.9.2), unmerged leaves,
  // and no encryption key twice. kInvalid otherwise.
  Result<void> verify_structure() const;
  // Sections 7.3 and 12.4.3.1: no encryption key in two nodes, no signature key in two leaves.
  Result<void> verify_unique_keys() const;

 private:
  using SharedNode = std::shared_ptr<const Node>;  // null: blank

  explicit RatchetTree(const CipherSuite& suite) : suite_(suite) {}

  void resize(uint32_t width);
  void set(NodeIndex index, SharedNode node);
  void forget_hashes_from(NodeIndex index);
  void blank_path(LeafIndex index);
  void truncate();
  bool has_leaf_below(NodeIndex index) const;
  void append_resolution(NodeIndex index, std::vector<NodeIndex>& to) const;

  Buffer hash_node(NodeIndex index, const Node* node, Bytes left_hash, Bytes right_hash) const;
  Buffer hash_without(NodeIndex index, std::span<const LeafIndex> blanked) const;
  Buffer parent_hash(NodeIndex parent, NodeIndex copath) const;

  Result<void> verify_unmerged_leaves(NodeIndex index) const;
  Result<void> verify_parent_hash(NodeIndex index) const;
  bool is_parent_hash_child(NodeIndex parent, NodeIndex child, NodeIndex copath) const;

  CipherSuite suite_;
  std::vector<SharedNode> nodes_;
  mutable Buffer hashes_;                // hash_size bytes a node
  mutable std::vector<bool> is_hashed_;  // whether its bytes in hashes_ are right
};

}  // namespace conclave::mls
