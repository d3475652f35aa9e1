#include "sfu/history.h"

#include <cstring>

namespace conclave::sfu {

const MediaPacket* History::store(const MediaPacket& packet) {
  const size_t size = packet.payload.size();
  if (size > bytes_) return nullptr;
  if (!ring_) {
    ring_ = std::make_unique_for_overwrite<uint8_t[]>(bytes_);
    records_ = std::make_unique<Record[]>(packets_);
  }
  // A payload never wraps: the ring's tail is left empty where it does not fit.
  const size_t at = end_ % bytes_;
  if (at + size > bytes_) end_ += bytes_ - at;
  const MutableBytes copy{ring_.get() + end_ % bytes_, size};
  if (size > 0) std::memcpy(copy.data(), packet.payload.data(), size);

  Record& record = records_[packet.sequence % packets_];
  record = {.packet = packet, .position = end_, .is_used = true};
  record.packet.payload = copy;
  end_ += size;
  return &record.packet;
}

const MediaPacket* History::find(uint64_t sequence) const {
  if (!records_) return nullptr;
  const Record& record = records_[sequence % packets_];
  return record.packet.sequence == sequence && holds(record) ? &record.packet : nullptr;
}

void History::clear() {
  ring_.reset();
  records_.reset();
  end_ = 0;
}

bool History::holds(const Record& record) const {
  return record.is_used && end_ - record.position <= bytes_;
}

}  // namespace conclave::sfu
