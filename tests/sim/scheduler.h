// Virtual time: things to do, in order of their moment; among equals, in order of asking. Nothing
// happens between them, so an hour of meeting takes as long as its work takes.
#pragma once

#include "base/check.h"
#include "base/time.h"

#include <functional>
#include <queue>
#include <tuple>
#include <vector>

namespace conclave::sim {

class Scheduler {
 public:
  using Action = std::function<void()>;

  Time now() const { return now_; }

  void at(Time when, Action action) {
    CHECK(when >= now_);
    queue_.push({when, next_order_++, std::move(action)});
  }
  void after(Duration delay, Action action) { at(now_ + delay, std::move(action)); }

  // Does everything up to and including `end`, which is then now.
  void run_until(Time end) {
    while (!queue_.empty() && queue_.top().when <= end) {
      Action action = std::move(queue_.top().action);
      now_ = queue_.top().when;
      queue_.pop();
      action();
    }
    now_ = end;
  }

 private:
  struct Entry {
    Time when;
    uint64_t order;
    mutable Action action;  // moved out when its time has come
    bool operator<(const Entry& other) const {
      return std::tie(when, order) > std::tie(other.when, other.order);
    }
  };

  Time now_;
  uint64_t next_order_ = 0;
  std::priority_queue<Entry> queue_;
};

}  // namespace conclave::sim
