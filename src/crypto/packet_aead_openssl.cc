// AES-GCM by OpenSSL's EVP. The key is expanded once into one context for each direction; a packet
// only sets the nonce, which is what makes the difference to a context a packet.

#include "base/check.h"
#include "crypto/openssl_handles.h"
#include "crypto/packet_aead_kinds.h"

namespace conclave::crypto {

namespace {

CipherContext make_context(Bytes key, int is_sealing) {
  CipherContext context(EVP_CIPHER_CTX_new());
  CHECK(context != nullptr);
  const EVP_CIPHER* cipher = key.size() == 16 ? EVP_aes_128_gcm() : EVP_aes_256_gcm();
  CHECK(EVP_CipherInit_ex(context.get(), cipher, nullptr, key.data(), nullptr, is_sealing) == 1);
  return context;
}

// Sets the nonce, takes in the additional data and transforms the text.
bool run(EVP_CIPHER_CTX* context, const PacketNonce& nonce, Bytes aad, Bytes from, uint8_t* to) {
  int size = 0;
  return EVP_CipherInit_ex(context, nullptr, nullptr, nullptr, nonce.data(), -1) == 1 &&
         EVP_CipherUpdate(context, nullptr, &size, aad.data(), static_cast<int>(aad.size())) == 1 &&
         (from.empty() ||
          EVP_CipherUpdate(context, to, &size, from.data(), static_cast<int>(from.size())) == 1);
}

class OpensslPacketAead final : public PacketAead {
 public:
  explicit OpensslPacketAead(Bytes key)
      : seal_(make_context(key, 1)), open_(make_context(key, 0)) {}

  void seal(const PacketNonce& nonce, Bytes aad, Bytes plaintext,
            MutableBytes destination) override {
    CHECK(destination.size() >= plaintext.size() + kPacketTagSize);
    uint8_t* const tag = destination.data() + plaintext.size();
    int size = 0;
    CHECK(run(seal_.get(), nonce, aad, plaintext, destination.data()));
    CHECK(EVP_CipherFinal_ex(seal_.get(), tag, &size) == 1);
    CHECK(EVP_CIPHER_CTX_ctrl(seal_.get(), EVP_CTRL_AEAD_GET_TAG, int{kPacketTagSize}, tag) == 1);
  }

  Result<void> open(const PacketNonce& nonce, Bytes aad, Bytes sealed,
                    MutableBytes destination) override {
    if (sealed.size() < kPacketTagSize) return Error(ErrorCode::kMalformed, "no room for a tag");
    const size_t text_size = sealed.size() - kPacketTagSize;
    CHECK(destination.size() >= text_size);
    std::array<uint8_t, kPacketTagSize> tag;
    std::ranges::copy(sealed.subspan(text_size), tag.begin());
    CHECK(run(open_.get(), nonce, aad, sealed.first(text_size), destination.data()));
    CHECK(EVP_CIPHER_CTX_ctrl(open_.get(), EVP_CTRL_AEAD_SET_TAG, int{kPacketTagSize},
                              tag.data()) == 1);
    int size = 0;
    std::array<uint8_t, kPacketTagSize> nothing;
    if (EVP_CipherFinal_ex(open_.get(), nothing.data(), &size) == 1) return ok();
    std::ranges::fill(destination.first(text_size), uint8_t{0});
    return Error(ErrorCode::kUnauthentic, "the packet's tag does not verify");
  }

 private:
  CipherContext seal_;
  CipherContext open_;
};

}  // namespace

std::unique_ptr<PacketAead> make_openssl_packet_aead(Bytes key) {
  return std::make_unique<OpensslPacketAead>(key);
}

}  // namespace conclave::crypto
