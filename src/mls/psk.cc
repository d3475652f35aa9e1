#include "mls/psk.h"

#include "base/writer.h"

namespace conclave::mls {
namespace {

// RFC 9420 section 8.4: PSKLabel.
Buffer psk_label(const PskInput& input, size_t index, size_t count) {
  Writer label(input.encoded_id.size() + 4);
  label.bytes(input.encoded_id);
  label.u16(static_cast<uint16_t>(index)).u16(static_cast<uint16_t>(count));
  return std::move(label).take();
}

Secret psk_input(const CipherSuite& suite, const PskInput& input, size_t index, size_t count) {
  const Buffer zeros(suite.hash_size());
  const Secret extracted = crypto::hkdf_extract(suite.hash, zeros, input.value.reveal());
  return expand_with_label(suite, extracted.reveal(), "derived psk", psk_label(input, index, count),
                           suite.hash_size());
}

}  // namespace

Secret psk_secret(const CipherSuite& suite, std::span<const PskInput> inputs) {
  CHECK(inputs.size() <= 0xffff);
  Secret secret(suite.hash_size());
  for (size_t i = 0; i < inputs.size(); ++i) {
    const Secret input = psk_input(suite, inputs[i], i, inputs.size());
    secret = crypto::hkdf_extract(suite.hash, input.reveal(), secret.reveal());
  }
  return secret;
}

}  // namespace conclave::mls
