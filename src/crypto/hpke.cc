// RFC 9180 section 5: HPKE in base mode, over the DHKEMs and the platform's AEADs.
#include "base/check.h"
#include "base/writer.h"
#include "crypto/crypto.h"
#include "crypto/dhkem.h"
#include "crypto/labeled_hkdf.h"

namespace conclave::crypto {
namespace {

constexpr uint8_t kModeBase = 0;

uint16_t kdf_id(Hash hash) { return static_cast<uint16_t>(static_cast<uint16_t>(hash) + 1); }
uint16_t aead_id(Aead aead) { return static_cast<uint16_t>(static_cast<uint16_t>(aead) + 1); }

LabeledHkdf suite_hkdf(const HpkeSuite& suite) {
  Writer suite_id;
  suite_id.bytes(as_bytes("HPKE")).u16(kem_id(suite.kem));
  suite_id.u16(kdf_id(suite.kdf_hash)).u16(aead_id(suite.aead));
  return {suite.kdf_hash, std::move(suite_id).take()};
}

// Section 5.1's KeySchedule, up to where encryption and export part.
struct KeySchedule {
  LabeledHkdf hkdf;
  Buffer context;  // key_schedule_context
  Secret secret;

  KeySchedule(const HpkeSuite& suite, const Secret& shared_secret, Bytes info)
      : hkdf(suite_hkdf(suite)) {
    context.push_back(kModeBase);
    append(context, hkdf.extract({}, "psk_id_hash", {}).reveal());
    append(context, hkdf.extract({}, "info_hash", info).reveal());
    secret = hkdf.extract(shared_secret.reveal(), "secret", {});
  }

  Secret expand(std::string_view label, size_t length) const {
    return hkdf.expand(secret, label, context, length);
  }

  // Section 5.3.
  Secret exported(Bytes exporter_context, size_t length) const {
    const Secret exporter_secret = expand("exp", hash_size(hkdf.hash));
    return hkdf.expand(exporter_secret, "sec", exporter_context, length);
  }
};

Result<void> check_supported(const HpkeSuite& suite) {
  if (is_supported(suite.kdf_hash)) return ok();
  return Error(ErrorCode::kUnsupported, "HPKE suite not in this build");
}

}  // namespace

Result<HpkeCiphertext> hpke_seal(const HpkeSuite& suite, Bytes public_key, Bytes info, Bytes aad,
                                 Bytes plaintext, Random& random) {
  TRY(check_supported(suite));
  Encapsulation kem = TRY(kem_encapsulate(suite.kem, public_key, random));
  const KeySchedule schedule(suite, kem.shared_secret, info);
  const Secret key = schedule.expand("key", aead_key_size(suite.aead));
  const Secret nonce = schedule.expand("base_nonce", kAeadNonceSize);
  Buffer ciphertext = TRY(aead_seal(suite.aead, key.reveal(), nonce.reveal(), aad, plaintext));
  return HpkeCiphertext{std::move(kem.kem_output), std::move(ciphertext)};
}

Result<Secret> hpke_open(const HpkeSuite& suite, Bytes kem_output, Bytes private_key, Bytes info,
                         Bytes aad, Bytes ciphertext) {
  TRY(check_supported(suite));
  const Secret shared = TRY(kem_decapsulate(suite.kem, kem_output, private_key));
  const KeySchedule schedule(suite, shared, info);
  const Secret key = schedule.expand("key", aead_key_size(suite.aead));
  const Secret nonce = schedule.expand("base_nonce", kAeadNonceSize);
  return aead_open(suite.aead, key.reveal(), nonce.reveal(), aad, ciphertext);
}

Result<HpkeExport> hpke_seal_export(const HpkeSuite& suite, Bytes public_key, Bytes info,
                                    Bytes exporter_context, size_t length, Random& random) {
  TRY(check_supported(suite));
  Encapsulation kem = TRY(kem_encapsulate(suite.kem, public_key, random));
  const KeySchedule schedule(suite, kem.shared_secret, info);
  return HpkeExport{std::move(kem.kem_output), schedule.exported(exporter_context, length)};
}

Result<Secret> hpke_open_export(const HpkeSuite& suite, Bytes kem_output, Bytes private_key,
                                Bytes info, Bytes exporter_context, size_t length) {
  TRY(check_supported(suite));
  const Secret shared = TRY(kem_decapsulate(suite.kem, kem_output, private_key));
  return KeySchedule(suite, shared, info).exported(exporter_context, length);
}

}  // namespace conclave::crypto
