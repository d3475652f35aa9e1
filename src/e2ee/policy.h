// What the hosts decided, as the whole group holds it: a private-use extension of the MLS group
// context (RFC 9420 section 13.4), required of every member, changed by commits only, and only as
// commit_rules.h allows.
//
//   enum { everyone(0), hosts(1), nobody(2) } Permission;
//
//   struct {
//       uint8      version = 1;
//       uint32     hosts<V>;             leaves, ascending, one at least
//       uint8      is_locked;            0 or 1, as the next three
//       uint8      has_waiting_room;
//       uint8      do_newcomers_enter_muted;
//       uint8      is_recording_allowed;
//       Permission share, chat, reactions, files;
//       opaque     meeting_id[16];
//       uint8      door_count;           limits::kDoorsMax at most
//       Door       doors[door_count];
//   } Policy;
//
//   enum { link(1), invite(2), used_invite(3) } DoorKind;
//
//   struct {
//       DoorKind  kind;
//       uint8     form;                  LinkSecret::Form
//       opaque    secret[16];
//       opaque    passphrase_key<V>;     32 bytes, or none
//       uint64    expires;               seconds since 1970; 0 for never
//       opaque    label<V>;              whom an invite is for, UTF-8
//   } Door;
//
// The doors are the ways in. Members know their secrets, so that whoever is inside can hear every
// knock, check every Add and copy the link; who is outside knows their own door's only.
#pragma once

#include "e2ee/link.h"
#include "mls/extension.h"
#include "mls/types.h"

#include <array>
#include <string>
#include <vector>

namespace conclave::e2ee {

// Private use: RFC 9420 section 17.3.
inline constexpr mls::ExtensionType kPolicyExtension{0xf0c1};

enum class Permission : uint8_t { kEveryone, kHosts, kNobody };
enum class Feature : uint8_t { kShare, kChat, kReactions, kFiles };
inline constexpr size_t kFeatures = 4;

enum class DoorKind : uint8_t { kLink = 1, kInvite = 2, kUsedInvite = 3 };

struct Door {
  DoorKind kind = DoorKind::kLink;
  LinkSecret link;
  Secret passphrase_key = {};
  uint64_t expires = 0;
  std::string label = {};

  LinkKeys keys() const { return derive_link_keys(link, passphrase_key.reveal()); }
  bool is_open(uint64_t unix_now) const {
    return kind != DoorKind::kUsedInvite && (expires == 0 || unix_now < expires);
  }
};

struct Policy {
  std::vector<mls::LeafIndex> hosts = {};
  bool is_locked = false;
  bool has_waiting_room = true;
  bool do_newcomers_enter_muted = false;
  bool is_recording_allowed = false;
  std::array<Permission, kFeatures> permissions{};
  Buffer meeting_id = {};
  std::vector<Door> doors = {};

  bool is_host(mls::LeafIndex leaf) const;
  bool may(mls::LeafIndex leaf, Feature feature) const;
  // Null when a changed link has not been made yet.
  const Door* link() const;
};

// One decision of a host.
enum class PolicyField : uint8_t {
  kLocked,
  kWaitingRoom,
  kNewcomersMuted,
  kRecording,
  kShare,
  kChat,
  kReactions,
  kFiles,
  kLinkExpires,
};
struct PolicyChange {
  PolicyField field{};
  uint64_t value = 0;  // 0 or 1, a Permission, or seconds since 1970

  friend bool operator==(const PolicyChange&, const PolicyChange&) = default;
};
// kInvalid for a value that the field does not take.
Result<Policy> changed(Policy policy, const PolicyChange& change);
uint64_t value_of(const Policy& policy, PolicyField field);

// Hosts who go are hosts no more. When none is left, the lowest leaf of those who stay is: a rule
// that everyone can compute. `staying` is ascending, without newcomers, and not empty.
Policy after_removal(Policy policy, std::span<const mls::LeafIndex> staying);

Buffer encode_policy(const Policy& policy);
// kMalformed for anything that encode_policy does not make, kUnsupported for another version.
Result<Policy> parse_policy(Bytes bytes);

// The group context's extensions: the policy, and that all members have to know it.
mls::Extensions extensions_with(const Policy& policy);
// kRefused if the extensions are not exactly those.
Result<Policy> policy_of(const mls::Extensions& extensions);

}  // namespace conclave::e2ee
