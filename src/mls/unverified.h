// Unverified<T> is a T that somebody claims. It has the same bytes on the wire; it can be looked
// at, to find the key that would prove it, but it is not a T. Only a verify() function, having
// checked signature and rules, calls trust().
#pragma once

#include "mls/codec.h"

#include <utility>

namespace conclave::mls {

// T's tag in a select(), where T has one.
template <typename T>
struct UnverifiedTag {};
template <typename T>
  requires requires { T::kType; }
struct UnverifiedTag<T> {
  static constexpr auto kType = T::kType;
};

template <typename T>
class Unverified : public UnverifiedTag<T> {
 public:
  Unverified() = default;
  explicit Unverified(T claimed) : claimed_(std::move(claimed)) {}

  const T& peek() const { return claimed_; }
  T trust() && { return std::move(claimed_); }

 private:
  friend struct codec::Shape<Unverified<T>>;
  T claimed_;
};

template <typename T>
struct codec::Shape<Unverified<T>> {
  static void write(Writer& writer, const Unverified<T>& value) {
    mls::write(writer, value.claimed_);
  }
  static Result<void> read(Reader& reader, Unverified<T>& value) {
    return mls::read(reader, value.claimed_);
  }
};

}  // namespace conclave::mls
