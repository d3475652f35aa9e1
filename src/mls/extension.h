// Extensions (RFC 9420 section 13): typed, opaque additions to key packages, leaves, group
// contexts and group infos, and the bodies of those that the RFC defines.
//
//   struct {
//       ExtensionType extension_type;
//       opaque extension_data<V>;
//   } Extension;
#pragma once

#include "mls/codec.h"
#include "mls/credential.h"
#include "mls/types.h"

namespace conclave::mls {

struct Extension {
  ExtensionType type{};
  Buffer data;

  static constexpr auto fields() { return std::tuple(&Extension::type, &Extension::data); }
  friend bool operator==(const Extension&, const Extension&) = default;
};

using Extensions = std::vector<Extension>;

// Null when there is none of this type.
inline const Buffer* find_extension(const Extensions& extensions, ExtensionType type) {
  for (const Extension& extension : extensions) {
    if (extension.type == type) return &extension.data;
  }
  return nullptr;
}

// RFC 9420 section 13.4: a list of extensions holds no type twice.
inline Result<void> check_extensions_once(const Extensions& extensions) {
  for (size_t i = 0; i < extensions.size(); ++i) {
    for (size_t j = 0; j < i; ++j) {
      if (extensions[i].type == extensions[j].type) {
        return Error(ErrorCode::kInvalid, "an extension twice");
      }
    }
  }
  return ok();
}

// RFC 9420 section 11.1: what every member of the group has to support.
struct RequiredCapabilities {
  std::vector<ExtensionType> extension_types;
  std::vector<ProposalType> proposal_types;
  std::vector<CredentialType> credential_types;

  static constexpr auto fields() {
    return std::tuple(&RequiredCapabilities::extension_types, &RequiredCapabilities::proposal_types,
                      &RequiredCapabilities::credential_types);
  }
  friend bool operator==(const RequiredCapabilities&, const RequiredCapabilities&) = default;
};

// RFC 9420 section 12.4.3.2: the key that an external commit is encrypted to.
struct ExternalPub {
  Buffer external_pub;

  static constexpr auto fields() { return std::tuple(&ExternalPub::external_pub); }
  friend bool operator==(const ExternalPub&, const ExternalPub&) = default;
};

// RFC 9420 section 12.1.8.1: somebody outside the group who may send it proposals.
struct ExternalSender {
  Buffer signature_key;
  Credential credential;

  static constexpr auto fields() {
    return std::tuple(&ExternalSender::signature_key, &ExternalSender::credential);
  }
  friend bool operator==(const ExternalSender&, const ExternalSender&) = default;
};

using ExternalSenders = std::vector<ExternalSender>;

}  // namespace conclave::mls
