// Backlog keeps what was sent to one client until the client says that it has it, so that a client
// which comes back on a new socket misses nothing.
//
// Messages are counted from the connection's first. The backlog holds the newest of them, without
// a gap; when it grows over limits::kSendQueueBytesMax it forgets the oldest, and then a client
// that misses those cannot resume.
#pragma once

#include "server/actions.h"

#include <deque>
#include <optional>

namespace conclave::server {

class Backlog {
 public:
  void push(Text text);

  // The client has the first `received` messages. More than were sent means nothing.
  void acknowledge(uint64_t received);

  // What a client that has the first `received` messages misses, or nothing if that is no longer
  // whole, or never was.
  std::optional<std::vector<Text>> after(uint64_t received) const;

  uint64_t sent() const { return first_ + texts_.size(); }
  size_t size() const { return texts_.size(); }
  size_t bytes() const { return bytes_; }

 private:
  void forget_oldest();

  std::deque<Text> texts_;
  uint64_t first_ = 0;  // how many came before texts_.front()
  size_t bytes_ = 0;
};

}  // namespace conclave::server
