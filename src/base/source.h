// Who and what a stream of media comes from, as signal, sfu and server all name it.
#pragma once

#include "base/id.h"

#include <array>
#include <cstdint>

namespace conclave {

// Unique within a meeting, given by the server, never given twice; 0 is nobody.
using ConnectionId = Id<struct ConnectionTag, uint32_t>;

// What one connection can publish, in the order of its offer's first four m-lines
// (docs/protocol.md, Media negotiation).
enum class SourceKind : uint8_t { kMicrophone, kCamera, kScreen, kScreenAudio };
inline constexpr size_t kSourceKinds = 4;

constexpr bool is_audio(SourceKind kind) {
  return kind == SourceKind::kMicrophone || kind == SourceKind::kScreenAudio;
}

}  // namespace conclave
