// Mailbox is the one way threads talk: any thread posts, one thread takes everything at once. Its
// descriptor is readable while there is something to take, so it fits into an epoll loop.
#pragma once

#include "base/check.h"
#include "io/file_descriptor.h"

#include <sys/eventfd.h>

#include <cerrno>
#include <cstdint>
#include <mutex>
#include <vector>

namespace conclave::io {

template <typename T>
class Mailbox {
 public:
  // What is posted by offer() may weigh this much before it is taken.
  explicit Mailbox(size_t weight_max = SIZE_MAX)
      : weight_max_(weight_max), event_(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)) {
    CHECK(event_.is_open());
  }

  // For what must not be lost, and what our own threads bound.
  void post(T item) {
    const std::lock_guard lock(mutex_);
    push(std::move(item));
  }

  // For what strangers send: false, and nothing happens, when too much waits already.
  bool offer(T item, size_t weight) {
    const std::lock_guard lock(mutex_);
    if (weight_ + weight > weight_max_) return false;
    weight_ += weight;
    push(std::move(item));
    return true;
  }

  // Everything posted so far, in the order it was posted.
  std::vector<T> take() {
    uint64_t count = 0;
    // Without anything posted since the last time there is nothing to read.
    CHECK(::read(event_.get(), &count, sizeof count) == sizeof count || errno == EAGAIN);
    const std::lock_guard lock(mutex_);
    weight_ = 0;
    return std::exchange(items_, {});
  }

  int descriptor() const { return event_.get(); }

 private:
  void push(T item) {
    items_.push_back(std::move(item));
    if (items_.size() > 1) return;  // the taker was woken by the first
    const uint64_t one = 1;
    CHECK(::write(event_.get(), &one, sizeof one) == sizeof one);
  }

  std::mutex mutex_;
  std::vector<T> items_;
  size_t weight_ = 0;
  const size_t weight_max_;
  FileDescriptor event_;
};

}  // namespace conclave::io
