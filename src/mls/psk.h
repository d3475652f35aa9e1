// The psk_secret of an epoch, RFC 9420 section 8.4: every injected key folded into one, in order.
//
//   psk_secret[0]   = zeros
//   psk_secret[i+1] = extract(psk_input[i], psk_secret[i])
//   psk_input[i]    = ExpandWithLabel(extract(0, psk[i]), "derived psk", PSKLabel(id, i, count))
#pragma once

#include "mls/cipher_suite.h"

namespace conclave::mls {

// One key to inject: its PreSharedKeyID as encoded on the wire, and its value.
struct PskInput {
  Buffer encoded_id;
  Secret value;
};

// At most 65535 inputs; none gives the all-zero secret.
Secret psk_secret(const CipherSuite& suite, std::span<const PskInput> inputs);

}  // namespace conclave::mls
