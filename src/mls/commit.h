// A commit (RFC 9420 section 12.4) and the path of new keys it carries (section 7.6).
//
//   struct {
//       HPKEPublicKey encryption_key;
//       HPKECiphertext encrypted_path_secret<V>;
//   } UpdatePathNode;
//
//   struct {
//       LeafNode leaf_node;
//       UpdatePathNode nodes<V>;
//   } UpdatePath;
//
//   struct {
//       ProposalOrRef proposals<V>;
//       optional<UpdatePath> path;
//   } Commit;
#pragma once

#include "crypto/crypto.h"
#include "mls/proposal.h"

namespace conclave::mls {

struct UpdatePathNode {
  Buffer encryption_key;
  std::vector<crypto::HpkeCiphertext> encrypted_path_secret;

  static constexpr auto fields() {
    return std::tuple(&UpdatePathNode::encryption_key, &UpdatePathNode::encrypted_path_secret);
  }
};

struct UpdatePath {
  LeafNode leaf_node;
  std::vector<UpdatePathNode> nodes;

  static constexpr auto fields() { return std::tuple(&UpdatePath::leaf_node, &UpdatePath::nodes); }
};

using ProposalOrRef = std::variant<Proposal, ProposalRef>;

struct Commit {
  static constexpr ContentType kType = ContentType::kCommit;
  std::vector<ProposalOrRef> proposals;
  std::optional<UpdatePath> path;

  static constexpr auto fields() { return std::tuple(&Commit::proposals, &Commit::path); }
};

// Tagged by ProposalOrRefType, not by the kType that a Proposal has as a ContentType.
template <>
struct codec::Shape<ProposalOrRef> {
  static void write(Writer& writer, const ProposalOrRef& value);
  static Result<void> read(Reader& reader, ProposalOrRef& value);
};

template <>
struct codec::Shape<crypto::HpkeCiphertext> {
  static void write(Writer& writer, const crypto::HpkeCiphertext& value) {
    mls::write(writer, value.kem_output);
    mls::write(writer, value.ciphertext);
  }
  static Result<void> read(Reader& reader, crypto::HpkeCiphertext& value) {
    TRY(mls::read(reader, value.kem_output));
    return mls::read(reader, value.ciphertext);
  }
};

}  // namespace conclave::mls
