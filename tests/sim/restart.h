// A server that is killed in the middle of a meeting and started again, knowing nothing: everybody
// has to be back soon, by themselves, in the same group, whatever was on its way at that moment.
#pragma once

#include "sim/world.h"

#include <iosfwd>

namespace conclave::sim {

struct Restart {
  std::vector<std::string> complaints;  // everything that was wrong; empty if nothing was
  Duration took{};                      // from the kill until all heard and saw all
};
Restart run_restart(uint64_t seed, bool is_told);

// So many of them, from seed 1 on. Prints the slowest. True if nothing was wrong.
bool run_restarts(uint64_t count, std::ostream& out);

}  // namespace conclave::sim
