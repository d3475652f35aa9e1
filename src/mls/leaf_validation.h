// The rules that every leaf of a group obeys (RFC 9420 section 7.3), apart from what only the
// whole tree can tell (RatchetTree::verify_unique_keys).
#pragma once

#include "mls/group_context.h"
#include "mls/own_key_package.h"
#include "mls/ratchet_tree.h"

namespace conclave::mls {

// What a group asks of its leaves.
struct LeafRules {
  CipherSuite suite;
  std::optional<RequiredCapabilities> required;
  std::vector<ExtensionType> group_extensions;  // in use, so every member has to know them

  // kMalformed if the required_capabilities extension does not parse.
  static Result<LeafRules> of(const CipherSuite& suite, const Extensions& group_context_extensions);
};

// Everything but the signature: capabilities against the group and against the leaf's own
// extensions and, when now is given, the lifetime.
Result<void> check_leaf(const LeafRules& rules, const LeafNode& leaf,
                        std::optional<UnixSeconds> now);

Result<void> check_leaf_signature(const CipherSuite& suite, const LeafNode& leaf, Bytes group_id,
                                  LeafIndex index);

// Every credential type in use is understood by every member.
Result<void> check_credential_types(const RatchetTree& tree);

}  // namespace conclave::mls
