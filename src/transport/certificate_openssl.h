// The certificate itself, for dtls_openssl.cc, which builds the context that shows it.
// Included by *_openssl.cc only.
#pragma once

#include "base/result.h"
#include "crypto/openssl_handles.h"
#include "transport/fingerprint.h"

#include <openssl/x509.h>

namespace conclave::transport {

using X509Certificate = std::unique_ptr<X509, crypto::Freer<X509_free>>;

struct SelfSigned {
  crypto::PublicKey key;  // OpenSSL's type for a whole pair
  X509Certificate certificate;
};

// A fresh P-256 key and a certificate that it signed for itself.
Result<SelfSigned> make_self_signed();

Result<Fingerprint> fingerprint_of(const X509& certificate);

}  // namespace conclave::transport
