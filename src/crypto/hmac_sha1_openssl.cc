#include "base/check.h"
#include "crypto/hmac_sha1.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

namespace conclave::crypto {

HmacSha1 hmac_sha1(Bytes key, Bytes data) {
  HmacSha1 mac;
  unsigned int size = mac.size();
  CHECK(HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), data.data(), data.size(),
             mac.data(), &size) != nullptr);
  return mac;
}

}  // namespace conclave::crypto
