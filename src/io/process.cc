#include "io/process.h"

#include "base/check.h"
#include "base/secret.h"

#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>

#include <array>
#include <csignal>

namespace conclave::io {
namespace {

sigset_t stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  return signals;
}

// With a limit that would not hold for all of it, locking is left alone: later allocations would
// fail. Then only a machine without swap keeps memory off the disk.
void keep_from_swap() {
  rlimit locked{};
  if (::getrlimit(RLIMIT_MEMLOCK, &locked) != 0) return;
  locked.rlim_cur = locked.rlim_max = RLIM_INFINITY;
  if (::setrlimit(RLIMIT_MEMLOCK, &locked) != 0) return;
  static_cast<void>(::mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT));
}

}  // namespace

void prepare_process() {
  const rlimit none{.rlim_cur = 0, .rlim_max = 0};
  CHECK(::setrlimit(RLIMIT_CORE, &none) == 0);
  CHECK(::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0);
  keep_from_swap();
  rlimit files{};
  if (::getrlimit(RLIMIT_NOFILE, &files) == 0) {
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);  // if it fails, fewer sockets will do
  }
  std::signal(SIGPIPE, SIG_IGN);
  const sigset_t signals = stop_signals();
  CHECK(::pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0);
}

// Nothing here goes deeper than OpenSSL and Beast, with some tens of kilobytes.
[[gnu::noinline]] void wipe_unused_stack() {
  std::array<uint8_t, 256 * 1024> unused;
  wipe(unused);
}

void wait_for_stop_signal() {
  const sigset_t signals = stop_signals();
  int received = 0;
  while (::sigwait(&signals, &received) != 0) continue;
}

Result<StopSignal> StopSignal::open() {
  const sigset_t signals = stop_signals();
  FileDescriptor descriptor(::signalfd(-1, &signals, SFD_NONBLOCK | SFD_CLOEXEC));
  if (!descriptor.is_open()) return Error(ErrorCode::kInternal, "the machine gives no signalfd");
  return StopSignal(std::move(descriptor));
}

bool StopSignal::has_come() const {
  pollfd waiting{.fd = descriptor_.get(), .events = POLLIN, .revents = 0};
  return ::poll(&waiting, 1, 0) > 0;
}

}  // namespace conclave::io
