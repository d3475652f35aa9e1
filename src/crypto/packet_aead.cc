#include "crypto/packet_aead.h"

#include "base/check.h"
#include "crypto/packet_aead_kinds.h"

namespace conclave::crypto {

bool is_available(PacketAeadKind kind) {
  return kind == PacketAeadKind::kOpenssl || ipsecmb_is_available();
}

PacketAeadKind fastest_packet_aead() {
  return ipsecmb_is_available() ? PacketAeadKind::kIpsecMb : PacketAeadKind::kOpenssl;
}

std::unique_ptr<PacketAead> make_packet_aead(Bytes key, PacketAeadKind kind) {
  CHECK(key.size() == 16 || key.size() == 32);
  CHECK(is_available(kind));
  return kind == PacketAeadKind::kIpsecMb ? make_ipsecmb_packet_aead(key)
                                          : make_openssl_packet_aead(key);
}

}  // namespace conclave::crypto
