// CHECK stops the program when one of *our* beliefs is false, in release builds too.
//
// Never CHECK what a peer sent: foreign bytes are input, and input that is wrong is a Result.
// A CHECK that a peer can trigger is a security bug.
#pragma once

namespace conclave {

// Prints where and what, then aborts. Allocates nothing.
[[noreturn]] void check_failed(const char* file, int line, const char* condition);

}  // namespace conclave

#define CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::conclave::check_failed(__FILE__, __LINE__, #condition))
