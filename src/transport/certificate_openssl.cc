#include "transport/certificate_openssl.h"

#include <openssl/asn1.h>
#include <openssl/rand.h>

namespace conclave::transport {

namespace {

// Peers look at the fingerprint alone. So the certificate says as little as it can: the common name
// that browsers write, and (since no clock may be read here) a validity without end, which RFC 5280
// section 4.1.2.5 spells like this.
constexpr const char* kCommonName = "WebRTC";
constexpr const char* kNotBefore = "20000101000000Z";
constexpr const char* kNotAfter = "99991231235959Z";

bool set_serial(X509* certificate) {
  uint64_t serial = 0;
  if (RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial) != 1) return false;
  // RFC 5280 section 4.1.2.2: positive.
  return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1 | 1) == 1;
}

bool set_names(X509* certificate) {
  X509_NAME* name = X509_get_subject_name(certificate);
  return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC,
                                    reinterpret_cast<const unsigned char*>(kCommonName), -1, -1,
                                    0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1;
}

bool set_validity(X509* certificate) {
  return ASN1_TIME_set_string_X509(X509_getm_notBefore(certificate), kNotBefore) == 1 &&
         ASN1_TIME_set_string_X509(X509_getm_notAfter(certificate), kNotAfter) == 1;
}

}  // namespace

Result<SelfSigned> make_self_signed() {
  SelfSigned made{.key = crypto::PublicKey(EVP_EC_gen("P-256")),
                  .certificate = X509Certificate(X509_new())};
  X509* const certificate = made.certificate.get();
  const bool is_made = made.key != nullptr && certificate != nullptr &&
                       X509_set_version(certificate, X509_VERSION_3) == 1 &&
                       set_serial(certificate) && set_names(certificate) &&
                       set_validity(certificate) &&
                       X509_set_pubkey(certificate, made.key.get()) == 1 &&
                       X509_sign(certificate, made.key.get(), EVP_sha256()) > 0;
  if (is_made) return made;
  return crypto::openssl_error(ErrorCode::kInternal, "OpenSSL made no certificate");
}

Result<Fingerprint> fingerprint_of(const X509& certificate) {
  Fingerprint fingerprint;
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), fingerprint.sha256.data(), &size) == 1 &&
      size == fingerprint.sha256.size()) {
    return fingerprint;
  }
  return crypto::openssl_error(ErrorCode::kInternal, "OpenSSL made no fingerprint");
}

}  // namespace conclave::transport
