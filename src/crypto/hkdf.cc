#include "base/check.h"
#include "base/writer.h"
#include "crypto/crypto.h"
#include "crypto/labeled_hkdf.h"

namespace conclave::crypto {

Secret hkdf_extract(Hash hash, Bytes salt, Bytes input_key_material) {
  return hmac(hash, salt, input_key_material);
}

Secret hkdf_expand(Hash hash, Bytes pseudo_random_key, Bytes info, size_t length) {
  const size_t block_size = hash_size(hash);
  CHECK(length <= 255 * block_size);
  Secret output(length);
  Secret input(block_size + info.size() + 1);  // T(n-1) | info | n
  const MutableBytes input_bytes = input.reveal();
  std::ranges::copy(info, input_bytes.begin() + static_cast<ptrdiff_t>(block_size));
  uint8_t counter = 0;
  for (size_t offset = 0; offset < length; offset += block_size) {
    input_bytes.back() = ++counter;
    const Bytes block_input = counter == 1 ? input_bytes.subspan(block_size) : input_bytes;
    const Secret block = hmac(hash, pseudo_random_key, block_input);
    std::ranges::copy(block.reveal(), input_bytes.begin());
    const size_t count = std::min(block_size, length - offset);
    std::ranges::copy(block.reveal().first(count), output.reveal().subspan(offset).begin());
  }
  return output;
}

namespace {

// Joined as a Secret: one of the parts may be key material.
Secret join(std::initializer_list<Bytes> parts) {
  size_t size = 0;
  for (Bytes part : parts) size += part.size();
  Secret joined(size);
  MutableBytes rest = joined.reveal();
  for (Bytes part : parts) {
    std::ranges::copy(part, rest.begin());
    rest = rest.subspan(part.size());
  }
  return joined;
}

}  // namespace

Secret LabeledHkdf::extract(Bytes salt, std::string_view label, Bytes input_key_material) const {
  const Secret labeled = join({as_bytes("HPKE-v1"), suite_id, as_bytes(label), input_key_material});
  return hkdf_extract(hash, salt, labeled.reveal());
}

Secret LabeledHkdf::expand(const Secret& pseudo_random_key, std::string_view label, Bytes info,
                           size_t length) const {
  Writer writer;
  writer.u16(static_cast<uint16_t>(length)).bytes(as_bytes("HPKE-v1")).bytes(suite_id);
  writer.bytes(as_bytes(label)).bytes(info);
  return hkdf_expand(hash, pseudo_random_key.reveal(), writer.view(), length);
}

}  // namespace conclave::crypto
