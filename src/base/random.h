// Where unpredictable bytes come from. Two real implementations: the machine's entropy
// (SystemRandom in io, the host's in wasm) and a seed, for simulations and tests.
#pragma once

#include "base/bytes.h"

namespace conclave {

class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(MutableBytes bytes) = 0;

  uint64_t next_u64();
  // Uniform in [0, bound); bound > 0.
  uint64_t below(uint64_t bound);
  // True with the given probability; 0 never, 1 always.
  bool chance(double probability);
};

// The same seed gives the same bytes on every machine (xoshiro256**, seeded by splitmix64).
// For tests and simulation only: anyone who sees some of it can compute the rest.
class SeededRandom final : public Random {
 public:
  explicit SeededRandom(uint64_t seed);
  void fill(MutableBytes bytes) override;

 private:
  uint64_t next();
  std::array<uint64_t, 4> state_;
};

}  // namespace conclave
