// RTP header extensions (RFC 8285), held to a list of four: media id and stream ids that tell
// BUNDLEd streams apart (RFC 9143 section 15, RFC 8852), and the transport-wide sequence number
// (draft-holmer-rmcat-transport-wide-cc-extensions-01). Header extensions travel in clear, so
// nothing that describes content (audio level above all) is ever negotiated, parsed or written.
//
//       0                   1                   2                   3
//       0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      |       0xBE    |    0xDE       |           length=3            |
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      |  ID   | L=0   |     data      |  ID   |  L=1  |   data...
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//            ...data   |    0 (pad)    |    0 (pad)    |  ID   | L=3   |
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//      |                          data                                 |
//      +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
//
// We read the one-byte and the two-byte form and write the one-byte form.
#pragma once

#include "base/bytes.h"
#include "base/id.h"
#include "base/result.h"

#include <array>
#include <optional>
#include <string_view>

namespace conclave::rtp {

// Counts every packet of one transport, of whatever stream; 16 bits on the wire, wraps.
using TransportSequence = Id<struct TransportSequenceTag, uint16_t>;

enum class ExtensionKind : uint8_t { kMid, kRid, kRepairedRid, kTransportSequence };
inline constexpr size_t kExtensionKinds = 4;

// The URI in a=extmap. from_uri knows the four of the list and nothing else.
std::string_view uri(ExtensionKind kind);
std::optional<ExtensionKind> extension_from_uri(std::string_view uri);

// Which number stands for which extension, as one transport negotiated it. Numbers are 1 to 14, so
// that the one-byte form can carry them; 0 is "not negotiated".
class ExtensionMap {
 public:
  // False (and nothing changes) for a number outside 1 to 14 or one that is taken already.
  bool set(ExtensionKind kind, uint8_t id);
  uint8_t id(ExtensionKind kind) const { return ids_[static_cast<size_t>(kind)]; }
  std::optional<ExtensionKind> kind(uint8_t id) const;

  friend bool operator==(const ExtensionMap&, const ExtensionMap&) = default;

 private:
  std::array<uint8_t, kExtensionKinds> ids_{};
};

// The values in one packet. The texts point into the packet; empty means absent.
struct HeaderExtensions {
  std::string_view mid;
  std::string_view rid;
  std::string_view repaired_rid;
  std::optional<TransportSequence> transport_sequence;

  friend bool operator==(const HeaderExtensions&, const HeaderExtensions&) = default;
};

// Texts longer than this are refused when parsing and when writing (one-byte form: at most 16).
inline constexpr size_t kExtensionTextBytesMax = 16;
// Profile and length, three texts, one sequence number, padding to four.
inline constexpr size_t kWrittenExtensionBytesMax = 4 + 3 * (1 + kExtensionTextBytesMax) + 3 + 2;

// Extensions that the map does not name are stepped over. A profile that is neither of RFC 8285's
// means "no extension that we know": it yields empty values, not an error.
Result<HeaderExtensions> parse_extensions(uint16_t profile, Bytes data, const ExtensionMap& map);

// Profile, length, elements and padding to the front of `out`; returns the size, a multiple of
// four, 0 if there is nothing to write. Values whose kind has no number in the map are left out.
size_t write_extensions(MutableBytes out, const HeaderExtensions& values, const ExtensionMap& map);

}  // namespace conclave::rtp
