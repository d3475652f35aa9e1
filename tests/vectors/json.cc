#include "json.h"

namespace conclave::vectors {
namespace {

constexpr Error kBad{ErrorCode::kMalformed, "not JSON as vector files have it"};
constexpr int kDepthMax = 32;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

class JsonParser {
 public:
  explicit JsonParser(std::string_view text) : text_(text) {}

  Result<Json> document() {
    Json value = TRY(this->value(0));
    if (peek() != '\0') return kBad;
    return value;
  }

 private:
  // The next character that is not white space; '\0' at the end.
  char peek() {
    while (!text_.empty() && std::string_view(" \t\r\n").find(text_.front()) != std::string::npos) {
      text_.remove_prefix(1);
    }
    return text_.empty() ? '\0' : text_.front();
  }
  bool take(char wanted) {
    if (peek() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }

  Result<Json> value(int depth) {
    if (depth > kDepthMax) return kBad;
    switch (peek()) {
      case '{': return object(depth);
      case '[': return array(depth);
      case '"': return string();
      case 'n': return word("null", Json::Kind::kNull, 0);
      case 't': return word("true", Json::Kind::kBool, 1);
      case 'f': return word("false", Json::Kind::kBool, 0);
      default: return number();
    }
  }

  Result<Json> word(std::string_view wanted, Json::Kind kind, uint64_t number) {
    if (!text_.starts_with(wanted)) return kBad;
    text_.remove_prefix(wanted.size());
    Json json;
    json.kind_ = kind;
    json.number_ = number;
    return json;
  }

  Result<Json> number() {
    Json json;
    json.kind_ = Json::Kind::kNumber;
    bool is_number = false;
    while (!text_.empty() && text_.front() >= '0' && text_.front() <= '9') {
      json.number_ = json.number_ * 10 + static_cast<uint64_t>(text_.front() - '0');
      text_.remove_prefix(1);
      is_number = true;
    }
    if (!is_number) return kBad;
    return json;
  }

  // Escapes other than \" \\ and \/ do not occur in vector files.
  Result<Json> string() {
    text_.remove_prefix(1);
    Json json;
    json.kind_ = Json::Kind::kText;
    while (!text_.empty() && text_.front() != '"') {
      if (text_.front() == '\\') text_.remove_prefix(1);
      if (text_.empty()) return kBad;
      json.text_.push_back(text_.front());
      text_.remove_prefix(1);
    }
    if (text_.empty()) return kBad;
    text_.remove_prefix(1);
    return json;
  }

  Result<Json> array(int depth) {
    text_.remove_prefix(1);
    Json json;
    json.kind_ = Json::Kind::kArray;
    if (take(']')) return json;
    do {
      json.items_.push_back(TRY(value(depth + 1)));
    } while (take(','));
    if (!take(']')) return kBad;
    return json;
  }

  Result<Json> object(int depth) {
    text_.remove_prefix(1);
    Json json;
    json.kind_ = Json::Kind::kObject;
    if (take('}')) return json;
    do {
      if (peek() != '"') return kBad;
      const Json key = TRY(string());
      if (!take(':')) return kBad;
      json.members_.insert_or_assign(key.text_, TRY(value(depth + 1)));
    } while (take(','));
    if (!take('}')) return kBad;
    return json;
  }

  std::string_view text_;
};

Result<Json> Json::parse(std::string_view text) { return JsonParser(text).document(); }

namespace {

const Json& nothing() {
  static const Json kNothing;
  return kNothing;
}

}  // namespace

const Json& Json::operator[](std::string_view key) const {
  const auto it = members_.find(key);
  return it == members_.end() ? nothing() : it->second;
}

const Json& Json::at(size_t index) const {
  return index < items_.size() ? items_[index] : nothing();
}

Buffer Json::hex() const {
  Buffer bytes;
  for (size_t i = 0; i + 1 < text_.size(); i += 2) {
    const int high = hex_digit(text_[i]);
    const int low = hex_digit(text_[i + 1]);
    if (high < 0 || low < 0) return {};
    bytes.push_back(static_cast<uint8_t>(high << 4 | low));
  }
  return bytes;
}

}  // namespace conclave::vectors
