// Tree hashes, parent hashes, and the checks on a tree that came from outside (RFC 9420 sections
// 7.8, 7.9 and 12.4.3.1).

#include "mls/ratchet_tree.h"

#include <algorithm>

namespace conclave::mls {

Bytes RatchetTree::tree_hash(NodeIndex index) const {
  CHECK(index.value() < nodes_.size());
  const size_t size = suite_.hash_size();
  const MutableBytes slot = MutableBytes(hashes_).subspan(index.value() * size, size);
  if (is_hashed_[index.value()]) return slot;
  const Node* const node = nodes_[index.value()].get();
  const Buffer hash = is_leaf(index)
                          ? hash_node(index, node, {}, {})
                          : hash_node(index, node, tree_hash(left(index)), tree_hash(right(index)));
  std::ranges::copy(hash, slot.begin());
  is_hashed_[index.value()] = true;
  return slot;
}

// TreeHashInput: LeafNodeHashInput or ParentNodeHashInput.
Buffer RatchetTree::hash_node(NodeIndex index, const Node* node, Bytes left_hash,
                              Bytes right_hash) const {
  Writer writer(512);
  write(writer, is_leaf(index) ? NodeType::kLeaf : NodeType::kParent);
  if (is_leaf(index)) write(writer, leaf_of(index));
  writer.u8(node != nullptr ? 1 : 0);
  if (node != nullptr) std::visit([&](const auto& contents) { write(writer, contents); }, *node);
  if (!is_leaf(index)) {
    codec::write_opaque(writer, left_hash);
    codec::write_opaque(writer, right_hash);
  }
  return crypto::digest(suite_.hash, writer.view());
}

namespace {

bool any_below(NodeIndex node, std::span<const LeafIndex> leaves) {
  return std::ranges::any_of(leaves, [&](LeafIndex leaf) { return is_above(node, leaf); });
}

bool contains(std::span<const LeafIndex> leaves, LeafIndex leaf) {
  return std::ranges::binary_search(leaves, leaf);
}

}  // namespace

// The hash that a subtree had before `blanked` were added. Only the paths down to them are hashed
// again; the rest comes from the cache.
Buffer RatchetTree::hash_without(NodeIndex index, std::span<const LeafIndex> blanked) const {
  if (!any_below(index, blanked)) return to_buffer(tree_hash(index));
  if (is_leaf(index)) return hash_node(index, nullptr, {}, {});
  const Buffer left_hash = hash_without(left(index), blanked);
  const Buffer right_hash = hash_without(right(index), blanked);
  const ParentNode* const current = parent(index);
  if (current == nullptr) return hash_node(index, nullptr, left_hash, right_hash);
  ParentNode before = *current;
  std::erase_if(before.unmerged_leaves, [&](LeafIndex leaf) { return contains(blanked, leaf); });
  const Node node(std::move(before));
  return hash_node(index, &node, left_hash, right_hash);
}

// RFC 9420 7.9, ParentHashInput.
Buffer RatchetTree::parent_hash(NodeIndex index, NodeIndex copath) const {
  const ParentNode* const node = parent(index);
  CHECK(node != nullptr);
  Writer writer(256);
  write(writer, node->encryption_key);
  write(writer, node->parent_hash);
  codec::write_opaque(writer, hash_without(copath, node->unmerged_leaves));
  return crypto::digest(suite_.hash, writer.view());
}

Result<void> RatchetTree::verify_structure() const {
  // Every list of unmerged leaves first: resolutions, which parent hashes are about, lean on them.
  for (uint32_t i = 1; i < nodes_.size(); i += 2) {
    if (!is_blank(NodeIndex(i))) TRY(verify_unmerged_leaves(NodeIndex(i)));
  }
  for (uint32_t i = 1; i < nodes_.size(); i += 2) {
    if (!is_blank(NodeIndex(i))) TRY(verify_parent_hash(NodeIndex(i)));
  }
  return verify_unique_keys();
}

// RFC 9420 12.4.3.1 and 7.1: each entry is a leaf below the node that is not blank, unmerged at
// every node in between as well, in increasing order.
Result<void> RatchetTree::verify_unmerged_leaves(NodeIndex index) const {
  const std::vector<LeafIndex>& unmerged = parent(index)->unmerged_leaves;
  if (!std::ranges::is_sorted(unmerged, std::ranges::less_equal{})) {
    return Error(ErrorCode::kInvalid, "unmerged leaves out of order");
  }
  for (const LeafIndex entry : unmerged) {
    if (!is_above(index, entry) || leaf(entry) == nullptr) {
      return Error(ErrorCode::kInvalid, "an unmerged leaf is not below its node");
    }
    for (NodeIndex between = parent_of(node_of(entry)); between != index;
         between = parent_of(between)) {
      const ParentNode* const node = parent(between);
      if (node != nullptr && !contains(node->unmerged_leaves, entry)) {
        return Error(ErrorCode::kInvalid, "an unmerged leaf is merged further down");
      }
    }
  }
  return ok();
}

// RFC 9420 7.9.2, top down: exactly one descendant vouches for the node.
Result<void> RatchetTree::verify_parent_hash(NodeIndex index) const {
  const bool by_left = is_parent_hash_child(index, left(index), right(index));
  const bool by_right = is_parent_hash_child(index, right(index), left(index));
  if (by_left == by_right) return Error(ErrorCode::kInvalid, "a parent hash does not verify");
  return ok();
}

// Whether some D in the resolution of `child` carries the parent hash of `index`, and everything
// else in that resolution is unmerged at `index`.
bool RatchetTree::is_parent_hash_child(NodeIndex index, NodeIndex child, NodeIndex copath) const {
  const Buffer expected = parent_hash(index, copath);
  const std::vector<LeafIndex>& unmerged = parent(index)->unmerged_leaves;
  const std::vector<NodeIndex> nodes = resolution(child);
  const auto unmerged_below =
      std::ranges::count_if(unmerged, [&](LeafIndex entry) { return is_above(child, entry); });
  if (static_cast<size_t>(unmerged_below) + 1 != nodes.size()) return false;
  const NodeIndex* candidate = nullptr;
  for (const NodeIndex& node : nodes) {
    if (is_leaf(node) && contains(unmerged, leaf_of(node))) continue;
    if (candidate != nullptr) return false;
    candidate = &node;
  }
  if (candidate == nullptr) return false;
  if (const ParentNode* const node = parent(*candidate)) return node->parent_hash == expected;
  const LeafNode* const node = leaf(leaf_of(*candidate));
  const auto* const source = std::get_if<CommitSource>(&node->source);
  return source != nullptr && source->parent_hash == expected;
}

Result<void> RatchetTree::verify_unique_keys() const {
  const auto has_twice = [](std::vector<std::string_view>& keys) {
    std::ranges::sort(keys);
    return std::ranges::adjacent_find(keys) != keys.end();
  };
  std::vector<std::string_view> encryption_keys;
  std::vector<std::string_view> signature_keys;
  encryption_keys.reserve(nodes_.size());
  signature_keys.reserve(width());
  for (uint32_t i = 0; i < nodes_.size(); ++i) {
    if (!nodes_[i]) continue;
    encryption_keys.push_back(as_text(encryption_key(NodeIndex(i))));
    if (const auto* const node = std::get_if<LeafNode>(nodes_[i].get())) {
      signature_keys.push_back(as_text(node->signature_key));
    }
  }
  if (has_twice(encryption_keys)) return Error(ErrorCode::kInvalid, "an encryption key twice");
  if (has_twice(signature_keys)) return Error(ErrorCode::kInvalid, "a signature key twice");
  return ok();
}

}  // namespace conclave::mls
