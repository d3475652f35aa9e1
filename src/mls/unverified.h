// Unverified<T> is a T that somebody claims. It has the same bytes on the wire; it can be looked
// at, to find the key that would prove it, but it is not a T. Only a verify() function, having
// checked signature and rules, calls trust().
#pragma once

#include "mls/codec.h"

#include <utility>

namespace conclave::mls {

template <typename T>
class Unverified {
 public:
  static constexpr auto kType = T::kType;  // for a select(); needed only where T has one

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
