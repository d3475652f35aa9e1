#include "e2ee/participant.h"

#include "base/limits.h"
#include "base/reader.h"
#include "base/writer.h"

namespace conclave::e2ee {
namespace {

constexpr uint8_t kVersion = 1;

// One code point off the front of UTF-8 (RFC 3629 section 4): shortest form, no surrogates.
Result<uint32_t> take_code_point(Reader& text) {
  const Error malformed(ErrorCode::kMalformed, "not valid UTF-8");
  const uint8_t first = TRY(text.u8());
  if (first < 0x80) return first;
  const unsigned more = first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
  if (first < 0xc2 || first > 0xf4) return malformed;
  uint32_t code_point = first & (0x3f >> more);
  for (unsigned i = 0; i < more; ++i) {
    const uint8_t next = TRY(text.u8());
    if ((next & 0xc0) != 0x80) return malformed;
    code_point = code_point << 6 | (next & 0x3f);
  }
  constexpr uint32_t kSmallest[] = {0, 0x80, 0x800, 0x10000};
  const bool is_surrogate = code_point >= 0xd800 && code_point <= 0xdfff;
  if (code_point < kSmallest[more] || code_point > 0x10ffff || is_surrogate) return malformed;
  return code_point;
}

bool is_control(uint32_t code_point) {
  return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0);
}

// What turns the direction of writing over whatever follows (Unicode's embeddings, overrides and
// isolates), and spaces without width. Joiners stay: several scripts cannot be written without
// them.
bool is_deceptive(uint32_t code_point) {
  const bool turns = (code_point >= 0x202a && code_point <= 0x202e) ||
                     (code_point >= 0x2066 && code_point <= 0x2069);
  return turns || code_point == 0x200b || code_point == 0x2060 || code_point == 0xfeff;
}

Result<std::string> take_name(Reader& reader) {
  const uint8_t size = TRY(reader.u8());
  if (size > limits::kNameBytesMax) return Error(ErrorCode::kMalformed, "name too long");
  const Bytes field = TRY(reader.read(limits::kNameBytesMax));
  if (std::ranges::any_of(field.subspan(size), [](uint8_t byte) { return byte != 0; })) {
    return Error(ErrorCode::kMalformed, "bytes behind the name");
  }
  const std::string_view name = as_text(field.first(size));
  TRY(check_name(name));
  return std::string(name);
}

}  // namespace

Result<void> check_name(std::string_view name) {
  if (name.empty() || name.size() > limits::kNameBytesMax) {
    return Error(ErrorCode::kMalformed, "a name has 1 to 128 bytes");
  }
  Reader text(as_bytes(name));
  while (!text.empty()) {
    const uint32_t code_point = TRY(take_code_point(text));
    if (is_control(code_point) || is_deceptive(code_point)) {
      return Error(ErrorCode::kMalformed, "control character in a name");
    }
  }
  return ok();
}

mls::Credential make_credential(const Participant& participant) {
  CHECK(check_name(participant.name));
  Writer identity;
  identity.u8(kVersion).u32(participant.connection.value());
  identity.u8(static_cast<uint8_t>(participant.name.size())).bytes(as_bytes(participant.name));
  identity.zeros(limits::kNameBytesMax - participant.name.size());
  return mls::BasicCredential{.identity = std::move(identity).take()};
}

Result<Participant> parse_credential(const mls::Credential& credential) {
  const auto* basic = std::get_if<mls::BasicCredential>(&credential);
  if (basic == nullptr) return Error(ErrorCode::kUnsupported, "not a basic credential");
  Reader reader(basic->identity);
  if (TRY(reader.u8()) != kVersion) {
    return Error(ErrorCode::kUnsupported, "participant of another version");
  }
  Participant participant;
  participant.connection = ConnectionId(TRY(reader.u32()));
  participant.name = TRY(take_name(reader));
  TRY(reader.expect_end());
  if (participant.connection.value() == 0) {
    return Error(ErrorCode::kMalformed, "connection 0 is nobody");
  }
  return participant;
}

}  // namespace conclave::e2ee
