// Joining by an external commit (RFC 9420 section 12.4.3.2). The product's members refuse these;
// other groups may not.

#include "mls/epoch_step.h"
#include "mls/joiner.h"
#include "mls/message_protection.h"
#include "mls/transcript_hash.h"

namespace conclave::mls {

Result<ExternallyJoined> Group::join_externally(const GroupInfo& info, const OwnKeyPackage& own,
                                                const PskStore& psks, const JoinOptions& options,
                                                std::optional<LeafIndex> replaces, Random& random) {
  const CipherSuite suite = TRY(cipher_suite(own.key_package.cipher_suite));
  return Joiner(suite, own, psks, options).by_commit(info, replaces, random);
}

Result<ExternallyJoined> Joiner::by_commit(const GroupInfo& info, std::optional<LeafIndex> replaces,
                                           Random& random) {
  const RatchetTree tree = TRY(verified_tree(info));
  TRY(verify_group_info(info, tree));
  const Buffer* const data = find_extension(info.extensions, ExtensionType::kExternalPub);
  if (data == nullptr) return Error(ErrorCode::kInvalid, "a GroupInfo without external_pub");
  const ExternalPub external = TRY(decode<ExternalPub>(*data));
  crypto::HpkeExport init = TRY(seal_external_init(suite_, external.external_pub, random));

  // What the joiner holds of the old epoch: its public side and no secret but the new init.
  EpochSecrets none;
  Group before(suite_, options_.policy, info.group_context, tree,
               OwnKeys(LeafIndex(0), own_.encryption_private_key), own_.signature_private_key,
               std::move(none));
  before.confirmation_tag_ = info.confirmation_tag;
  before.interim_transcript_hash_ = interim_transcript_hash(
      suite_, info.group_context.confirmed_transcript_hash, info.confirmation_tag);

  Commit commit;
  commit.proposals.emplace_back(Proposal{.body = ExternalInit{.kem_output = init.kem_output}});
  if (replaces) commit.proposals.emplace_back(Proposal{.body = Remove{.removed = *replaces}});
  std::vector<ListedProposal> listed;
  for (const ProposalOrRef& entry : commit.proposals) {
    listed.push_back({.proposal = &std::get<Proposal>(entry),
                      .sender = NewMemberCommitSender{},
                      .is_verified = false});
  }
  AppliedProposals applied = TRY(apply_proposals({.suite = suite_,
                                                  .group = info.group_context,
                                                  .tree = tree,
                                                  .committer = NewMemberCommitSender{},
                                                  .now = options_.now},
                                                 listed));
  const LeafIndex place = applied.tree.add(own_.key_package.leaf_node);
  NewPath path = TRY(make_path(suite_, applied.tree, place, own_.key_package.leaf_node,
                               info.group_context.group_id, own_.signature_private_key, random));
  commit.path =
      TRY(encrypt_path(suite_, applied.tree, path,
                       encode(EpochStep::provisional(info.group_context, applied)), {}, random));
  TRY(verify_tree(suite_, applied));

  AuthenticatedContent content =
      TRY(sign_content(suite_, WireFormat::kPublicMessage,
                       {.group_id = info.group_context.group_id,
                        .epoch = info.group_context.epoch,
                        .sender = NewMemberCommitSender{},
                        .authenticated_data = {},
                        .content = std::move(commit)},
                       info.group_context, own_.signature_private_key.reveal(), random));
  Step step = EpochStep::take(before,
                              {.applied = std::move(applied),
                               .own = std::move(path.own),
                               .signature_private_key = own_.signature_private_key,
                               .init_secret = std::move(init.exported),
                               .commit_secret = std::move(path.commit_secret),
                               .psks = {}},
                              content);
  step.next.recent_epochs_.clear();
  content.auth.confirmation_tag = step.confirmation_tag;
  PublicMessage message{
      .content = std::move(content.content), .auth = std::move(content.auth), .membership_tag = {}};
  return ExternallyJoined{.next = std::move(step.next), .message = encode_message(message)};
}

}  // namespace conclave::mls
