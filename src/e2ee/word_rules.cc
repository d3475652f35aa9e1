#include "e2ee/word_rules.h"

namespace conclave::e2ee {
namespace {

using Broken = std::optional<WordRule>;

class Judge {
 public:
  Judge(const Policy& policy, const Speaker& speaker) : policy_(policy), speaker_(speaker) {}

  Broken operator()(const Chat&) const { return by(Feature::kChat, WordRule::kChat); }
  Broken operator()(const Poll&) const { return by(Feature::kChat, WordRule::kChat); }
  Broken operator()(const Vote&) const { return by(Feature::kChat, WordRule::kChat); }
  Broken operator()(const Reaction&) const { return by(Feature::kReactions, WordRule::kReactions); }
  Broken operator()(const FileOffer&) const { return by(Feature::kFiles, WordRule::kFiles); }
  Broken operator()(const FileWithdrawn&) const { return std::nullopt; }
  Broken operator()(const PollClosed& closed) const {
    return unless(closed.poll.connection == speaker_.connection, WordRule::kOwn);
  }
  Broken operator()(const Ask&) const {
    return unless(policy_.is_host(speaker_.leaf), WordRule::kAsking);
  }
  Broken operator()(const StateMessage& state) const {
    if (state.hand == 0) return std::nullopt;
    return by(Feature::kReactions, WordRule::kReactions);
  }

 private:
  static Broken unless(bool is_kept, WordRule rule) {
    return is_kept ? std::nullopt : Broken(rule);
  }
  Broken by(Feature feature, WordRule rule) const {
    return unless(policy_.may(speaker_.leaf, feature), rule);
  }

  const Policy& policy_;
  const Speaker& speaker_;
};

}  // namespace

Broken broken_rule(const Policy& policy, const Speaker& speaker, const Words& words) {
  return std::visit(Judge(policy, speaker), words);
}

Broken broken_rule(const Policy& policy, const Speaker& speaker, const StateMessage& state) {
  return Judge(policy, speaker)(state);
}

}  // namespace conclave::e2ee
