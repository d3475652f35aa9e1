// Just enough JSON to read vector files, natively and in wasm alike (Boost.JSON wants exceptions
// and a file system). Reading something that is not there gives null, so that a check compares
// and fails instead of crashing.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <map>
#include <string>
#include <vector>

namespace conclave::vectors {

class Json {
 public:
  static Result<Json> parse(std::string_view text);

  bool is_null() const { return kind_ == Kind::kNull; }
  bool is_array() const { return kind_ == Kind::kArray; }
  const Json& operator[](std::string_view key) const;  // null when missing
  const std::vector<Json>& items() const { return items_; }
  const Json& at(size_t index) const;  // null when there are fewer items
  std::string_view text() const { return text_; }
  bool has(std::string_view key) const { return members_.contains(key); }
  // Zero when this is no number.
  uint64_t number() const { return number_; }
  template <typename T>
  T number_as() const {
    return static_cast<T>(number_);
  }
  Buffer hex() const;  // empty when this is no text in hex

 private:
  enum class Kind { kNull, kBool, kNumber, kText, kArray, kObject };
  friend class JsonParser;

  Kind kind_ = Kind::kNull;
  uint64_t number_ = 0;
  std::string text_;
  std::vector<Json> items_;
  std::map<std::string, Json, std::less<>> members_;
};

}  // namespace conclave::vectors
