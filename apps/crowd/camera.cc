#include "camera.h"

namespace conclave::crowd {

Result<Camera::Layer> Camera::create_layer(size_t person, size_t height, unsigned kbps) {
  return Layer{.painter = Painter(person, height),
               .encoder = TRY(Vp8Encoder::create({.width = height * 16 / 9,
                                                  .height = height,
                                                  .kbps = kbps,
                                                  .frames_per_second = kPicturesPerSecond}))};
}

Result<Camera> Camera::create(size_t person) {
  return Camera({TRY(create_layer(person, 180, 100)), TRY(create_layer(person, 360, 350))});
}

Result<Vp8Encoder::Frame> Camera::shoot(uint8_t layer, double seconds, double voice) {
  auto& [painter, encoder, wants_key_frame] = layers_[layer];
  return encoder.encode(painter.paint(seconds, voice), std::exchange(wants_key_frame, false));
}

}  // namespace conclave::crowd
