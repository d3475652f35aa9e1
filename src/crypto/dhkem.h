// RFC 9180 section 4.1: a key encapsulation mechanism made of Diffie-Hellman and HKDF.
#pragma once

#include "crypto/crypto.h"

namespace conclave::crypto {

uint16_t kem_id(Kem kem);  // RFC 9180 section 7.1, table 2

struct Encapsulation {
  Secret shared_secret;
  Buffer kem_output;  // the standard's enc
};
Result<Encapsulation> kem_encapsulate(Kem kem, Bytes public_key, Random& random);
Result<Secret> kem_decapsulate(Kem kem, Bytes kem_output, Bytes private_key);

}  // namespace conclave::crypto
