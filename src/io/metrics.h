// Numbers for Prometheus: sums over everybody, with no label that could name anybody.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace conclave::io {

struct Metric {
  enum class Kind : uint8_t { kCounter, kGauge };

  std::string_view name;  // a string literal, as is the help
  std::string_view help;
  Kind kind = Kind::kCounter;
  uint64_t value = 0;
};

// Each worker's metrics are the same list; what is written is their sum, in the text format of
// Prometheus 0.0.4.
std::string to_prometheus(std::span<const std::vector<Metric>> workers);

}  // namespace conclave::io
