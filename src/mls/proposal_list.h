// A commit's list of proposals: whether it may stand (RFC 9420 section 12.2) and what it does to
// tree and extensions (section 12.3). Committer and receivers run the same code.
#pragma once

#include "mls/framing.h"
#include "mls/leaf_validation.h"
#include "mls/ratchet_tree.h"

namespace conclave::mls {

struct ListedProposal {
  const Proposal* proposal;
  Sender sender;
  // Its signatures were checked when it came by message, or by whoever made it.
  bool is_verified;
};

// The epoch in which the list is committed.
struct ListContext {
  const CipherSuite& suite;
  const GroupContext& group;
  const RatchetTree& tree;
  Sender committer;
  std::optional<UnixSeconds> now;
};

struct Newcomer {
  LeafIndex leaf;
  const KeyPackage* key_package;  // in the list that was applied
};

struct AppliedProposals {
  RatchetTree tree;
  Extensions extensions;  // of the group context
  bool extensions_changed = false;
  std::vector<Newcomer> newcomers;
  std::vector<LeafIndex> updated;
  std::vector<LeafIndex> removed;
  std::vector<PreSharedKeyId> psks;
  std::optional<ExternalInit> external_init;
  std::optional<ReInit> reinit;
  bool needs_path = false;  // section 12.4

  std::vector<LeafIndex> newcomer_leaves() const;
};

// One proposal by itself, as it comes in a message (section 12.1): with signatures.
Result<void> verify_proposal(const ListContext& context, const Proposal& proposal,
                             const Sender& sender);

// The tree is checked as a whole by verify_tree, once the commit's path is in it.
Result<AppliedProposals> apply_proposals(const ListContext& context,
                                         std::span<const ListedProposal> list);

// Section 12.2, last rule: after the commit every leaf still obeys 7.3.
Result<void> verify_tree(const CipherSuite& suite, const AppliedProposals& applied);

}  // namespace conclave::mls
