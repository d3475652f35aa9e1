// The scenario in wasm; bench/mls.mjs holds the clock.

#include "scenario.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace conclave::bench;

EXPORT(scenario_new) Scenario* scenario_new(int suite, size_t members) {
  return new Scenario(static_cast<uint16_t>(suite), members);
}
EXPORT(scenario_delete) void scenario_delete(Scenario* scenario) { delete scenario; }
EXPORT(scenario_prepare) void scenario_prepare(Scenario* scenario, int step) {
  scenario->prepare(static_cast<Step>(step));
}
EXPORT(scenario_run) void scenario_run(Scenario* scenario, int step) {
  scenario->run(static_cast<Step>(step));
}
