// Which of their devices a person says are open. It travels encrypted, as an application message;
// the server cannot tell a mute from a wave.
#pragma once

namespace conclave::e2ee {

struct DeviceState {
  bool microphone = false;
  bool camera = false;
  bool screen = false;
  bool screen_paused = false;

  friend bool operator==(const DeviceState&, const DeviceState&) = default;
};

}  // namespace conclave::e2ee
