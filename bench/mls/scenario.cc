#include "scenario.h"

#include "base/check.h"

namespace conclave::bench {
namespace {

using namespace mls;

template <typename T>
T must(Result<T> result) {
  CHECK(result.has_value());
  return *std::move(result);
}

OwnKeyPackage own_key_package(const CipherSuite& suite, size_t number, Random& random) {
  const std::string name = "person " + std::to_string(number);
  const Identity identity =
      must(make_identity(suite, BasicCredential{.identity = to_buffer(as_bytes(name))}, random));
  return must(make_key_package(suite, identity, {.lifetime = {0, 4'000'000'000}}, random));
}

}  // namespace

Scenario::Scenario(uint16_t suite, size_t members)
    : suite_(must(cipher_suite(suite))),
      creator_(must(Group::create({.group_id = {1}}, make_own(), random_))) {
  while (owns_.size() + 1 < members) {
    owns_.push_back(make_own());
    key_packages_.push_back(encode_message(Unverified(owns_.back().key_package)));
  }
}

OwnKeyPackage Scenario::make_own() { return own_key_package(suite_, people_++, random_); }

void Scenario::prepare(Step step) {
  switch (step) {
    case Step::kBuild: return;
    case Step::kJoin: return;
    case Step::kAdd: return commit({.add = {make_own().key_package}});
    case Step::kUpdate: return commit({});
  }
}

void Scenario::run(Step step) {
  switch (step) {
    case Step::kBuild: return build();
    case Step::kJoin: return join();
    case Step::kAdd:
    case Step::kUpdate:
      member_ = std::get<ReceivedCommit>(must(member_->handle(message_, {}))).next;
  }
}

void Scenario::build() {
  CommitOptions options;
  for (const Buffer& message : key_packages_) {
    auto claimed = must(decode_message<Unverified<KeyPackage>>(message));
    options.add.push_back(must(verify(std::move(claimed), std::nullopt)));
  }
  Committed committed = must(creator_.commit(options, {}, random_));
  welcome_ = *std::move(committed.welcome);
  built_ = std::move(committed.next);
}

void Scenario::join() {
  const OwnKeyPackage& own = owns_[joined_++ % owns_.size()];
  member_ = must(Group::join(must(decode_message<Welcome>(welcome_)), own, {}, {}));
}

void Scenario::commit(CommitOptions options) {
  Committed committed = must(built_->commit(options, {}, random_));
  message_ = std::move(committed.message);
  built_ = std::move(committed.next);
}

}  // namespace conclave::bench
