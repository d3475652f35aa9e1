// Which key seals which frame: RFC 9605 section 5.2, SFrame keys from MLS epochs.
//
// One base key an epoch, from the group's exporter; every member derives every key from it. The
// KID says whose frame it is and what:
//
//    23      22 21     20 19                     8 7             0
//   +----------+---------+------------------------+---------------+
//   |   kind   | layer+1 |       leaf index       |  epoch & 255  |
//   +----------+---------+------------------------+---------------+
//     section 5.2's context           S = 12            E = 8
//
// The layer counts from one so that every KID takes three bytes, and counters start at 2^24 so that
// they take four until their end: a header's length says nothing and never changes (NET-4).
//
// Invariant (E2E-14): for one base key, no two senders share a KID (their leaves differ), no two
// streams of one sender do, and FrameSender never repeats a counter. Epochs whose low bits are
// equal have different base keys and are never alive together (limits::kEpochsKeptMax < 2^E).
#pragma once

#include "base/id.h"
#include "base/limits.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/source.h"
#include "e2ee/sframe_cipher.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace conclave::e2ee {

inline constexpr SframeSuite kFrameSuite = SframeSuite::kAes128GcmSha256;

// For MLS-Exporter(label, "", size), RFC 9605 section 5.2.
inline constexpr std::string_view kFrameBaseKeyLabel = "SFrame 1.0 Base Key";
inline constexpr size_t kFrameBaseKeySize = 16;

inline constexpr uint64_t kFrameCounterFirst = 1 << 24;

using FrameLeaf = Id<struct FrameLeafTag, uint32_t>;  // an MLS leaf index

// One stream of one sender. The layer counts simulcast layers from the lowest; only the camera has
// more than one.
struct FrameStream {
  SourceKind kind;
  uint8_t layer = 0;

  friend auto operator<=>(const FrameStream&, const FrameStream&) = default;
};
bool is_valid(const FrameStream& stream);

// What both directions need to know of an epoch.
struct FrameEpoch {
  uint64_t epoch;
  Secret base_key;
  FrameLeaf own_leaf;
  std::vector<FrameLeaf> members;             // ascending, own leaf included
  std::vector<FrameLeaf> may_not_share = {};  // ascending: their screens are neither sent nor shown

  bool allows(FrameLeaf leaf, SourceKind kind) const {
    const bool is_share = kind == SourceKind::kScreen || kind == SourceKind::kScreenAudio;
    return !is_share || !std::ranges::binary_search(may_not_share, leaf);
  }
};

struct FrameKeyId {
  FrameStream stream;
  FrameLeaf leaf;
  uint8_t epoch_bits = 0;

  uint32_t encode() const;
  // kInvalid for bits that no sender of ours sets.
  static Result<FrameKeyId> parse(uint64_t key_id);

  friend auto operator<=>(const FrameKeyId&, const FrameKeyId&) = default;
};

inline uint8_t epoch_bits(uint64_t epoch) { return static_cast<uint8_t>(epoch); }

// What the AEAD is given, whoever runs it: ours, or WebCrypto in the browser.
struct FrameCipherInput {
  uint32_t key_id = 0;  // names the key; see FrameSender::key and FrameReceiver::key
  SframeNonce nonce{};
  Buffer aad;  // the SFrame header, then the frame's clear prefix
};

}  // namespace conclave::e2ee
