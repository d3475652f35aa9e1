// sim --seeds N [--first S]: N meetings from seed S on, each in a process of its own, so that even
// one that crashes or hangs leaves its seed behind. sim --seed S --verbose: one, and its story.
// sim --restarts N: N meetings in which the server is killed; with --seed S --verbose one of them.
// sim --churn [--people N] [--minutes N] [--seed S]: one long meeting of many who come and go.
#include "sim/churn.h"
#include "sim/restart.h"
#include "sim/story.h"

#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <iostream>
#include <thread>

namespace {

using namespace conclave;

constexpr unsigned kSeedSecondsMax = 120;
constexpr uint64_t kProgressEvery = 250;

bool run_seed(uint64_t seed, bool is_told) {
  const std::vector<std::string> complaints = sim::run_story(seed, is_told);
  std::string report;
  for (const std::string& complaint : complaints) {
    report += "seed " + std::to_string(seed) + ": " + complaint + '\n';
  }
  std::cout << report << std::flush;
  return complaints.empty();
}

class Runner {
 public:
  void start(uint64_t seed) {
    while (running_.size() >= std::max(1u, std::thread::hardware_concurrency())) wait_for_one();
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      alarm(kSeedSecondsMax);
      _exit(run_seed(seed, false) ? 0 : 1);
    }
    running_[child] = seed;
  }

  bool finish() {
    while (!running_.empty()) wait_for_one();
    std::cout << passed_ << " passed, " << failed_ << " failed, 0 skipped" << std::endl;
    return failed_ == 0;
  }

 private:
  void wait_for_one() {
    int status = 0;
    const auto found = running_.find(wait(&status));
    CHECK(found != running_.end());
    const uint64_t seed = found->second;
    running_.erase(found);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) {
      if (++passed_ % kProgressEvery == 0) std::cout << passed_ << " meetings" << std::endl;
      return;
    }
    ++failed_;
    if (WIFSIGNALED(status)) {
      std::cout << "seed " << seed << ": ended by signal " << WTERMSIG(status) << '\n';
    }
    std::cout << "seed " << seed << " failed; its story: ./dev sim " << seed << std::endl;
  }

  std::map<pid_t, uint64_t> running_;
  uint64_t passed_ = 0;
  uint64_t failed_ = 0;
};

bool parse_number(const char* text, uint64_t& number) {
  const char* end = text + std::strlen(text);
  return std::from_chars(text, end, number).ptr == end;
}

int usage() {
  std::cerr << "usage: sim --seeds N [--first S] | sim --seed S [--verbose] |\n"
               "       sim --restarts N [--seed S --verbose] |\n"
               "       sim --churn [--people N] [--minutes N] [--seed S] [--verbose]\n";
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  uint64_t seeds = 0, restarts = 0, first = 1, seed = 0, people = 20, minutes = 10;
  bool is_told = false, is_churn = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    uint64_t* number = word == "--seeds"      ? &seeds
                       : word == "--restarts" ? &restarts
                       : word == "--first"    ? &first
                       : word == "--seed"     ? &seed
                       : word == "--people"   ? &people
                       : word == "--minutes"  ? &minutes
                                              : nullptr;
    if (word == "--verbose") {
      is_told = true;
    } else if (word == "--churn") {
      is_churn = true;
    } else if (number == nullptr || ++i == argc || !parse_number(argv[i], *number)) {
      return usage();
    }
  }
  if (is_churn) {
    const sim::ChurnPlan plan{.seed = std::max<uint64_t>(seed, 1),
                              .people = people,
                              .lasts = std::chrono::minutes(minutes)};
    const bool is_good = sim::run_churn(plan, is_told, std::cout);
    std::cout << is_good << " passed, " << !is_good << " failed, 0 skipped" << std::endl;
    return is_good ? 0 : 1;
  }
  if (restarts > 0 && seed > 0) {
    for (const auto& complaint : sim::run_restart(seed, is_told).complaints) {
      std::cout << complaint << '\n';
    }
    return 0;
  }
  if (restarts > 0) {
    const bool is_good = sim::run_restarts(restarts, std::cout);
    std::cout << is_good << " passed, " << !is_good << " failed, 0 skipped" << std::endl;
    return is_good ? 0 : 1;
  }
  if (seed > 0) return run_seed(seed, is_told) ? 0 : 1;
  if (seeds == 0) return usage();
  Runner runner;
  for (uint64_t next = first; next < first + seeds; ++next) runner.start(next);
  return runner.finish() ? 0 : 1;
}
