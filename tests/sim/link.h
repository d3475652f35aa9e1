// The networks between people and the server, as seeds make them: datagrams are delayed, lost,
// reordered and doubled; signalling (a TCP stream) is only delayed, in order.
#pragma once

#include "base/random.h"
#include "base/time.h"

#include <algorithm>
#include <vector>

namespace conclave::sim {

struct LinkQuality {
  Duration delay = std::chrono::milliseconds(20);  // one way
  Duration jitter = std::chrono::milliseconds(0);  // added at random: this is what reorders
  double loss = 0;
  double duplication = 0;
};

// One direction of one person's link.
class Link {
 public:
  Link(const LinkQuality& quality, Random& random) : quality_(&quality), random_(&random) {}

  // When the copies of one datagram arrive: none if it is lost, two if it is doubled.
  std::vector<Time> carry_datagram(Time now) {
    std::vector<Time> arrivals;
    if (!random_->chance(quality_->loss)) arrivals.push_back(now + latency());
    if (random_->chance(quality_->duplication)) arrivals.push_back(now + latency());
    return arrivals;
  }

  // When a message of the stream arrives: never before the one sent before it.
  Time carry_message(Time now) {
    last_message_ = std::max(last_message_, now + latency());
    return last_message_;
  }

 private:
  Duration latency() {
    const auto jitter = static_cast<uint64_t>(quality_->jitter.count());
    return quality_->delay + Duration(random_->below(jitter + 1));
  }

  const LinkQuality* quality_;
  Random* random_;
  Time last_message_;
};

}  // namespace conclave::sim
