// rooms: mls
// Any bytes as an MLS message: what decodes encodes to the same bytes, and a member that is handed
// it neither crashes nor moves on.
#include "base/check.h"
#include "mls/group.h"

namespace {

using namespace conclave;
using namespace conclave::mls;

Group make_group() {
  SeededRandom random(1);
  const CipherSuite suite = kCipherSuites[2];
  const auto own = [&](uint8_t name) {
    const Identity identity = *make_identity(suite, BasicCredential{.identity = {name}}, random);
    return *make_key_package(suite, identity, {.lifetime = {0, ~uint64_t{0}}}, random);
  };
  const Policy open{.accept_external_commits = true, .accept_external_proposals = true};
  Group first = *Group::create({.group_id = {1, 2, 3}, .policy = open}, own('a'), random);
  return first.commit({.add = {own('b').key_package}}, {}, random)->next;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const Group group = make_group();
  const Bytes bytes(data, size);
  const auto message = decode<MlsMessage>(bytes);
  if (message) CHECK(equal(encode(*message), bytes));
  Group member = group;
  (void)member.handle(bytes, {});
  return 0;
}
