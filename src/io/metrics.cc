#include "io/metrics.h"

namespace conclave::io {
namespace {

void write(const Metric& metric, uint64_t sum, std::string& out) {
  const auto line = [&out](auto... parts) { ((out += parts), ...); };
  line("# HELP ", metric.name, " ", metric.help, "\n");
  line("# TYPE ", metric.name, metric.kind == Metric::Kind::kCounter ? " counter\n" : " gauge\n");
  line(metric.name, " ", std::to_string(sum), "\n");
}

uint64_t sum_of(std::string_view name, std::span<const std::vector<Metric>> workers) {
  uint64_t sum = 0;
  for (const auto& worker : workers) {
    for (const Metric& metric : worker) {
      if (metric.name == name) sum += metric.value;
    }
  }
  return sum;
}

}  // namespace

std::string to_prometheus(std::span<const std::vector<Metric>> workers) {
  std::string out;
  for (const auto& worker : workers) {
    if (worker.empty()) continue;
    for (const Metric& metric : worker) write(metric, sum_of(metric.name, workers), out);
    break;  // every list has the same names
  }
  return out;
}

}  // namespace conclave::io
