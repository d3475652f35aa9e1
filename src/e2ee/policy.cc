#include "e2ee/policy.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"
#include "e2ee/participant.h"

#include <algorithm>
#include <functional>

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 1;

Error malformed(std::string_view text) { return {ErrorCode::kMalformed, text}; }

// ---- a door ------------------------------------------------------------------------------------

void write_door(Writer& out, const Door& door) {
  out.u8(static_cast<uint8_t>(door.kind)).u8(static_cast<uint8_t>(door.link.form()));
  out.bytes(door.link.reveal());
  mls::write(out, to_buffer(door.passphrase_key.reveal()));
  out.u64(door.expires);
  mls::write(out, to_buffer(as_bytes(door.label)));
}

Result<std::string> read_label(Reader& reader) {
  Buffer bytes;
  TRY(mls::read(reader, bytes));
  std::string label(as_text(bytes));
  if (!label.empty()) TRY(check_name(label));
  return label;
}

Result<Door> read_door(Reader& reader, Bytes meeting_id) {
  const auto kind = static_cast<DoorKind>(TRY(reader.u8()));
  if (kind < DoorKind::kLink || kind > DoorKind::kUsedInvite) return malformed("no such door");
  const auto form = static_cast<LinkSecret::Form>(TRY(reader.u8()));
  const Bytes secret = TRY(reader.read(kLinkSecretSize));
  Buffer passphrase_key;
  TRY(mls::read(reader, passphrase_key));
  if (!passphrase_key.empty() && passphrase_key.size() != kPassphraseKeySize) {
    return malformed("passphrase key of another size");
  }
  const bool needs_passphrase = !passphrase_key.empty();
  Door door{.kind = kind,
            .link = TRY(LinkSecret::make(form, meeting_id, secret, needs_passphrase)),
            .passphrase_key = Secret(passphrase_key)};
  door.expires = TRY(reader.u64());
  door.label = TRY(read_label(reader));
  return door;
}

Result<std::vector<Door>> read_doors(Reader& reader, Bytes meeting_id) {
  const size_t size = TRY(reader.u8());
  if (size > limits::kDoorsMax) return malformed("too many doors");
  std::vector<Door> doors;
  for (size_t i = 0; i < size; ++i) {
    doors.push_back(TRY(read_door(reader, meeting_id)));
    if (!equal(doors.back().link.meeting_id(), meeting_id)) {
      return malformed("a door of another meeting");
    }
  }
  return doors;
}

// ---- the rest ----------------------------------------------------------------------------------

Result<bool> read_bool(Reader& reader) {
  const uint8_t value = TRY(reader.u8());
  if (value > 1) return malformed("neither yes nor no");
  return value == 1;
}

Result<Permission> read_permission(Reader& reader) {
  const uint8_t value = TRY(reader.u8());
  if (value > static_cast<uint8_t>(Permission::kNobody)) return malformed("no such permission");
  return static_cast<Permission>(value);
}

Result<void> check_hosts(std::span<const mls::LeafIndex> hosts) {
  if (hosts.empty()) return malformed("a meeting has a host");
  if (std::ranges::adjacent_find(hosts, std::greater_equal()) != hosts.end()) {
    return malformed("hosts out of order");
  }
  return ok();
}

// In the order of PolicyField and of the wire.
template <typename AnyPolicy>
auto flags_of(AnyPolicy& policy) {
  return std::array{&policy.is_locked, &policy.has_waiting_room, &policy.do_newcomers_enter_muted,
                    &policy.is_recording_allowed};
}

template <typename Items>
auto* link_in(Items& doors) {
  const auto found = std::ranges::find(doors, DoorKind::kLink, &Door::kind);
  return found == doors.end() ? nullptr : &*found;
}

constexpr auto kFlags = static_cast<size_t>(PolicyField::kShare);
constexpr auto kChoices = static_cast<size_t>(PolicyField::kLinkExpires);

}  // namespace

// ---- asking it ---------------------------------------------------------------------------------

bool Policy::is_host(mls::LeafIndex leaf) const { return std::ranges::binary_search(hosts, leaf); }

bool Policy::may(mls::LeafIndex leaf, Feature feature) const {
  switch (permissions[static_cast<size_t>(feature)]) {
    case Permission::kEveryone: return true;
    case Permission::kHosts: return is_host(leaf);
    case Permission::kNobody: return false;
  }
  return false;
}

const Door* Policy::link() const { return link_in(doors); }

// ---- changing it -------------------------------------------------------------------------------

Result<Policy> changed(Policy policy, const PolicyChange& change) {
  const auto field = static_cast<size_t>(change.field);
  const uint64_t value_max = field < kFlags     ? 1
                             : field < kChoices ? static_cast<uint64_t>(Permission::kNobody)
                                                : limits::kUnixSecondsMax;
  if (field > kChoices || change.value > value_max) {
    return Error(ErrorCode::kInvalid, "the rule does not take this value");
  }
  if (field < kFlags) {
    *flags_of(policy)[field] = change.value == 1;
  } else if (field < kChoices) {
    policy.permissions[field - kFlags] = static_cast<Permission>(change.value);
  } else if (Door* const link = link_in(policy.doors)) {
    link->expires = change.value;
  }
  return policy;
}

uint64_t value_of(const Policy& policy, PolicyField field) {
  const auto index = static_cast<size_t>(field);
  if (index < kFlags) return *flags_of(policy)[index];
  if (index < kChoices) return static_cast<uint64_t>(policy.permissions[index - kFlags]);
  return policy.link() == nullptr ? 0 : policy.link()->expires;
}

Policy after_removal(Policy policy, std::span<const mls::LeafIndex> staying) {
  std::erase_if(policy.hosts,
                [&](mls::LeafIndex host) { return !std::ranges::binary_search(staying, host); });
  if (policy.hosts.empty()) policy.hosts.push_back(staying.front());
  return policy;
}

// ---- on the wire -------------------------------------------------------------------------------

Buffer encode_policy(const Policy& policy) {
  Writer out;
  out.u8(kVersion);
  mls::write(out, policy.hosts);
  for (const bool* const flag : flags_of(policy)) out.u8(*flag);
  for (const Permission permission : policy.permissions) out.u8(static_cast<uint8_t>(permission));
  out.bytes(policy.meeting_id);
  out.u8(static_cast<uint8_t>(policy.doors.size()));
  for (const Door& door : policy.doors) write_door(out, door);
  return std::move(out).take();
}

Result<Policy> parse_policy(Bytes bytes) {
  Reader reader(bytes);
  if (TRY(reader.u8()) != kVersion) {
    return Error(ErrorCode::kUnsupported, "policy of another version");
  }
  Policy policy;
  TRY(mls::read(reader, policy.hosts));
  TRY(check_hosts(policy.hosts));
  for (bool* const flag : flags_of(policy)) *flag = TRY(read_bool(reader));
  for (Permission& permission : policy.permissions) permission = TRY(read_permission(reader));
  policy.meeting_id = to_buffer(TRY(reader.read(limits::kMeetingIdBytes)));
  policy.doors = TRY(read_doors(reader, policy.meeting_id));
  TRY(reader.expect_end());
  return policy;
}

mls::Extensions extensions_with(const Policy& policy) {
  const mls::RequiredCapabilities required{
      .extension_types = {kPolicyExtension}, .proposal_types = {}, .credential_types = {}};
  return {{.type = mls::ExtensionType::kRequiredCapabilities, .data = mls::encode(required)},
          {.type = kPolicyExtension, .data = encode_policy(policy)}};
}

Result<Policy> policy_of(const mls::Extensions& extensions) {
  const Buffer* const bytes = find_extension(extensions, kPolicyExtension);
  if (bytes == nullptr) return Error(ErrorCode::kRefused, "a group without a policy");
  Policy policy = TRY(parse_policy(*bytes));
  if (extensions != extensions_with(policy)) {
    return Error(ErrorCode::kRefused, "extensions beyond the policy");
  }
  return policy;
}

}  // namespace conclave::e2ee
