// The secret tree, RFC 9420 section 9: one encryption_secret becomes a handshake and an
// application ratchet for every leaf, and each message's key is used once and forgotten.
//
// Invariants:
// - A node's secret exists only until its children's are derived (section 9.2): what is in memory
//   opens no message that was opened before.
// - A ratchet runs at most limits::kRatchetForwardMax generations ahead in one step, and keeps at
//   most limits::kRatchetSkippedMax keys of skipped generations, dropping the oldest.
// - key() may be called for the same generation until consume(); a message whose tag does not
//   verify must not cost the key of the real one.
#pragma once

#include "base/limits.h"
#include "mls/cipher_suite.h"
#include "mls/types.h"

#include <deque>
#include <map>

namespace conclave::mls {

enum class Ratchet : uint8_t { kHandshake, kApplication };

struct MessageKey {
  Secret key;
  Secret nonce;
};

class SecretTree {
 public:
  // leaf_count is the group's tree width; it is rounded up to a power of two.
  SecretTree(const CipherSuite& suite, Secret encryption_secret, uint32_t leaf_count);

  // The generation that leaf would send with next. Sending is key() then consume().
  Result<uint32_t> next_generation(LeafIndex leaf, Ratchet ratchet);

  // kReplayed if the generation was consumed or fell out of the window, kLimit if it is too far
  // ahead, kNotFound for a leaf outside the tree.
  Result<MessageKey> key(LeafIndex leaf, Ratchet ratchet, uint32_t generation);
  // Forgets a key that key() returned.
  void consume(LeafIndex leaf, Ratchet ratchet, uint32_t generation);

  // How many secrets it holds, for tests of what is forgotten.
  size_t secret_count() const;

 private:
  struct Chain {
    Secret secret;                                        // ratchet_secret of generation `next`
    uint32_t next = 0;                                    // the first generation not derived yet
    std::deque<std::pair<uint32_t, MessageKey>> skipped;  // ascending, derived but not consumed
  };
  struct LeafChains {
    Chain handshake;
    Chain application;
  };

  Result<Chain*> chain(LeafIndex leaf, Ratchet ratchet);
  LeafChains& start_leaf(LeafIndex leaf);
  void split(NodeIndex node, unsigned level);
  void advance(Chain& chain);

  CipherSuite suite_;
  unsigned height_;                    // of the root; leaves are at 0
  std::map<NodeIndex, Secret> nodes_;  // tree_node_secret, not derived further yet
  std::map<LeafIndex, LeafChains> leaves_;
};

}  // namespace conclave::mls
