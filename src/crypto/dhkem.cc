#include "crypto/dhkem.h"

#include "base/check.h"
#include "base/writer.h"
#include "crypto/dh.h"
#include "crypto/labeled_hkdf.h"

namespace conclave::crypto {
namespace {

// RFC 9180 section 7.1, table 2. Nsk is also the length of the input to key generation.
struct KemParameters {
  uint16_t id;
  Hash hash;
  size_t private_key_size;  // Nsk
  bool is_nist;
  uint8_t first_byte_mask;  // DeriveKeyPair's bitmask, NIST curves only
};

KemParameters parameters(Kem kem) {
  switch (kem) {
    case Kem::kP256: return {0x0010, Hash::kSha256, 32, true, 0xff};
    case Kem::kP384: return {0x0011, Hash::kSha384, 48, true, 0xff};
    case Kem::kP521: return {0x0012, Hash::kSha512, 66, true, 0x01};
    case Kem::kX25519: return {0x0020, Hash::kSha256, 32, false, 0xff};
    case Kem::kX448: return {0x0021, Hash::kSha512, 56, false, 0xff};
  }
  CHECK(false);
}

LabeledHkdf kem_hkdf(const KemParameters& kem) {
  Writer suite_id;
  suite_id.bytes(as_bytes("KEM")).u16(kem.id);
  return {kem.hash, std::move(suite_id).take()};
}

// ExtractAndExpand of section 4.1; the secret is as long as the hash (Nsecret = Nh for all five).
Secret extract_and_expand(const KemParameters& kem, const Secret& dh_result, Bytes kem_output,
                          Bytes recipient_public_key) {
  const LabeledHkdf hkdf = kem_hkdf(kem);
  Buffer kem_context = to_buffer(kem_output);
  append(kem_context, recipient_public_key);
  const Secret prk = hkdf.extract({}, "eae_prk", dh_result.reveal());
  return hkdf.expand(prk, "shared_secret", kem_context, hash_size(kem.hash));
}

// Section 7.1.3: candidates until one is a scalar of the group. One candidate is enough but for
// P-256 in one of 2^32 cases.
Result<KeyPair> derive_nist_key_pair(Kem kem, const LabeledHkdf& hkdf, const Secret& prk) {
  const KemParameters wanted = parameters(kem);
  for (unsigned counter = 0; counter < 256; ++counter) {
    const uint8_t info = static_cast<uint8_t>(counter);
    Secret candidate = hkdf.expand(prk, "candidate", Bytes(&info, 1), wanted.private_key_size);
    candidate.reveal()[0] &= wanted.first_byte_mask;
    auto public_key = dh_public_key(kem, candidate.reveal());
    if (public_key) return KeyPair{std::move(candidate), std::move(public_key).take()};
    if (public_key.error().code != ErrorCode::kMalformed) return public_key.error();
  }
  return Error(ErrorCode::kInternal, "no scalar found for a key pair");
}

}  // namespace

uint16_t kem_id(Kem kem) { return parameters(kem).id; }

Result<KeyPair> kem_derive_key_pair(Kem kem, Bytes input_key_material) {
  const KemParameters wanted = parameters(kem);
  if (!is_supported(wanted.hash)) return Error(ErrorCode::kUnsupported, "KEM not in this build");
  const LabeledHkdf hkdf = kem_hkdf(wanted);
  const Secret prk = hkdf.extract({}, "dkp_prk", input_key_material);
  if (wanted.is_nist) return derive_nist_key_pair(kem, hkdf, prk);
  Secret private_key = hkdf.expand(prk, "sk", {}, wanted.private_key_size);
  Buffer public_key = TRY(dh_public_key(kem, private_key.reveal()));
  return KeyPair{std::move(private_key), std::move(public_key)};
}

Result<KeyPair> kem_generate(Kem kem, Random& random) {
  Secret input_key_material(parameters(kem).private_key_size);
  random.fill(input_key_material.reveal());
  return kem_derive_key_pair(kem, input_key_material.reveal());
}

Result<Buffer> kem_public_key(Kem kem, Bytes private_key) {
  return dh_public_key(kem, private_key);
}

Result<Encapsulation> kem_encapsulate(Kem kem, Bytes public_key, Random& random) {
  KeyPair ephemeral = TRY(kem_generate(kem, random));
  const Secret dh_result = TRY(dh(kem, ephemeral.private_key.reveal(), public_key));
  Secret shared = extract_and_expand(parameters(kem), dh_result, ephemeral.public_key, public_key);
  return Encapsulation{std::move(shared), std::move(ephemeral.public_key)};
}

Result<Secret> kem_decapsulate(Kem kem, Bytes kem_output, Bytes private_key) {
  const Secret dh_result = TRY(dh(kem, private_key, kem_output));
  const Buffer own_public_key = TRY(dh_public_key(kem, private_key));
  return extract_and_expand(parameters(kem), dh_result, kem_output, own_public_key);
}

}  // namespace conclave::crypto
