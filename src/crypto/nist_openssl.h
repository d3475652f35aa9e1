// The NIST curves as OpenSSL groups, and numbers and points on them in the standards' wire form.
// Included by *_openssl.cc only.
#pragma once

#include "base/secret.h"
#include "crypto/openssl_handles.h"

namespace conclave::crypto {

struct NistCurve {
  const EC_GROUP* group;
  const char* name;   // as OpenSSL's parameters want it
  size_t field_size;  // bytes of a coordinate and of a scalar
};

enum class Nist : uint8_t { kP256, kP384, kP521 };
const NistCurve& nist_curve(Nist curve);

// kMalformed unless exactly field_size bytes with a value from 1 to the order less one.
Result<BigNumber> parse_scalar(const NistCurve& curve, Bytes scalar);
// kMalformed unless an uncompressed point on the curve (SEC 1 section 2.3.4).
Result<Point> parse_point(const NistCurve& curve, Bytes encoded);

Result<Secret> nist_dh(Nist curve, Bytes private_key, Bytes public_key);
Result<Buffer> nist_public_key(Nist curve, Bytes private_key);

}  // namespace conclave::crypto
