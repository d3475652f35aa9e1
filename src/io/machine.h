// What only the machine knows: entropy and the time. The other rooms are given both.
#pragma once

#include "base/random.h"
#include "base/time.h"

namespace conclave::io {

// The kernel's entropy (getrandom). If the kernel has none to give, the program stops: a key made
// of guessable bytes is worse than no service.
class SystemRandom final : public Random {
 public:
  void fill(MutableBytes bytes) override;
};

// The monotonic clock, from an origin of the machine's choice.
Time now();

}  // namespace conclave::io
