#include "rtp/header_extensions.h"

#include "base/check.h"
#include "base/reader.h"

namespace conclave::rtp {
namespace {

constexpr uint16_t kOneByteProfile = 0xbede;
constexpr uint16_t kTwoByteProfile = 0x1000;  // the low four bits are for the application
constexpr uint8_t kIdMax = 14;

constexpr std::array<std::string_view, kExtensionKinds> kUris = {
    "urn:ietf:params:rtp-hdrext:sdes:mid",
    "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id",
    "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id",
    "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
};

struct Element {
  uint8_t id;
  Bytes data;
};

// RFC 8285 section 4.2: the length field is one less than the length; id 15 ends the block.
Result<std::optional<Element>> next_one_byte(Reader& reader) {
  const uint8_t head = TRY(reader.u8());
  if (head == 0) return Element{};  // padding
  const uint8_t id = head >> 4;
  if (id == 15) return std::optional<Element>();
  const Bytes data = TRY(reader.read(size_t{1} + (head & 0x0f)));
  return Element{id, data};
}

// RFC 8285 section 4.3.
Result<std::optional<Element>> next_two_byte(Reader& reader) {
  const uint8_t id = TRY(reader.u8());
  if (id == 0) return Element{};
  const size_t size = TRY(reader.u8());
  const Bytes data = TRY(reader.read(size));
  return Element{id, data};
}

Result<std::string_view> as_token(Bytes data) {
  if (data.empty() || data.size() > kExtensionTextBytesMax) {
    return Error(ErrorCode::kMalformed, "a stream id in a header extension has a wrong length");
  }
  return as_text(data);
}

Result<void> take_transport_sequence(Bytes data, HeaderExtensions& values) {
  if (data.size() != 2) {
    return Error(ErrorCode::kMalformed, "a transport sequence number is not two bytes");
  }
  values.transport_sequence = TransportSequence(static_cast<uint16_t>(data[0] << 8 | data[1]));
  return ok();
}

Result<void> take_element(ExtensionKind kind, Bytes data, HeaderExtensions& values) {
  switch (kind) {
    case ExtensionKind::kMid: values.mid = TRY(as_token(data)); return ok();
    case ExtensionKind::kRid: values.rid = TRY(as_token(data)); return ok();
    case ExtensionKind::kRepairedRid: values.repaired_rid = TRY(as_token(data)); return ok();
    case ExtensionKind::kTransportSequence: return take_transport_sequence(data, values);
  }
  return ok();
}

// Appends elements behind the block's header and remembers how far it came.
class ElementWriter {
 public:
  ElementWriter(MutableBytes out, const ExtensionMap& map) : out_(out), map_(map) {}

  void put(ExtensionKind kind, Bytes data) {
    const uint8_t id = map_.id(kind);
    if (id == 0 || data.empty()) return;
    CHECK(data.size() <= kExtensionTextBytesMax);
    out_[size_++] = static_cast<uint8_t>(size_t{id} << 4 | (data.size() - 1));
    std::ranges::copy(data, out_.begin() + static_cast<ptrdiff_t>(size_));
    size_ += data.size();
  }

  size_t finish() {
    if (size_ == kBlockHeader) return 0;
    while (size_ % 4 != 0) out_[size_++] = 0;
    const size_t words = size_ / 4 - 1;
    out_[0] = kOneByteProfile >> 8;
    out_[1] = kOneByteProfile & 0xff;
    out_[2] = static_cast<uint8_t>(words >> 8);
    out_[3] = static_cast<uint8_t>(words);
    return size_;
  }

 private:
  static constexpr size_t kBlockHeader = 4;
  MutableBytes out_;
  const ExtensionMap& map_;
  size_t size_ = kBlockHeader;
};

}  // namespace

std::string_view uri(ExtensionKind kind) { return kUris[static_cast<size_t>(kind)]; }

std::optional<ExtensionKind> extension_from_uri(std::string_view text) {
  const auto found = std::ranges::find(kUris, text);
  if (found == kUris.end()) return std::nullopt;
  return static_cast<ExtensionKind>(found - kUris.begin());
}

bool ExtensionMap::set(ExtensionKind kind, uint8_t id) {
  if (id == 0 || id > kIdMax || this->kind(id)) return false;
  ids_[static_cast<size_t>(kind)] = id;
  return true;
}

std::optional<ExtensionKind> ExtensionMap::kind(uint8_t id) const {
  if (id == 0) return std::nullopt;
  const auto found = std::ranges::find(ids_, id);
  if (found == ids_.end()) return std::nullopt;
  return static_cast<ExtensionKind>(found - ids_.begin());
}

Result<HeaderExtensions> parse_extensions(uint16_t profile, Bytes data, const ExtensionMap& map) {
  HeaderExtensions values;
  const bool is_two_byte = (profile & 0xfff0) == kTwoByteProfile;
  if (!is_two_byte && profile != kOneByteProfile) return values;
  Reader reader(data);
  while (!reader.empty()) {
    const auto element = TRY(is_two_byte ? next_two_byte(reader) : next_one_byte(reader));
    if (!element) break;
    if (const auto kind = map.kind(element->id)) TRY(take_element(*kind, element->data, values));
  }
  return values;
}

size_t write_extensions(MutableBytes out, const HeaderExtensions& values, const ExtensionMap& map) {
  CHECK(out.size() >= kWrittenExtensionBytesMax);
  ElementWriter writer(out, map);
  writer.put(ExtensionKind::kMid, as_bytes(values.mid));
  writer.put(ExtensionKind::kRid, as_bytes(values.rid));
  writer.put(ExtensionKind::kRepairedRid, as_bytes(values.repaired_rid));
  if (values.transport_sequence) {
    const uint16_t number = values.transport_sequence->value();
    writer.put(ExtensionKind::kTransportSequence,
               std::array{static_cast<uint8_t>(number >> 8), static_cast<uint8_t>(number)});
  }
  return writer.finish();
}

}  // namespace conclave::rtp
