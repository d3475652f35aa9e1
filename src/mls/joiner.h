// How somebody becomes a member: by a Welcome (RFC 9420 section 12.4.3.1) or by an external
// commit of their own (section 12.4.3.2). Both begin by judging a GroupInfo and a whole tree.
#pragma once

#include "mls/group.h"

namespace conclave::mls {

// What a Welcome holds for one of its receivers; the tree is not looked at yet.
struct OpenedWelcome {
  GroupSecrets secrets;
  Secret psk_secret;
  GroupInfo group_info;
};
Result<OpenedWelcome> open_welcome(const CipherSuite& suite, const Welcome& welcome,
                                   const OwnKeyPackage& own, const PskStore& psks,
                                   const Group* predecessor);

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
