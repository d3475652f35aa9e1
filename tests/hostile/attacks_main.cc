// attacks [--seeds N] [--first S] [--attack N]: every attack, N times from seed S on, each attack
// in a process of its own. attacks --attack N --seed S --verbose: one, and its story.
#include "hostile/scene.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <charconv>
#include <cstring>
#include <iostream>
#include <thread>

namespace {

using namespace conclave;
using namespace conclave::hostile;

constexpr uint64_t kDefaultSeeds = 20;
constexpr unsigned kSecondsPerSeedMax = 30;
constexpr size_t kRemarksMax = 5;  // of one attack

struct Orders {
  uint64_t seeds = kDefaultSeeds;
  uint64_t first = 1;
  uint64_t attack = 0;  // 0: all; else counted from 1
  uint64_t seed = 0;
  bool is_told = false;
};

// What the children write and the parent prints.
struct Score {
  uint64_t runs, successes, alarms_due, alarms, unwell, controls, seed_now, remarks;
  Duration slowest_alarm;
};

std::vector<Attack> all_attacks() {
  std::vector<Attack> attacks;
  for (const auto part :
       {ghost_attacks(), order_attacks(), door_attacks(), member_attacks(), word_attacks()}) {
    attacks.insert(attacks.end(), part.begin(), part.end());
  }
  return attacks;
}

void remark(Score& score, const Attack& attack, uint64_t seed, const std::string& text) {
  if (++score.remarks > kRemarksMax) return;
  std::cout << "  seed " << seed << " of \"" + std::string(attack.name) + "\": " + text + '\n'
            << std::flush;
}

void play(const Attack& attack, uint64_t seed, bool is_told, Score& score) {
  alarm(kSecondsPerSeedMax);
  score.seed_now = seed;
  Scene scene(seed, attack.setting);
  scene.world.is_told = is_told;
  attack.play(scene);
  scene.end();
  const Outcome& outcome = scene.outcome;
  ++score.runs;
  score.successes += !outcome.successes.empty();
  score.alarms_due += outcome.is_alarm_due;
  score.alarms += outcome.is_alarm_due && outcome.alarms_missed.empty();
  score.unwell += !outcome.unwell.empty();
  score.controls += outcome.is_control_good;
  score.slowest_alarm = std::max(score.slowest_alarm, outcome.slowest_alarm);
  for (const auto& text : outcome.successes) remark(score, attack, seed, text);
  for (const auto& text : outcome.alarms_missed) remark(score, attack, seed, text);
  for (const auto& text : outcome.unwell) remark(score, attack, seed, text);
  if (!outcome.is_control_good) remark(score, attack, seed, "the control did not hold");
}

bool is_good(const Score& score, uint64_t runs) {
  return score.runs == runs && score.successes == 0 && score.alarms == score.alarms_due &&
         score.unwell == 0 && score.controls == score.runs;
}

void print(const Attack& attack, const Score& score, bool good) {
  std::string alarms = "no alarm due";
  if (score.alarms_due > 0) {
    alarms = "alarm in time " + std::to_string(score.alarms) + " of " +
             std::to_string(score.alarms_due) + " (slowest " +
             std::to_string(score.slowest_alarm / std::chrono::milliseconds(1)) + " ms)";
  }
  std::cout << (good ? "" : "FAILED ") << attack.name << ": " << score.runs << " runs, "
            << score.successes << " successes, " << alarms << ", alive "
            << score.runs - score.unwell << ", control (" << attack.control << ") "
            << score.controls << std::endl;
}

class Runner {
 public:
  explicit Runner(const Orders& orders) : orders_(orders), attacks_(all_attacks()) {
    void* const shared = mmap(nullptr, attacks_.size() * sizeof(Score), PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED);
    scores_ = new (shared) Score[attacks_.size()]{};
  }

  bool run() {
    for (size_t index = 0; index < attacks_.size(); ++index) {
      if (orders_.attack == 0 || orders_.attack == index + 1) start(index);
    }
    while (!running_.empty()) wait_for_one();
    std::cout << passed_ << " passed, " << failed_ << " failed, 0 skipped" << std::endl;
    return failed_ == 0;
  }

 private:
  void start(size_t index) {
    while (running_.size() >= std::max(1u, std::thread::hardware_concurrency())) wait_for_one();
    const pid_t child = fork();
    CHECK(child >= 0);
    if (child == 0) {
      run_all_seeds(index);
      _exit(0);
    }
    running_[child] = index;
  }

  void run_all_seeds(size_t index) {
    const uint64_t end = orders_.first + orders_.seeds;
    for (uint64_t seed = orders_.first; seed < end; ++seed) {
      play(attacks_[index], seed, orders_.is_told, scores_[index]);
    }
  }

  void wait_for_one() {
    int status = 0;
    const auto found = running_.find(wait(&status));
    CHECK(found != running_.end());
    const size_t index = found->second;
    running_.erase(found);
    const Score& score = scores_[index];
    const bool did_end = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    if (!did_end) std::cout << "seed " << score.seed_now << " crashed or hung:\n";
    const bool good = did_end && is_good(score, orders_.seeds);
    print(attacks_[index], score, good);
    ++(good ? passed_ : failed_);
  }

  const Orders orders_;
  const std::vector<Attack> attacks_;
  Score* scores_;
  std::map<pid_t, size_t> running_;
  uint64_t passed_ = 0;
  uint64_t failed_ = 0;
};

bool parse_number(const char* text, uint64_t& number) {
  const char* end = text + std::strlen(text);
  return std::from_chars(text, end, number).ptr == end;
}

}  // namespace

int main(int argc, char** argv) {
  Orders orders;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    uint64_t* number = word == "--seeds"    ? &orders.seeds
                       : word == "--first"  ? &orders.first
                       : word == "--attack" ? &orders.attack
                       : word == "--seed"   ? &orders.seed
                                            : nullptr;
    if (word == "--verbose") {
      orders.is_told = true;
    } else if (number == nullptr || ++i == argc || !parse_number(argv[i], *number)) {
      std::cerr << "usage: attacks [--seeds N] [--first S] [--seed S] [--attack N] [--verbose]\n";
      return 2;
    }
  }
  if (orders.seed > 0) {
    orders.first = orders.seed;
    orders.seeds = 1;
  }
  std::cout << "each attack " << orders.seeds << " times\n";
  return Runner(orders).run() ? 0 : 1;
}
