// Spreads one receiver's packets over time, so that a key frame does not arrive as one burst that
// overflows the queue of a thin link: a leaky bucket that leaks a little faster than the estimate.
//
// Order: audio, then retransmissions, then video, then padding; audio is small and never waits.
// Invariants: packets of one priority leave in the order they came; no more than
// limits::kPacedPacketsMax wait, and what waited longer than limits::kPacedAgeMax makes the bucket
// leak faster, so that a queue always drains.
#pragma once

#include "bandwidth/bitrate.h"
#include "base/limits.h"

#include <array>
#include <cstddef>
#include <deque>
#include <optional>
#include <utility>

namespace conclave::bandwidth {

enum class SendPriority : uint8_t { kAudio, kRetransmission, kVideo, kPadding };
inline constexpr size_t kSendPriorities = 4;

// The bucket itself: how many bytes may leave now.
class LeakyBucket {
 public:
  void set_rate(Bitrate rate, Time now);
  Bitrate rate() const { return rate_; }
  bool is_open(Time now) const { return level_at(now) <= 0; }
  void add(size_t bytes, Time now);
  // When it will be open again.
  Time opens_at() const;

 private:
  int64_t level_at(Time now) const;

  Bitrate rate_;
  int64_t level_ = 0;  // bytes above the brim at updated_
  Time updated_{};
};

// `Packet` is whatever the owner needs to send it later: cheap to move.
template <typename Packet>
class Pacer {
 public:
  explicit Pacer(Bitrate estimate) { bucket_.set_rate(estimate * kFaster, Time{}); }

  // False if too many wait: the packet is not taken.
  bool push(SendPriority priority, size_t bytes, Packet packet, Time now) {
    if (size_ >= limits::kPacedPacketsMax) return false;
    queues_[static_cast<size_t>(priority)].push_back({std::move(packet), bytes, now});
    ++size_;
    bytes_ += bytes;
    return true;
  }

  // The next packet that may leave now. Call until it has none.
  std::optional<Packet> pop(Time now) {
    auto* queue = next_queue();
    if (!queue) return std::nullopt;
    hurry_if_late(queue->front().since, now);
    if (is_paced(*queue) && !bucket_.is_open(now)) return std::nullopt;
    Waiting waiting = std::move(queue->front());
    queue->pop_front();
    --size_;
    bytes_ -= waiting.bytes;
    bucket_.add(waiting.bytes, now);
    return std::move(waiting.packet);
  }

  // Bytes that went past the queues, to be counted.
  void sent(size_t bytes, Time now) { bucket_.add(bytes, now); }

  void set_estimate(Bitrate estimate, Time now) { bucket_.set_rate(estimate * kFaster, now); }

  Time next_wake() const {
    const auto* queue = const_cast<Pacer*>(this)->next_queue();
    if (!queue) return kNever;
    if (!is_paced(*queue)) return queue->front().since;
    const bool is_fast_enough = bucket_.rate() >= rate_to_drain();
    const Time late = queue->front().since + limits::kPacedAgeMax;
    return is_fast_enough ? bucket_.opens_at() : std::min(bucket_.opens_at(), late);
  }

  size_t size() const { return size_; }
  size_t bytes() const { return bytes_; }
  bool empty() const { return size_ == 0; }

 private:
  static constexpr double kFaster = 1.5;
  struct Waiting {
    Packet packet;
    size_t bytes;
    Time since;
  };
  using Queue = std::deque<Waiting>;

  Queue* next_queue() {
    for (Queue& queue : queues_) {
      if (!queue.empty()) return &queue;
    }
    return nullptr;
  }
  bool is_paced(const Queue& queue) const { return &queue != &queues_[0]; }
  Bitrate rate_to_drain() const { return Bitrate::of(bytes_, limits::kPacedAgeMax); }
  void hurry_if_late(Time since, Time now) {
    if (now - since < limits::kPacedAgeMax) return;
    if (rate_to_drain() > bucket_.rate()) bucket_.set_rate(rate_to_drain(), now);
  }

  std::array<Queue, kSendPriorities> queues_;
  LeakyBucket bucket_;
  size_t size_ = 0;
  size_t bytes_ = 0;
};

}  // namespace conclave::bandwidth
