#include "io/machine.h"

#include "base/check.h"

#include <sys/random.h>

#include <cerrno>

namespace conclave::io {

void SystemRandom::fill(MutableBytes bytes) {
  while (!bytes.empty()) {
    const ssize_t got = ::getrandom(bytes.data(), bytes.size(), 0);
    if (got < 0 && errno == EINTR) continue;
    CHECK(got > 0);
    bytes = bytes.subspan(static_cast<size_t>(got));
  }
}

Time now() {
  const auto since_origin = std::chrono::steady_clock::now().time_since_epoch();
  return Time(std::chrono::duration_cast<Duration>(since_origin));
}

}  // namespace conclave::io
