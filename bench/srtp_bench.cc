// rooms: transport
// What it costs to protect a packet of 1200 bytes, as the forwarder does: from one shared plaintext
// into an outgoing slab, over many receivers so that their keys compete for the cache.
#include "base/check.h"
#include "base/random.h"
#include "base/writer.h"
#include "transport/srtp.h"

#include <benchmark/benchmark.h>

using namespace conclave;
using namespace conclave::transport;

namespace {

constexpr size_t kPayloadSize = 1200;

SrtpKeys make_keys(SrtpProfile profile, uint64_t seed) {
  SeededRandom random(seed);
  SrtpKeys keys{
      .profile = profile, .key = Secret(srtp_key_size(profile)), .salt = Secret(kSrtpSaltSize)};
  random.fill(keys.key.reveal());
  random.fill(keys.salt.reveal());
  return keys;
}

void set_sequence(Buffer& header, uint16_t sequence) {
  header[2] = static_cast<uint8_t>(sequence >> 8);
  header[3] = static_cast<uint8_t>(sequence);
}

Buffer make_header() { return {0x80, 96, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4}; }

void protect(benchmark::State& state, crypto::PacketAeadKind kind, SrtpProfile profile) {
  if (!crypto::is_available(kind)) return state.SkipWithError("not on this machine");
  const auto receivers = static_cast<size_t>(state.range(0));
  std::vector<SrtpSender> senders;
  for (size_t i = 0; i < receivers; ++i) senders.emplace_back(make_keys(profile, i), kind);
  const Buffer payload(kPayloadSize, 7);
  Buffer header = make_header();
  Buffer slab(64 * 1300);
  size_t count = 0;
  for (auto _ : state) {
    set_sequence(header, static_cast<uint16_t>(count / receivers));
    const MutableBytes destination = MutableBytes(slab).subspan(count % 64 * 1300, 1300);
    CHECK(senders[count % receivers].protect_rtp(header, payload, destination));
    ++count;
  }
  state.SetItemsProcessed(static_cast<int64_t>(count));
}

void unprotect(benchmark::State& state, crypto::PacketAeadKind kind, SrtpProfile profile) {
  if (!crypto::is_available(kind)) return state.SkipWithError("not on this machine");
  constexpr size_t kPackets = 4096;
  const SrtpKeys keys = make_keys(profile, 1);
  SrtpSender sender(keys, kind);
  Buffer header = make_header();
  const Buffer payload(kPayloadSize, 7);
  std::vector<Buffer> sealed(kPackets, Buffer(header.size() + kPayloadSize + 16));
  for (size_t i = 0; i < kPackets; ++i) {
    set_sequence(header, static_cast<uint16_t>(i));
    CHECK(sender.protect_rtp(header, payload, sealed[i]));
  }
  Buffer packet;
  SrtpReceiver receiver(keys, kind);
  size_t count = 0;
  for (auto _ : state) {
    // A copy a packet is in the figure: opening is in place and spends the packet.
    packet = sealed[count % kPackets];
    if (count % kPackets == 0) receiver = SrtpReceiver(keys, kind);
    CHECK(receiver.unprotect_rtp(packet));
    ++count;
  }
  state.SetItemsProcessed(static_cast<int64_t>(count));
}

using enum crypto::PacketAeadKind;
using enum SrtpProfile;
BENCHMARK_CAPTURE(protect, ipsecmb_128, kIpsecMb, kAeadAes128Gcm)->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_CAPTURE(protect, ipsecmb_256, kIpsecMb, kAeadAes256Gcm)->Arg(1)->Arg(1000);
BENCHMARK_CAPTURE(protect, openssl_128, kOpenssl, kAeadAes128Gcm)->Arg(1)->Arg(100)->Arg(1000);
BENCHMARK_CAPTURE(protect, openssl_256, kOpenssl, kAeadAes256Gcm)->Arg(1)->Arg(1000);
BENCHMARK_CAPTURE(unprotect, ipsecmb_128, kIpsecMb, kAeadAes128Gcm);
BENCHMARK_CAPTURE(unprotect, openssl_128, kOpenssl, kAeadAes128Gcm);

}  // namespace
