// How a member makes a commit and the Welcome that goes with it (RFC 9420 sections 12.4.1 and
// 12.4.3.1).
#pragma once

#include "mls/epoch_step.h"

namespace conclave::mls {

class CommitMaker {
 public:
  CommitMaker(Group& group, const CommitOptions& options, const PskStore& psks, Random& random)
      : group_(group), options_(options), psks_(psks), random_(random) {}

  Result<Committed> make();

 private:
  Result<void> collect_proposals();
  void collect_stored();
  bool is_useful(const Group::StoredProposal& stored) const;
  void by_value(Proposal proposal);
  Result<void> collect_options();
  PreSharedKeyId fresh_psk(std::variant<ExternalPskId, ResumptionPskId> psk);
  PskStore psks_with_predecessor() const;

  LeafNode own_leaf() const;
  Result<Buffer> welcome(const Step& step, std::span<const Newcomer> newcomers,
                         std::span<const PreSharedKeyId> psks);
  Result<EncryptedGroupSecrets> secrets_for(const Newcomer& newcomer, const Step& step,
                                            std::span<const PreSharedKeyId> psks,
                                            Bytes encrypted_group_info);

  Group& group_;
  const CommitOptions& options_;
  const PskStore& psks_;
  Random& random_;

  std::vector<Proposal> values_;        // owns what listed_ points to, by value
  std::vector<ListedProposal> listed_;  // in the commit's order
  Commit commit_;
  std::optional<NewPath> path_;
};

}  // namespace conclave::mls
