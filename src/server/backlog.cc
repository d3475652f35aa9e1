#include "server/backlog.h"

#include "base/limits.h"

namespace conclave::server {

void Backlog::push(Text text) {
  bytes_ += text->size();
  texts_.push_back(std::move(text));
  while (bytes_ > limits::kSendQueueBytesMax) forget_oldest();
}

void Backlog::acknowledge(uint64_t received) {
  if (received > sent()) return;
  while (first_ < received) forget_oldest();
}

std::optional<std::vector<Text>> Backlog::after(uint64_t received) const {
  if (received < first_ || received > sent()) return std::nullopt;
  const auto missed = texts_.begin() + static_cast<std::ptrdiff_t>(received - first_);
  return std::vector<Text>(missed, texts_.end());
}

void Backlog::forget_oldest() {
  bytes_ -= texts_.front()->size();
  texts_.pop_front();
  ++first_;
}

}  // namespace conclave::server
