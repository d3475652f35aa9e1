// Poller waits until one of a few descriptors is readable or a moment has come: epoll, with a
// timer of microseconds, since epoll's own counts milliseconds.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "io/file_descriptor.h"

namespace conclave::io {

class Poller {
 public:
  static Result<Poller> open();

  Result<void> watch(int descriptor);

  // Returns at the latest at `until`; which descriptor woke it, the caller finds out by reading.
  void wait(Time until, Time now);

 private:
  Poller(FileDescriptor epoll, FileDescriptor timer)
      : epoll_(std::move(epoll)), timer_(std::move(timer)) {}

  FileDescriptor epoll_;
  FileDescriptor timer_;
};

}  // namespace conclave::io
