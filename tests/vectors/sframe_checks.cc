// RFC 9605 appendix C, and the 256-bit counter-mode suites of draft-barnes-sframe-iana-256.

#include "e2ee/sframe_cipher.h"
#include "e2ee/sframe_header.h"
#include "vectors.h"

namespace conclave::vectors {
namespace {

using namespace e2ee;

Result<SframeSuite> suite_of(const Json& one) {
  return sframe_suite(one["cipher_suite"].number_as<uint16_t>());
}

SframeHeader header_of(const Json& one) {
  return {.key_id = one["kid"].number(), .counter = one["ctr"].number()};
}

Result<SframeNonce> nonce_of(const Json& one) {
  const Buffer bytes = one["nonce"].hex();
  SframeNonce nonce;
  TRY(expect(bytes.size() == nonce.size(), "the nonce's length"));
  std::ranges::copy(bytes, nonce.begin());
  return nonce;
}

// Sealing gives the ciphertext, opening gives the plaintext back.
Result<void> check_cipher(const SframeKey& key, const SframeNonce& nonce, Bytes aad,
                          const Json& one, Bytes ciphertext) {
  const Buffer plaintext = one["pt"].hex();
  const Buffer sealed = TRY(sframe_encrypt(key, nonce, aad, plaintext));
  TRY(expect(equal(sealed, ciphertext), "ciphertext"));
  const Secret opened = TRY(sframe_decrypt(key, nonce, aad, ciphertext));
  return expect(equal(opened.reveal(), plaintext), "decrypted text");
}

}  // namespace

Result<void> check_sframe_header(const Json& one) {
  const Buffer encoded = one["encoded"].hex();
  TRY(expect(encode(header_of(one)) == encoded, "encoded header"));
  const ParsedSframeHeader parsed = TRY(parse_sframe_header(encoded));
  TRY(expect(parsed.header == header_of(one), "parsed header"));
  return expect(parsed.size == encoded.size(), "parsed size");
}

Result<void> check_sframe_counter_mode(const Json& one) {
  const SframeKey key{.suite = TRY(suite_of(one)), .key = Secret(one["key"].hex()), .salt = {}};
  TRY(expect(key.key.size() == sframe_key_size(key.suite), "the key's length"));
  return check_cipher(key, TRY(nonce_of(one)), one["aad"].hex(), one, one["ct"].hex());
}

Result<void> check_sframe(const Json& one) {
  const SframeHeader header = header_of(one);
  const SframeKey key = SframeKey::derive(TRY(suite_of(one)), one["base_key"].hex(), header.key_id);
  TRY(expect(equal(key.key.reveal(), one["sframe_key"].hex()), "sframe_key"));
  TRY(expect(equal(key.salt.reveal(), one["sframe_salt"].hex()), "sframe_salt"));
  const SframeNonce nonce = key.nonce(header.counter);
  const SframeNonce expected_nonce = TRY(nonce_of(one));
  TRY(expect(nonce == expected_nonce, "nonce"));
  Buffer aad = encode(header);
  const size_t header_size = aad.size();
  append(aad, one["metadata"].hex());
  TRY(expect(aad == one["aad"].hex(), "aad"));
  const Buffer frame = one["ct"].hex();
  TRY(expect(frame.size() > header_size, "the frame's length"));
  return check_cipher(key, nonce, aad, one, Bytes(frame).subspan(header_size));
}

}  // namespace conclave::vectors
