#include "mls/proposal_list.h"

#include <algorithm>
#include <set>

namespace conclave::mls {
namespace {

constexpr Error kInvalidList{ErrorCode::kInvalid, "a list of proposals that may not stand"};

// ---- one proposal by itself, section 12.1 -------------------------------------------------------

Result<void> verify_one(const ListContext& context, const Add& add, const Sender&) {
  if (add.key_package.cipher_suite != context.suite.id ||
      add.key_package.version != context.group.version) {
    return Error(ErrorCode::kInvalid, "a key package of another suite or version");
  }
  TRY(verify(Unverified<KeyPackage>(add.key_package), context.now));
  return ok();
}

// RFC 9420 7.3, for an Update: a new key, signed for this place in this group.
Result<void> verify_one(const ListContext& context, const Update& update, const Sender& sender) {
  const MemberSender* const from = member(sender);
  const LeafNode* const old = from != nullptr ? context.tree.leaf(from->leaf_index) : nullptr;
  if (old == nullptr) return Error(ErrorCode::kInvalid, "an update from nobody");
  if (!std::holds_alternative<UpdateSource>(update.leaf_node.source)) {
    return Error(ErrorCode::kInvalid, "an update whose leaf says it is something else");
  }
  if (update.leaf_node.encryption_key == old->encryption_key) {
    return Error(ErrorCode::kInvalid, "an update that keeps its encryption key");
  }
  return check_leaf_signature(context.suite, update.leaf_node, context.group.group_id,
                              from->leaf_index);
}

Result<void> verify_one(const ListContext& context, const Remove& remove, const Sender&) {
  if (context.tree.leaf(remove.removed) == nullptr) {
    return Error(ErrorCode::kInvalid, "nobody to remove there");
  }
  return ok();
}

Result<void> verify_one(const ListContext& context, const PreSharedKey& psk, const Sender&) {
  if (psk.psk.psk_nonce.size() != context.suite.hash_size()) {
    return Error(ErrorCode::kInvalid, "a PSK nonce of the wrong length");
  }
  const auto* const resumption = std::get_if<ResumptionPskId>(&psk.psk.psk);
  if (resumption == nullptr || resumption->usage == ResumptionPskUsage::kApplication) return ok();
  // RFC 9420 11.2 and 11.3: the first commit of a successor, seen by nobody but its maker.
  const bool is_first = context.group.epoch == 0 && context.tree.member_count() == 1;
  const bool is_known = resumption->usage == ResumptionPskUsage::kReinit ||
                        resumption->usage == ResumptionPskUsage::kBranch;
  if (!is_first || !is_known) {
    return Error(ErrorCode::kInvalid, "a resumption PSK outside its use");
  }
  return ok();
}

Result<void> verify_one(const ListContext& context, const ReInit& reinit, const Sender&) {
  if (reinit.version < context.group.version) {
    return Error(ErrorCode::kInvalid, "a reinitialisation to an older version");
  }
  return ok();
}

Result<void> verify_one(const ListContext&, const ExternalInit&, const Sender&) { return ok(); }

Result<void> verify_one(const ListContext& context, const GroupContextExtensions& change,
                        const Sender&) {
  TRY(check_extensions_once(change.extensions));
  if (const Buffer* data = find_extension(change.extensions, ExtensionType::kExternalSenders)) {
    TRY(decode<ExternalSenders>(*data));
  }
  TRY(LeafRules::of(context.suite, change.extensions));
  return ok();
}

// ---- the list, section 12.2 ---------------------------------------------------------------------

template <typename T>
size_t count(std::span<const ListedProposal> list) {
  return static_cast<size_t>(std::ranges::count_if(list, [](const ListedProposal& item) {
    return std::holds_alternative<T>(item.proposal->body);
  }));
}

bool is_path_required(ProposalType type) {  // section 12.4, pathRequiredTypes
  return type == ProposalType::kUpdate || type == ProposalType::kRemove ||
         type == ProposalType::kExternalInit || type == ProposalType::kGroupContextExtensions;
}

// A commit from outside: one ExternalInit, at most one Remove, any PreSharedKeys, nothing else.
Result<void> check_external_list(std::span<const ListedProposal> list) {
  const size_t inits = count<ExternalInit>(list);
  const size_t removes = count<Remove>(list);
  if (inits != 1 || removes > 1 || inits + removes + count<PreSharedKey>(list) != list.size()) {
    return kInvalidList;
  }
  return ok();
}

// Updates and removes: one a leaf, and none for the committer's own.
Result<void> check_leaves_touched(std::span<const ListedProposal> list, LeafIndex committer) {
  std::set<LeafIndex> touched = {committer};
  for (const ListedProposal& item : list) {
    std::optional<LeafIndex> leaf;
    if (const auto* remove = std::get_if<Remove>(&item.proposal->body)) leaf = remove->removed;
    if (std::holds_alternative<Update>(item.proposal->body)) {
      if (member(item.sender) == nullptr) return kInvalidList;
      leaf = member(item.sender)->leaf_index;
    }
    if (leaf && !touched.insert(*leaf).second) return kInvalidList;
  }
  return ok();
}

Result<void> check_member_list(std::span<const ListedProposal> list, LeafIndex committer) {
  if (count<ExternalInit>(list) > 0 || count<GroupContextExtensions>(list) > 1) {
    return kInvalidList;
  }
  if (count<ReInit>(list) > 0 && list.size() > 1) return kInvalidList;
  return check_leaves_touched(list, committer);
}

Result<void> check_psks(std::span<const ListedProposal> list) {
  std::set<Buffer> ids;
  size_t successions = 0;
  for (const ListedProposal& item : list) {
    const auto* const psk = std::get_if<PreSharedKey>(&item.proposal->body);
    if (psk == nullptr) continue;
    if (!ids.insert(encode(psk->psk)).second) return kInvalidList;
    const auto* const resumption = std::get_if<ResumptionPskId>(&psk->psk.psk);
    if (resumption != nullptr && resumption->usage != ResumptionPskUsage::kApplication) {
      ++successions;
    }
  }
  if (successions > 1) return kInvalidList;
  return ok();
}

Result<void> check_list(const ListContext& context, std::span<const ListedProposal> list) {
  for (const ListedProposal& item : list) {
    if (!item.is_verified) TRY(verify_proposal(context, *item.proposal, item.sender));
  }
  TRY(check_psks(list));
  if (const MemberSender* const from = member(context.committer)) {
    return check_member_list(list, from->leaf_index);
  }
  return check_external_list(list);
}

template <typename T, typename Apply>
void for_each(std::span<const ListedProposal> list, Apply apply) {
  for (const ListedProposal& item : list) {
    if (const auto* const body = std::get_if<T>(&item.proposal->body)) apply(*body, item.sender);
  }
}

}  // namespace

std::vector<LeafIndex> AppliedProposals::newcomer_leaves() const {
  std::vector<LeafIndex> leaves;
  for (const Newcomer& newcomer : newcomers) leaves.push_back(newcomer.leaf);
  return leaves;
}

Result<void> verify_proposal(const ListContext& context, const Proposal& proposal,
                             const Sender& sender) {
  return std::visit([&](const auto& body) { return verify_one(context, body, sender); },
                    proposal.body);
}

// The order is that of section 12.3: extensions, updates, removes, adds, the rest.
Result<AppliedProposals> apply_proposals(const ListContext& context,
                                         std::span<const ListedProposal> list) {
  TRY(check_list(context, list));
  AppliedProposals applied{.tree = context.tree,
                           .extensions = context.group.extensions,
                           .newcomers = {},
                           .updated = {},
                           .removed = {},
                           .psks = {},
                           .external_init = {},
                           .reinit = {},
                           .needs_path = list.empty()};
  for_each<GroupContextExtensions>(list, [&](const GroupContextExtensions& change, const Sender&) {
    applied.extensions = change.extensions;
    applied.extensions_changed = true;
  });
  for_each<Update>(list, [&](const Update& update, const Sender& sender) {
    applied.updated.push_back(member(sender)->leaf_index);
    applied.tree.update(applied.updated.back(), update.leaf_node);
  });
  for_each<Remove>(list, [&](const Remove& remove, const Sender&) {
    applied.removed.push_back(remove.removed);
    applied.tree.remove(remove.removed);
  });
  for_each<Add>(list, [&](const Add& add, const Sender&) {
    applied.newcomers.push_back(
        {.leaf = applied.tree.add(add.key_package.leaf_node), .key_package = &add.key_package});
  });
  for_each<PreSharedKey>(
      list, [&](const PreSharedKey& psk, const Sender&) { applied.psks.push_back(psk.psk); });
  for_each<ExternalInit>(
      list, [&](const ExternalInit& init, const Sender&) { applied.external_init = init; });
  for_each<ReInit>(list, [&](const ReInit& reinit, const Sender&) { applied.reinit = reinit; });
  for (const ListedProposal& item : list) {
    applied.needs_path = applied.needs_path || is_path_required(item.proposal->type());
  }
  return applied;
}

Result<void> verify_tree(const CipherSuite& suite, const AppliedProposals& applied) {
  TRY(applied.tree.verify_unique_keys());
  TRY(check_credential_types(applied.tree));
  const LeafRules rules = TRY(LeafRules::of(suite, applied.extensions));
  for (uint32_t i = 0; i < applied.tree.width(); ++i) {
    const LeafNode* const leaf = applied.tree.leaf(LeafIndex(i));
    if (leaf != nullptr) TRY(check_leaf(rules, *leaf, std::nullopt));
  }
  return ok();
}

}  // namespace conclave::mls
