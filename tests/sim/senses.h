// What one simulated person hears, sees and is told, held against what is true: a frame must be
// from whom its key says, and may be shown once. Pictures count as seen only where a decoder could
// follow: from a key frame on, without a gap.
#pragma once

#include "client/participant.h"
#include "sim/sources.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace conclave::sim {

class Senses {
 public:
  void enter_epoch(const e2ee::EpochChanged& epoch);
  // What is wrong with this frame, if anything.
  std::optional<std::string> take(const client::FrameOpened& frame);
  void take(const e2ee::DeviceStateChanged& changed);
  void take(const e2ee::SilentChanged& silent);
  // What in these lines is not what the rosters before and after say (PPL-5), if anything.
  std::optional<std::string> take(const e2ee::Logged& logged);
  // A group entered anew counts its epochs from the beginning.
  void forget_group();

  // Whether the decoder of this slot waits for a key frame.
  bool needs_key_frame(const std::string& mid) const;

  // Since the last forget_frames().
  size_t heard(uint32_t person) const { return count(heard_, person); }
  size_t seen(uint32_t person) const { return count(seen_, person); }
  void forget_frames();

  const std::vector<e2ee::RosterMember>& roster() const { return roster_; }
  const e2ee::Policy& policy() const { return policy_; }
  // Names of those of whom nothing is heard.
  const std::set<std::string>& silent() const { return silent_; }
  size_t lines_logged() const { return lines_logged_; }
  const std::string& safety_code() const { return safety_code_; }
  std::optional<e2ee::DeviceState> state_of(const std::string& name) const;
  uint32_t hand_of(const std::string& name) const;  // 0: down, or never seen

 private:
  struct Decoder {
    FrameLabel last;
    bool needs_key_frame = true;
  };
  void decode(const client::FrameOpened& frame, const FrameLabel& label);
  std::string name_of(uint64_t epoch, mls::LeafIndex leaf) const;
  static size_t count(const std::map<uint32_t, size_t>& counts, uint32_t person) {
    const auto found = counts.find(person);
    return found == counts.end() ? 0 : found->second;
  }

  std::vector<e2ee::RosterMember> roster_;
  std::vector<e2ee::RosterMember> roster_before_;
  e2ee::Policy policy_;
  std::set<std::string> silent_;
  size_t lines_logged_ = 0;
  std::string safety_code_;
  std::map<uint64_t, std::vector<e2ee::RosterMember>> rosters_;  // by epoch
  std::map<std::string, e2ee::DeviceStateChanged> states_;       // the last, by name
  std::set<std::tuple<uint32_t, e2ee::FrameStream, uint64_t>> shown_;
  std::map<std::string, Decoder> decoders_;  // by mid
  std::map<uint32_t, size_t> heard_;
  std::map<uint32_t, size_t> seen_;
};

// The name that person number `number` goes by.
inline std::string name_of_person(uint32_t number) { return "person " + std::to_string(number); }

}  // namespace conclave::sim
