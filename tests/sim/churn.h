// A long meeting of many who come and go: they knock and are let in or denied, stay for a while,
// leave, vanish or are removed, lose their networks, and come again as somebody new, while
// everybody renews their keys. At the end it must still be one group, and no larger than its
// people.
#pragma once

#include "sim/world.h"

#include <iosfwd>

namespace conclave::sim {

struct ChurnPlan {
  uint64_t seed = 1;
  size_t people = 20;  // seats: as many are in, or about to be
  Duration lasts = std::chrono::minutes(10);
};

// Prints what it cost. True if nothing was wrong.
bool run_churn(const ChurnPlan& plan, bool is_told, std::ostream& out);

}  // namespace conclave::sim
