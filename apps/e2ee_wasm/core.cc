#include "core.h"

#include "base/check.h"
#include "crypto/host_wasm.h"
#include "wire.h"

namespace conclave::e2ee_wasm {

void HostRandom::fill(MutableBytes bytes) { host_random(bytes.data(), bytes.size()); }

void Core::publish(const e2ee::Events& events, Time now) {
  for (const e2ee::Event& event : events) {
    if (const auto* const changed = std::get_if<e2ee::EpochChanged>(&event)) {
      CHECK(sender.enter_epoch(changed->frames));
      CHECK(receiver.enter_epoch(changed->frames, now));
    } else if (std::holds_alternative<e2ee::Joined>(event) ||
               std::holds_alternative<e2ee::RemovedByMember>(event) ||
               std::holds_alternative<e2ee::Lost>(event)) {
      forget_frame_keys();
    }
  }
  output = encode(events);
}

void Core::forget_frame_keys() {
  sender = {};
  receiver = {};
}

Time Core::next_wake() const {
  const Time meeting_wake = meeting ? meeting->next_wake() : kNever;
  return std::min(meeting_wake, receiver.next_wake());
}

}  // namespace conclave::e2ee_wasm
