#include "mls/ratchet_tree.h"

#include <algorithm>

namespace conclave::mls {

RatchetTree::RatchetTree(const CipherSuite& suite, LeafNode only_leaf) : suite_(suite) {
  resize(1);
  set_leaf(LeafIndex(0), std::move(only_leaf));
}

Result<RatchetTree> RatchetTree::from_wire(const CipherSuite& suite, const WireTree& wire) {
  if (wire.empty() || !wire.back()) {
    return Error(ErrorCode::kMalformed, "ratchet tree does not end in a node");
  }
  RatchetTree tree(suite);
  tree.resize(std::bit_ceil(static_cast<uint32_t>(wire.size() / 2 + 1)));
  for (uint32_t i = 0; i < wire.size(); ++i) {
    if (!wire[i]) continue;
    if (std::holds_alternative<LeafNode>(*wire[i]) != is_leaf(NodeIndex(i))) {
      return Error(ErrorCode::kMalformed, "a leaf where a parent belongs, or the reverse");
    }
    tree.nodes_[i] = std::make_shared<const Node>(*wire[i]);
  }
  return tree;
}

Buffer RatchetTree::encode() const {
  size_t count = nodes_.size();
  while (count > 0 && !nodes_[count - 1]) --count;
  Writer nodes;
  for (size_t i = 0; i < count; ++i) {
    nodes.u8(nodes_[i] ? 1 : 0);
    if (nodes_[i]) write(nodes, *nodes_[i]);
  }
  Writer writer(nodes.size() + 4);
  codec::write_opaque(writer, nodes.view());
  return std::move(writer).take();
}

size_t RatchetTree::member_count() const {
  size_t count = 0;
  for (size_t i = 0; i < nodes_.size(); i += 2) count += nodes_[i] ? 1 : 0;
  return count;
}

std::vector<LeafIndex> RatchetTree::leaves() const {
  std::vector<LeafIndex> leaves;
  for (uint32_t i = 0; i < width(); ++i) {
    if (leaf(LeafIndex(i)) != nullptr) leaves.push_back(LeafIndex(i));
  }
  return leaves;
}

const LeafNode* RatchetTree::leaf(LeafIndex index) const {
  if (index.value() >= width()) return nullptr;
  const SharedNode& node = nodes_[node_of(index).value()];
  return node ? std::get_if<LeafNode>(node.get()) : nullptr;
}

const ParentNode* RatchetTree::parent(NodeIndex index) const {
  if (is_blank(index)) return nullptr;
  return std::get_if<ParentNode>(nodes_[index.value()].get());
}

bool RatchetTree::is_blank(NodeIndex index) const {
  return index.value() >= nodes_.size() || !nodes_[index.value()];
}

Bytes RatchetTree::encryption_key(NodeIndex index) const {
  CHECK(!is_blank(index));
  return std::visit([](const auto& node) -> Bytes { return node.encryption_key; },
                    *nodes_[index.value()]);
}

std::optional<LeafIndex> RatchetTree::find(const LeafNode& wanted) const {
  for (LeafIndex i(0); i.value() < width(); i = LeafIndex(i.value() + 1)) {
    const LeafNode* const candidate = leaf(i);
    if (candidate != nullptr && *candidate == wanted) return i;
  }
  return std::nullopt;
}

// RFC 9420 12.1.1: the leaf is unmerged at every non-blank node above it.
LeafIndex RatchetTree::add(LeafNode new_leaf) {
  LeafIndex index(0);
  while (index.value() < width() && leaf(index) != nullptr) index = LeafIndex(index.value() + 1);
  if (index.value() == width()) resize(width() * 2);
  for (const NodeIndex above : direct_path(index, width())) {
    const ParentNode* const current = parent(above);
    if (current == nullptr) continue;
    ParentNode changed = *current;
    auto& unmerged = changed.unmerged_leaves;
    unmerged.insert(std::ranges::lower_bound(unmerged, index), index);
    set(above, std::make_shared<const Node>(std::move(changed)));
  }
  set_leaf(index, std::move(new_leaf));
  return index;
}

void RatchetTree::update(LeafIndex index, LeafNode new_leaf) {
  blank_path(index);
  set_leaf(index, std::move(new_leaf));
}

void RatchetTree::remove(LeafIndex index) {
  blank_path(index);
  set(node_of(index), nullptr);
  truncate();
}

Buffer RatchetTree::set_path(LeafIndex index, std::span<const Buffer> keys) {
  const std::vector<PathStep> steps = filtered_path(index);
  CHECK(steps.size() == keys.size());
  blank_path(index);
  Buffer above;  // RFC 9420 7.9: from the root down, each node holds the hash of the one above
  for (size_t i = steps.size(); i-- > 0;) {
    set(steps[i].node,
        std::make_shared<const Node>(
            ParentNode{.encryption_key = keys[i], .parent_hash = above, .unmerged_leaves = {}}));
    above = parent_hash(steps[i].node, steps[i].copath);
  }
  return above;
}

void RatchetTree::set_leaf(LeafIndex index, LeafNode new_leaf) {
  set(node_of(index), std::make_shared<const Node>(std::move(new_leaf)));
}

std::vector<NodeIndex> RatchetTree::resolution(NodeIndex index) const {
  std::vector<NodeIndex> nodes;
  append_resolution(index, nodes);
  return nodes;
}

void RatchetTree::append_resolution(NodeIndex index, std::vector<NodeIndex>& to) const {
  if (!is_blank(index)) {
    to.push_back(index);
    if (const ParentNode* const node = parent(index)) {
      for (const LeafIndex unmerged : node->unmerged_leaves) to.push_back(node_of(unmerged));
    }
  } else if (!is_leaf(index)) {
    append_resolution(left(index), to);
    append_resolution(right(index), to);
  }
}

std::vector<PathStep> RatchetTree::filtered_path(LeafIndex index) const {
  std::vector<PathStep> steps;
  NodeIndex child = node_of(index);
  for (const NodeIndex node : direct_path(index, width())) {
    const NodeIndex copath = sibling(child);
    // A subtree has an empty resolution exactly when it has no member: a parent that is not blank
    // without a leaf below it cannot have a valid parent hash.
    if (has_leaf_below(copath)) steps.push_back({.node = node, .copath = copath});
    child = node;
  }
  return steps;
}

bool RatchetTree::has_leaf_below(NodeIndex index) const {
  const LeafIndex last = last_leaf_below(index);
  for (LeafIndex i = first_leaf_below(index); i <= last; i = LeafIndex(i.value() + 1)) {
    if (leaf(i) != nullptr) return true;
  }
  return false;
}

void RatchetTree::resize(uint32_t width) {
  nodes_.resize(node_count(width));
  is_hashed_.resize(nodes_.size(), false);
  hashes_.resize(nodes_.size() * suite_.hash_size());
}

void RatchetTree::set(NodeIndex index, SharedNode node) {
  nodes_[index.value()] = std::move(node);
  forget_hashes_from(index);
}

void RatchetTree::forget_hashes_from(NodeIndex index) {
  is_hashed_[index.value()] = false;
  while (index != root(width())) {
    index = parent_of(index);
    is_hashed_[index.value()] = false;
  }
}

void RatchetTree::blank_path(LeafIndex index) {
  for (const NodeIndex node : direct_path(index, width())) nodes_[node.value()] = nullptr;
  forget_hashes_from(node_of(index));
}

// RFC 9420 7.7: the right half goes while nothing is in it.
void RatchetTree::truncate() {
  while (width() > 1) {
    const auto right_half = nodes_.begin() + root(width()).value() + 1;
    if (std::any_of(right_half, nodes_.end(),
                    [](const SharedNode& node) { return node != nullptr; })) {
      return;
    }
    resize(width() / 2);
  }
}

}  // namespace conclave::mls
