// The last stretch of a commit, the same for whoever made it and whoever received it: from the
// applied proposals, the commit secret and the signed content to the next epoch (RFC 9420
// sections 8, 8.2 and 12.4).
#pragma once

#include "mls/group.h"
#include "mls/proposal_list.h"

namespace conclave::mls {

struct StepInputs {
  AppliedProposals applied;
  OwnKeys own;
  Secret signature_private_key;
  Secret init_secret;  // of the epoch that ends, or from an ExternalInit
  Secret commit_secret;
  std::vector<PskInput> psks;
};

struct Step {
  Group next;
  Secret joiner_secret;
  Secret psk_secret;
  Buffer confirmation_tag;  // what the commit has to carry
};

class EpochStep {
 public:
  // The commit's confirmation_tag is not looked at.
  static Step take(const Group& group, StepInputs inputs, const AuthenticatedContent& commit);

  // RFC 9420 12.4.1: the context under which path secrets are encrypted: everything new but the
  // transcript.
  static GroupContext provisional(const GroupContext& before, const AppliedProposals& applied);

  static EpochChange describe(const Group& group, const AppliedProposals& applied,
                              LeafIndex committer, const FramedContent& content);
};

}  // namespace conclave::mls
