// SRTP and SRTCP with AES-GCM (RFC 3711 as RFC 7714 changes it), our own framing around
// crypto::PacketAead. The two AEAD profiles only: everything else is not negotiated.
//
// Invariants: no index of an SSRC is sealed twice under one key; nothing is marked as received that
// did not verify; a packet that fails changes no state. Streams are learnt from the first packet
// that verifies, so a forger cannot fill the table. Keys are wiped with their owner.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/secret.h"
#include "crypto/packet_aead.h"
#include "transport/replay_window.h"
#include "transport/stream_table.h"

#include <memory>
#include <optional>

namespace conclave::transport {

// RFC 7714 section 14.2, the numbers of DTLS's use_srtp.
enum class SrtpProfile : uint16_t {
  kAeadAes128Gcm = 0x0007,
  kAeadAes256Gcm = 0x0008,
};
size_t srtp_key_size(SrtpProfile profile);
inline constexpr size_t kSrtpSaltSize = 12;  // RFC 7714 section 12

// The master key and salt of one direction.
struct SrtpKeys {
  SrtpProfile profile = SrtpProfile::kAeadAes128Gcm;
  Secret key;
  Secret salt;
};

// The session keys of one direction of RTP or RTCP: the key inside its cipher, and the salt.
struct SrtpCipher {
  std::unique_ptr<crypto::PacketAead> aead;
  Secret salt;

  // RFC 7714 sections 8.1 and 9.1: the salt combined with the SSRC and the packet's index.
  crypto::PacketNonce nonce(rtp::Ssrc ssrc, uint64_t index) const;
};

class SrtpSender {
 public:
  explicit SrtpSender(const SrtpKeys& keys,
                      crypto::PacketAeadKind kind = crypto::fastest_packet_aead());

  // Writes the protected packet to the destination, which touches neither part: header.size() +
  // payload.size() + 16 bytes; returns its size. The hot path of a forwarder: one plaintext payload
  // is sealed straight into each receiver's datagram. kReplayed for a sequence number sent before.
  Result<size_t> protect_rtp(Bytes header, Bytes payload, MutableBytes destination);
  // packet.size() + 20 bytes.
  Result<size_t> protect_rtcp(Bytes packet, MutableBytes destination);

 private:
  Result<ReplayWindow*> rtp_stream(rtp::Ssrc ssrc);
  Result<uint32_t> next_rtcp_index(rtp::Ssrc ssrc);

  SrtpCipher rtp_;
  SrtpCipher rtcp_;
  StreamTable<ReplayWindow> rtp_streams_;
  StreamTable<uint32_t> rtcp_streams_;  // the next index
};

class SrtpReceiver {
 public:
  explicit SrtpReceiver(const SrtpKeys& keys,
                        crypto::PacketAeadKind kind = crypto::fastest_packet_aead());

  // Decrypts in place and returns the plain packet, which is the front of it. kMalformed,
  // kUnauthentic, kReplayed, or kLimit for too many SSRCs; the packet's bytes are then worthless.
  Result<MutableBytes> unprotect_rtp(MutableBytes packet);
  Result<MutableBytes> unprotect_rtcp(MutableBytes packet);

 private:
  SrtpCipher rtp_;
  SrtpCipher rtcp_;
  StreamTable<ReplayWindow> rtp_streams_;
  StreamTable<ReplayWindow> rtcp_streams_;
};

// RFC 3711 section 3.3.1: the index nearest to the highest one so far that ends in this sequence
// number; the sequence number itself if there was none. Nothing for one before the first index.
std::optional<uint64_t> guess_index(std::optional<uint64_t> highest, uint16_t sequence);

}  // namespace conclave::transport
