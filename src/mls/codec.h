// The TLS presentation language as MLS uses it (RFC 9420 section 2.1), for whole structures.
//
// A wire structure lists its members once, in wire order, in a static function `fields()`; write
// and read follow that list. A select() is a std::variant whose alternatives name their tag in a
// static kType. Everything a peer may say has exactly one encoding (the shortest length prefix,
// 0 or 1 for presence), so a parsed structure written again gives the bytes it came from; that is
// why signatures can be checked over re-encoded structures.
//
// Allocation is bounded: a vector never holds more than limits::kMlsVectorItemsMax items, and
// opaque bytes never more than the input had.
#pragma once

#include "base/id.h"
#include "base/limits.h"
#include "base/reader.h"
#include "base/secret.h"
#include "base/writer.h"

#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

namespace conclave::mls {

// RFC 9000 section 16, restricted by RFC 9420 section 2.1.2: at most 30 bits, shortest form only.
void write_length(Writer& writer, size_t length);
Result<size_t> read_length(Reader& reader);

template <typename T>
concept HasFields = requires { T::fields(); };

template <typename T>
void write(Writer& writer, const T& value);
template <typename T>
Result<void> read(Reader& reader, T& value);

template <typename T>
Buffer encode(const T& value) {
  Writer writer;
  write(writer, value);
  return std::move(writer).take();
}

// For structures that hold secrets: the working copy is wiped. size_max bounds the encoding, so
// that growing the buffer leaves nothing behind.
template <typename T>
Secret encode_secret(const T& value, size_t size_max) {
  Writer writer(size_max);
  write(writer, value);
  CHECK(writer.size() <= size_max);
  Buffer bytes = std::move(writer).take();
  Secret secret(bytes);
  wipe(bytes);
  return secret;
}

// The whole of the bytes, nothing left over.
template <typename T>
Result<T> decode(Bytes bytes) {
  Reader reader(bytes);
  T value{};
  TRY(read(reader, value));
  TRY(reader.expect_end());
  return value;
}

// ---- how each shape is written and read --------------------------------------------------------

namespace codec {

template <typename T>
struct Shape;  // write(Writer&, const T&) and read(Reader&, T&)

template <typename T>
  requires std::is_enum_v<T> || std::is_unsigned_v<T>
struct Shape<T> {
  static void write(Writer& writer, T value) {
    for (size_t i = sizeof(T); i-- > 0;) {
      writer.u8(static_cast<uint8_t>(static_cast<uint64_t>(value) >> (8 * i)));
    }
  }
  static Result<void> read(Reader& reader, T& value) {
    uint64_t number = 0;
    for (const uint8_t byte : TRY(reader.read(sizeof(T)))) number = number << 8 | byte;
    value = static_cast<T>(number);
    return ok();
  }
};

template <typename Tag, typename Rep>
struct Shape<Id<Tag, Rep>> {
  static void write(Writer& writer, Id<Tag, Rep> id) { mls::write(writer, id.value()); }
  static Result<void> read(Reader& reader, Id<Tag, Rep>& id) {
    Rep value{};
    TRY(mls::read(reader, value));
    id = Id<Tag, Rep>(value);
    return ok();
  }
};

inline void write_opaque(Writer& writer, Bytes bytes) {
  write_length(writer, bytes.size());
  writer.bytes(bytes);
}
inline Result<Bytes> read_opaque(Reader& reader) { return reader.read(TRY(read_length(reader))); }

template <>
struct Shape<Buffer> {  // opaque value<V>
  static void write(Writer& writer, const Buffer& bytes) { write_opaque(writer, bytes); }
  static Result<void> read(Reader& reader, Buffer& bytes) {
    bytes = to_buffer(TRY(read_opaque(reader)));
    return ok();
  }
};

template <>
struct Shape<Secret> {  // opaque value<V> that must not outlive its use
  static void write(Writer& writer, const Secret& secret) { write_opaque(writer, secret.reveal()); }
  static Result<void> read(Reader& reader, Secret& secret) {
    secret = Secret(TRY(read_opaque(reader)));
    return ok();
  }
};

template <typename T>
struct Shape<std::vector<T>> {  // T values<V>; the prefix counts bytes
  static void write(Writer& writer, const std::vector<T>& items) {
    Writer inner;
    for (const T& item : items) mls::write(inner, item);
    write_opaque(writer, inner.view());
  }
  static Result<void> read(Reader& reader, std::vector<T>& items) {
    Reader inner(TRY(read_opaque(reader)));
    items.clear();
    while (!inner.empty()) {
      if (items.size() == limits::kMlsVectorItemsMax) {
        return Error(ErrorCode::kLimit, "too many items in a vector");
      }
      TRY(mls::read(inner, items.emplace_back()));
    }
    return ok();
  }
};

template <typename T>
struct Shape<std::optional<T>> {
  static void write(Writer& writer, const std::optional<T>& value) {
    writer.u8(value ? 1 : 0);
    if (value) mls::write(writer, *value);
  }
  static Result<void> read(Reader& reader, std::optional<T>& value) {
    const uint8_t presence = TRY(reader.u8());
    if (presence > 1) return Error(ErrorCode::kMalformed, "presence is neither 0 nor 1");
    value.reset();
    if (presence == 1) TRY(mls::read(reader, value.emplace()));
    return ok();
  }
};

template <typename First, typename... Rest>
struct Shape<std::variant<First, Rest...>> {  // a select by the alternatives' kType
  using Variant = std::variant<First, Rest...>;
  using Tag = std::remove_const_t<decltype(First::kType)>;

  static void write(Writer& writer, const Variant& value) {
    std::visit(
        [&](const auto& alternative) {
          mls::write(writer, std::decay_t<decltype(alternative)>::kType);
          mls::write(writer, alternative);
        },
        value);
  }
  static Result<void> read(Reader& reader, Variant& value) {
    Tag tag{};
    TRY(mls::read(reader, tag));
    Result<void> result = Error(ErrorCode::kUnsupported, "a type that we do not speak");
    (void)(read_if<First>(tag, reader, value, result) || ... ||
           read_if<Rest>(tag, reader, value, result));
    return result;
  }

 private:
  template <typename T>
  static bool read_if(Tag tag, Reader& reader, Variant& value, Result<void>& result) {
    if (tag != T::kType) return false;
    result = mls::read(reader, value.template emplace<T>());
    return true;
  }
};

template <HasFields T>
struct Shape<T> {
  static void write(Writer& writer, const T& value) {
    std::apply([&](auto... field) { (mls::write(writer, value.*field), ...); }, T::fields());
  }
  static Result<void> read(Reader& reader, T& value) {
    Result<void> result = ok();
    std::apply(
        [&](auto... field) {
          (void)((result = mls::read(reader, value.*field), result.has_value()) && ...);
        },
        T::fields());
    return result;
  }
};

}  // namespace codec

template <typename T>
void write(Writer& writer, const T& value) {
  codec::Shape<T>::write(writer, value);
}
template <typename T>
Result<void> read(Reader& reader, T& value) {
  return codec::Shape<T>::read(reader, value);
}

}  // namespace conclave::mls
