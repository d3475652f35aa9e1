#include "mls/cipher_suite.h"

#include "mls/codec.h"

#include <string>

namespace conclave::mls {
namespace {

constexpr std::string_view kProtocol = "MLS 1.0 ";

void write_label(Writer& out, std::string_view label) {
  codec::write_opaque(out, as_bytes(std::string(kProtocol).append(label)));
}

// The shape shared by SignContent and EncryptContext.
Buffer labelled(std::string_view label, Bytes content) {
  Writer out(content.size() + label.size() + 16);
  write_label(out, label);
  codec::write_opaque(out, content);
  return std::move(out).take();
}

}  // namespace

Result<CipherSuite> cipher_suite(uint16_t id) {
  if (id < 1 || id > kCipherSuites.size()) {
    return Error(ErrorCode::kUnsupported, "unknown cipher suite");
  }
  const CipherSuite& suite = kCipherSuites[id - 1];
  if (!crypto::is_supported(suite.kem) || !crypto::is_supported(suite.aead) ||
      !crypto::is_supported(suite.hash) || !crypto::is_supported(suite.signature)) {
    return Error(ErrorCode::kUnsupported, "cipher suite not in this build");
  }
  return suite;
}

Buffer ref_hash(const CipherSuite& suite, std::string_view label, Bytes value) {
  Writer input(value.size() + label.size() + 8);
  codec::write_opaque(input, as_bytes(label));
  codec::write_opaque(input, value);
  return crypto::digest(suite.hash, input.view());
}

Secret expand_with_label(const CipherSuite& suite, Bytes secret, std::string_view label,
                         Bytes context, size_t length) {
  CHECK(length <= 0xffff);
  Writer kdf_label(context.size() + label.size() + 16);
  kdf_label.u16(static_cast<uint16_t>(length));
  write_label(kdf_label, label);
  codec::write_opaque(kdf_label, context);
  return crypto::hkdf_expand(suite.hash, secret, kdf_label.view(), length);
}

Secret derive_secret(const CipherSuite& suite, Bytes secret, std::string_view label) {
  return expand_with_label(suite, secret, label, {}, suite.hash_size());
}

Secret derive_tree_secret(const CipherSuite& suite, Bytes secret, std::string_view label,
                          uint32_t generation, size_t length) {
  Writer context(4);
  context.u32(generation);
  return expand_with_label(suite, secret, label, context.view(), length);
}

Result<Buffer> sign_with_label(const CipherSuite& suite, Bytes private_key, std::string_view label,
                               Bytes content, Random& random) {
  return crypto::sign(suite.signature, private_key, labelled(label, content), random);
}

Result<void> verify_with_label(const CipherSuite& suite, Bytes public_key, std::string_view label,
                               Bytes content, Bytes signature) {
  return crypto::verify(suite.signature, public_key, labelled(label, content), signature);
}

Result<crypto::HpkeCiphertext> encrypt_with_label(const CipherSuite& suite, Bytes public_key,
                                                  std::string_view label, Bytes context,
                                                  Bytes plaintext, Random& random) {
  return crypto::hpke_seal(suite.hpke(), public_key, labelled(label, context), {}, plaintext,
                           random);
}

Result<Secret> decrypt_with_label(const CipherSuite& suite, Bytes private_key,
                                  std::string_view label, Bytes context, Bytes kem_output,
                                  Bytes ciphertext) {
  return crypto::hpke_open(suite.hpke(), kem_output, private_key, labelled(label, context), {},
                           ciphertext);
}

}  // namespace conclave::mls
