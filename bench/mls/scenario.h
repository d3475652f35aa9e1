// What a group of a given size costs: the one scenario that ours and foreign MLS libraries are
// timed in (bench/mls.mjs holds the foreign ones to the same steps). Each step has a part that is
// not timed and one that is.
#pragma once

#include "mls/group.h"

namespace conclave::bench {

enum class Step : uint8_t {
  kBuild,   // a group of one adds everybody else in one commit
  kJoin,    // one of them processes the Welcome
  kAdd,     // a member processes a commit that adds one
  kUpdate,  // a member processes a commit that only renews keys
};
inline constexpr std::array kSteps = {Step::kBuild, Step::kJoin, Step::kAdd, Step::kUpdate};

class Scenario {
 public:
  Scenario(uint16_t suite, size_t members);

  void prepare(Step step);
  void run(Step step);

 private:
  mls::OwnKeyPackage make_own();
  void build();
  void join();
  void commit(mls::CommitOptions options);

  SeededRandom random_{1};
  mls::CipherSuite suite_;
  size_t people_ = 0;
  mls::Group creator_;
  std::vector<mls::OwnKeyPackage> owns_;
  std::vector<Buffer> key_packages_;  // as they would come over the network
  Buffer welcome_;
  size_t joined_ = 0;
  std::optional<mls::Group> built_;
  std::optional<mls::Group> member_;
  Buffer message_;
};

}  // namespace conclave::bench
