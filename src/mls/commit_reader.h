// How a member takes a commit that somebody else made (RFC 9420 section 12.4.2), from inside the
// group or, where policy allows, from outside (section 12.4.3.2).
#pragma once

#include "mls/epoch_step.h"

namespace conclave::mls {

class CommitReader {
 public:
  CommitReader(const Group& group, const AuthenticatedContent& content, const PskStore& psks,
               std::optional<UnixSeconds> now)
      : group_(group),
        content_(content),
        commit_(std::get<Commit>(content.content.content)),
        psks_(psks),
        now_(now) {}

  Result<Received> read();

 private:
  Result<void> resolve_proposals();
  Result<void> place_committer(AppliedProposals& applied);
  Result<void> check_path(const AppliedProposals& applied, const UpdatePath& path) const;
  Result<void> take_path(AppliedProposals& applied);
  Result<Secret> init_secret(const AppliedProposals& applied) const;
  void adopt_own_update(const AppliedProposals& applied);

  const Group& group_;
  const AuthenticatedContent& content_;
  const Commit& commit_;
  const PskStore& psks_;
  std::optional<UnixSeconds> now_;

  std::vector<ListedProposal> listed_;
  LeafIndex committer_;
  std::optional<OwnKeys> own_;
  Secret commit_secret_;
};

}  // namespace conclave::mls
