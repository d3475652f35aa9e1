#include "mls/commit_maker.h"

#include "mls/message_protection.h"

#include <algorithm>

namespace conclave::mls {

Result<Committed> Group::commit(const CommitOptions& options, const PskStore& psks,
                                Random& random) {
  return CommitMaker(*this, options, psks, random).make();
}

Result<Committed> CommitMaker::make() {
  const CipherSuite& suite = group_.suite_;
  TRY(collect_proposals());
  const Sender self = MemberSender{.leaf_index = group_.own_.leaf()};
  AppliedProposals applied = TRY(apply_proposals({.suite = suite,
                                                  .group = group_.context_,
                                                  .tree = group_.tree_,
                                                  .committer = self,
                                                  .now = options_.now},
                                                 listed_));
  Secret commit_secret(suite.hash_size());  // all zero without a path
  OwnKeys own = group_.own_;
  if (applied.needs_path || options_.force_path) {
    path_ = TRY(mls::make_path(suite, applied.tree, own.leaf(), own_leaf(),
                               group_.context_.group_id, group_.signature_private_key_, random_));
    commit_.path = TRY(encrypt_path(suite, applied.tree, *path_,
                                    encode(EpochStep::provisional(group_.context_, applied)),
                                    applied.newcomer_leaves(), random_));
    own = path_->own;
    commit_secret = path_->commit_secret;
  }
  TRY(verify_tree(suite, applied));
  std::vector<PskInput> psks = TRY(group_.psk_inputs(applied.psks, psks_with_predecessor()));

  AuthenticatedContent content = TRY(group_.sign(commit_, options_.framing, random_));
  EpochChange change = EpochStep::describe(group_, applied, group_.own_.leaf(), content.content);
  const std::vector<Newcomer> newcomers = applied.newcomers;
  Step step = EpochStep::take(group_,
                              {.applied = std::move(applied),
                               .own = std::move(own),
                               .signature_private_key = group_.signature_private_key_,
                               .init_secret = group_.secrets_.init_secret,
                               .commit_secret = std::move(commit_secret),
                               .psks = std::move(psks)},
                              content);
  content.auth.confirmation_tag = step.confirmation_tag;
  std::optional<Buffer> welcome_message;
  if (!newcomers.empty()) welcome_message = TRY(welcome(step, newcomers, change.psks));
  Buffer message = TRY(group_.seal(std::move(content), options_.framing, random_));
  return Committed{.next = std::move(step.next),
                   .change = std::move(change),
                   .message = std::move(message),
                   .welcome = std::move(welcome_message)};
}

// ---- the list -----------------------------------------------------------------------------------

Result<void> CommitMaker::collect_proposals() {
  TRY(collect_options());
  if (options_.with_stored_proposals) collect_stored();
  for (const Proposal& value : values_) {
    listed_.push_back({.proposal = &value,
                       .sender = MemberSender{.leaf_index = group_.own_.leaf()},
                       .is_verified = value.type() == ProposalType::kAdd});
    commit_.proposals.emplace_back(value);
  }
  return ok();
}

Result<void> CommitMaker::collect_options() {
  if (options_.group_context_extensions) {
    by_value({.body = GroupContextExtensions{.extensions = *options_.group_context_extensions}});
  }
  for (const LeafIndex leaf : options_.remove) by_value({.body = Remove{.removed = leaf}});
  for (const KeyPackage& newcomer : options_.add) {
    // Its signatures were checked by verify(); what depends on the group was not.
    if (newcomer.cipher_suite != group_.suite_.id || newcomer.version != ProtocolVersion::kMls10) {
      return Error(ErrorCode::kInvalid, "a key package of another suite or version");
    }
    by_value({.body = Add{.key_package = newcomer}});
  }
  for (const Buffer& id : options_.external_psk_ids) {
    by_value({.body = PreSharedKey{.psk = fresh_psk(ExternalPskId{.psk_id = id})}});
  }
  for (const Epoch epoch : options_.resumption_psk_epochs) {
    by_value({.body = PreSharedKey{
                  .psk = fresh_psk(ResumptionPskId{.usage = ResumptionPskUsage::kApplication,
                                                   .psk_group_id = group_.context_.group_id,
                                                   .psk_epoch = epoch})}});
  }
  if (options_.predecessor != nullptr) {
    by_value({.body = PreSharedKey{.psk = fresh_psk(ResumptionPskId{
                                       .usage = options_.predecessor_usage,
                                       .psk_group_id = to_buffer(options_.predecessor->group_id()),
                                       .psk_epoch = options_.predecessor->epoch()})}});
  }
  if (options_.reinit) by_value({.body = *options_.reinit});
  return ok();
}

void CommitMaker::by_value(Proposal proposal) { values_.push_back(std::move(proposal)); }

PreSharedKeyId CommitMaker::fresh_psk(std::variant<ExternalPskId, ResumptionPskId> psk) {
  PreSharedKeyId id{.psk = std::move(psk), .psk_nonce = Buffer(group_.suite_.hash_size())};
  random_.fill(id.psk_nonce);
  return id;
}

PskStore CommitMaker::psks_with_predecessor() const {
  PskStore store = psks_;
  if (const Group* old = options_.predecessor) {
    store.resumption.push_back({.group_id = to_buffer(old->group_id()),
                                .epoch = old->epoch(),
                                .value = old->resumption_psk()});
  }
  return store;
}

// By reference, in the order they came.
void CommitMaker::collect_stored() {
  const auto& stored = group_.proposals_;
  for (const Group::StoredProposal& candidate : stored) {
    if (!is_useful(candidate)) continue;
    listed_.push_back(
        {.proposal = &candidate.proposal, .sender = candidate.sender, .is_verified = true});
    commit_.proposals.emplace_back(candidate.ref);
  }
}

namespace {

// The leaf that a proposal rewrites or empties.
std::optional<LeafIndex> touched_leaf(const Proposal& proposal, const Sender& sender) {
  if (const auto* remove = std::get_if<Remove>(&proposal.body)) return remove->removed;
  if (std::holds_alternative<Update>(proposal.body)) return mls::member(sender)->leaf_index;
  return std::nullopt;
}

}  // namespace

// RFC 9420 12.2: what would spoil the list stays out: a Remove wins over Updates, a later one over
// an earlier one, everything over a ReInit, and nobody commits their own Update or Remove.
bool CommitMaker::is_useful(const Group::StoredProposal& stored) const {
  const auto is_later = [&](const Group::StoredProposal& other) { return &other > &stored; };
  const bool is_remove = stored.proposal.type() == ProposalType::kRemove;
  if (stored.proposal.type() == ProposalType::kReInit) {
    return values_.empty() && group_.proposals_.size() == 1;
  }
  if (stored.proposal.type() == ProposalType::kGroupContextExtensions) {
    if (options_.group_context_extensions) return false;
    return std::ranges::none_of(group_.proposals_, [&](const auto& other) {
      return is_later(other) && other.proposal.type() == stored.proposal.type();
    });
  }
  const std::optional<LeafIndex> leaf = touched_leaf(stored.proposal, stored.sender);
  if (!leaf) return true;
  if (*leaf == group_.own_.leaf()) return false;
  if (std::ranges::find(options_.remove, *leaf) != options_.remove.end()) return false;
  return std::ranges::none_of(group_.proposals_, [&](const Group::StoredProposal& other) {
    if (&other == &stored || touched_leaf(other.proposal, other.sender) != leaf) return false;
    const bool other_removes = other.proposal.type() == ProposalType::kRemove;
    return is_remove == other_removes ? is_later(other) : other_removes;
  });
}

// ---- the path -----------------------------------------------------------------------------------

LeafNode CommitMaker::own_leaf() const {
  LeafNode leaf = *group_.tree_.leaf(group_.own_.leaf());
  if (options_.leaf_extensions) leaf.extensions = *options_.leaf_extensions;
  return leaf;
}

// ---- the Welcome --------------------------------------------------------------------------------

Result<Buffer> CommitMaker::welcome(const Step& step, std::span<const Newcomer> newcomers,
                                    std::span<const PreSharedKeyId> psks) {
  const CipherSuite& suite = group_.suite_;
  GroupInfo info{.group_context = step.next.context_,
                 .extensions = {},
                 .confirmation_tag = step.confirmation_tag,
                 .signer = group_.own_.leaf(),
                 .signature = {}};
  if (options_.tree_in_welcome) {
    info.extensions.push_back(
        {.type = ExtensionType::kRatchetTree, .data = step.next.tree_.encode()});
  }
  info.signature = TRY(sign_with_label(suite, group_.signature_private_key_.reveal(),
                                       "GroupInfoTBS", to_be_signed(info), random_));
  const WelcomeKey key = welcome_key(
      suite, welcome_secret(suite, step.joiner_secret.reveal(), step.psk_secret.reveal()).reveal());
  Welcome made{.cipher_suite = suite.id,
               .secrets = {},
               .encrypted_group_info = TRY(crypto::aead_seal(
                   suite.aead, key.key.reveal(), key.nonce.reveal(), {}, encode(info)))};
  for (const Newcomer& newcomer : newcomers) {
    made.secrets.push_back(TRY(secrets_for(newcomer, step, psks, made.encrypted_group_info)));
  }
  return encode_message(std::move(made));
}

Result<EncryptedGroupSecrets> CommitMaker::secrets_for(const Newcomer& newcomer, const Step& step,
                                                       std::span<const PreSharedKeyId> psks,
                                                       Bytes encrypted_group_info) {
  GroupSecrets secrets{
      .joiner_secret = step.joiner_secret, .path_secret = {}, .psks = {psks.begin(), psks.end()}};
  if (path_) {
    const NodeIndex shared = common_ancestor(group_.own_.leaf(), newcomer.leaf);
    const auto at = std::ranges::find(path_->steps, shared, &PathStep::node);
    CHECK(at != path_->steps.end());
    secrets.path_secret = path_->path_secrets[static_cast<size_t>(at - path_->steps.begin())];
  }
  const size_t size_max = 512 + encode(secrets.psks).size();
  return EncryptedGroupSecrets{
      .new_member = key_package_ref(group_.suite_, *newcomer.key_package),
      .encrypted_group_secrets = TRY(encrypt_with_label(
          group_.suite_, newcomer.key_package->init_key, "Welcome", encrypted_group_info,
          encode_secret(secrets, size_max).reveal(), random_))};
}

}  // namespace conclave::mls
