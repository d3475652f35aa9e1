// mls_scenario SUITE MEMBERS REPEATS: prints the milliseconds of CPU time of each step as JSON.

#include "scenario.h"

#include <cstdio>
#include <ctime>
#include <string>

using namespace conclave::bench;

namespace {

double timed(Scenario& scenario, Step step) {
  scenario.prepare(step);
  const std::clock_t before = std::clock();
  scenario.run(step);
  return 1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: mls_scenario SUITE MEMBERS REPEATS\n");
    return 2;
  }
  Scenario scenario(static_cast<uint16_t>(std::stoul(argv[1])), std::stoul(argv[2]));
  const int repeats = std::stoi(argv[3]);
  std::string text;
  for (const Step step : kSteps) {
    text += text.empty() ? "[[" : ",[";
    for (int i = 0; i < repeats; ++i) {
      text += (i == 0 ? "" : ",") + std::to_string(timed(scenario, step));
    }
    text += "]";
  }
  std::printf("%s]\n", text.c_str());
}
