// The counters of one worker as the metrics page writes them.
#pragma once

#include "io/metrics.h"
#include "server/counters.h"

namespace conclave::conclaved {

std::vector<io::Metric> to_metrics(const server::Counters& counters, uint64_t datagrams_refused);

}  // namespace conclave::conclaved
