#include "voice.h"

#include <cmath>
#include <numbers>

namespace conclave::crowd {
namespace {

constexpr double kPeak = 3200;     // of 32767: soft
constexpr double kSwell = 0.0012;  // how much of the way to its loudness a voice goes in a sample
constexpr double kInaudible = 0.002;

double turn(double turns) { return std::sin(2 * std::numbers::pi * turns); }

// A few overtones make it a hum and not a whistle.
double tone(double phase) {
  return (turn(phase) + 0.45 * turn(2 * phase) + 0.22 * turn(3 * phase) + 0.08 * turn(5 * phase)) /
         1.5;
}

}  // namespace

Voice::Voice(size_t person)
    : pitch_hz_(108 + 17.0 * static_cast<double>(person * 5 % 8)),
      syllables_hz_(2.6 + 0.23 * static_cast<double>(person % 5)) {}

Sound Voice::next(bool is_speaking) {
  Sound sound;
  for (int16_t& sample : sound) {
    const double seconds = static_cast<double>(samples_++) / kSampleRate;
    const double syllable = 0.55 + 0.45 * turn(syllables_hz_ * seconds + 0.2 * turn(0.7 * seconds));
    loudness_ += kSwell * ((is_speaking ? syllable : 0) - loudness_);
    if (!is_speaking && loudness_ < kInaudible) loudness_ = 0;
    const double melody = 1 + 0.05 * turn(0.4 * seconds) + 0.03 * turn(1.3 * seconds);
    phase_ = std::fmod(phase_ + pitch_hz_ * melody / kSampleRate, 1.0);
    sample = static_cast<int16_t>(kPeak * loudness_ * tone(phase_));
  }
  return sound;
}

}  // namespace conclave::crowd
