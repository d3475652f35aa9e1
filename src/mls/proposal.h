// The seven changes that a commit can make to a group (RFC 9420 section 12.1).
//
//   struct {
//       ProposalType proposal_type;
//       select (Proposal.proposal_type) { ... };
//   } Proposal;
#pragma once

#include "mls/key_package.h"
#include "mls/pre_shared_key_id.h"

namespace conclave::mls {

struct Add {  // 12.1.1
  static constexpr ProposalType kType = ProposalType::kAdd;
  KeyPackage key_package;

  static constexpr auto fields() { return std::tuple(&Add::key_package); }
  friend bool operator==(const Add&, const Add&) = default;
};

struct Update {  // 12.1.2
  static constexpr ProposalType kType = ProposalType::kUpdate;
  LeafNode leaf_node;

  static constexpr auto fields() { return std::tuple(&Update::leaf_node); }
  friend bool operator==(const Update&, const Update&) = default;
};

struct Remove {  // 12.1.3
  static constexpr ProposalType kType = ProposalType::kRemove;
  LeafIndex removed;

  static constexpr auto fields() { return std::tuple(&Remove::removed); }
  friend bool operator==(const Remove&, const Remove&) = default;
};

struct PreSharedKey {  // 12.1.4
  static constexpr ProposalType kType = ProposalType::kPreSharedKey;
  PreSharedKeyId psk;

  static constexpr auto fields() { return std::tuple(&PreSharedKey::psk); }
  friend bool operator==(const PreSharedKey&, const PreSharedKey&) = default;
};

struct ReInit {  // 12.1.5
  static constexpr ProposalType kType = ProposalType::kReInit;
  Buffer group_id;
  ProtocolVersion version = ProtocolVersion::kMls10;
  uint16_t cipher_suite = 0;
  Extensions extensions;

  static constexpr auto fields() {
    return std::tuple(&ReInit::group_id, &ReInit::version, &ReInit::cipher_suite,
                      &ReInit::extensions);
  }
  friend bool operator==(const ReInit&, const ReInit&) = default;
};

struct ExternalInit {  // 12.1.6
  static constexpr ProposalType kType = ProposalType::kExternalInit;
  Buffer kem_output;

  static constexpr auto fields() { return std::tuple(&ExternalInit::kem_output); }
  friend bool operator==(const ExternalInit&, const ExternalInit&) = default;
};

struct GroupContextExtensions {  // 12.1.7
  static constexpr ProposalType kType = ProposalType::kGroupContextExtensions;
  Extensions extensions;

  static constexpr auto fields() { return std::tuple(&GroupContextExtensions::extensions); }
  friend bool operator==(const GroupContextExtensions&, const GroupContextExtensions&) = default;
};

struct Proposal {
  static constexpr ContentType kType = ContentType::kProposal;
  std::variant<Add, Update, Remove, PreSharedKey, ReInit, ExternalInit, GroupContextExtensions>
      body;

  static constexpr auto fields() { return std::tuple(&Proposal::body); }
  friend bool operator==(const Proposal&, const Proposal&) = default;

  ProposalType type() const {
    return std::visit([](const auto& p) { return p.kType; }, body);
  }
};

// MakeProposalRef of the AuthenticatedContent that carried a proposal (section 5.2).
struct ProposalRef {
  Buffer hash;

  static constexpr auto fields() { return std::tuple(&ProposalRef::hash); }
  friend auto operator<=>(const ProposalRef&, const ProposalRef&) = default;
};

}  // namespace conclave::mls
