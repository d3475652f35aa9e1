#include "io/poller.h"

#include "base/check.h"

#include <sys/epoll.h>
#include <sys/timerfd.h>

#include <algorithm>
#include <array>

namespace conclave::io {
namespace {

constexpr Error kNoPoller(ErrorCode::kInternal, "the machine gives no epoll or timer");
constexpr Duration kLongestWait = std::chrono::hours(1);

}  // namespace

Result<Poller> Poller::open() {
  Poller poller(FileDescriptor(::epoll_create1(EPOLL_CLOEXEC)),
                FileDescriptor(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC)));
  if (!poller.epoll_.is_open() || !poller.timer_.is_open()) return kNoPoller;
  TRY(poller.watch(poller.timer_.get()));
  return poller;
}

Result<void> Poller::watch(int descriptor) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = descriptor;
  if (::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0) return kNoPoller;
  return ok();
}

void Poller::wait(Time until, Time now) {
  if (until <= now) return;
  // `until` may be kNever, from which nothing can be subtracted safely but a positive moment.
  const Duration left = until == kNever ? kLongestWait : std::min(until - now, kLongestWait);
  itimerspec timer{};
  timer.it_value.tv_sec = left.count() / 1'000'000;
  timer.it_value.tv_nsec = left.count() % 1'000'000 * 1000;
  CHECK(::timerfd_settime(timer_.get(), 0, &timer, nullptr) == 0);
  std::array<epoll_event, 4> events;
  ::epoll_wait(epoll_.get(), events.data(), static_cast<int>(events.size()), -1);
}

}  // namespace conclave::io
