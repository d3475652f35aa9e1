// The voice of somebody who is not there: silence, and while they speak a soft hum with the rhythm
// of syllables, at a pitch of their own. Nobody shall take it for words.
//
// Pure: the same person who speaks at the same moments sounds the same.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace conclave::crowd {

inline constexpr size_t kSampleRate = 48'000;
inline constexpr size_t kSoundSamples = kSampleRate / 50;  // 20 ms

using Sound = std::array<int16_t, kSoundSamples>;

class Voice {
 public:
  explicit Voice(size_t person);

  // The next 20 ms. A voice sets in and dies away within a few of them.
  Sound next(bool is_speaking);
  // Of the last: 0 in silence, 1 at its loudest.
  double loudness() const { return loudness_; }

 private:
  const double pitch_hz_;
  const double syllables_hz_;
  uint64_t samples_ = 0;  // so far
  double phase_ = 0;      // of the pitch, in turns
  double loudness_ = 0;
};

}  // namespace conclave::crowd
