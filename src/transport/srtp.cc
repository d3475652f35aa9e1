#include "transport/srtp.h"

#include "base/check.h"
#include "base/limits.h"
#include "crypto/crypto.h"
#include "rtp/rtp_packet.h"

namespace conclave::transport {

namespace {

using crypto::kPacketTagSize;

constexpr uint64_t kRtpIndexMax = (uint64_t{1} << 48) - 1;  // RFC 3711 section 9.2: then rekey
constexpr uint32_t kRtcpIndexMax = 0x7fffffff;
constexpr uint32_t kEncryptedFlag = 0x80000000;
constexpr size_t kRtcpHeaderSize = 8;   // in clear: first word and SSRC
constexpr size_t kRtcpTrailerSize = 4;  // the E flag and the index

constexpr Error kTooManyStreams{ErrorCode::kLimit, "more SSRCs than a peer may have"};
constexpr Error kExhausted{ErrorCode::kLimit, "an SSRC has used up its indices"};

// RFC 3711 section 4.3.2. With an AEAD nothing is derived for authentication.
struct Labels {
  uint8_t key;
  uint8_t salt;
};
constexpr Labels kRtpLabels{0, 2};
constexpr Labels kRtcpLabels{3, 5};

// RFC 3711 sections 4.3.1 and 4.3.3, key derivation rate zero: the key stream of AES in counter
// mode that starts at (salt XOR label) * 2^16. RFC 7714 section 11: the 96-bit salt is padded with
// zeros at its end to the 112 bits that this wants.
Secret derive(const SrtpKeys& keys, uint8_t label, size_t size) {
  std::array<uint8_t, 16> block{};
  std::ranges::copy(keys.salt.reveal(), block.begin());
  block[7] ^= label;
  Secret derived(size);
  CHECK(crypto::aes_ctr(keys.key.reveal(), block, derived.reveal()));
  wipe(block);
  return derived;
}

SrtpCipher make_cipher(const SrtpKeys& keys, Labels labels, crypto::PacketAeadKind kind) {
  const size_t key_size = srtp_key_size(keys.profile);
  CHECK(keys.key.size() == key_size && keys.salt.size() == kSrtpSaltSize);
  const Secret session_key = derive(keys, labels.key, key_size);
  return {.aead = crypto::make_packet_aead(session_key.reveal(), kind),
          .salt = derive(keys, labels.salt, kSrtpSaltSize)};
}

uint32_t read_u32(Bytes bytes, size_t offset) {
  return uint32_t{bytes[offset]} << 24 | uint32_t{bytes[offset + 1]} << 16 |
         uint32_t{bytes[offset + 2]} << 8 | uint32_t{bytes[offset + 3]};
}

void write_u32(MutableBytes bytes, uint32_t value) {
  for (size_t i = 0; i < 4; ++i) bytes[i] = static_cast<uint8_t>(value >> (24 - 8 * i));
}

uint16_t sequence_of(Bytes rtp) { return static_cast<uint16_t>(rtp[2] << 8 | rtp[3]); }

// RFC 7714 section 9.2: the first eight bytes and the trailer are authenticated, not encrypted.
std::array<uint8_t, kRtcpHeaderSize + kRtcpTrailerSize> rtcp_aad(Bytes header, uint32_t trailer) {
  std::array<uint8_t, kRtcpHeaderSize + kRtcpTrailerSize> aad;
  std::ranges::copy(header.first(kRtcpHeaderSize), aad.begin());
  write_u32(MutableBytes(aad).subspan(kRtcpHeaderSize), trailer);
  return aad;
}

// The stream's window, or a blank one for an SSRC that nothing verified from yet.
const ReplayWindow& window_of(StreamTable<ReplayWindow>& streams, rtp::Ssrc ssrc) {
  static constexpr ReplayWindow kBlank;
  const ReplayWindow* window = streams.find(ssrc);
  return window == nullptr ? kBlank : *window;
}

Result<void> expect_room(StreamTable<ReplayWindow>& streams, rtp::Ssrc ssrc) {
  if (streams.size() < limits::kSrtpStreamsMax || streams.find(ssrc) != nullptr) return ok();
  return kTooManyStreams;
}

void mark(StreamTable<ReplayWindow>& streams, rtp::Ssrc ssrc, uint64_t index) {
  ReplayWindow* window = streams.find(ssrc);
  if (window == nullptr) window = &streams.insert(ssrc, {});
  window->mark(index);
}

}  // namespace

size_t srtp_key_size(SrtpProfile profile) {
  return profile == SrtpProfile::kAeadAes128Gcm ? 16 : 32;
}

// The salt XOR (two zeros, SSRC, 48 bits of index). RTP's 48-bit index is roll-over counter and
// sequence number, exactly as section 8.1 draws them; RTCP's 31 bits are section 9.1's.
crypto::PacketNonce SrtpCipher::nonce(rtp::Ssrc ssrc, uint64_t index) const {
  crypto::PacketNonce nonce;
  std::ranges::copy(salt.reveal(), nonce.begin());
  for (size_t i = 0; i < 4; ++i) nonce[2 + i] ^= static_cast<uint8_t>(ssrc.value() >> (24 - 8 * i));
  for (size_t i = 0; i < 6; ++i) nonce[6 + i] ^= static_cast<uint8_t>(index >> (40 - 8 * i));
  return nonce;
}

std::optional<uint64_t> guess_index(std::optional<uint64_t> highest, uint16_t sequence) {
  if (!highest) return sequence;
  const int16_t ahead = static_cast<int16_t>(sequence - static_cast<uint16_t>(*highest));
  if (ahead < 0 && *highest < static_cast<uint64_t>(-int64_t{ahead})) return std::nullopt;
  return *highest + static_cast<uint64_t>(int64_t{ahead});
}

SrtpSender::SrtpSender(const SrtpKeys& keys, crypto::PacketAeadKind kind)
    : rtp_(make_cipher(keys, kRtpLabels, kind)), rtcp_(make_cipher(keys, kRtcpLabels, kind)) {}

Result<ReplayWindow*> SrtpSender::rtp_stream(rtp::Ssrc ssrc) {
  if (ReplayWindow* window = rtp_streams_.find(ssrc)) return window;
  if (rtp_streams_.size() >= limits::kSrtpStreamsMax) return kTooManyStreams;
  return &rtp_streams_.insert(ssrc, {});
}

Result<size_t> SrtpSender::protect_rtp(Bytes header, Bytes payload, MutableBytes destination) {
  if (header.size() < rtp::kFixedHeaderBytes) {
    return Error(ErrorCode::kMalformed, "not an RTP header");
  }
  const size_t size = header.size() + payload.size() + kPacketTagSize;
  if (destination.size() < size) return Error(ErrorCode::kLimit, "no room for the packet");
  const rtp::Ssrc ssrc(read_u32(header, 8));
  ReplayWindow* const sent = TRY(rtp_stream(ssrc));
  const auto index = guess_index(sent->highest(), sequence_of(header));
  if (!index) return Error(ErrorCode::kReplayed, "before the first packet");
  if (*index > kRtpIndexMax) return kExhausted;
  TRY(sent->check(*index));
  sent->mark(*index);
  std::ranges::copy(header, destination.begin());
  rtp_.aead->seal(rtp_.nonce(ssrc, *index), header, payload, destination.subspan(header.size()));
  return size;
}

Result<uint32_t> SrtpSender::next_rtcp_index(rtp::Ssrc ssrc) {
  uint32_t* next = rtcp_streams_.find(ssrc);
  if (next == nullptr) {
    if (rtcp_streams_.size() >= limits::kSrtpStreamsMax) return kTooManyStreams;
    next = &rtcp_streams_.insert(ssrc, 0);
  }
  if (*next > kRtcpIndexMax) return kExhausted;
  return (*next)++;
}

Result<size_t> SrtpSender::protect_rtcp(Bytes packet, MutableBytes destination) {
  if (packet.size() < kRtcpHeaderSize) return Error(ErrorCode::kMalformed, "not an RTCP packet");
  const size_t size = packet.size() + kPacketTagSize + kRtcpTrailerSize;
  if (destination.size() < size) return Error(ErrorCode::kLimit, "no room for the packet");
  const rtp::Ssrc ssrc(read_u32(packet, 4));
  const uint32_t index = TRY(next_rtcp_index(ssrc));
  const uint32_t trailer = kEncryptedFlag | index;
  const auto aad = rtcp_aad(packet, trailer);
  std::ranges::copy(packet.first(kRtcpHeaderSize), destination.begin());
  rtcp_.aead->seal(rtcp_.nonce(ssrc, index), aad, packet.subspan(kRtcpHeaderSize),
                   destination.subspan(kRtcpHeaderSize));
  write_u32(destination.subspan(size - kRtcpTrailerSize), trailer);
  return size;
}

SrtpReceiver::SrtpReceiver(const SrtpKeys& keys, crypto::PacketAeadKind kind)
    : rtp_(make_cipher(keys, kRtpLabels, kind)), rtcp_(make_cipher(keys, kRtcpLabels, kind)) {}

Result<MutableBytes> SrtpReceiver::unprotect_rtp(MutableBytes packet) {
  const size_t header_size = TRY(rtp::rtp_header_size(packet));
  if (packet.size() < header_size + kPacketTagSize) {
    return Error(ErrorCode::kMalformed, "no room for a tag");
  }
  const rtp::Ssrc ssrc(read_u32(packet, 8));
  const ReplayWindow& window = window_of(rtp_streams_, ssrc);
  const auto index = guess_index(window.highest(), sequence_of(packet));
  if (!index) return Error(ErrorCode::kReplayed, "before the first packet");
  if (*index > kRtpIndexMax) return kExhausted;
  TRY(window.check(*index));
  TRY(expect_room(rtp_streams_, ssrc));
  const MutableBytes sealed = packet.subspan(header_size);
  TRY(rtp_.aead->open(rtp_.nonce(ssrc, *index), packet.first(header_size), sealed, sealed));
  mark(rtp_streams_, ssrc, *index);
  return packet.first(packet.size() - kPacketTagSize);
}

Result<MutableBytes> SrtpReceiver::unprotect_rtcp(MutableBytes packet) {
  if (packet.size() < kRtcpHeaderSize + kPacketTagSize + kRtcpTrailerSize) {
    return Error(ErrorCode::kMalformed, "too short for SRTCP");
  }
  const size_t sealed_end = packet.size() - kRtcpTrailerSize;
  const uint32_t trailer = read_u32(packet, sealed_end);
  // RFC 3711 section 3.4 allows SRTCP in clear; we do not.
  if ((trailer & kEncryptedFlag) == 0) return Error(ErrorCode::kInvalid, "SRTCP in clear");
  const uint32_t index = trailer & kRtcpIndexMax;
  const rtp::Ssrc ssrc(read_u32(packet, 4));
  TRY(window_of(rtcp_streams_, ssrc).check(index));
  TRY(expect_room(rtcp_streams_, ssrc));
  const auto aad = rtcp_aad(packet, trailer);
  const MutableBytes sealed = packet.subspan(kRtcpHeaderSize, sealed_end - kRtcpHeaderSize);
  TRY(rtcp_.aead->open(rtcp_.nonce(ssrc, index), aad, sealed, sealed));
  mark(rtcp_streams_, ssrc, index);
  return packet.first(sealed_end - kPacketTagSize);
}

}  // namespace conclave::transport
