// A key package together with the private keys that answer it: what a client makes before it asks
// to be let in, and what it joins with.
#pragma once

#include "mls/cipher_suite.h"
#include "mls/key_package.h"
#include "mls/unverified.h"

namespace conclave::mls {

// Seconds since 1970-01-01T00:00:00Z, for lifetimes only.
using UnixSeconds = Id<struct UnixSecondsTag, uint64_t>;

// Who a client is towards its groups: the name it shows and the key it signs with.
struct Identity {
  Credential credential;
  crypto::KeyPair signature;
};

Result<Identity> make_identity(const CipherSuite& suite, Credential credential, Random& random);

struct OwnKeyPackage {
  KeyPackage key_package;
  Secret init_private_key;
  Secret encryption_private_key;
  Secret signature_private_key;
};

struct KeyPackageOptions {
  Lifetime lifetime;
  std::vector<ExtensionType> supported_extensions = {};  // beyond those of the RFC
  std::vector<ProposalType> supported_proposals = {};    // beyond those of the RFC
  Extensions leaf_extensions = {};
  Extensions key_package_extensions = {};
};

Result<OwnKeyPackage> make_key_package(const CipherSuite& suite, const Identity& identity,
                                       const KeyPackageOptions& options, Random& random);

// RFC 9420 section 10.1: version, suite, signatures, distinct keys, the leaf's own rules and, when
// now is given, its lifetime. What depends on the group (7.3) is checked when it is added.
Result<KeyPackage> verify(Unverified<KeyPackage> claimed, std::optional<UnixSeconds> now);

// KeyPackageRef (section 5.2): how a Welcome names its receivers.
Buffer key_package_ref(const CipherSuite& suite, const KeyPackage& key_package);

}  // namespace conclave::mls
