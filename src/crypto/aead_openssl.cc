#include "base/check.h"
#include "crypto/crypto.h"
#include "crypto/openssl_handles.h"

#include <climits>

namespace conclave::crypto {
namespace {

constexpr Error kTooLong{ErrorCode::kLimit, "more bytes than an AEAD call takes"};
constexpr Error kBadKey{ErrorCode::kMalformed, "key or nonce of the wrong length"};

// Fetched once: a fetch by name costs more than sealing a small frame.
const EVP_CIPHER* cipher(Aead aead) {
  static const EVP_CIPHER* const kCiphers[] = {
      EVP_CIPHER_fetch(nullptr, "AES-128-GCM", nullptr),
      EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr),
      EVP_CIPHER_fetch(nullptr, "ChaCha20-Poly1305", nullptr)};
  return kCiphers[static_cast<size_t>(aead)];
}

const EVP_CIPHER* counter_mode(size_t key_size) {
  static const EVP_CIPHER* const kAes128 = EVP_CIPHER_fetch(nullptr, "AES-128-CTR", nullptr);
  static const EVP_CIPHER* const kAes256 = EVP_CIPHER_fetch(nullptr, "AES-256-CTR", nullptr);
  return key_size == 16 ? kAes128 : key_size == 32 ? kAes256 : nullptr;
}

Result<void> check_sizes(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes text) {
  if (key.size() != aead_key_size(aead) || nonce.size() != kAeadNonceSize) return kBadKey;
  if (aad.size() > INT_MAX || text.size() > INT_MAX - kAeadTagSize) return kTooLong;
  return ok();
}

// Feeds the associated data, then the text; out may be null when there is no text.
bool update(EVP_CIPHER_CTX* context, Bytes aad, Bytes text, uint8_t* out) {
  int written = 0;
  if (!aad.empty() &&
      EVP_CipherUpdate(context, nullptr, &written, aad.data(), static_cast<int>(aad.size())) != 1) {
    return false;
  }
  return text.empty() ||
         EVP_CipherUpdate(context, out, &written, text.data(), static_cast<int>(text.size())) == 1;
}

}  // namespace

bool is_supported(Aead) { return true; }

Result<Buffer> aead_seal(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes plaintext) {
  TRY(check_sizes(aead, key, nonce, aad, plaintext));
  const CipherContext context(EVP_CIPHER_CTX_new());
  Buffer sealed(plaintext.size() + kAeadTagSize);
  uint8_t* const tag = sealed.data() + plaintext.size();
  int written = 0;
  if (EVP_CipherInit_ex2(context.get(), cipher(aead), key.data(), nonce.data(), 1, nullptr) != 1 ||
      !update(context.get(), aad, plaintext, sealed.data()) ||
      EVP_CipherFinal_ex(context.get(), tag, &written) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_GET_TAG, kAeadTagSize, tag) != 1) {
    return openssl_error(ErrorCode::kInternal, "AEAD failed");
  }
  return sealed;
}

Result<Secret> aead_open(Aead aead, Bytes key, Bytes nonce, Bytes aad, Bytes ciphertext) {
  TRY(check_sizes(aead, key, nonce, aad, ciphertext));
  if (ciphertext.size() < kAeadTagSize) {
    return Error(ErrorCode::kMalformed, "shorter than an AEAD tag");
  }
  const Bytes text = ciphertext.first(ciphertext.size() - kAeadTagSize);
  // OpenSSL takes the tag as a mutable pointer but only reads it.
  auto* const tag = const_cast<uint8_t*>(ciphertext.last(kAeadTagSize).data());
  const CipherContext context(EVP_CIPHER_CTX_new());
  Secret opened(text.size());
  uint8_t nothing = 0;
  int written = 0;
  if (EVP_CipherInit_ex2(context.get(), cipher(aead), key.data(), nonce.data(), 0, nullptr) != 1 ||
      EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_AEAD_SET_TAG, kAeadTagSize, tag) != 1 ||
      !update(context.get(), aad, text, opened.reveal().data())) {
    return openssl_error(ErrorCode::kInternal, "AEAD failed");
  }
  if (EVP_CipherFinal_ex(context.get(), &nothing, &written) != 1) {
    return openssl_error(ErrorCode::kUnauthentic, "the AEAD tag does not verify");
  }
  return opened;
}

Result<void> aes_ctr(Bytes key, Bytes counter_block, MutableBytes data) {
  const EVP_CIPHER* const algorithm = counter_mode(key.size());
  if (algorithm == nullptr || counter_block.size() != 16) return kBadKey;
  if (data.size() > INT_MAX) return kTooLong;
  const CipherContext context(EVP_CIPHER_CTX_new());
  int written = 0;
  if (EVP_EncryptInit_ex2(context.get(), algorithm, key.data(), counter_block.data(), nullptr) !=
          1 ||
      EVP_EncryptUpdate(context.get(), data.data(), &written, data.data(),
                        static_cast<int>(data.size())) != 1) {
    return openssl_error(ErrorCode::kInternal, "AES-CTR failed");
  }
  return ok();
}

}  // namespace conclave::crypto
