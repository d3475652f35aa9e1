#include "base/check.h"
#include "crypto/crypto.h"
#include "crypto/openssl_handles.h"

namespace conclave::crypto {
namespace {

// Fetched once: a fetch by name costs more than hashing a short input.
const EVP_MD* message_digest(Hash hash) {
  static const EVP_MD* const kDigests[] = {EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                           EVP_MD_fetch(nullptr, "SHA384", nullptr),
                                           EVP_MD_fetch(nullptr, "SHA512", nullptr)};
  return kDigests[static_cast<size_t>(hash)];
}

// Hashes one or two runs of bytes as one message.
void digest_into(EVP_MD_CTX* context, Hash hash, Bytes first, Bytes second, uint8_t* out) {
  CHECK(EVP_DigestInit_ex2(context, message_digest(hash), nullptr) == 1);
  CHECK(EVP_DigestUpdate(context, first.data(), first.size()) == 1);
  CHECK(EVP_DigestUpdate(context, second.data(), second.size()) == 1);
  CHECK(EVP_DigestFinal_ex(context, out, nullptr) == 1);
}

}  // namespace

bool is_supported(Hash) { return true; }

Buffer digest(Hash hash, Bytes data) {
  const DigestContext context(EVP_MD_CTX_new());
  Buffer result(hash_size(hash));
  digest_into(context.get(), hash, data, {}, result.data());
  return result;
}

// RFC 2104, over one digest context: OpenSSL 3.0's own HMAC looks its algorithm up by name on
// every call, which costs several times the hashing of the short inputs of a key schedule.
Secret hmac(Hash hash, Bytes key, Bytes data) {
  constexpr size_t kBlockSizeMax = 128;
  const size_t block_size = hash == Hash::kSha256 ? 64 : 128;
  const DigestContext context(EVP_MD_CTX_new());
  std::array<uint8_t, kBlockSizeMax> padded{};
  if (key.size() > block_size) {
    digest_into(context.get(), hash, key, {}, padded.data());
  } else {
    std::ranges::copy(key, padded.begin());
  }
  const MutableBytes pad = MutableBytes(padded).first(block_size);
  Secret result(hash_size(hash));
  for (uint8_t& byte : pad) byte ^= 0x36;
  digest_into(context.get(), hash, pad, data, result.reveal().data());
  for (uint8_t& byte : pad) byte ^= 0x36 ^ 0x5c;
  digest_into(context.get(), hash, pad, result.reveal(), result.reveal().data());
  wipe(padded);
  return result;
}

}  // namespace conclave::crypto
