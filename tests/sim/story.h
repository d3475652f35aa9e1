// A story is what happens in one meeting, chosen by the seed: people come, one by one or in a
// burst, leave, die, lose their sockets and networks, toggle devices, and commit at the worst
// moments, over links that lose and reorder; then calm comes, and everything must be well.
#pragma once

#include "sim/world.h"

namespace conclave::sim {

// Everything that was wrong; empty if nothing was. With `is_told`, prints the story.
std::vector<std::string> run_story(uint64_t seed, bool is_told);

}  // namespace conclave::sim
