// Time that a seed chooses.
#pragma once

#include "base/random.h"
#include "base/time.h"

namespace conclave::sim {

// Some time from `least` to `most`, both included.
inline Duration between(Random& random, Duration least, Duration most) {
  return least + Duration(random.below(static_cast<uint64_t>((most - least).count()) + 1));
}

}  // namespace conclave::sim
