#include "mls/epoch_step.h"

#include "mls/transcript_hash.h"

namespace conclave::mls {
namespace {

// RFC 9420 8.2, ConfirmedTranscriptHashInput.
Buffer confirmed_input(const AuthenticatedContent& commit) {
  Writer writer;
  write(writer, commit.wire_format);
  write(writer, commit.content);
  write(writer, commit.auth.signature);
  return std::move(writer).take();
}

std::vector<ResumptionPsk> remember(std::vector<ResumptionPsk> recent, const Group& group) {
  if (recent.size() == limits::kMlsResumptionEpochsMax) recent.erase(recent.begin());
  recent.push_back({.group_id = to_buffer(group.group_id()),
                    .epoch = group.epoch(),
                    .value = group.resumption_psk()});
  return recent;
}

}  // namespace

GroupContext EpochStep::provisional(const GroupContext& before, const AppliedProposals& applied) {
  GroupContext context = before;
  context.epoch = before.epoch + 1;
  context.tree_hash = to_buffer(applied.tree.root_hash());
  context.extensions = applied.extensions;
  return context;
}

Step EpochStep::take(const Group& group, StepInputs inputs, const AuthenticatedContent& commit) {
  const CipherSuite& suite = group.suite();
  GroupContext context = provisional(group.context(), inputs.applied);
  context.confirmed_transcript_hash =
      confirmed_transcript_hash(suite, group.interim_transcript_hash_, confirmed_input(commit));
  const Buffer encoded_context = encode(context);

  Secret joiner = joiner_secret(suite, inputs.init_secret.reveal(), inputs.commit_secret.reveal(),
                                encoded_context);
  Secret psk = psk_secret(suite, inputs.psks);
  EpochSecrets secrets = epoch_secrets(suite, joiner.reveal(), psk.reveal(), encoded_context);

  inputs.own.prune(inputs.applied.tree);
  Group next(suite, group.policy_, std::move(context), std::move(inputs.applied.tree),
             std::move(inputs.own), std::move(inputs.signature_private_key), std::move(secrets));
  next.recent_epochs_ = remember(group.recent_epochs_, group);
  next.reinit_ = std::move(inputs.applied.reinit);
  Buffer tag = next.confirmation_tag_;
  return Step{.next = std::move(next),
              .joiner_secret = std::move(joiner),
              .psk_secret = std::move(psk),
              .confirmation_tag = std::move(tag)};
}

EpochChange EpochStep::describe(const Group& group, const AppliedProposals& applied,
                                LeafIndex committer, const FramedContent& content) {
  EpochChange change{.committer = committer,
                     .is_external = mls::member(content.sender) == nullptr,
                     .added = applied.newcomer_leaves(),
                     .updated = applied.updated,
                     .removed = {},
                     .psks = applied.psks,
                     .extensions_changed = applied.extensions_changed,
                     .reinit = applied.reinit,
                     .authenticated_data = content.authenticated_data};
  for (const LeafIndex leaf : applied.removed) change.removed.push_back(*group.member(leaf));
  return change;
}

}  // namespace conclave::mls
