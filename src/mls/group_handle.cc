// The way of a received message: which epoch, open, whose key, verify, one case for each content.

#include "mls/commit_reader.h"
#include "mls/message_protection.h"

namespace conclave::mls {
namespace {

constexpr Error kRefusedSender{ErrorCode::kRefused, "a sender outside the group"};

template <typename T>
const T* proposed(const FramedContent& content) {
  const auto* const proposal = std::get_if<Proposal>(&content.content);
  return proposal == nullptr ? nullptr : std::get_if<T>(&proposal->body);
}

// RFC 9420 12.1.8: what an external sender may propose.
bool may_be_external(ProposalType type) {
  return type == ProposalType::kAdd || type == ProposalType::kRemove ||
         type == ProposalType::kPreSharedKey || type == ProposalType::kReInit ||
         type == ProposalType::kGroupContextExtensions;
}

bool is_sealed_commit(const MlsMessage& message) {
  const auto* const sealed = std::get_if<PrivateMessage>(&message.body);
  return sealed != nullptr && sealed->content_type == ContentType::kCommit;
}

template <typename T>
Result<void> check_epoch(const T& message, const GroupContext& context) {
  if (message.group_id != context.group_id) {
    return Error(ErrorCode::kNotFound, "a message for another group");
  }
  if (message.epoch < context.epoch) return Error(ErrorCode::kStale, "a message of an epoch gone");
  if (message.epoch > context.epoch) {
    return Error(ErrorCode::kNotYet, "a message of an epoch to come");
  }
  return ok();
}

}  // namespace

// A commit that names a proposal or PSK not here yet may be handed in again once it is: its message
// key comes back.
Result<Received> Group::handle(Bytes bytes, const PskStore& psks, std::optional<UnixSeconds> now) {
  MlsMessage message = TRY(decode<MlsMessage>(bytes));
  std::optional<SecretTree> before;
  if (is_sealed_commit(message)) before = secret_tree_;
  Result<Received> received = receive(std::move(message), psks, now);
  if (!received && received.error().code == ErrorCode::kNotFound && before) {
    secret_tree_ = *std::move(before);
  }
  return received;
}

Result<Received> Group::receive(MlsMessage message, const PskStore& psks,
                                std::optional<UnixSeconds> now) {
  Unverified<AuthenticatedContent> opened = TRY(open(std::move(message)));
  const AuthenticatedContent content = TRY(verify(std::move(opened)));
  switch (content_type(content.content.content)) {
    case ContentType::kApplication: return receive_data(content);
    case ContentType::kProposal: return receive_proposal(content, now);
    case ContentType::kCommit: return CommitReader(*this, content, psks, now).read();
  }
  return Error(ErrorCode::kUnsupported, "a content type that we do not speak");
}

Received Group::receive_data(const AuthenticatedContent& content) {
  return ReceivedData{.sender = mls::member(content.content.sender)->leaf_index,
                      .data = std::get<ApplicationData>(content.content.content).data,
                      .authenticated_data = content.content.authenticated_data};
}

Result<Unverified<AuthenticatedContent>> Group::open(MlsMessage message) {
  if (auto* const sealed = std::get_if<PrivateMessage>(&message.body)) {
    TRY(check_epoch(*sealed, context_));
    return unprotect_private(suite_, *sealed, secrets_.sender_data_secret.reveal(), secret_tree_);
  }
  if (auto* const open = std::get_if<PublicMessage>(&message.body)) {
    TRY(check_epoch(open->content, context_));
    return unprotect_public(suite_, std::move(*open), secrets_.membership_key.reveal(), context_);
  }
  return Error(ErrorCode::kMalformed, "not a message to a group");
}

Result<AuthenticatedContent> Group::verify(Unverified<AuthenticatedContent> claimed) const {
  const Buffer key = TRY(signature_key(claimed.peek().content));
  return verify_content(suite_, std::move(claimed), context_, key);
}

// RFC 9420 6.1: where the key comes from depends on what kind of sender it is.
Result<Buffer> Group::signature_key(const FramedContent& content) const {
  if (const MemberSender* const from = mls::member(content.sender)) {
    const LeafNode* const leaf = tree_.leaf(from->leaf_index);
    if (leaf == nullptr) return Error(ErrorCode::kInvalid, "a message from a blank leaf");
    if (from->leaf_index == own_.leaf()) {
      return Error(ErrorCode::kReplayed, "our own message came back");
    }
    return leaf->signature_key;
  }
  if (std::holds_alternative<NewMemberCommitSender>(content.sender)) {
    const auto* const commit = std::get_if<Commit>(&content.content);
    if (!policy_.accept_external_commits) return kRefusedSender;
    if (commit == nullptr || !commit->path) {
      return Error(ErrorCode::kInvalid, "not what an external committer may send");
    }
    return commit->path->leaf_node.signature_key;
  }
  if (!policy_.accept_external_proposals) return kRefusedSender;
  if (const auto* const from = std::get_if<OutsideSender>(&content.sender)) {
    const Buffer* const data = find_extension(context_.extensions, ExtensionType::kExternalSenders);
    if (data == nullptr) return kRefusedSender;
    const ExternalSenders senders = TRY(decode<ExternalSenders>(*data));
    const auto* const proposal = std::get_if<Proposal>(&content.content);
    if (from->sender_index >= senders.size() || proposal == nullptr ||
        !may_be_external(proposal->type())) {
      return Error(ErrorCode::kInvalid, "not what an external sender may send");
    }
    return senders[from->sender_index].signature_key;
  }
  const Add* const add = proposed<Add>(content);
  if (add == nullptr) return Error(ErrorCode::kInvalid, "not what a new member may propose");
  return add->key_package.leaf_node.signature_key;
}

Result<Received> Group::receive_proposal(const AuthenticatedContent& content,
                                         std::optional<UnixSeconds> now) {
  if (proposals_.size() >= limits::kMlsStoredProposalsMax) {
    return Error(ErrorCode::kLimit, "too many proposals in one epoch");
  }
  const Proposal& proposal = std::get<Proposal>(content.content.content);
  const Sender& sender = content.content.sender;
  if (proposal.type() == ProposalType::kExternalInit) {
    return Error(ErrorCode::kInvalid, "an external init outside an external commit");
  }
  TRY(verify_proposal(
      {.suite = suite_, .group = context_, .tree = tree_, .committer = sender, .now = now},
      proposal, sender));
  ProposalRef ref{.hash = ref_hash(suite_, "MLS 1.0 Proposal Reference", encode(content))};
  if (find_proposal(ref) != nullptr) return Error(ErrorCode::kReplayed, "a proposal seen before");
  proposals_.push_back(
      {.ref = ref, .proposal = proposal, .sender = sender, .update_private_key = {}});
  return ReceivedProposal{.sender = sender, .proposal = proposal, .ref = std::move(ref)};
}

}  // namespace conclave::mls
