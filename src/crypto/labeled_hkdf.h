// RFC 9180 section 4: HKDF whose inputs are bound to the protocol, the suite and a label.
#pragma once

#include "crypto/crypto.h"

#include <string_view>

namespace conclave::crypto {

// A hash and the suite_id that its inputs are bound to ("KEM" or "HPKE" and the algorithm ids).
struct LabeledHkdf {
  Hash hash;
  Buffer suite_id;

  Secret extract(Bytes salt, std::string_view label, Bytes input_key_material) const;
  Secret expand(const Secret& pseudo_random_key, std::string_view label, Bytes info,
                size_t length) const;
};

}  // namespace conclave::crypto
