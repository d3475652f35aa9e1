// Small tools for reading lines of SDP: words, numbers, tokens. They refuse what is not exactly
// right.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <vector>

namespace conclave::rtp {

// The text up to the separator, which is dropped; the rest stays in `text`. Without a separator all
// of it.
std::string_view take_until(std::string_view& text, char separator);

// Words with one space between; empty ones are dropped.
std::vector<std::string_view> split(std::string_view text, char separator);

// All of the text, decimal, in range; no sign, no space.
template <typename T>
std::optional<T> to_number(std::string_view text, int base = 10) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size() || text.starts_with('-')) {
    return std::nullopt;
  }
  return value;
}

// RFC 8866 section 9: token-char, from one to `size_max` of them.
bool is_token(std::string_view text, size_t size_max);
// Bytes that one line can carry: no control characters.
bool is_line(std::string_view text);
// RFC 8839 section 5.4: ALPHA, DIGIT, + and /.
bool is_ice_text(std::string_view text, size_t size_min, size_t size_max);
bool equal_without_case(std::string_view a, std::string_view b);

}  // namespace conclave::rtp
