// MeetingId is all a server ever learns of a link: 16 bytes derived from its secret, in paths and
// messages as 22 characters of base64url.
#pragma once

#include "base/base64.h"
#include "base/limits.h"
#include "base/result.h"

#include <cstring>

namespace conclave::signal {

struct MeetingId {
  std::array<uint8_t, limits::kMeetingIdBytes> bytes{};

  friend auto operator<=>(const MeetingId&, const MeetingId&) = default;
};

inline constexpr std::string_view kMeetingPathPrefix = "/api/v1/meetings/";

inline Result<MeetingId> parse_meeting_id(std::string_view text) {
  const Buffer bytes = TRY(from_base64url(text));
  MeetingId id;
  if (bytes.size() != id.bytes.size()) return Error(ErrorCode::kMalformed, "not a meeting id");
  std::ranges::copy(bytes, id.bytes.begin());
  return id;
}

// The path of the WebSocket a meeting's clients open: docs/protocol.md.
inline std::string meeting_path(const MeetingId& id) {
  return std::string(kMeetingPathPrefix) + to_base64url(id.bytes);
}

inline Result<MeetingId> parse_meeting_path(std::string_view path) {
  if (!path.starts_with(kMeetingPathPrefix)) {
    return Error(ErrorCode::kNotFound, "not a meeting's path");
  }
  return parse_meeting_id(path.substr(kMeetingPathPrefix.size()));
}

}  // namespace conclave::signal

template <>
struct std::hash<conclave::signal::MeetingId> {
  // Ids are outputs of HKDF, but clients choose them: so the table that holds them is bounded, and
  // both halves count.
  size_t operator()(const conclave::signal::MeetingId& id) const {
    uint64_t high, low;
    std::memcpy(&high, id.bytes.data(), 8);
    std::memcpy(&low, id.bytes.data() + 8, 8);
    return static_cast<size_t>(high ^ low * 0x9e3779b97f4a7c15);
  }
};
