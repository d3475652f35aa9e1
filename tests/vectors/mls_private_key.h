// Private keys in vector files: some generators leave out the leading zeros of NIST scalars, which
// RFC 9180 section 7.1.2 and our crypto room keep.
#pragma once

#include "json.h"
#include "mls/cipher_suite.h"

namespace conclave::vectors {

inline size_t scalar_size(crypto::Kem kem) {
  switch (kem) {
    case crypto::Kem::kP256: return 32;
    case crypto::Kem::kP384: return 48;
    case crypto::Kem::kP521: return 66;
    case crypto::Kem::kX25519:
    case crypto::Kem::kX448: return 0;
  }
  return 0;
}

inline Secret private_key(const mls::CipherSuite& suite, const Json& json) {
  Buffer key = json.hex();
  const size_t size = scalar_size(suite.kem);
  if (key.size() < size) key.insert(key.begin(), size - key.size(), 0);
  return Secret(key);
}

}  // namespace conclave::vectors
