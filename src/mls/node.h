// A node of the ratchet tree as it travels (RFC 9420 sections 7.1 and 12.4.3.3).
//
//   struct {
//       HPKEPublicKey encryption_key;
//       opaque parent_hash<V>;
//       uint32 unmerged_leaves<V>;
//   } ParentNode;
//
//   struct {
//       NodeType node_type;
//       select (Node.node_type) {
//           case leaf:   LeafNode leaf_node;
//           case parent: ParentNode parent_node;
//       };
//   } Node;
//
//   optional<Node> ratchet_tree<V>;
#pragma once

#include "mls/leaf_node.h"

namespace conclave::mls {

struct ParentNode {
  static constexpr NodeType kType = NodeType::kParent;
  Buffer encryption_key;
  Buffer parent_hash;
  std::vector<LeafIndex> unmerged_leaves;  // ascending

  static constexpr auto fields() {
    return std::tuple(&ParentNode::encryption_key, &ParentNode::parent_hash,
                      &ParentNode::unmerged_leaves);
  }
  friend bool operator==(const ParentNode&, const ParentNode&) = default;
};

using Node = std::variant<LeafNode, ParentNode>;
using WireTree = std::vector<std::optional<Node>>;

}  // namespace conclave::mls
