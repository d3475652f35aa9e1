// A member's view of one epoch of an MLS group (RFC 9420), as a value.
//
// Changing the group gives the next value and leaves this one as it was: a commit that loses the
// race is a dropped object, and messages of an older epoch are opened by the older value for as
// long as the owner keeps it. Copies are cheap (tree nodes are shared, secrets are few).
//
// Two things do change in place, because they must never happen twice: keys for messages are used
// up (protect, handle of a PrivateMessage), and proposals of this epoch are remembered (propose,
// handle of a proposal).
//
// Invariants:
// - Everything that comes out of handle() and join() is authentic and obeys the RFC's rules.
// - The tree's hash, the transcript hash and the epoch in context() are those of this epoch.
// - A message key is used once; secrets are wiped when the value is dropped.
#pragma once

#include "mls/group_info.h"
#include "mls/key_schedule.h"
#include "mls/mls_message.h"
#include "mls/own_key_package.h"
#include "mls/psk.h"
#include "mls/psk_store.h"
#include "mls/ratchet_tree.h"
#include "mls/secret_tree.h"
#include "mls/tree_kem.h"

namespace conclave::mls {

class Group;

// What this member lets others do to the group. The product changes none of the defaults.
struct Policy {
  bool accept_external_commits = false;    // 12.4.3.2: join without being added
  bool accept_external_proposals = false;  // 12.1.8: from external_senders and new members
};

struct GroupOptions {
  Buffer group_id;
  Extensions group_context_extensions = {};
  Policy policy = {};
};

struct JoinOptions {
  std::optional<UnixSeconds> now = {};  // leaf lifetimes are checked when given (7.3)
  const WireTree* tree = nullptr;       // for a Welcome that does not carry it
  const Group* predecessor = nullptr;   // the group that this one reinitialises or branches off
  Policy policy = {};
};

// How messages are sealed. Handshakes are PrivateMessages unless asked otherwise.
struct Framing {
  bool is_public = false;
  size_t padding_bucket = 0;  // of a PrivateMessage; see protect_private
  Buffer authenticated_data = {};
};

// What a commit shall do, beyond what was proposed by messages in this epoch.
struct CommitOptions {
  std::vector<KeyPackage> add = {};  // verified; see own_key_package.h
  std::vector<LeafIndex> remove = {};
  std::vector<Buffer> external_psk_ids = {};
  std::vector<Epoch> resumption_psk_epochs = {};  // of this group, usage application
  std::optional<Extensions> group_context_extensions = {};
  std::optional<ReInit> reinit = {};
  // Sections 11.2 and 11.3: in epoch 0 only, injects the predecessor's resumption PSK.
  const Group* predecessor = nullptr;
  ResumptionPskUsage predecessor_usage = ResumptionPskUsage::kReinit;
  bool with_stored_proposals = true;
  bool force_path = true;  // new keys also where the RFC does not ask for them
  bool tree_in_welcome = true;
  std::optional<Extensions> leaf_extensions = {};  // of this member's new leaf
  Framing framing = {};
  std::optional<UnixSeconds> now = {};
};

struct Member {
  LeafIndex leaf;
  Credential credential;
  Buffer signature_key;
  Extensions extensions;
};

// What a commit changed. Leaves are those of the new epoch, except in `removed`.
struct EpochChange {
  LeafIndex committer;
  bool is_external = false;  // the committer joined by this very commit
  std::vector<LeafIndex> added;
  std::vector<LeafIndex> updated;  // by Update proposals; the committer's own leaf not included
  std::vector<Member> removed;     // as they were
  std::vector<PreSharedKeyId> psks;
  bool extensions_changed = false;
  std::optional<ReInit> reinit;
  Buffer authenticated_data;  // of the commit's message
};

struct Committed;
struct ReceivedData;
struct ReceivedProposal;
struct ReceivedCommit;
struct ReceivedRemoval;
struct ExternallyJoined;
using Received = std::variant<ReceivedData, ReceivedProposal, ReceivedCommit, ReceivedRemoval>;

class Group {
 public:
  // ---- how one begins ----
  // A group of one. The key package is the creator's own; its init key is not used.
  static Result<Group> create(const GroupOptions& options, const OwnKeyPackage& own,
                              Random& random);
  // kNotFound: the Welcome is not for this key package, or a PSK it needs is not in the store.
  static Result<Group> join(const Welcome& welcome, const OwnKeyPackage& own, const PskStore& psks,
                            const JoinOptions& options);
  // RFC 9420 section 12.4.3.2. `replaces` names the joiner's own old leaf, to be removed.
  static Result<ExternallyJoined> join_externally(const GroupInfo& group_info,
                                                  const OwnKeyPackage& own, const PskStore& psks,
                                                  const JoinOptions& options,
                                                  std::optional<LeafIndex> replaces,
                                                  Random& random);

  // ---- changing it ----
  Result<Committed> commit(const CommitOptions& options, const PskStore& psks, Random& random);

  // Each returns the encoded MlsMessage and remembers the proposal for the next commit.
  Result<Buffer> propose(Proposal proposal, const Framing& framing, Random& random);
  // A new encryption key for this member's own leaf.
  Result<Buffer> propose_update(const Framing& framing, Random& random);
  // A PreSharedKey proposal with a fresh nonce.
  Result<Buffer> propose_external_psk(Buffer psk_id, const Framing& framing, Random& random);

  // ---- messages ----
  // An encoded MlsMessage holding a PublicMessage or PrivateMessage. kStale or kNotYet for another
  // epoch; kReplayed for a message opened before; kNotFound for a commit that needs a proposal or
  // PSK that is not here (hand it in again when it is); kInvalid for rules broken. On error nothing
  // changed, but for message keys that were used up by authentic messages.
  Result<Received> handle(Bytes message, const PskStore& psks,
                          std::optional<UnixSeconds> now = std::nullopt);
  Result<Buffer> protect(Bytes application_data, Bytes authenticated_data, size_t padding_bucket,
                         Random& random);

  // ---- looking at it ----
  const CipherSuite& suite() const { return suite_; }
  Bytes group_id() const { return context_.group_id; }
  Epoch epoch() const { return context_.epoch; }
  const GroupContext& context() const { return context_; }
  LeafIndex own_leaf() const { return own_.leaf(); }
  std::vector<Member> roster() const;  // ascending by leaf
  std::optional<Member> member(LeafIndex leaf) const;
  size_t member_count() const { return tree_.member_count(); }
  const RatchetTree& tree() const { return tree_; }
  std::optional<RequiredCapabilities> required_capabilities() const;
  // Set once a ReInit was committed: nothing more can be sent in this group (section 11.2).
  const std::optional<ReInit>& reinit() const { return reinit_; }

  // ---- secrets of the epoch ----
  // RFC 9420 section 8.5.
  Result<Secret> exporter(std::string_view label, Bytes context, size_t length) const;
  const Secret& epoch_authenticator() const { return secrets_.epoch_authenticator; }
  const Secret& resumption_psk() const { return secrets_.resumption_psk; }

  // A signed GroupInfo, with external_pub and, if wished, the tree, for external joiners.
  Result<GroupInfo> group_info(bool with_tree, Random& random) const;

 private:
  friend class CommitMaker;
  friend class CommitReader;
  friend class Joiner;
  friend class EpochStep;

  struct StoredProposal {
    ProposalRef ref;
    Proposal proposal;
    Sender sender;
    std::optional<Secret> update_private_key;  // of this member's own Update
  };

  Group(const CipherSuite& suite, Policy policy, GroupContext context, RatchetTree tree,
        OwnKeys own, Secret signature_private_key, EpochSecrets secrets);

  Result<Buffer> seal(AuthenticatedContent content, const Framing& framing, Random& random);
  Result<AuthenticatedContent> sign(Content content, const Framing& framing, Random& random) const;
  Result<Received> receive(MlsMessage message, const PskStore& psks,
                           std::optional<UnixSeconds> now);
  Result<Unverified<AuthenticatedContent>> open(MlsMessage message);
  static Received receive_data(const AuthenticatedContent& content);
  Result<AuthenticatedContent> verify(Unverified<AuthenticatedContent> claimed) const;
  Result<Buffer> signature_key(const FramedContent& content) const;
  Result<Received> receive_proposal(const AuthenticatedContent& content,
                                    std::optional<UnixSeconds> now);
  Result<Buffer> send_proposal(Proposal proposal, std::optional<Secret> update_private_key,
                               const Framing& framing, Random& random);
  const StoredProposal* find_proposal(const ProposalRef& ref) const;
  Result<std::vector<PskInput>> psk_inputs(std::span<const PreSharedKeyId> ids,
                                           const PskStore& psks) const;

  CipherSuite suite_;
  Policy policy_;
  GroupContext context_;
  RatchetTree tree_;
  OwnKeys own_;
  Secret signature_private_key_;
  EpochSecrets secrets_;
  SecretTree secret_tree_;
  Buffer confirmation_tag_;
  Buffer interim_transcript_hash_;
  std::vector<StoredProposal> proposals_;     // of this epoch
  std::vector<ResumptionPsk> recent_epochs_;  // oldest first, at most kMlsResumptionEpochsMax
  std::optional<ReInit> reinit_;
};

// A commit that this member made. It counts only if everybody takes it: keep `next` aside until
// the delivery service accepted `message`, or drop all of it.
struct Committed {
  Group next;
  EpochChange change;
  Buffer message;                 // an encoded MlsMessage for the members
  std::optional<Buffer> welcome;  // an encoded MlsMessage for all added members
};

struct ReceivedData {
  LeafIndex sender;
  Buffer data;
  Buffer authenticated_data;
};

struct ReceivedProposal {
  Sender sender;
  Proposal proposal;
  ProposalRef ref;
};

struct ReceivedCommit {
  Group next;
  EpochChange change;
};

// This member was removed: there is no next epoch for it.
struct ReceivedRemoval {
  LeafIndex committer;
  Buffer authenticated_data;
};

struct ExternallyJoined {
  Group next;
  Buffer message;  // an encoded MlsMessage for the members; always a PublicMessage
};

}  // namespace conclave::mls
