#include "rtp/rtp_packet.h"

#include "base/random.h"
#include "rtp/rtx.h"
#include "rtp/sequence_unwrapper.h"

#include <gtest/gtest.h>

namespace conclave::rtp {
namespace {

const RtpHeader kHeader{.payload_type = PayloadType(96),
                        .marker = true,
                        .sequence = SequenceNumber(0xfffe),
                        .timestamp = RtpTimestamp(0x12345678),
                        .ssrc = Ssrc(0xdeadbeef)};

ExtensionMap full_map() {
  ExtensionMap map;
  map.set(ExtensionKind::kMid, 4);
  map.set(ExtensionKind::kRid, 10);
  map.set(ExtensionKind::kRepairedRid, 11);
  map.set(ExtensionKind::kTransportSequence, 3);
  return map;
}

TEST(RtpPacket, ReadsBackWhatItWrote) {
  const HeaderExtensions extensions{
      .mid = "1", .rid = "h", .repaired_rid = "m", .transport_sequence = TransportSequence(0xabcd)};
  const Buffer bytes = build_rtp(kHeader, extensions, full_map(), as_bytes("payload"));
  const auto packet = parse_rtp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->header, kHeader);
  EXPECT_EQ(as_text(packet->payload), "payload");
  EXPECT_EQ(*rtp_header_size(bytes), packet->header_size);
  EXPECT_EQ(*parse_rtp_header(bytes), kHeader);
  EXPECT_EQ(parse_extensions(packet->extension_profile, packet->extension_data, full_map()),
            extensions);
}

TEST(RtpPacket, WritesOnlyExtensionsThatWereNegotiated) {
  ExtensionMap map;
  map.set(ExtensionKind::kMid, 4);
  const HeaderExtensions extensions{
      .mid = "0", .rid = "h", .repaired_rid = {}, .transport_sequence = TransportSequence(7)};
  const Buffer bytes = build_rtp(kHeader, extensions, map, {});
  EXPECT_EQ(to_hex(Bytes(bytes).subspan(12)), "bede000140300000");
}

TEST(RtpPacket, WritesNoExtensionBlockForNothing) {
  const Buffer bytes = build_rtp(kHeader, {}, full_map(), as_bytes("x"));
  EXPECT_EQ(to_hex(bytes), "80e0fffe12345678deadbeef78");
}

TEST(RtpPacket, FitsTheLongestExtensionsIntoTheStatedRoom) {
  const std::string longest(kExtensionTextBytesMax, 'x');
  const HeaderExtensions extensions{.mid = longest,
                                    .rid = longest,
                                    .repaired_rid = longest,
                                    .transport_sequence = TransportSequence(1)};
  const Buffer bytes = build_rtp(kHeader, extensions, full_map(), {});
  EXPECT_LE(bytes.size(), kWrittenHeaderBytesMax);
  const auto packet = parse_rtp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(parse_extensions(packet->extension_profile, packet->extension_data, full_map()),
            extensions);
}

TEST(RtpPacket, StripsPaddingAndSaysHowMuch) {
  const Buffer bytes = build_padding(kHeader, {}, {}, 200);
  const auto packet = parse_rtp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_TRUE(packet->is_padding_only());
  EXPECT_EQ(packet->padding_size, 200u);
}

TEST(RtpPacket, RefusesPaddingLargerThanThePacket) {
  Buffer bytes = build_rtp(kHeader, {}, {}, as_bytes("abc"));
  bytes[0] |= 0x20;
  bytes.back() = 4;
  EXPECT_EQ(parse_rtp(bytes).error().code, ErrorCode::kMalformed);
  bytes.back() = 0;
  EXPECT_FALSE(parse_rtp(bytes));
  bytes.resize(12);
  EXPECT_FALSE(parse_rtp(bytes));
}

TEST(RtpPacket, StepsOverContributingSources) {
  Buffer bytes = build_rtp(kHeader, {}, {}, as_bytes("payload"));
  bytes[0] |= 2;
  bytes.insert(bytes.begin() + 12, 8, 0xcc);
  const auto packet = parse_rtp(bytes);
  ASSERT_TRUE(packet);
  EXPECT_EQ(packet->header_size, 20u);
  EXPECT_EQ(as_text(packet->payload), "payload");
}

TEST(RtpPacket, RefusesEveryTruncatedHeader) {
  const HeaderExtensions extensions{
      .mid = "1", .rid = "h", .repaired_rid = {}, .transport_sequence = TransportSequence(1)};
  const Buffer bytes = build_rtp(kHeader, extensions, full_map(), {});
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(parse_rtp(Bytes(bytes).first(size))) << size;
    EXPECT_FALSE(rtp_header_size(Bytes(bytes).first(size))) << size;
  }
}

TEST(RtpPacket, RefusesOtherVersions) {
  Buffer bytes = build_rtp(kHeader, {}, {}, as_bytes("payload"));
  bytes[0] = 0x40;
  EXPECT_FALSE(parse_rtp(bytes));
  EXPECT_FALSE(parse_rtp_header(bytes));
}

TEST(RtpPacket, TellsRtcpFromRtp) {
  EXPECT_TRUE(is_rtcp(Buffer{0x80, 200}));
  EXPECT_TRUE(is_rtcp(Buffer{0x80, 206}));
  EXPECT_FALSE(is_rtcp(Buffer{0x80, 96}));
  EXPECT_FALSE(is_rtcp(Buffer{0x80, 0x80 | 111}));
  EXPECT_FALSE(is_rtcp(Buffer{0x80}));
}

TEST(RtpPacket, SurvivesRandomBytes) {
  SeededRandom random(1);
  for (int i = 0; i < 20000; ++i) {
    Buffer bytes(random.below(64));
    random.fill(bytes);
    if (!bytes.empty()) bytes[0] = static_cast<uint8_t>(0x80 | (bytes[0] & 0x3f));
    const auto packet = parse_rtp(bytes);
    if (!packet) continue;
    EXPECT_EQ(packet->header_size + packet->payload.size() + packet->padding_size, bytes.size());
    (void)parse_extensions(i % 2 ? 0xbede : 0x1000, packet->payload, full_map());
  }
}

TEST(HeaderExtensions, ReadsTheTwoByteForm) {
  const Buffer data = {4, 1, '7', 0, 3, 2, 0x01, 0x02, 99, 0, 10, 1, 'l'};
  const auto values = parse_extensions(0x1005, data, full_map());
  ASSERT_TRUE(values);
  EXPECT_EQ(values->mid, "7");
  EXPECT_EQ(values->rid, "l");
  EXPECT_EQ(values->transport_sequence, TransportSequence(0x0102));
}

TEST(HeaderExtensions, StepsOverWhatWasNotNegotiated) {
  // An audio level (id 1) that a browser put in all the same.
  const Buffer data = {0x10, 0x85, 0x40, '0', 0, 0};
  const auto values = parse_extensions(0xbede, data, full_map());
  ASSERT_TRUE(values);
  EXPECT_EQ(*values,
            (HeaderExtensions{
                .mid = "0", .rid = {}, .repaired_rid = {}, .transport_sequence = std::nullopt}));
}

TEST(HeaderExtensions, StopsAtIdFifteen) {
  const Buffer data = {0xf0, 0x00, 0x40, '0'};
  const auto values = parse_extensions(0xbede, data, full_map());
  ASSERT_TRUE(values);
  EXPECT_EQ(values->mid, "");
}

TEST(HeaderExtensions, RefusesAnElementThatIsCutOff) {
  EXPECT_FALSE(parse_extensions(0xbede, Buffer{0x43, 'a', 'b', 'c'}, full_map()));
  EXPECT_FALSE(parse_extensions(0x1000, Buffer{4, 3, 'a', 'b'}, full_map()));
  EXPECT_FALSE(parse_extensions(0xbede, Buffer{0x30, 1, 0, 0}, full_map())) << "one byte of two";
}

TEST(HeaderExtensions, KnowsNothingOfOtherProfiles) {
  const auto values = parse_extensions(0x1234, Buffer{0x40, '0'}, full_map());
  ASSERT_TRUE(values);
  EXPECT_EQ(*values, HeaderExtensions{});
}

TEST(ExtensionMap, KeepsOneMeaningForOneNumber) {
  ExtensionMap map;
  EXPECT_TRUE(map.set(ExtensionKind::kMid, 4));
  EXPECT_FALSE(map.set(ExtensionKind::kRid, 4));
  EXPECT_FALSE(map.set(ExtensionKind::kRid, 15));
  EXPECT_FALSE(map.set(ExtensionKind::kRid, 0));
  EXPECT_EQ(map.kind(4), ExtensionKind::kMid);
  EXPECT_EQ(map.kind(0), std::nullopt);
}

TEST(ExtensionMap, KnowsFourUrisAndNoAudioLevel) {
  for (size_t i = 0; i < kExtensionKinds; ++i) {
    const auto kind = static_cast<ExtensionKind>(i);
    EXPECT_EQ(extension_from_uri(uri(kind)), kind);
  }
  EXPECT_FALSE(extension_from_uri("urn:ietf:params:rtp-hdrext:ssrc-audio-level"));
  EXPECT_FALSE(extension_from_uri("urn:ietf:params:rtp-hdrext:csrc-audio-level"));
}

TEST(Rtx, RestoresTheOriginalPacket) {
  RtpHeader rtx = kHeader;
  rtx.ssrc = Ssrc(9);
  rtx.payload_type = PayloadType(97);
  rtx.sequence = SequenceNumber(1);
  const Buffer bytes = build_rtx(rtx, {}, {}, kHeader.sequence, as_bytes("payload"));
  const auto packet = parse_rtp(bytes);
  ASSERT_TRUE(packet);
  const auto repaired =
      decapsulate_rtx(*packet, {.ssrc = kHeader.ssrc, .payload_type = kHeader.payload_type});
  ASSERT_TRUE(repaired);
  EXPECT_EQ(repaired->header, kHeader);
  EXPECT_EQ(as_text(repaired->payload), "payload");
}

TEST(Rtx, TellsPaddingFromDamage) {
  const auto padding = parse_rtp(build_padding(kHeader, {}, {}, 10));
  EXPECT_EQ(decapsulate_rtx(*padding, {}).error().code, ErrorCode::kNotFound);
  const Buffer short_packet = build_rtp(kHeader, {}, {}, as_bytes("x"));
  EXPECT_EQ(decapsulate_rtx(*parse_rtp(short_packet), {}).error().code, ErrorCode::kMalformed);
}

TEST(SequenceUnwrapper, CountsOnAcrossTheWrap) {
  SequenceUnwrapper unwrapper;
  const uint64_t first = unwrapper.unwrap(SequenceNumber(0xfffe)).value();
  EXPECT_EQ(unwrapper.unwrap(SequenceNumber(1)).value(), first + 3);
  EXPECT_EQ(unwrapper.unwrap(SequenceNumber(0xffff)).value(), first + 1) << "late";
  EXPECT_EQ(unwrapper.highest()->value(), first + 3) << "a late one moves nothing";
}

TEST(SequenceUnwrapper, HasANumberForWhatCameBeforeTheFirst) {
  SequenceUnwrapper unwrapper;
  const uint64_t first = unwrapper.unwrap(SequenceNumber(0)).value();
  EXPECT_EQ(unwrapper.unwrap(SequenceNumber(0xffff)).value(), first - 1);
}

TEST(SequenceUnwrapper, KeepsOrderOverManyWraps) {
  SequenceUnwrapper unwrapper;
  SeededRandom random(2);
  uint64_t real = 70000;
  const uint64_t offset =
      unwrapper.unwrap(SequenceNumber(static_cast<uint16_t>(real))).value() - real;
  for (int i = 0; i < 100000; ++i) {
    const uint64_t probe = real - random.below(1000);
    ASSERT_EQ(unwrapper.unwrap(SequenceNumber(static_cast<uint16_t>(probe))).value(),
              probe + offset);
    real += random.below(20);
    ASSERT_EQ(unwrapper.unwrap(SequenceNumber(static_cast<uint16_t>(real))).value(), real + offset);
  }
}

}  // namespace
}  // namespace conclave::rtp
