// How somebody becomes a member: by a Welcome (RFC 9420 section 12.4.3.1) or by an external
// commit of their own (section 12.4.3.2). Both begin by judging a GroupInfo and a whole tree.
#pragma once

#include "mls/group.h"

namespace conclave::mls {

class Joiner {
 public:
  Joiner(const CipherSuite& suite, const OwnKeyPackage& own, const PskStore& psks,
         const JoinOptions& options)
      : suite_(suite), own_(own), psks_(psks), options_(options) {}

  Result<Group> by_welcome(const Welcome& welcome);
  Result<ExternallyJoined> by_commit(const GroupInfo& info, std::optional<LeafIndex> replaces,
                                     Random& random);

  // The tree that goes with a GroupInfo, checked in full: hash, structure, every leaf.
  Result<RatchetTree> verified_tree(const GroupInfo& info) const;

 private:
  Result<GroupSecrets> open_secrets(const Welcome& welcome) const;
  Result<std::vector<PskInput>> psk_inputs(std::span<const PreSharedKeyId> ids) const;
  Result<GroupInfo> open_group_info(const Welcome& welcome, const Secret& joiner_secret,
                                    const Secret& psk) const;
  Result<void> verify_group_info(const GroupInfo& info, const RatchetTree& tree) const;
  Result<void> check_succession(const GroupSecrets& secrets, const GroupInfo& info,
                                const RatchetTree& tree) const;
  Result<OwnKeys> own_keys(const GroupInfo& info, const RatchetTree& tree,
                           std::optional<Secret> path_secret) const;

  const CipherSuite& suite_;
  const OwnKeyPackage& own_;
  const PskStore& psks_;
  const JoinOptions& options_;
};

}  // namespace conclave::mls
