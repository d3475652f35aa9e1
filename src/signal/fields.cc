#include "signal/fields.h"

#include "base/base64.h"
#include "base/limits.h"

namespace conclave::signal {
namespace {

constexpr Error kWrongType(ErrorCode::kMalformed, "a field has the wrong type");
constexpr Error kOutOfRange(ErrorCode::kMalformed, "a number is out of range");
constexpr Error kTooLong(ErrorCode::kLimit, "a field is too long");

// The deepest message is a list of slots: object, array, object.
constexpr size_t kDepthMax = 4;

Result<uint64_t> to_number(const json::value& value, uint64_t min, uint64_t max) {
  uint64_t number = 0;
  if (const auto* whole = value.if_uint64()) {
    number = *whole;
  } else if (const auto* small = value.if_int64()) {
    if (*small < 0) return kOutOfRange;
    number = static_cast<uint64_t>(*small);
  } else {
    return kWrongType;
  }
  if (number < min || number > max) return kOutOfRange;
  return number;
}

Result<ConnectionId> to_connection(const json::value& value, uint64_t min) {
  return ConnectionId(static_cast<uint32_t>(TRY(to_number(value, min, UINT32_MAX))));
}

}  // namespace

Result<json::value> parse_json(std::string_view text) {
  if (text.size() > limits::kSignalMessageBytesMax) {
    return Error(ErrorCode::kLimit, "the message is too long");
  }
  json::parse_options options;
  options.max_depth = kDepthMax;
  json::error_code failed;
  json::value value = json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
  if (failed) return Error(ErrorCode::kMalformed, "not JSON");
  return value;
}

Result<Fields> Fields::of(const json::value& value) {
  const json::object* object = value.if_object();
  if (object == nullptr) return Error(ErrorCode::kMalformed, "not a JSON object");
  return Fields(*object);
}

Result<const json::value*> Fields::take(std::string_view name) {
  const json::value* value = object_->if_contains(json::string_view(name.data(), name.size()));
  if (value == nullptr) return Error(ErrorCode::kMalformed, "a field is missing");
  ++taken_;
  return value;
}

Result<std::string_view> Fields::text(std::string_view name, size_t bytes_max) {
  const json::string* text = TRY(take(name))->if_string();
  if (text == nullptr) return kWrongType;
  if (text->size() > bytes_max) return kTooLong;
  return std::string_view(text->data(), text->size());
}

Result<Buffer> Fields::bytes(std::string_view name, size_t bytes_max) {
  const std::string_view encoded = TRY(text(name, (bytes_max * 4 + 2) / 3));
  return from_base64url(encoded);
}

Result<uint64_t> Fields::number(std::string_view name, uint64_t min, uint64_t max) {
  return to_number(*TRY(take(name)), min, max);
}

Result<bool> Fields::boolean(std::string_view name) {
  const bool* value = TRY(take(name))->if_bool();
  if (value == nullptr) return kWrongType;
  return *value;
}

Result<ConnectionId> Fields::connection(std::string_view name) {
  return to_connection(*TRY(take(name)), 1);
}

Result<ConnectionId> Fields::connection_or_nobody(std::string_view name) {
  return to_connection(*TRY(take(name)), 0);
}

Result<std::vector<ConnectionId>> Fields::connections(std::string_view name) {
  std::vector<ConnectionId> ids;
  for (const json::value& item : *TRY(array(name, limits::kMeetingConnectionsMax))) {
    ids.push_back(TRY(to_connection(item, 1)));
  }
  return ids;
}

Result<Epoch> Fields::epoch(std::string_view name) {
  return Epoch(TRY(number(name, 0, kEpochMax)));
}

Result<const json::array*> Fields::array(std::string_view name, size_t count_max) {
  const json::array* array = TRY(take(name))->if_array();
  if (array == nullptr) return kWrongType;
  if (array->size() > count_max) return kTooLong;
  return array;
}

Result<Fields> Fields::object(std::string_view name) { return of(*TRY(take(name))); }

Result<void> Fields::expect_end() const {
  if (taken_ != object_->size()) return Error(ErrorCode::kMalformed, "a field is unknown");
  return ok();
}

JsonWriter::JsonWriter(std::string_view type, size_t size_hint) {
  out_.reserve(size_hint + 128);
  out_ += '{';
  text("type", type);
}

// A comma belongs before everything but the first of an object or array.
void JsonWriter::key(std::string_view name) {
  if (out_.back() != '{' && out_.back() != '[') out_ += ',';
  out_ += '"';
  out_ += name;
  out_ += "\":";
}

JsonWriter& JsonWriter::number(std::string_view name, uint64_t value) {
  key(name);
  out_ += std::to_string(value);
  return *this;
}

JsonWriter& JsonWriter::boolean(std::string_view name, bool value) {
  key(name);
  out_ += value ? "true" : "false";
  return *this;
}

JsonWriter& JsonWriter::text(std::string_view name, std::string_view value) {
  key(name);
  out_ += json::serialize(json::string_view(value.data(), value.size()));
  return *this;
}

JsonWriter& JsonWriter::bytes(std::string_view name, Bytes value) {
  key(name);
  out_ += '"';
  out_ += to_base64url(value);
  out_ += '"';
  return *this;
}

JsonWriter& JsonWriter::connections(std::string_view name, const std::vector<ConnectionId>& ids) {
  begin_array(name);
  for (const ConnectionId id : ids) {
    if (out_.back() != '[') out_ += ',';
    out_ += std::to_string(id.value());
  }
  return end_array();
}

JsonWriter& JsonWriter::begin_object(std::string_view name) {
  key(name);
  out_ += '{';
  return *this;
}

JsonWriter& JsonWriter::begin_item() {
  if (out_.back() != '[') out_ += ',';
  out_ += '{';
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  return *this;
}

JsonWriter& JsonWriter::begin_array(std::string_view name) {
  key(name);
  out_ += '[';
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  return *this;
}

std::string JsonWriter::take() && {
  out_ += '}';
  return std::move(out_);
}

}  // namespace conclave::signal
