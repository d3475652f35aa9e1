#include "e2ee/text.h"

#include "base/reader.h"

namespace conclave::e2ee {
namespace {

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

bool may_stand(uint32_t code_point, Lines lines) {
  if (code_point == '\n') return lines == Lines::kMany;
  return !is_control(code_point) && !is_deceptive(code_point);
}

}  // namespace

Result<void> check_text(std::string_view text, size_t bytes_max, Lines lines) {
  if (text.empty() || text.size() > bytes_max) {
    return Error(ErrorCode::kMalformed, "text empty or too long");
  }
  Reader reader(as_bytes(text));
  while (!reader.empty()) {
    if (!may_stand(TRY(take_code_point(reader)), lines)) {
      return Error(ErrorCode::kMalformed, "text with a control character");
    }
  }
  return ok();
}

}  // namespace conclave::e2ee
