#include "bandwidth/sent_packets.h"

#include "base/limits.h"

namespace conclave::bandwidth {
namespace {

constexpr size_t kPacketsFirst = 128;
// Feedback for older packets is of no use.
constexpr Duration kAgeMax = std::chrono::seconds(2);

}  // namespace

rtp::TransportSequence SentPackets::add(size_t bytes, bool is_probe, Time now) {
  if (ring_.empty()) ring_.resize(kPacketsFirst);
  const Slot& old = ring_[next_ % ring_.size()];
  const bool is_wanted = old.is_waiting && now - old.packet.sent < kAgeMax;
  if (is_wanted && ring_.size() < limits::kInFlightPacketsMax) grow();
  ring_[next_ % ring_.size()] = {.packet = {.number = next_,
                                            .bytes = static_cast<uint32_t>(bytes),
                                            .is_probe = is_probe,
                                            .sent = now},
                                 .is_waiting = true};
  return rtp::TransportSequence(static_cast<uint16_t>(next_++));
}

void SentPackets::grow() {
  std::vector<Slot> smaller(ring_.size() * 2);
  smaller.swap(ring_);
  for (const Slot& slot : smaller) {
    if (slot.is_waiting) ring_[slot.packet.number % ring_.size()] = slot;
  }
}

const SentPackets::Slot* SentPackets::find(rtp::TransportSequence sequence) const {
  if (ring_.empty()) return nullptr;
  const uint64_t last = next_ - 1;
  const auto behind = static_cast<uint16_t>(static_cast<uint16_t>(last) - sequence.value());
  if (behind >= last) return nullptr;  // numbers begin at 1
  const Slot& slot = ring_[(last - behind) % ring_.size()];
  return slot.is_waiting && slot.packet.number == last - behind ? &slot : nullptr;
}

std::optional<SentTransportPacket> SentPackets::peek(rtp::TransportSequence sequence) const {
  const Slot* slot = find(sequence);
  return slot ? std::optional(slot->packet) : std::nullopt;
}

std::optional<SentTransportPacket> SentPackets::take(rtp::TransportSequence sequence) {
  const Slot* slot = find(sequence);
  if (!slot) return std::nullopt;
  Slot& taken = ring_[slot->packet.number % ring_.size()];
  taken.is_waiting = false;
  return taken.packet;
}

}  // namespace conclave::bandwidth
