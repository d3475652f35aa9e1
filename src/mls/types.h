// The numbers of RFC 9420 section 17, and the two kinds of index into a group's tree.
//
// An enum here may hold a value without a name: registries grow, and GREASE (section 13.5) puts
// values nobody knows into lists on purpose. Only a switch over contents refuses the unknown.
#pragma once

#include "base/id.h"

#include <cstdint>

namespace conclave::mls {

using LeafIndex = Id<struct LeafIndexTag, uint32_t>;  // counts leaves only
using NodeIndex = Id<struct NodeIndexTag, uint32_t>;  // RFC 9420 appendix C: leaves are even
using Epoch = uint64_t;

enum class ProtocolVersion : uint16_t { kMls10 = 1 };

enum class WireFormat : uint16_t {
  kPublicMessage = 1,
  kPrivateMessage = 2,
  kWelcome = 3,
  kGroupInfo = 4,
  kKeyPackage = 5,
};

enum class ExtensionType : uint16_t {
  kApplicationId = 1,
  kRatchetTree = 2,
  kRequiredCapabilities = 3,
  kExternalPub = 4,
  kExternalSenders = 5,
};

enum class ProposalType : uint16_t {
  kAdd = 1,
  kUpdate = 2,
  kRemove = 3,
  kPreSharedKey = 4,
  kReInit = 5,
  kExternalInit = 6,
  kGroupContextExtensions = 7,
};

enum class CredentialType : uint16_t { kBasic = 1, kX509 = 2 };
enum class ContentType : uint8_t { kApplication = 1, kProposal = 2, kCommit = 3 };
enum class SenderType : uint8_t {
  kMember = 1,
  kExternal = 2,
  kNewMemberProposal = 3,
  kNewMemberCommit = 4,
};
enum class LeafNodeSource : uint8_t { kKeyPackage = 1, kUpdate = 2, kCommit = 3 };
enum class NodeType : uint8_t { kLeaf = 1, kParent = 2 };
enum class ProposalOrRefType : uint8_t { kProposal = 1, kReference = 2 };
enum class PskType : uint8_t { kExternal = 1, kResumption = 2 };
enum class ResumptionPskUsage : uint8_t { kApplication = 1, kReinit = 2, kBranch = 3 };

}  // namespace conclave::mls
