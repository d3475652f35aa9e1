// The bytes that the core and web/src/e2ee/core.ts exchange: numbers big-endian, byte runs behind a
// 32-bit length, variants behind a tag that is their index in the C++ variant. core.ts is the
// only other place that knows this layout; both change together.
#pragma once

#include "base/result.h"
#include "base/writer.h"
#include "e2ee/frame_receiver.h"
#include "e2ee/frame_sender.h"
#include "e2ee/meeting.h"

namespace conclave::e2ee_wasm {

Result<e2ee::FromServer> decode_from_server(Bytes bytes);

// A type, then words as src/e2ee/words.h has them.
Result<e2ee::Words> decode_words(Bytes bytes);

// The keys in EpochChanged stay here.
Buffer encode(const e2ee::Events& events);
Buffer encode(const e2ee::SealPlan& plan);
Buffer encode(const e2ee::OpenPlan& plan);
Buffer encode(const e2ee::FrameVerdict& verdict);

}  // namespace conclave::e2ee_wasm
