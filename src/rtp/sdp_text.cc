#include "rtp/sdp_text.h"

#include <algorithm>

namespace conclave::rtp {
namespace {

bool is_alphanumeric(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_token_char(char c) {
  return is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`{|}~").contains(c);
}

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::string_view take_until(std::string_view& text, char separator) {
  const size_t end = text.find(separator);
  const std::string_view taken = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return taken;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::string_view word = take_until(text, separator);
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

bool is_token(std::string_view text, size_t size_max) {
  return !text.empty() && text.size() <= size_max && std::ranges::all_of(text, is_token_char);
}

bool is_line(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= ' ' || c < 0) && c != 0x7f; });
}

bool is_ice_text(std::string_view text, size_t size_min, size_t size_max) {
  return text.size() >= size_min && text.size() <= size_max &&
         std::ranges::all_of(text,
                             [](char c) { return is_alphanumeric(c) || c == '+' || c == '/'; });
}

bool equal_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, to_lower, to_lower);
}

}  // namespace conclave::rtp
