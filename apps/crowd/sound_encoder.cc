#include "sound_encoder.h"

#include <opus/opus.h>

namespace conclave::crowd {
namespace {

constexpr int kBitsPerSecond = 24'000;
constexpr int kComplexity = 3;  // of 10: it is a hum

}  // namespace

void SoundEncoder::Destroy::operator()(OpusEncoder* encoder) const {
  opus_encoder_destroy(encoder);
}

Result<SoundEncoder> SoundEncoder::create() {
  int failed = 0;
  std::unique_ptr<OpusEncoder, Destroy> encoder(
      opus_encoder_create(kSampleRate, 1, OPUS_APPLICATION_VOIP, &failed));
  if (failed != OPUS_OK) return Error(ErrorCode::kInternal, "libopus gives no encoder");
  opus_encoder_ctl(encoder.get(), OPUS_SET_BITRATE(kBitsPerSecond));
  opus_encoder_ctl(encoder.get(), OPUS_SET_COMPLEXITY(kComplexity));
  return SoundEncoder(std::move(encoder));
}

Result<Bytes> SoundEncoder::encode(const Sound& sound) {
  const int size = opus_encode(encoder_.get(), sound.data(), static_cast<int>(sound.size()),
                               frame_.data(), static_cast<opus_int32>(frame_.size()));
  if (size < 0) return Error(ErrorCode::kInternal, "libopus could not encode");
  return Bytes(frame_).first(static_cast<size_t>(size));
}

}  // namespace conclave::crowd
