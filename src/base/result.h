// One error type for the whole house.
//
// An Error says what the caller may do (its code) and what happened (a fixed text, never input).
// Functions that can fail on input return Result<T>; nothing throws. TRY takes the value out of a
// Result or returns its error from the enclosing function.
#pragma once

#include <expected>
#include <string_view>
#include <utility>

namespace conclave {

enum class ErrorCode {
  kMalformed,    // the bytes are not what their format says; drop them
  kLimit,        // well-formed but over a bound in limits.h; drop, and suspect the sender
  kUnsupported,  // a version, suite or feature that we do not speak
  kUnauthentic,  // a signature, tag, MAC or confirmation does not verify
  kReplayed,     // authentic, but seen before or too old to tell
  kStale,        // for an epoch or state that is gone; newer state exists
  kNotYet,       // for an epoch or state that has not come; may be retried later
  kInvalid,      // well-formed and authentic, but against the rules of its standard
  kNotFound,     // names something that does not exist
  kRefused,      // policy says no
  kInternal,     // the machine or a library failed us
};

struct Error {
  ErrorCode code;
  std::string_view text;  // a string literal

  friend bool operator==(const Error&, const Error&) = default;
};

std::string_view to_text(ErrorCode code);

template <typename T>
class [[nodiscard]] Result : public std::expected<T, Error> {
 public:
  using Base = std::expected<T, Error>;
  using Base::Base;
  Result(const Error& error) : Base(std::unexpected(error)) {}

  T take() && { return std::move(**this); }
};

template <>
class [[nodiscard]] Result<void> : public std::expected<void, Error> {
 public:
  using Base = std::expected<void, Error>;
  using Base::Base;
  Result(const Error& error) : Base(std::unexpected(error)) {}

  void take() && {}
};

// For a function's happy end where it returns Result<void>.
inline Result<void> ok() { return {}; }

}  // namespace conclave

#define TRY(expression)                                              \
  ({                                                                 \
    auto try_result_ = (expression);                                 \
    if (!try_result_) return ::conclave::Error(try_result_.error()); \
    std::move(try_result_).take();                                   \
  })
