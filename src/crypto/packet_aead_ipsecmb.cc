// AES-GCM by Intel's multi-buffer library. Its manager is used as a table of functions only (the
// direct calls keep no state in it), so one table, never written after it was filled, serves all.

#include "base/check.h"
#include "base/secret.h"
#include "crypto/packet_aead_kinds.h"

#include <intel-ipsec-mb.h>

namespace conclave::crypto {

namespace {

struct ManagerDeleter {
  void operator()(IMB_MGR* manager) const { free_mb_mgr(manager); }
};
using Manager = std::unique_ptr<IMB_MGR, ManagerDeleter>;

// Null where the processor lacks AES instructions or the library's self-test fails: the library
// would then emulate in software, slower than OpenSSL.
Manager make_manager() {
  Manager manager(alloc_mb_mgr(0));
  if (!manager) return nullptr;
  IMB_ARCH arch = IMB_ARCH_NONE;
  init_mb_mgr_auto(manager.get(), &arch);
  const bool is_good = imb_get_errno(manager.get()) == 0 && arch > IMB_ARCH_NOAESNI &&
                       (manager->features & IMB_FEATURE_AESNI) != 0;
  return is_good ? std::move(manager) : nullptr;
}

const IMB_MGR* functions() {
  static const Manager manager = make_manager();
  return manager.get();
}

class IpsecmbPacketAead final : public PacketAead {
 public:
  IpsecmbPacketAead(const IMB_MGR& table, Bytes key)
      : seal_(key.size() == 16 ? table.gcm128_enc : table.gcm256_enc),
        open_(key.size() == 16 ? table.gcm128_dec : table.gcm256_dec) {
    (key.size() == 16 ? table.gcm128_pre : table.gcm256_pre)(key.data(), &key_);
  }
  ~IpsecmbPacketAead() override { wipe({reinterpret_cast<uint8_t*>(&key_), sizeof key_}); }
  IpsecmbPacketAead(const IpsecmbPacketAead&) = delete;
  IpsecmbPacketAead& operator=(const IpsecmbPacketAead&) = delete;

  void seal(const PacketNonce& nonce, Bytes aad, Bytes plaintext,
            MutableBytes destination) override {
    CHECK(destination.size() >= plaintext.size() + kPacketTagSize);
    alignas(64) gcm_context_data context;
    seal_(&key_, &context, destination.data(), plaintext.data(), plaintext.size(), nonce.data(),
          aad.data(), aad.size(), destination.data() + plaintext.size(), kPacketTagSize);
  }

  Result<void> open(const PacketNonce& nonce, Bytes aad, Bytes sealed,
                    MutableBytes destination) override {
    if (sealed.size() < kPacketTagSize) return Error(ErrorCode::kMalformed, "no room for a tag");
    const size_t size = sealed.size() - kPacketTagSize;
    CHECK(destination.size() >= size);
    alignas(64) gcm_context_data context;
    std::array<uint8_t, kPacketTagSize> tag;
    open_(&key_, &context, destination.data(), sealed.data(), size, nonce.data(), aad.data(),
          aad.size(), tag.data(), tag.size());
    if (equal_in_constant_time(tag, sealed.subspan(size))) return ok();
    std::ranges::fill(destination.first(size), uint8_t{0});
    return Error(ErrorCode::kUnauthentic, "the packet's tag does not verify");
  }

 private:
  aes_gcm_enc_dec_t seal_;
  aes_gcm_enc_dec_t open_;
  // The header gives the type no alignment; the library moves aligned vectors to and from it.
  alignas(64) gcm_key_data key_;
};

}  // namespace

bool ipsecmb_is_available() { return functions() != nullptr; }

std::unique_ptr<PacketAead> make_ipsecmb_packet_aead(Bytes key) {
  CHECK(functions() != nullptr);
  return std::make_unique<IpsecmbPacketAead>(*functions(), key);
}

}  // namespace conclave::crypto
