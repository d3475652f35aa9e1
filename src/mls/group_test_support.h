// Seeded members and groups for the tests of this room.
#pragma once

#include "mls/group.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::mls::testing {

inline constexpr uint16_t kSuite = 3;  // the product's

inline OwnKeyPackage make_own(Random& random, std::string_view name, uint16_t suite_id = kSuite,
                              const KeyPackageOptions& options = {.lifetime = {0, 2'000'000'000}}) {
  const CipherSuite suite = *cipher_suite(suite_id);
  const Identity identity =
      *make_identity(suite, BasicCredential{.identity = to_buffer(as_bytes(name))}, random);
  return *make_key_package(suite, identity, options, random);
}

inline Group make_group(const OwnKeyPackage& own, Random& random, Policy policy = {}) {
  return *Group::create({.group_id = {1, 2, 3}, .policy = policy}, own, random);
}

inline Result<Group> join(const Committed& commit, const OwnKeyPackage& own,
                          const PskStore& psks = {}, const JoinOptions& options = {}) {
  CHECK(commit.welcome.has_value());
  return Group::join(TRY(decode_message<Welcome>(*commit.welcome)), own, psks, options);
}

// Takes a commit for granted: the tests that use it are about something else.
inline ReceivedCommit take(Group& group, Bytes message, const PskStore& psks = {}) {
  Result<Received> received = group.handle(message, psks);
  EXPECT_TRUE(received.has_value()) << (received ? "" : received.error().text);
  return std::get<ReceivedCommit>(*std::move(received));
}

inline ErrorCode error_of(const auto& result) {
  CHECK(!result.has_value());
  return result.error().code;
}

// A group of `count` members, made by one commit. members[0] is its maker.
inline std::vector<Group> make_meeting(size_t count, Random& random, uint16_t suite = kSuite,
                                       Policy policy = {}) {
  Group first = make_group(make_own(random, "0", suite), random, policy);
  std::vector<OwnKeyPackage> owns;
  CommitOptions options;
  for (size_t i = 1; i < count; ++i) {
    owns.push_back(make_own(random, std::to_string(i), suite));
    options.add.push_back(owns.back().key_package);
  }
  Result<Committed> committed = first.commit(options, {}, random);
  CHECK(committed.has_value());
  std::vector<Group> members;
  for (const OwnKeyPackage& own : owns) {
    members.push_back(*join(*committed, own, {}, {.policy = policy}));
  }
  members.insert(members.begin(), std::move(committed->next));
  return members;
}

}  // namespace conclave::mls::testing
