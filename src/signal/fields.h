// Fields takes the typed fields out of one JSON object and holds the object to them: take each
// field once, then expect_end() fails if there was one nobody took. JsonWriter is the way back.
//
// Only the .cc files of this room include this header, since it includes Boost.JSON.
#pragma once

#include "base/result.h"
#include "signal/messages.h"

#include <boost/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace conclave::signal {

namespace json = boost::json;

class Fields {
 public:
  static Result<Fields> of(const json::value& value);

  bool has(std::string_view name) const { return object_->contains(name); }

  Result<std::string_view> text(std::string_view name, size_t bytes_max);
  Result<Buffer> bytes(std::string_view name, size_t bytes_max);
  Result<uint64_t> number(std::string_view name, uint64_t min, uint64_t max);
  Result<bool> boolean(std::string_view name);
  // 1 to 2^32-1, or 0 to 2^32-1 where nobody may be named.
  Result<ConnectionId> connection(std::string_view name);
  Result<ConnectionId> connection_or_nobody(std::string_view name);
  Result<std::vector<ConnectionId>> connections(std::string_view name);
  Result<Epoch> epoch(std::string_view name);
  Result<const json::array*> array(std::string_view name, size_t count_max);
  Result<Fields> object(std::string_view name);

  Result<void> expect_end() const;

 private:
  explicit Fields(const json::object& object) : object_(&object) {}
  Result<const json::value*> take(std::string_view name);

  const json::object* object_;
  size_t taken_ = 0;
};

// Parses text as one JSON object of bounded depth. kLimit if the text itself is too long.
Result<json::value> parse_json(std::string_view text);

// Writes objects and arrays in order, adding the commas. Keys and raw texts are ours and need no
// escaping; foreign text goes through text().
class JsonWriter {
 public:
  explicit JsonWriter(std::string_view type, size_t size_hint = 0);

  JsonWriter& number(std::string_view name, uint64_t value);
  JsonWriter& boolean(std::string_view name, bool value);
  JsonWriter& text(std::string_view name, std::string_view value);
  JsonWriter& bytes(std::string_view name, Bytes value);
  JsonWriter& connection(std::string_view name, ConnectionId id) {
    return number(name, id.value());
  }
  JsonWriter& epoch(Epoch value) { return number("epoch", value.value()); }
  JsonWriter& connections(std::string_view name, const std::vector<ConnectionId>& ids);

  JsonWriter& begin_object(std::string_view name);
  JsonWriter& begin_item();  // an object in an array
  JsonWriter& end_object();
  JsonWriter& begin_array(std::string_view name);
  JsonWriter& end_array();

  std::string take() &&;

 private:
  void key(std::string_view name);

  std::string out_;
};

}  // namespace conclave::signal
