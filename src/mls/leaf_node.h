// A member's leaf (RFC 9420 section 7.2): its keys, its name, what it can do, signed by itself.
//
//   struct {
//       HPKEPublicKey encryption_key;
//       SignaturePublicKey signature_key;
//       Credential credential;
//       Capabilities capabilities;
//       LeafNodeSource leaf_node_source;
//       select (LeafNode.leaf_node_source) {
//           case key_package: Lifetime lifetime;
//           case update:      struct{};
//           case commit:      opaque parent_hash<V>;
//       };
//       Extension extensions<V>;
//       opaque signature<V>; /* SignWithLabel(., "LeafNodeTBS", LeafNodeTBS) */
//   } LeafNode;
#pragma once

#include "mls/codec.h"
#include "mls/credential.h"
#include "mls/extension.h"
#include "mls/types.h"

namespace conclave::mls {

struct Capabilities {
  std::vector<ProtocolVersion> versions;
  std::vector<uint16_t> cipher_suites;
  std::vector<ExtensionType> extensions;
  std::vector<ProposalType> proposals;
  std::vector<CredentialType> credentials;

  static constexpr auto fields() {
    return std::tuple(&Capabilities::versions, &Capabilities::cipher_suites,
                      &Capabilities::extensions, &Capabilities::proposals,
                      &Capabilities::credentials);
  }
  friend bool operator==(const Capabilities&, const Capabilities&) = default;
};

// Seconds since 1970-01-01T00:00:00Z.
struct Lifetime {
  uint64_t not_before = 0;
  uint64_t not_after = 0;

  static constexpr auto fields() { return std::tuple(&Lifetime::not_before, &Lifetime::not_after); }
  friend bool operator==(const Lifetime&, const Lifetime&) = default;
};

struct KeyPackageSource {
  static constexpr LeafNodeSource kType = LeafNodeSource::kKeyPackage;
  Lifetime lifetime;

  static constexpr auto fields() { return std::tuple(&KeyPackageSource::lifetime); }
  friend bool operator==(const KeyPackageSource&, const KeyPackageSource&) = default;
};

struct UpdateSource {
  static constexpr LeafNodeSource kType = LeafNodeSource::kUpdate;

  static constexpr auto fields() { return std::tuple<>(); }
  friend bool operator==(const UpdateSource&, const UpdateSource&) = default;
};

struct CommitSource {
  static constexpr LeafNodeSource kType = LeafNodeSource::kCommit;
  Buffer parent_hash;

  static constexpr auto fields() { return std::tuple(&CommitSource::parent_hash); }
  friend bool operator==(const CommitSource&, const CommitSource&) = default;
};

struct LeafNode {
  static constexpr NodeType kType = NodeType::kLeaf;
  Buffer encryption_key;
  Buffer signature_key;
  Credential credential;
  Capabilities capabilities;
  std::variant<KeyPackageSource, UpdateSource, CommitSource> source;
  Extensions extensions;
  Buffer signature;

  static constexpr auto fields() {
    return std::tuple(&LeafNode::encryption_key, &LeafNode::signature_key, &LeafNode::credential,
                      &LeafNode::capabilities, &LeafNode::source, &LeafNode::extensions,
                      &LeafNode::signature);
  }
  friend bool operator==(const LeafNode&, const LeafNode&) = default;
};

// LeafNodeTBS. group_id and leaf_index count only for leaves that come from an update or commit:
// a key package's leaf is signed before anyone knows its group.
Buffer to_be_signed(const LeafNode& leaf, Bytes group_id, LeafIndex leaf_index);

}  // namespace conclave::mls
