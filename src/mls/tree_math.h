// Where things are in the tree (RFC 9420 appendix C): nodes are numbered from left to right, so
// that leaves are even and a parent's level is the number of ones its index ends in. A tree's
// width is its number of leaves, a power of two.
#pragma once

#include "base/check.h"
#include "mls/types.h"

#include <bit>
#include <optional>
#include <vector>

namespace conclave::mls {

constexpr NodeIndex node_of(LeafIndex leaf) { return NodeIndex(leaf.value() * 2); }
constexpr bool is_leaf(NodeIndex node) { return node.value() % 2 == 0; }
constexpr LeafIndex leaf_of(NodeIndex node) { return LeafIndex(node.value() / 2); }
constexpr unsigned level(NodeIndex node) {
  return static_cast<unsigned>(std::countr_one(node.value()));
}

constexpr uint32_t node_count(uint32_t width) { return width == 0 ? 0 : 2 * width - 1; }
constexpr NodeIndex root(uint32_t width) { return NodeIndex(width - 1); }

constexpr NodeIndex left(NodeIndex parent) {
  return NodeIndex(parent.value() ^ (1u << (level(parent) - 1)));
}
constexpr NodeIndex right(NodeIndex parent) {
  return NodeIndex(parent.value() ^ (3u << (level(parent) - 1)));
}
// Not for a root, which has neither.
constexpr NodeIndex parent_of(NodeIndex node) {
  const unsigned k = level(node);
  const uint32_t side = (node.value() >> (k + 1)) & 1;
  return NodeIndex((node.value() | (1u << k)) ^ (side << (k + 1)));
}
constexpr NodeIndex sibling(NodeIndex node) {
  const NodeIndex parent = parent_of(node);
  return node < parent ? right(parent) : left(parent);
}

// The leaves below a node: [first, last].
constexpr LeafIndex first_leaf_below(NodeIndex node) {
  return LeafIndex((node.value() + 1 - (1u << level(node))) / 2);
}
constexpr LeafIndex last_leaf_below(NodeIndex node) {
  return LeafIndex((node.value() - 1 + (1u << level(node))) / 2);
}
constexpr bool is_above(NodeIndex node, LeafIndex leaf) {
  return first_leaf_below(node) <= leaf && leaf <= last_leaf_below(node);
}

// From the leaf's parent up to the root.
inline std::vector<NodeIndex> direct_path(LeafIndex leaf, uint32_t width) {
  CHECK(leaf.value() < width);
  std::vector<NodeIndex> path;
  for (NodeIndex node = node_of(leaf); node != root(width);) {
    node = parent_of(node);
    path.push_back(node);
  }
  return path;
}

constexpr NodeIndex common_ancestor(LeafIndex a, LeafIndex b) {
  NodeIndex node = node_of(a);
  while (!is_above(node, b)) node = parent_of(node);
  return node;
}

}  // namespace conclave::mls
