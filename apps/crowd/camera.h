// A camera before which somebody sits who is not there: the painter's pictures, encoded in the two
// simulcast layers that a picture of 360 lines has by docs/protocol.md (l of 180 lines, m of 360).
#pragma once

#include "vp8_encoder.h"

namespace conclave::crowd {

inline constexpr unsigned kPicturesPerSecond = 15;
inline constexpr size_t kLayers = 2;

class Camera {
 public:
  // kInternal if libvpx gives no encoder.
  static Result<Camera> create(size_t person);

  // The next picture's frame in this layer.
  Result<Vp8Encoder::Frame> shoot(uint8_t layer, double seconds, double voice);
  // The layer's next frame is a key frame.
  void want_key_frame(uint8_t layer) { layers_[layer].wants_key_frame = true; }
  void want_key_frames() { want_key_frame(0), want_key_frame(1); }

 private:
  struct Layer {
    Painter painter;
    Vp8Encoder encoder;
    bool wants_key_frame = true;
  };
  explicit Camera(std::array<Layer, kLayers> layers) : layers_(std::move(layers)) {}
  static Result<Layer> create_layer(size_t person, size_t height, unsigned kbps);

  std::array<Layer, kLayers> layers_;
};

}  // namespace conclave::crowd
