#include "transport/srtp.h"

#include "base/limits.h"
#include "base/random.h"
#include "base/writer.h"

#include <gtest/gtest.h>
#include <srtp2/srtp.h>

namespace conclave::transport {
namespace {

constexpr uint32_t kSsrc = 0x11223344;

SrtpKeys make_keys(SrtpProfile profile, uint64_t seed = 1) {
  SeededRandom random(seed);
  SrtpKeys keys{.profile = profile, .key = Secret(srtp_key_size(profile)), .salt = Secret(12)};
  random.fill(keys.key.reveal());
  random.fill(keys.salt.reveal());
  return keys;
}

Buffer rtp_header(uint16_t sequence, uint32_t ssrc = kSsrc) {
  Writer writer;
  writer.u8(0x80).u8(96).u16(sequence).u32(1000).u32(ssrc);
  return std::move(writer).take();
}

Buffer rtcp_packet(uint32_t ssrc = kSsrc) {
  Writer writer;
  writer.u8(0x80).u8(201).u16(1).u32(ssrc);
  return std::move(writer).take();
}

Buffer protect(SrtpSender& sender, Bytes header, Bytes payload) {
  Buffer packet(header.size() + payload.size() + 16);
  const auto size = sender.protect_rtp(header, payload, packet);
  EXPECT_TRUE(size && *size == packet.size());
  return packet;
}

Buffer protect_rtcp(SrtpSender& sender, Bytes plain) {
  Buffer packet(plain.size() + 20);
  const auto size = sender.protect_rtcp(plain, packet);
  EXPECT_TRUE(size && *size == packet.size());
  return packet;
}

template <typename T>
ErrorCode code_of(const Result<T>& result) {
  EXPECT_FALSE(result);
  return result ? ErrorCode::kInternal : result.error().code;
}

// libsrtp2, as the oracle: another implementation of the same standard.
class Libsrtp {
 public:
  Libsrtp(const SrtpKeys& keys, srtp_ssrc_type_t direction) {
    static const auto initialised = srtp_init();
    EXPECT_EQ(initialised, srtp_err_status_ok);
    append(key_and_salt_, keys.key.reveal());
    append(key_and_salt_, keys.salt.reveal());
    srtp_policy_t policy{};
    if (keys.profile == SrtpProfile::kAeadAes128Gcm) {
      srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtp);
      srtp_crypto_policy_set_aes_gcm_128_16_auth(&policy.rtcp);
    } else {
      srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy.rtp);
      srtp_crypto_policy_set_aes_gcm_256_16_auth(&policy.rtcp);
    }
    policy.ssrc.type = direction;
    policy.key = key_and_salt_.data();
    policy.window_size = 512;
    EXPECT_EQ(srtp_create(&session_, &policy), srtp_err_status_ok);
  }
  ~Libsrtp() { srtp_dealloc(session_); }
  Libsrtp(const Libsrtp&) = delete;
  Libsrtp& operator=(const Libsrtp&) = delete;

  using Call = srtp_err_status_t (*)(srtp_t, void*, int*);
  // Empty when libsrtp refuses.
  Buffer run(Call call, Bytes packet) {
    Buffer buffer(packet.begin(), packet.end());
    buffer.resize(packet.size() + SRTP_MAX_TRAILER_LEN + 4);
    int size = static_cast<int>(packet.size());
    if (call(session_, buffer.data(), &size) != srtp_err_status_ok) return {};
    buffer.resize(static_cast<size_t>(size));
    return buffer;
  }

 private:
  Buffer key_and_salt_;
  srtp_t session_ = nullptr;
};

// Headers of every shape: CSRCs, extensions of both profiles.
Buffer random_header(Random& random, uint16_t sequence, uint32_t ssrc) {
  const auto csrcs = static_cast<uint8_t>(random.below(4));
  const bool has_extension = random.chance(0.5);
  const auto words = static_cast<uint16_t>(random.below(4));
  Writer writer;
  writer.u8(static_cast<uint8_t>(0x80 | (has_extension ? 0x10 : 0) | csrcs)).u8(96);
  writer.u16(sequence).u32(static_cast<uint32_t>(random.next_u64())).u32(ssrc);
  writer.zeros(csrcs * size_t{4});
  if (has_extension) writer.u16(0xbede).u16(words).zeros(words * size_t{4});
  return std::move(writer).take();
}

class EachProfile : public testing::TestWithParam<SrtpProfile> {
 protected:
  SrtpKeys keys_ = make_keys(GetParam());
  SrtpSender sender_{keys_};
  SrtpReceiver receiver_{keys_};
};
INSTANTIATE_TEST_SUITE_P(Srtp, EachProfile,
                         testing::Values(SrtpProfile::kAeadAes128Gcm, SrtpProfile::kAeadAes256Gcm));

TEST_P(EachProfile, WritesRtpAsLibsrtpDoesByteForByteThroughRollOvers) {
  SeededRandom random(5);
  Libsrtp oracle(keys_, ssrc_any_outbound);
  Libsrtp listener(keys_, ssrc_any_inbound);
  uint32_t index = 65000;
  for (int i = 0; i < 6000; ++i) {
    index += static_cast<uint32_t>(1 + random.below(60));
    const auto ssrc = static_cast<uint32_t>(kSsrc + index % 3);
    const Buffer header = random_header(random, static_cast<uint16_t>(index), ssrc);
    Buffer payload(random.below(1200));
    random.fill(payload);
    Buffer plain = header;
    append(plain, payload);
    const Buffer ours = protect(sender_, header, payload);
    ASSERT_EQ(ours, oracle.run(srtp_protect, plain)) << "packet " << i;
    ASSERT_EQ(plain, listener.run(srtp_unprotect, ours)) << "packet " << i;
    Buffer in_place = ours;
    const auto opened = receiver_.unprotect_rtp(in_place);
    ASSERT_TRUE(opened) << opened.error().text;
    ASSERT_TRUE(equal(*opened, plain));
  }
  EXPECT_GT(index, 3u * 65536) << "the test shall see roll-overs";
}

TEST_P(EachProfile, WritesRtcpAsLibsrtpDoesByteForByte) {
  SeededRandom random(6);
  Libsrtp oracle(keys_, ssrc_any_outbound);
  // libsrtp's first index is 1, RFC 3711 section 3.4's is 0.
  protect_rtcp(sender_, rtcp_packet());
  for (int i = 0; i < 500; ++i) {
    Buffer plain = rtcp_packet();
    plain.resize(8 + 4 * random.below(100));
    random.fill(MutableBytes(plain).subspan(8));
    const Buffer ours = protect_rtcp(sender_, plain);
    ASSERT_EQ(ours, oracle.run(srtp_protect_rtcp, plain)) << "packet " << i;
    Buffer in_place = ours;
    const auto opened = receiver_.unprotect_rtcp(in_place);
    ASSERT_TRUE(opened) << opened.error().text;
    ASSERT_TRUE(equal(*opened, plain));
  }
}

TEST_P(EachProfile, ReadsWhatLibsrtpWrites) {
  Libsrtp other(keys_, ssrc_any_outbound);
  for (uint32_t index = 60000; index < 75000; index += 7) {
    Buffer plain = rtp_header(static_cast<uint16_t>(index));
    append(plain, as_bytes("some payload"));
    Buffer packet = other.run(srtp_protect, plain);
    const auto opened = receiver_.unprotect_rtp(packet);
    ASSERT_TRUE(opened) << index << opened.error().text;
    EXPECT_TRUE(equal(*opened, plain));
    packet = other.run(srtp_protect_rtcp, rtcp_packet());
    ASSERT_TRUE(receiver_.unprotect_rtcp(packet)) << index;
  }
}

TEST_P(EachProfile, RefusesForgedPacketsAndThenStillTakesTheRealOne) {
  const Buffer packet = protect(sender_, rtp_header(1), as_bytes("payload"));
  const Buffer control = protect_rtcp(sender_, rtcp_packet());
  for (size_t bit = 0; bit < packet.size() * 8; ++bit) {
    Buffer forged = packet;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(receiver_.unprotect_rtp(forged)) << bit;
  }
  for (size_t bit = 0; bit < control.size() * 8; ++bit) {
    Buffer forged = control;
    forged[bit / 8] ^= static_cast<uint8_t>(1 << bit % 8);
    EXPECT_FALSE(receiver_.unprotect_rtcp(forged)) << bit;
  }
  Buffer real = packet;
  EXPECT_TRUE(receiver_.unprotect_rtp(real));
  real = control;
  EXPECT_TRUE(receiver_.unprotect_rtcp(real));
}

TEST_P(EachProfile, RefusesStumps) {
  const Buffer packet = protect(sender_, rtp_header(1), as_bytes("payload"));
  const Buffer control = protect_rtcp(sender_, rtcp_packet());
  for (size_t size = 0; size < packet.size(); ++size) {
    Buffer stump(packet.begin(), packet.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_FALSE(receiver_.unprotect_rtp(stump)) << size;
  }
  for (size_t size = 0; size < control.size(); ++size) {
    Buffer stump(control.begin(), control.begin() + static_cast<ptrdiff_t>(size));
    EXPECT_FALSE(receiver_.unprotect_rtcp(stump)) << size;
  }
}

TEST_P(EachProfile, RefusesTheOtherDirectionsKeys) {
  SrtpReceiver other(make_keys(GetParam(), 2));
  Buffer packet = protect(sender_, rtp_header(1), as_bytes("payload"));
  EXPECT_EQ(code_of(other.unprotect_rtp(packet)), ErrorCode::kUnauthentic);
}

class Srtp : public testing::Test {
 protected:
  SrtpKeys keys_ = make_keys(SrtpProfile::kAeadAes128Gcm);
  SrtpSender sender_{keys_};
  SrtpReceiver receiver_{keys_};

  Result<MutableBytes> receive(Buffer packet) {
    kept_ = std::move(packet);
    return receiver_.unprotect_rtp(kept_);
  }
  Buffer kept_;
};

TEST_F(Srtp, RefusesReplayedRtpWithinAndBehindTheWindow) {
  std::vector<Buffer> packets;
  for (uint16_t i = 0; i < 600; ++i) packets.push_back(protect(sender_, rtp_header(i), {}));
  for (const Buffer& packet : packets) EXPECT_TRUE(receive(packet));
  for (const Buffer& packet : packets) EXPECT_EQ(code_of(receive(packet)), ErrorCode::kReplayed);
}

TEST_F(Srtp, RefusesReplayedRtcp) {
  const Buffer packet = protect_rtcp(sender_, rtcp_packet());
  Buffer once = packet;
  EXPECT_TRUE(receiver_.unprotect_rtcp(once));
  Buffer twice = packet;
  EXPECT_EQ(code_of(receiver_.unprotect_rtcp(twice)), ErrorCode::kReplayed);
}

TEST_F(Srtp, TakesReorderedPacketsOnceEach) {
  std::vector<Buffer> packets;
  for (uint32_t i = 65400; i < 65800; ++i) {
    packets.push_back(protect(sender_, rtp_header(static_cast<uint16_t>(i)), {}));
  }
  EXPECT_TRUE(receive(packets[0]));
  SeededRandom random(9);
  for (size_t i = packets.size() - 1; i > 1; --i) {
    std::swap(packets[i], packets[1 + random.below(i)]);
  }
  for (size_t i = 1; i < packets.size(); ++i) EXPECT_TRUE(receive(packets[i])) << i;
}

TEST_F(Srtp, NeverSealsTwoPacketsUnderOneNonce) {
  protect(sender_, rtp_header(7), as_bytes("first"));
  Buffer packet(64);
  EXPECT_EQ(code_of(sender_.protect_rtp(rtp_header(7), as_bytes("other"), packet)),
            ErrorCode::kReplayed);
  EXPECT_TRUE(sender_.protect_rtp(rtp_header(6), as_bytes("late"), packet));
  EXPECT_TRUE(sender_.protect_rtp(rtp_header(8), as_bytes("next"), packet));
  EXPECT_TRUE(sender_.protect_rtp(rtp_header(7, kSsrc + 1), as_bytes("another SSRC"), packet));
}

TEST_F(Srtp, RefusesAPacketBeforeTheFirstIndex) {
  Buffer packet(64);
  EXPECT_TRUE(sender_.protect_rtp(rtp_header(0), {}, packet));
  EXPECT_EQ(code_of(sender_.protect_rtp(rtp_header(65535), {}, packet)), ErrorCode::kReplayed);
}

TEST_F(Srtp, LimitsTheSsrcsOfAPeerBothWays) {
  Buffer packet(64);
  for (uint32_t i = 0; i < limits::kSrtpStreamsMax; ++i) {
    ASSERT_TRUE(receive(protect(sender_, rtp_header(1, i), {})));
  }
  EXPECT_EQ(code_of(sender_.protect_rtp(rtp_header(1, 99999), {}, packet)), ErrorCode::kLimit);
  SrtpSender other(keys_);
  EXPECT_EQ(code_of(receive(protect(other, rtp_header(1, 99999), {}))), ErrorCode::kLimit);
  EXPECT_TRUE(receive(protect(sender_, rtp_header(2, 5), {}))) << "known streams go on";
}

TEST_F(Srtp, ForgersCannotFillTheTableOfStreams) {
  for (uint32_t i = 0; i < 2 * limits::kSrtpStreamsMax; ++i) {
    Buffer forged = rtp_header(1, i);
    forged.resize(60);
    EXPECT_EQ(code_of(receive(forged)), ErrorCode::kUnauthentic);
  }
  EXPECT_TRUE(receive(protect(sender_, rtp_header(1), {})));
}

TEST_F(Srtp, RefusesSrtcpInClear) {
  Buffer packet = protect_rtcp(sender_, rtcp_packet());
  packet[packet.size() - 4] &= 0x7f;
  EXPECT_EQ(code_of(receiver_.unprotect_rtcp(packet)), ErrorCode::kInvalid);
}

TEST_F(Srtp, RefusesADestinationThatIsTooSmall) {
  Buffer small(12 + 3 + 15);
  EXPECT_EQ(code_of(sender_.protect_rtp(rtp_header(1), as_bytes("abc"), small)), ErrorCode::kLimit);
  EXPECT_EQ(code_of(sender_.protect_rtcp(rtcp_packet(), MutableBytes(small).first(27))),
            ErrorCode::kLimit);
}

TEST_F(Srtp, BothPacketAeadsWriteTheSame) {
  if (!crypto::is_available(crypto::PacketAeadKind::kIpsecMb)) GTEST_SKIP();
  SrtpSender portable(keys_, crypto::PacketAeadKind::kOpenssl);
  SrtpSender fast(keys_, crypto::PacketAeadKind::kIpsecMb);
  for (uint16_t i = 0; i < 100; ++i) {
    EXPECT_EQ(protect(portable, rtp_header(i), as_bytes("payload")),
              protect(fast, rtp_header(i), as_bytes("payload")));
  }
}

TEST(GuessIndex, FollowsRfc3711Section331) {
  EXPECT_EQ(guess_index(std::nullopt, 65535), 65535u);
  EXPECT_EQ(guess_index(65535, 0), 65536u);
  EXPECT_EQ(guess_index(65536, 65535), 65535u);
  EXPECT_EQ(guess_index(10, 65530), std::nullopt);
  EXPECT_EQ(guess_index(3 * 65536 + 10, 65530), 2 * 65536 + 65530u);
}

TEST(ReplayWindow, RemembersExactlyItsSize) {
  ReplayWindow window;
  window.mark(1000);
  window.mark(1000 + ReplayWindow::kSize - 1);
  EXPECT_FALSE(window.check(1000));
  EXPECT_TRUE(window.check(1001));
  EXPECT_FALSE(window.check(999)) << "too old to tell";
  window.mark(1000 + 10 * ReplayWindow::kSize);
  EXPECT_TRUE(window.check(1000 + 10 * ReplayWindow::kSize - 1)) << "a leap forgets all";
  EXPECT_FALSE(window.check(1000 + 9 * ReplayWindow::kSize));
}

TEST(StreamTable, KeepsManyStreamsApart) {
  StreamTable<uint32_t> table;
  EXPECT_EQ(table.find(rtp::Ssrc(0)), nullptr);
  for (uint32_t i = 0; i < 1000; ++i) table.insert(rtp::Ssrc(i * 65536), i);
  for (uint32_t i = 0; i < 1000; ++i) EXPECT_EQ(*table.find(rtp::Ssrc(i * 65536)), i);
  EXPECT_EQ(table.find(rtp::Ssrc(1)), nullptr);
}

}  // namespace
}  // namespace conclave::transport
