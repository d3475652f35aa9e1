#include "mls/commit_reader.h"

#include <algorithm>

namespace conclave::mls {

Result<Received> CommitReader::read() {
  TRY(resolve_proposals());
  AppliedProposals applied = TRY(apply_proposals({.suite = group_.suite_,
                                                  .group = group_.context_,
                                                  .tree = group_.tree_,
                                                  .committer = content_.content.sender,
                                                  .now = now_},
                                                 listed_));
  // RFC 9420 12.4: only some lists may go without new keys.
  if (applied.needs_path && !commit_.path) {
    return Error(ErrorCode::kInvalid, "a commit without the path that it needs");
  }
  TRY(place_committer(applied));
  if (std::ranges::find(applied.removed, group_.own_leaf()) != applied.removed.end()) {
    return ReceivedRemoval{.committer = committer_,
                           .authenticated_data = content_.content.authenticated_data};
  }
  own_ = group_.own_;
  commit_secret_ = Secret(group_.suite_.hash_size());  // all zero without a path
  adopt_own_update(applied);
  if (commit_.path) TRY(take_path(applied));
  TRY(verify_tree(group_.suite_, applied));

  EpochChange change = EpochStep::describe(group_, applied, committer_, content_.content);
  Secret init = TRY(init_secret(applied));
  std::vector<PskInput> psks = TRY(group_.psk_inputs(applied.psks, psks_));
  Step step = EpochStep::take(group_,
                              {.applied = std::move(applied),
                               .own = std::move(*own_),
                               .signature_private_key = group_.signature_private_key_,
                               .init_secret = std::move(init),
                               .commit_secret = std::move(commit_secret_),
                               .psks = std::move(psks)},
                              content_);
  if (!equal_in_constant_time(step.confirmation_tag, content_.auth.confirmation_tag)) {
    return Error(ErrorCode::kUnauthentic, "a commit with a wrong confirmation tag");
  }
  return ReceivedCommit{.next = std::move(step.next), .change = std::move(change)};
}

Result<void> CommitReader::resolve_proposals() {
  const bool is_external = mls::member(content_.content.sender) == nullptr;
  for (const ProposalOrRef& entry : commit_.proposals) {
    if (const auto* const value = std::get_if<Proposal>(&entry)) {
      listed_.push_back(
          {.proposal = value, .sender = content_.content.sender, .is_verified = false});
      continue;
    }
    // RFC 9420 12.4.3.2: an external joiner cannot have judged the group's proposals.
    if (is_external) return Error(ErrorCode::kInvalid, "an external commit with a reference");
    const Group::StoredProposal* const stored = group_.find_proposal(std::get<ProposalRef>(entry));
    if (stored == nullptr) {
      return Error(ErrorCode::kNotFound, "a commit refers to a proposal that we lack");
    }
    listed_.push_back(
        {.proposal = &stored->proposal, .sender = stored->sender, .is_verified = true});
  }
  return ok();
}

// RFC 9420 12.4.2: an external committer gets the leftmost blank leaf.
Result<void> CommitReader::place_committer(AppliedProposals& applied) {
  if (const MemberSender* const from = mls::member(content_.content.sender)) {
    committer_ = from->leaf_index;
    return ok();
  }
  if (!commit_.path) return Error(ErrorCode::kInvalid, "an external commit without a path");
  committer_ = applied.tree.add(commit_.path->leaf_node);
  return ok();
}

Result<void> CommitReader::check_path(const AppliedProposals& applied,
                                      const UpdatePath& path) const {
  if (!std::holds_alternative<CommitSource>(path.leaf_node.source)) {
    return Error(ErrorCode::kInvalid, "a path whose leaf says it is something else");
  }
  TRY(check_leaf_signature(group_.suite_, path.leaf_node, group_.context_.group_id, committer_));
  // RFC 9420 12.4.2: no key of the path is in the tree yet. What the path does not replace is
  // covered by verify_tree; this is about what it does.
  const bool is_member = mls::member(content_.content.sender) != nullptr;
  const auto is_reused = [&](Bytes key) {
    for (const NodeIndex node : direct_path(committer_, applied.tree.width())) {
      if (!applied.tree.is_blank(node) && equal(applied.tree.encryption_key(node), key)) {
        return true;
      }
    }
    return is_member && equal(applied.tree.leaf(committer_)->encryption_key, key);
  };
  const bool any = is_reused(path.leaf_node.encryption_key) ||
                   std::ranges::any_of(path.nodes, [&](const UpdatePathNode& node) {
                     return is_reused(node.encryption_key);
                   });
  if (any) return Error(ErrorCode::kInvalid, "a path that repeats a key");
  return ok();
}

Result<void> CommitReader::take_path(AppliedProposals& applied) {
  const UpdatePath& path = *commit_.path;
  TRY(check_path(applied, path));
  TRY(merge_path(applied.tree, committer_, path));
  OpenedPath opened = TRY(open_path(group_.suite_, applied.tree, std::move(*own_), committer_, path,
                                    encode(EpochStep::provisional(group_.context_, applied)),
                                    applied.newcomer_leaves()));
  own_ = std::move(opened.own);
  commit_secret_ = std::move(opened.commit_secret);
  return ok();
}

// When our own Update was committed, its private key is our leaf's from now on.
void CommitReader::adopt_own_update(const AppliedProposals& applied) {
  const LeafNode* const leaf = applied.tree.leaf(own_->leaf());
  for (const Group::StoredProposal& stored : group_.proposals_) {
    const auto* const update = std::get_if<Update>(&stored.proposal.body);
    if (update == nullptr || !stored.update_private_key) continue;
    if (update->leaf_node.encryption_key != leaf->encryption_key) continue;
    own_->set(node_of(own_->leaf()), *stored.update_private_key);
  }
}

Result<Secret> CommitReader::init_secret(const AppliedProposals& applied) const {
  if (!applied.external_init) return group_.secrets_.init_secret;
  const crypto::KeyPair keys =
      TRY(external_key_pair(group_.suite_, group_.secrets_.external_secret.reveal()));
  return open_external_init(group_.suite_, keys.private_key.reveal(),
                            applied.external_init->kem_output);
}

}  // namespace conclave::mls
