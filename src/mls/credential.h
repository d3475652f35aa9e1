// Who a member says to be (RFC 9420 section 5.3). MLS binds a credential to a signature key and
// leaves its meaning to the application.
//
//   struct {
//       CredentialType credential_type;
//       select (Credential.credential_type) {
//           case basic: opaque identity<V>;
//           case x509:  Certificate certificates<V>;
//       };
//   } Credential;
#pragma once

#include "mls/codec.h"
#include "mls/types.h"

namespace conclave::mls {

struct BasicCredential {
  static constexpr CredentialType kType = CredentialType::kBasic;
  Buffer identity;

  static constexpr auto fields() { return std::tuple(&BasicCredential::identity); }
  friend bool operator==(const BasicCredential&, const BasicCredential&) = default;
};

struct X509Credential {
  static constexpr CredentialType kType = CredentialType::kX509;
  std::vector<Buffer> certificates;  // leaf first

  static constexpr auto fields() { return std::tuple(&X509Credential::certificates); }
  friend bool operator==(const X509Credential&, const X509Credential&) = default;
};

using Credential = std::variant<BasicCredential, X509Credential>;

inline CredentialType credential_type(const Credential& credential) {
  return std::visit([](const auto& c) { return c.kType; }, credential);
}

}  // namespace conclave::mls
