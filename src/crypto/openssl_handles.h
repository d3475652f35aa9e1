// Owning handles for what OpenSSL allocates, and the few habits that every *_openssl.cc shares.
// Included by *_openssl.cc only.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>

namespace conclave::crypto {

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* handle) const {
    kFree(handle);
  }
};

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, Freer<EVP_CIPHER_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freer<EVP_MD_CTX_free>>;
using PublicKeyContext = std::unique_ptr<EVP_PKEY_CTX, Freer<EVP_PKEY_CTX_free>>;
using PublicKey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
using BigNumber = std::unique_ptr<BIGNUM, Freer<BN_clear_free>>;
using Point = std::unique_ptr<EC_POINT, Freer<EC_POINT_clear_free>>;

// OpenSSL queues its errors per thread, and SSL_get_error reads that queue: an error left behind
// here would be taken for a failure of an unrelated DTLS connection.
inline Error openssl_error(ErrorCode code, std::string_view text) {
  ERR_clear_error();
  return {code, text};
}

}  // namespace conclave::crypto
