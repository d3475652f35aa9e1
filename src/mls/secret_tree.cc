#include "mls/secret_tree.h"

#include "base/check.h"

#include <bit>

namespace conclave::mls {
namespace {

// The ancestor of a leaf at a level, in the array numbering of RFC 9420 appendix C.
NodeIndex ancestor(LeafIndex leaf, unsigned level) {
  return NodeIndex(((leaf.value() >> level) << (level + 1)) + (1u << level) - 1);
}

}  // namespace

SecretTree::SecretTree(const CipherSuite& suite, Secret encryption_secret, uint32_t leaf_count)
    : suite_(suite), height_(static_cast<unsigned>(std::bit_width(std::bit_ceil(leaf_count)) - 1)) {
  CHECK(leaf_count > 0 && leaf_count <= 1u << 30);
  nodes_.emplace(ancestor(LeafIndex(0), height_), std::move(encryption_secret));
}

Result<uint32_t> SecretTree::next_generation(LeafIndex leaf, Ratchet ratchet) {
  return TRY(chain(leaf, ratchet))->next;
}

Result<MessageKey> SecretTree::key(LeafIndex leaf, Ratchet ratchet, uint32_t generation) {
  Chain& chain = *TRY(this->chain(leaf, ratchet));
  if (generation >= chain.next) {
    if (generation - chain.next >= limits::kRatchetForwardMax) {
      return Error(ErrorCode::kLimit, "generation too far ahead");
    }
    while (chain.next <= generation) advance(chain);
  }
  for (const auto& [number, key] : chain.skipped) {
    if (number == generation) return key;
  }
  return Error(ErrorCode::kReplayed, "generation already used or too old");
}

void SecretTree::consume(LeafIndex leaf, Ratchet ratchet, uint32_t generation) {
  const auto found = leaves_.find(leaf);
  if (found == leaves_.end()) return;
  Chain& chain =
      ratchet == Ratchet::kHandshake ? found->second.handshake : found->second.application;
  std::erase_if(chain.skipped, [&](const auto& entry) { return entry.first == generation; });
}

size_t SecretTree::secret_count() const {
  size_t count = nodes_.size();
  for (const auto& [leaf, chains] : leaves_) {
    count += 2 + chains.handshake.skipped.size() + chains.application.skipped.size();
  }
  return count;
}

Result<SecretTree::Chain*> SecretTree::chain(LeafIndex leaf, Ratchet ratchet) {
  if (leaf.value() >> height_ != 0) return Error(ErrorCode::kNotFound, "leaf outside the tree");
  const auto found = leaves_.find(leaf);
  LeafChains& chains = found != leaves_.end() ? found->second : start_leaf(leaf);
  return ratchet == Ratchet::kHandshake ? &chains.handshake : &chains.application;
}

// Derives down from the nearest ancestor that still has its secret. There is one: a node's secret
// is dropped only for its two children's, and a leaf's only for its chains.
SecretTree::LeafChains& SecretTree::start_leaf(LeafIndex leaf) {
  unsigned level = 0;
  while (!nodes_.contains(ancestor(leaf, level))) ++level;
  for (; level > 0; --level) split(ancestor(leaf, level), level);

  const auto node = nodes_.find(ancestor(leaf, 0));
  const Bytes secret = node->second.reveal();
  const size_t size = suite_.hash_size();
  LeafChains& chains = leaves_[leaf];
  chains.handshake.secret = expand_with_label(suite_, secret, "handshake", {}, size);
  chains.application.secret = expand_with_label(suite_, secret, "application", {}, size);
  nodes_.erase(node);
  return chains;
}

void SecretTree::split(NodeIndex node, unsigned level) {
  const auto found = nodes_.find(node);
  const Bytes secret = found->second.reveal();
  const uint32_t half = 1u << (level - 1);
  const size_t size = suite_.hash_size();
  nodes_.emplace(NodeIndex(node.value() - half),
                 expand_with_label(suite_, secret, "tree", as_bytes("left"), size));
  nodes_.emplace(NodeIndex(node.value() + half),
                 expand_with_label(suite_, secret, "tree", as_bytes("right"), size));
  nodes_.erase(found);
}

void SecretTree::advance(Chain& chain) {
  const auto derive = [&](std::string_view label, size_t size) {
    return derive_tree_secret(suite_, chain.secret.reveal(), label, chain.next, size);
  };
  chain.skipped.emplace_back(chain.next,
                             MessageKey{.key = derive("key", suite_.key_size()),
                                        .nonce = derive("nonce", crypto::kAeadNonceSize)});
  chain.secret = derive("secret", suite_.hash_size());
  ++chain.next;
  if (chain.skipped.size() > limits::kRatchetSkippedMax) chain.skipped.pop_front();
}

}  // namespace conclave::mls
