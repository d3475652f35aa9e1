// The implementations behind packet_aead.h, for packet_aead.cc alone.
#pragma once

#include "crypto/packet_aead.h"

namespace conclave::crypto {

bool ipsecmb_is_available();
std::unique_ptr<PacketAead> make_ipsecmb_packet_aead(Bytes key);
std::unique_ptr<PacketAead> make_openssl_packet_aead(Bytes key);

}  // namespace conclave::crypto
