// rooms: mls
// What a Welcome seals, as if a member had sealed anything at all: the group secrets, the group
// info, and a GroupInfo with its tree as an external joiner judges it.
#include "base/check.h"
#include "mls/joiner.h"

namespace {

using namespace conclave;
using namespace conclave::mls;

OwnKeyPackage make_own() {
  SeededRandom random(1);
  const Identity identity =
      *make_identity(kCipherSuites[2], BasicCredential{.identity = {'a'}}, random);
  return *make_key_package(kCipherSuites[2], identity, {.lifetime = {0, ~uint64_t{0}}}, random);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const OwnKeyPackage own = make_own();
  const Bytes bytes(data, size);
  if (const auto secrets = decode<GroupSecrets>(bytes)) CHECK(equal(encode(*secrets), bytes));
  if (const auto welcome = decode<Welcome>(bytes)) (void)Group::join(*welcome, own, {}, {});
  if (const auto info = decode<GroupInfo>(bytes)) {
    SeededRandom random(2);
    (void)Group::join_externally(*info, own, {}, {}, std::nullopt, random);
  }
  return 0;
}
