// Offers as Chromium 156 and Firefox ESR 153 made them (testdata/, identifiers replaced), and what
// must never come back in an answer.
#include "base/limits.h"
#include "base/random.h"
#include "rtp/sdp_answer.h"
#include "rtp/sdp_candidate.h"
#include "rtp/sdp_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace conclave::rtp {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string browser_offer(std::string_view browser) {
  // Tests run in the project's root or somewhere below it.
  auto root = std::filesystem::current_path();
  while (!exists(root / "src/rtp/testdata") && root.has_relative_path()) root = root.parent_path();
  const auto folder = root / "src/rtp/testdata";
  std::ifstream file(folder / (std::string(browser) + "_offer.sdp"), std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string replaced_everywhere(std::string text, std::string_view from, std::string_view to) {
  for (size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

AnswerParameters answer_parameters() {
  AnswerParameters parameters;
  parameters.session_id = 42;
  parameters.version = 1;
  parameters.ice = {"serv", "serverserverserverserv"};
  parameters.fingerprint.fill(0xab);
  parameters.candidates = {{.address = Address::v4(10, 99, 0, 1, 3478), .is_tcp = false},
                           {.address = Address::v4(10, 99, 0, 1, 3478), .is_tcp = true}};
  return parameters;
}

std::vector<StreamIdentity> identities(const Offer& offer) {
  std::vector<StreamIdentity> slots;
  for (uint32_t i = 0; i < offer.slots.size(); ++i) {
    slots.push_back({.ssrc = Ssrc(100 + i),
                     .rtx = Ssrc(200 + i),
                     .cname = "cname" + std::to_string(i),
                     .stream_id = "stream" + std::to_string(i),
                     .track_id = "track" + std::to_string(i)});
  }
  return slots;
}

std::string answer_to(std::string_view text) {
  const auto offer = parse_offer(text);
  EXPECT_TRUE(offer) << (offer ? "" : offer.error().text);
  return write_answer(*offer, answer_parameters(), identities(*offer));
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::string_view line : split(text, '\n')) {
    EXPECT_TRUE(line.ends_with('\r')) << line;
    lines.emplace_back(line.substr(0, line.size() - 1));
  }
  return lines;
}

std::vector<std::string> lines_with(std::string_view text, std::string_view start) {
  std::vector<std::string> found;
  for (std::string& line : lines_of(text)) {
    if (line.starts_with(start)) found.push_back(std::move(line));
  }
  return found;
}

class BrowserOffer : public testing::TestWithParam<const char*> {
 protected:
  std::string text() const { return browser_offer(GetParam()); }
};
INSTANTIATE_TEST_SUITE_P(, BrowserOffer, testing::Values("chromium", "firefox"),
                         [](const auto& browser) { return browser.param; });

TEST_P(BrowserOffer, IsUnderstood) {
  const auto offer = parse_offer(text());
  ASSERT_TRUE(offer) << offer.error().text;
  EXPECT_EQ(offer->ice.ufrag, "abcd");
  EXPECT_EQ(offer->fingerprint[31], 31);
  ASSERT_EQ(offer->sources.size(), kSourceKinds);
  EXPECT_EQ(offer->sources[1].kind, SourceKind::kCamera);
  EXPECT_THAT(offer->sources[1].rids, ElementsAre("l", "m", "h"));
  EXPECT_THAT(offer->sources[2].rids, IsEmpty());
  ASSERT_EQ(offer->slots.size(), 3u);
  EXPECT_EQ(offer->slots[0].kind, MediaKind::kVideo);
  EXPECT_EQ(offer->slots[2].kind, MediaKind::kAudio);
  EXPECT_EQ(offer->slots[2].mid, "6");
  for (size_t i = 0; i < kExtensionKinds; ++i) {
    EXPECT_NE(offer->extensions.id(static_cast<ExtensionKind>(i)), 0);
  }
}

TEST_P(BrowserOffer, IsAnsweredWithOurCodecsOnly) {
  const std::string answer = answer_to(text());
  for (const std::string& line : lines_with(answer, "a=rtpmap:")) {
    const bool is_ours = line.ends_with(" opus/48000/2") || line.ends_with(" VP8/90000") ||
                         line.ends_with(" rtx/90000");
    EXPECT_TRUE(is_ours) << line;
  }
  for (const char* never : {"red/",
                            "CN/",
                            "telephone-event",
                            "PCMU",
                            "PCMA",
                            "G722",
                            "ulpfec",
                            "VP9",
                            "AV1",
                            "H264",
                            "goog-remb",
                            "audio-level",
                            "abs-send-time",
                            "layers-allocation",
                            "dependency-descriptor",
                            "playout-delay",
                            "video-orientation",
                            "allow-mixed",
                            "rtcp-xr",
                            "abcd",
                            "00000000"}) {
    EXPECT_THAT(answer, Not(HasSubstr(never)));
  }
}

TEST_P(BrowserOffer, IsAnsweredWithFeedbackOfListedPayloadTypesOnly) {
  const auto answer = parse_sdp(answer_to(text()));
  ASSERT_TRUE(answer);
  const std::string written = answer_to(text());
  std::vector<std::string> types;
  for (const MediaSection& media : answer->media) {
    for (const Codec& codec : media.codecs) types.push_back(std::to_string(codec.type.value()));
  }
  for (const char* attribute : {"a=rtcp-fb:", "a=fmtp:", "a=rtpmap:"}) {
    for (const std::string& line : lines_with(written, attribute)) {
      std::string_view value = std::string_view(line).substr(line.find(':') + 1);
      EXPECT_THAT(types, testing::Contains(std::string(take_until(value, ' ')))) << line;
    }
  }
}

TEST_P(BrowserOffer, IsAnsweredWithConstantRateOpus) {
  const auto parameters = lines_with(answer_to(text()), "a=fmtp:1");
  size_t opus = 0;
  for (const std::string& line : parameters) {
    if (line.find("cbr") == std::string::npos) continue;
    ++opus;
    EXPECT_THAT(line, HasSubstr("usedtx=0"));
    EXPECT_THAT(line, HasSubstr("cbr=1"));
    EXPECT_THAT(line, HasSubstr("useinbandfec=0"));
  }
  EXPECT_EQ(opus, 3u);
}

TEST_P(BrowserOffer, IsAnsweredByALitePassiveServer) {
  const std::string answer = answer_to(text());
  EXPECT_THAT(answer, HasSubstr("a=ice-lite\r\n"));
  EXPECT_THAT(answer, HasSubstr("a=group:BUNDLE 0 1 2 3 4 5 6\r\n"));
  EXPECT_EQ(lines_with(answer, "a=candidate:").size(), 2u) << "in the first section only";
  EXPECT_EQ(lines_with(answer, "a=setup:passive").size(), 7u);
  EXPECT_EQ(lines_with(answer, "a=fingerprint:").size(), 7u);
  EXPECT_THAT(answer, HasSubstr("a=simulcast:recv l;m;h\r\n"));
  EXPECT_EQ(lines_with(answer, "a=recvonly").size(), 4u);
  EXPECT_EQ(lines_with(answer, "a=sendonly").size(), 3u);
}

TEST_P(BrowserOffer, GetsAnAnswerThatANativeClientUnderstands) {
  const auto answer = parse_answer(answer_to(text()));
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->ice, answer_parameters().ice);
  EXPECT_EQ(answer->fingerprint, answer_parameters().fingerprint);
  EXPECT_EQ(answer->candidates, answer_parameters().candidates);
  ASSERT_EQ(answer->sections.size(), 7u);
  EXPECT_THAT(answer->sections[1].rids, ElementsAre("l", "m", "h"));
  const AnswerSection& slot = answer->sections[4];
  EXPECT_EQ(slot.direction, Direction::kSendOnly);
  EXPECT_EQ(slot.identity, (StreamIdentity{.ssrc = Ssrc(100),
                                           .rtx = Ssrc(200),
                                           .cname = "cname0",
                                           .stream_id = "stream0",
                                           .track_id = "track0"}));
  EXPECT_FALSE(answer->sections[6].identity->rtx) << "audio is not retransmitted";
}

TEST_P(BrowserOffer, SurvivesTheLossOfAnyLine) {
  const auto lines = lines_of(text());
  for (size_t missing = 0; missing < lines.size(); ++missing) {
    std::string shorter;
    for (size_t i = 0; i < lines.size(); ++i) {
      if (i != missing) shorter += lines[i] + "\r\n";
    }
    const auto offer = parse_offer(shorter);
    if (offer) write_answer(*offer, answer_parameters(), identities(*offer));
  }
}

TEST_P(BrowserOffer, SurvivesFlippedBytes) {
  SeededRandom random(8);
  const std::string good = text();
  for (int round = 0; round < 800; ++round) {
    std::string bad = good;
    for (int flips = 0; flips < 3; ++flips) {
      bad[random.below(bad.size())] = static_cast<char>(random.next_u64());
    }
    const auto offer = parse_offer(bad);
    if (!offer) continue;
    const std::string answer = write_answer(*offer, answer_parameters(), identities(*offer));
    EXPECT_TRUE(parse_sdp(answer));
  }
}

TEST_P(BrowserOffer, IsRefusedWithoutRtcpMux) {
  EXPECT_EQ(parse_offer(replaced(text(), "a=rtcp-mux\r\n", "")).error().code,
            ErrorCode::kUnsupported);
}

TEST_P(BrowserOffer, IsRefusedWithKeysInIt) {
  const auto offer = parse_offer(replaced(
      text(), "a=rtcp-mux\r\n",
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\r\n"));
  EXPECT_EQ(offer.error().code, ErrorCode::kRefused);
}

TEST_P(BrowserOffer, IsRefusedIfTheServerMustBeginTheHandshake) {
  const auto offer = parse_offer(replaced_everywhere(text(), "setup:actpass", "setup:passive"));
  EXPECT_EQ(offer.error().code, ErrorCode::kUnsupported);
}

TEST_P(BrowserOffer, IsRefusedWithoutSha256) {
  EXPECT_EQ(parse_offer(replaced_everywhere(text(), "sha-256", "sha-1")).error().code,
            ErrorCode::kInvalid);
}

TEST_P(BrowserOffer, IsRefusedIfSectionsDisagreeAboutTheirTransport) {
  EXPECT_EQ(parse_offer(replaced(text(), "a=ice-ufrag:abcd", "a=ice-ufrag:dcba")).error().code,
            ErrorCode::kInvalid);
}

TEST_P(BrowserOffer, IsRefusedIfItIsNotBundled) {
  EXPECT_EQ(parse_offer(replaced(text(), "BUNDLE 0 1 ", "BUNDLE 0 ")).error().code,
            ErrorCode::kUnsupported);
}

TEST_P(BrowserOffer, IsRefusedWithOneMidTwice) {
  EXPECT_EQ(parse_offer(replaced(text(), "a=mid:1\r\n", "a=mid:0\r\n")).error().code,
            ErrorCode::kInvalid);
}

TEST_P(BrowserOffer, IsRefusedWithTooManySections) {
  std::string many = text();
  const std::string section = many.substr(many.rfind("m=audio"));
  while (lines_with(many, "m=").size() <= limits::kMediaSectionsMax) many += section;
  EXPECT_EQ(parse_offer(many).error().code, ErrorCode::kLimit);
}

TEST_P(BrowserOffer, HasADataChannelRejected) {
  const std::string more = text() +
                           "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\n"
                           "c=IN IP4 0.0.0.0\r\na=mid:7\r\na=sctp-port:5000\r\n";
  const std::string answer = answer_to(more);
  EXPECT_THAT(answer, HasSubstr("m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n"));
  EXPECT_THAT(answer, HasSubstr("a=group:BUNDLE 0 1 2 3 4 5 6\r\n"));
}

TEST_P(BrowserOffer, HasASlotWithoutVp8Rejected) {
  std::string other = text();
  const size_t slot = other.find("a=mid:4");
  const size_t codec = other.find("VP8/90000", slot);
  other.replace(codec, 3, "VPX");
  const auto lines = [&] {
    // In Firefox the codec comes behind the mid, in Chromium too: one slot less.
    const auto offer = parse_offer(other);
    EXPECT_TRUE(offer);
    return offer->slots.size();
  };
  EXPECT_EQ(lines(), 2u);
  EXPECT_EQ(lines_with(answer_to(other), "m=video 0 ").size(), 1u);
}

TEST(Offer, OfOurOwnIsUnderstood) {
  OfferParameters parameters;
  parameters.ice = {"native", "nativenativenativenative"};
  parameters.fingerprint.fill(7);
  parameters.video_slots = 9;
  parameters.audio_slots = 8;
  const auto offer = parse_offer(write_offer(parameters));
  ASSERT_TRUE(offer) << offer.error().text;
  EXPECT_EQ(offer->sources.size(), kSourceKinds);
  EXPECT_EQ(offer->slots.size(), 17u);
  EXPECT_EQ(offer->ice, parameters.ice);
  const auto answer = parse_answer(write_answer(*offer, answer_parameters(), identities(*offer)));
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->sections.size(), 21u);
  EXPECT_EQ(answer->sections[1].types,
            (PayloadTypes{.media = PayloadType(96), .rtx = PayloadType(97)}));
}

TEST(Offer, WithNothingForUsIsRefused) {
  EXPECT_EQ(parse_offer("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\n").error().code,
            ErrorCode::kUnsupported);
  EXPECT_EQ(parse_offer("").error().code, ErrorCode::kMalformed);
  EXPECT_EQ(parse_offer(std::string(limits::kSdpBytesMax + 1, 'v')).error().code,
            ErrorCode::kLimit);
}

TEST(Offer, MayNotUsePayloadTypesThatLookLikeRtcp) {
  const auto offer = parse_offer(replaced_everywhere(browser_offer("chromium"), "111", "72"));
  ASSERT_TRUE(offer);
  for (const OfferedSlot& slot : offer->slots) EXPECT_EQ(slot.kind, MediaKind::kVideo);
}

TEST(Answer, IsRefusedWithAnActiveServer) {
  std::string answer = answer_to(browser_offer("chromium"));
  EXPECT_EQ(parse_answer(replaced(answer, "setup:passive", "setup:active")).error().code,
            ErrorCode::kInvalid);
}

TEST(Sdp, RefusesLinesWithControlCharactersAndLinesThatAreTooLong) {
  const std::string start = "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n";
  EXPECT_TRUE(parse_sdp(start));
  EXPECT_FALSE(parse_sdp(start + "a=mid:\x01\r\n"));
  EXPECT_FALSE(parse_sdp(start + "a=x\ry\r\n"));
  EXPECT_FALSE(parse_sdp(start + "nonsense\r\n"));
  EXPECT_EQ(parse_sdp(start + "a=" + std::string(limits::kSdpLineBytesMax, 'x')).error().code,
            ErrorCode::kLimit);
}

TEST(Candidate, ReadsAndWritesBothFamilies) {
  const Candidate udp{.address = Address::v4(192, 0, 2, 1, 5000), .is_tcp = false};
  EXPECT_EQ(candidate_text(udp, 0), "1 1 udp 2130706431 192.0.2.1 5000 typ host");
  EXPECT_EQ(parse_candidate(candidate_text(udp, 0)), udp);
  Candidate tcp{.address = *parse_ip("2001:db8::1", 443), .is_tcp = true};
  EXPECT_EQ(parse_candidate(candidate_text(tcp, 1)), tcp);
}

TEST(Candidate, IsLeftOutIfItNamesNoAddressOfUse) {
  for (const char* useless :
       {"1 1 udp 1 0f5ad3a9-0000.local 5000 typ host", "1 2 udp 1 192.0.2.1 5000 typ host",
        "1 1 udp 1 192.0.2.1 70000 typ host", "1 1 udp 1 192.0.2.1 5000 typ srflx",
        "1 1 tcp 1 192.0.2.1 9 typ host tcptype active", "1 1 udp 1 192.0.2 5000 typ host",
        "1 1 udp 1 192.0.2.1.1 5000 typ host", "1 1 udp 1 1::2::3 5000 typ host",
        "1 1 udp 1 1:2:3:4:5:6:7:8:9 5000 typ host", "1 1 udp 1 12345:: 5000 typ host", ""}) {
    EXPECT_FALSE(parse_candidate(useless)) << useless;
  }
}

TEST(Fingerprint, ReadsWhatItWritesAndNothingElse) {
  Fingerprint fingerprint;
  for (size_t i = 0; i < 32; ++i) fingerprint[i] = static_cast<uint8_t>(i * 8);
  const std::string text = fingerprint_text(fingerprint);
  EXPECT_EQ(*parse_fingerprint(text), fingerprint);
  EXPECT_FALSE(parse_fingerprint(text.substr(0, text.size() - 1)));
  EXPECT_FALSE(parse_fingerprint(text + ":00"));
  EXPECT_FALSE(parse_fingerprint(replaced(text, "08", "0G")));
  EXPECT_EQ(parse_fingerprint("sha-1 00").error().code, ErrorCode::kUnsupported);
}

}  // namespace
}  // namespace conclave::rtp
