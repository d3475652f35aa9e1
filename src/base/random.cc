#include "base/random.h"

#include "base/check.h"

#include <bit>

namespace conclave {

uint64_t Random::next_u64() {
  std::array<uint8_t, 8> bytes;
  fill(bytes);
  uint64_t value = 0;
  for (uint8_t byte : bytes) value = value << 8 | byte;
  return value;
}

uint64_t Random::below(uint64_t bound) {
  CHECK(bound > 0);
  // Values past the last whole multiple of bound would favour small results: draw again.
  const uint64_t unbiased = UINT64_MAX - UINT64_MAX % bound;
  for (;;) {
    const uint64_t value = next_u64();
    if (value < unbiased) return value % bound;
  }
}

bool Random::chance(double probability) {
  constexpr double kTwoTo53 = 9007199254740992.0;
  return static_cast<double>(next_u64() >> 11) < probability * kTwoTo53;
}

SeededRandom::SeededRandom(uint64_t seed) {
  for (uint64_t& word : state_) {
    seed += 0x9e3779b97f4a7c15;
    uint64_t mixed = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    word = mixed ^ mixed >> 31;
  }
}

uint64_t SeededRandom::next() {
  const uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
  const uint64_t shifted = state_[1] << 17;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 45);
  return result;
}

void SeededRandom::fill(MutableBytes bytes) {
  while (!bytes.empty()) {
    uint64_t word = next();
    const size_t count = std::min<size_t>(8, bytes.size());
    for (size_t i = 0; i < count; ++i, word >>= 8) bytes[i] = static_cast<uint8_t>(word);
    bytes = bytes.subspan(count);
  }
}

}  // namespace conclave
