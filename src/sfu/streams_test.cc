// What a receiver sees of a slot while sources, layers and the network change under it.

#include "sfu/test_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

using rtp::MediaKind;
using testing::IsEmpty;
using testing::SizeIs;

class StreamsTest : public testing::Test {
 protected:
  // Frames of all three layers for so long, a key frame where one was asked for.
  void film(TestClient& client, Duration duration) {
    for (const Time end = world_.now + duration; world_.now < end; world_.run(33ms)) {
      for (size_t layer = 0; layer < 3; ++layer) {
        const auto ssrc = client.stream_of(SourceKind::kCamera, layer).ssrc;
        const bool is_key = client.count_reports_of_key_frame_loss(ssrc) > answered_[ssrc];
        answered_[ssrc] = client.count_reports_of_key_frame_loss(ssrc);
        world_.from(client, [&](Outbox& out) {
          client.show(SourceKind::kCamera, layer, is_key, world_.now, out, 300 << layer);
        });
      }
    }
  }
  static constexpr int kKeyFrameParts = 100;
  void send_screen(TestClient& client, bool is_key, int parts) {
    const auto ticks = static_cast<uint32_t>(to_us(world_.now) * 9 / 100);
    world_.from(client, [&](Outbox& out) {
      for (int part = 0; part < parts; ++part) {
        Buffer payload = {uint8_t(part == 0 ? 0x90 : 0x80), 0x80, 0x80, 0x01,
                          is_key ? uint8_t{0x10} : uint8_t{0x11}};
        payload.resize(1000);
        client.send(SourceKind::kScreen, 0, payload, ticks, part == parts - 1, world_.now, out);
      }
    });
  }
  void send_key_frame(TestClient& client) { send_screen(client, true, kKeyFrameParts); }
  // A screen whose frames have so many packets, ten a second, and a key frame where one was asked
  // for.
  void share(TestClient& client, Duration duration, int parts) {
    const auto ssrc = client.stream_of(SourceKind::kScreen, 0).ssrc;
    for (const Time end = world_.now + duration; world_.now < end; world_.run(100ms)) {
      const bool is_asked = client.count_reports_of_key_frame_loss(ssrc) > answered_[ssrc];
      answered_[ssrc] = client.count_reports_of_key_frame_loss(ssrc);
      if (is_asked) send_key_frame(client);
      send_screen(client, false, parts);
    }
  }
  static SlotWish screen(const TestClient& to, const TestClient& from) {
    return {.mid = to.slot_mid(MediaKind::kVideo, 0),
            .source = from.id,
            .kind = SourceKind::kScreen,
            .height = 720,
            .priority = 1};
  }
  // The layer that a received frame was of: what show() filled it with.
  static uint8_t layer_of(const ReceivedPacket& packet) { return packet.payload.back(); }
  static bool is_key(const ReceivedPacket& packet) { return packet.payload[4] == 0x10; }
  static uint16_t picture_id(const ReceivedPacket& packet) {
    return static_cast<uint16_t>((packet.payload[2] & 0x7f) << 8 | packet.payload[3]);
  }
  static void expect_continuous(const std::vector<ReceivedPacket>& packets) {
    for (size_t i = 1; i < packets.size(); ++i) {
      const auto& before = packets[i - 1];
      const auto& after = packets[i];
      EXPECT_EQ(rtp::distance(after.header.sequence, before.header.sequence), 1) << i;
      const int32_t ticks = rtp::distance(after.header.timestamp, before.header.timestamp);
      const int64_t elapsed = (after.at - before.at).count() * 9 / 100;
      EXPECT_GT(ticks, 0) << i;
      EXPECT_NEAR(ticks, static_cast<double>(elapsed), 9000) << i;
      EXPECT_EQ(picture_id(after), (picture_id(before) + 1) & 0x7fff) << i;
      EXPECT_TRUE(layer_of(before) == layer_of(after) || is_key(after)) << i;
    }
  }

  TestWorld world_;
  std::map<rtp::Ssrc, size_t> answered_;
};

TEST_F(StreamsTest, BeginsWithAKeyFrameOnly) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.show(anna, 0, false);
  world_.show(anna, 0, false);
  EXPECT_THAT(ben.packets, IsEmpty());
  world_.show(anna, 0, true);
  world_.show(anna, 0, false);
  EXPECT_THAT(ben.received(MediaKind::kVideo, 0), SizeIs(2));
}

TEST_F(StreamsTest, ClimbsToTheLayerWishedForAndStaysOneStream) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 720)});
  film(anna, 3s);
  const auto& packets = ben.received(MediaKind::kVideo, 0);
  ASSERT_GT(packets.size(), 60);
  EXPECT_EQ(layer_of(packets.front()), 0);
  EXPECT_EQ(layer_of(packets.back()), 2);
  expect_continuous(packets);
}

TEST_F(StreamsTest, TakesTheLayerOfTheHeightWishedFor) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 360)});
  film(anna, 2s);
  EXPECT_EQ(layer_of(ben.received(MediaKind::kVideo, 0).back()), 1);
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  film(anna, 2s);
  EXPECT_EQ(layer_of(ben.received(MediaKind::kVideo, 0).back()), 0);
  expect_continuous(ben.received(MediaKind::kVideo, 0));
  world_.wish(ben, {world_.camera(ben, 0, anna, 0)});
  film(anna, 300ms);
  const size_t before = ben.received(MediaKind::kVideo, 0).size();
  film(anna, 1s);
  EXPECT_EQ(ben.received(MediaKind::kVideo, 0).size(), before) << "height 0 wants nothing";
}

TEST_F(StreamsTest, StaysOneStreamAcrossSources) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  TestClient& cleo = world_.join();
  world_.wish(cleo, {world_.camera(cleo, 0, anna, 180)});
  film(anna, 500ms);
  world_.wish(cleo, {world_.camera(cleo, 0, ben, 180)});
  film(ben, 500ms);
  world_.run(2s);
  world_.wish(cleo, {world_.camera(cleo, 0, anna, 180)});
  film(anna, 500ms);
  const auto& packets = cleo.received(MediaKind::kVideo, 0);
  EXPECT_GT(packets.size(), 30);
  expect_continuous(packets);
}

TEST_F(StreamsTest, StaysOneStreamWhenAPublisherTakesANewSsrc) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  film(anna, 300ms);
  anna.replace_ssrc(SourceKind::kCamera, 0);
  world_.show(anna, 0, false);
  world_.run(33ms);
  world_.show(anna, 0, true);
  film(anna, 300ms);
  expect_continuous(ben.received(MediaKind::kVideo, 0));
}

TEST_F(StreamsTest, KeepsAGapThatThePublisherLeft) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  world_.show(anna, 0, true);
  anna.lose(SourceKind::kCamera, 0);
  world_.show(anna, 0, false);
  const auto& packets = ben.received(MediaKind::kVideo, 0);
  ASSERT_THAT(packets, SizeIs(2));
  EXPECT_EQ(rtp::distance(packets[1].header.sequence, packets[0].header.sequence), 2);
}

TEST_F(StreamsTest, AsksThePublisherForWhatWasLostOnTheWayUp) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  world_.show(anna, 0, true);
  const uint16_t lost = anna.stream_of(SourceKind::kCamera, 0).sequence;
  anna.lose(SourceKind::kCamera, 0);
  world_.show(anna, 0, false);
  world_.run(50ms);
  bool has_asked = false;
  for (const auto& each : anna.reports) {
    if (const auto* nack = std::get_if<rtp::Nack>(&each)) {
      has_asked = nack->lost == std::vector{rtp::SequenceNumber(lost)};
    }
  }
  EXPECT_TRUE(has_asked);
  // The repetition, on a stream of its own, fills ben's gap too.
  const auto& section = anna.answer.sections[1];
  const Buffer repeated = {static_cast<uint8_t>(lost >> 8),
                           static_cast<uint8_t>(lost),
                           0x90,
                           0x80,
                           0x80,
                           0x01,
                           0x11,
                           0x77};
  world_.from(anna, [&](Outbox& out) {
    rtp::HeaderExtensions extensions{
        .mid = section.mid, .rid = {}, .repaired_rid = "l", .transport_sequence = {}};
    std::array<uint8_t, rtp::kWrittenHeaderBytesMax> header;
    const size_t size = rtp::write_header(header,
                                          {.payload_type = *section.types.rtx,
                                           .marker = true,
                                           .sequence = rtp::SequenceNumber(9),
                                           .timestamp = rtp::RtpTimestamp(1),
                                           .ssrc = rtp::Ssrc(77)},
                                          extensions, section.extensions);
    ASSERT_TRUE(anna.transport.send_rtp(Bytes(header).first(size), repeated, world_.now, out));
  });
  const auto& packets = ben.received(MediaKind::kVideo, 0);
  ASSERT_THAT(packets, SizeIs(3));
  EXPECT_EQ(rtp::distance(packets[2].header.sequence, packets[0].header.sequence), 1);
  EXPECT_EQ(packets[2].payload.back(), 0x77);
}

TEST_F(StreamsTest, AnswersNacksFromTheSharedHistory) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  world_.show(anna, 0, true);
  bool lose = true;
  world_.lose_down = [&](const TestClient&, Bytes) { return lose; };
  world_.show(anna, 0, false);
  lose = false;
  world_.show(anna, 0, false);
  auto& packets = ben.received(MediaKind::kVideo, 0);
  ASSERT_THAT(packets, SizeIs(2));
  const rtp::SequenceNumber lost(static_cast<uint16_t>(packets[0].header.sequence.value() + 1));
  const rtp::SequenceNumber never(static_cast<uint16_t>(packets[0].header.sequence.value() - 9));
  world_.from(ben, [&](Outbox& out) {
    ben.send_rtcp(rtp::Nack{.sender = rtp::Ssrc(1),
                            .media = ben.slot_ssrc(MediaKind::kVideo, 0),
                            .lost = {never, lost}},
                  world_.now, out);
  });
  world_.run(5ms);
  const auto& again = ben.packets[ben.slot_rtx(MediaKind::kVideo, 0)];
  ASSERT_FALSE(again.empty());
  EXPECT_EQ(again[0].payload[0] << 8 | again[0].payload[1], lost.value());
  EXPECT_EQ(again[0].payload.size(), 300 + rtp::kRtxHeaderBytes);
  EXPECT_GE(world_.sfu.counters().retransmitted, 1);
}

TEST_F(StreamsTest, MergesRequestsForKeyFrames) {
  TestClient& anna = world_.join();
  std::vector<TestClient*> watchers;
  for (int i = 0; i < 4; ++i) {
    watchers.push_back(&world_.join());
    world_.wish(*watchers.back(), {world_.camera(*watchers.back(), 0, anna, 180)});
  }
  world_.show(anna, 0, true);
  const auto ssrc = anna.stream_of(SourceKind::kCamera, 0).ssrc;
  world_.run(500ms);
  const size_t before = anna.count_reports_of_key_frame_loss(ssrc);
  for (int round = 0; round < 10; ++round) {
    for (TestClient* each : watchers) {
      world_.from(*each, [&](Outbox& out) {
        each->send_rtcp(rtp::PictureLossIndication{.sender = rtp::Ssrc(1),
                                                   .media = each->slot_ssrc(MediaKind::kVideo, 0)},
                        world_.now, out);
      });
    }
    world_.run(10ms);
  }
  EXPECT_EQ(anna.count_reports_of_key_frame_loss(ssrc), before + 1);
  world_.run(1s);
  EXPECT_GT(anna.count_reports_of_key_frame_loss(ssrc), before + 1) << "none came: asks again";
  world_.show(anna, 0, true);
  const size_t answered = anna.count_reports_of_key_frame_loss(ssrc);
  world_.run(2s);
  EXPECT_EQ(anna.count_reports_of_key_frame_loss(ssrc), answered);
}

TEST_F(StreamsTest, TellsReceiversWhenAStreamWasCaptured) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  film(anna, 2s);
  const auto ssrc = ben.slot_ssrc(MediaKind::kVideo, 0);
  const rtp::SenderReport* report = nullptr;
  const rtp::SourceDescription* description = nullptr;
  for (const auto& each : ben.reports) {
    const auto* sent = std::get_if<rtp::SenderReport>(&each);
    if (sent && sent->sender == ssrc) report = sent;
    if (const auto* said = std::get_if<rtp::SourceDescription>(&each)) description = said;
  }
  ASSERT_NE(report, nullptr);
  ASSERT_NE(description, nullptr);
  EXPECT_EQ(description->chunks[0].cname, ben.answer.sections[kSourceKinds].identity->cname);
  const auto& last = ben.received(MediaKind::kVideo, 0).back();
  EXPECT_LT(std::abs(rtp::distance(last.header.timestamp, report->timestamp)), 90000 * 2);
  EXPECT_GT(report->packets, 0);
}

TEST_F(StreamsTest, TellsPublishersWhatArrived) {
  TestClient& anna = world_.join();
  film(anna, 2s);
  size_t feedback = 0, blocks = 0;
  for (const auto& each : anna.reports) {
    feedback += std::holds_alternative<rtp::TransportFeedback>(each);
    if (const auto* report = std::get_if<rtp::ReceiverReport>(&each)) {
      blocks += report->reports.size();
    }
  }
  EXPECT_GT(feedback, 10);
  EXPECT_GE(blocks, 3);
}

TEST_F(StreamsTest, PassesNoGoodbyeOn) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 180)});
  world_.show(anna, 0, true);
  const auto ssrc = anna.stream_of(SourceKind::kCamera, 0).ssrc;
  world_.from(
      anna, [&](Outbox& out) { anna.send_rtcp(rtp::Goodbye{.sources = {ssrc}}, world_.now, out); });
  world_.run(2s);
  for (const auto& each : ben.reports) {
    EXPECT_FALSE(std::holds_alternative<rtp::Goodbye>(each));
  }
  world_.show(anna, 0, true);
  EXPECT_THAT(ben.received(MediaKind::kVideo, 0), SizeIs(2)) << "and the source may come back";
}

TEST_F(StreamsTest, TakesAStreamThatSaidGoodbyeAndGoesOnWithoutItsName) {
  TestClient& anna = world_.join();
  world_.show(anna, 0, true);
  const rtp::Ssrc ssrc = anna.stream_of(SourceKind::kCamera, 0).ssrc;
  rtp::AnswerSection nameless = anna.answer.sections[1];
  nameless.mid.clear();
  nameless.rids.clear();
  const uint16_t next = anna.stream_of(SourceKind::kCamera, 0).sequence;
  const rtp::RtpHeader header{.payload_type = nameless.types.media,
                              .marker = true,
                              .sequence = rtp::SequenceNumber(next),
                              .timestamp = rtp::RtpTimestamp(90'000),
                              .ssrc = ssrc};
  world_.from(
      anna, [&](Outbox& out) { anna.send_rtcp(rtp::Goodbye{.sources = {ssrc}}, world_.now, out); });
  const uint64_t before = world_.sfu.counters().media_in;
  const Buffer payload = {0x10, 0x10, 0x00};
  world_.from(
      anna, [&](Outbox& out) { anna.send_packet(nameless, header, 0, payload, world_.now, out); });
  EXPECT_EQ(world_.sfu.counters().dropped_unknown_ssrc, 0);
  EXPECT_EQ(world_.sfu.counters().media_in, before + 1);
}

TEST_F(StreamsTest, CountsStreamsThatNobodyOffered) {
  TestClient& anna = world_.join();
  const auto& camera = anna.answer.sections[1];
  const rtp::RtpHeader header{.payload_type = camera.types.media,
                              .marker = true,
                              .sequence = rtp::SequenceNumber(1),
                              .timestamp = rtp::RtpTimestamp(1),
                              .ssrc = rtp::Ssrc(5)};
  rtp::AnswerSection nowhere = camera;
  nowhere.mid = "zz";
  const Buffer payload = {0x10, 0x10, 0x00};
  const auto send = [&](const rtp::AnswerSection& section, size_t layer, uint32_t ssrc) {
    rtp::RtpHeader other = header;
    other.ssrc = rtp::Ssrc(ssrc);
    world_.from(anna, [&](Outbox& out) {
      anna.send_packet(section, other, layer, payload, world_.now, out);
    });
  };
  send(nowhere, 0, 5);
  send(camera, 7, 6);  // no rid
  nowhere = camera;
  nowhere.rids = {"x"};
  send(nowhere, 0, 7);
  EXPECT_EQ(world_.sfu.counters().dropped_unknown_ssrc, 3);
  EXPECT_EQ(world_.sfu.counters().media_in, 0);
}

TEST_F(StreamsTest, FallsToALowerLayerWhenThePathGrowsThin) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna, 720)});
  film(anna, 5s);
  ASSERT_EQ(layer_of(ben.received(MediaKind::kVideo, 0).back()), 2);
  // From now on every third packet that ben is sent is lost.
  int counter = 0;
  world_.lose_down = [&](const TestClient& to, Bytes) { return &to == &ben && ++counter % 3 == 0; };
  film(anna, 8s);
  EXPECT_EQ(layer_of(ben.received(MediaKind::kVideo, 0).back()), 0);
}

// A still window with much in it: one large key frame, then next to nothing. Ben receives nothing
// else that could tell the server of his path.
TEST_F(StreamsTest, ShowsAStillScreenWhoseKeyFrameIsABurst) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {screen(ben, anna)});
  share(anna, 2s, 1);
  const auto& received = ben.received(MediaKind::kVideo, 0);
  EXPECT_GT(received.size(), kKeyFrameParts);
  world_.wish(ben, {});
  share(anna, 200ms, 1);
  const size_t before = received.size();
  send_key_frame(anna);
  world_.wish(ben, {screen(ben, anna)});  // he hears of the share when it has begun
  share(anna, 5s, 1);
  EXPECT_GT(received.size(), before + kKeyFrameParts);
}

TEST_F(StreamsTest, ShowsAScreenAgainThatWasTooMuchAndThenStoodStill) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {screen(ben, anna)});
  share(anna, 1s, 1);
  const auto& received = ben.received(MediaKind::kVideo, 0);
  share(anna, 2s, 200);
  const size_t before = received.size();
  share(anna, 2s, 200);
  EXPECT_EQ(received.size(), before) << "far more than his path was seen to carry";
  world_.run(5s);
  share(anna, 5s, 1);
  EXPECT_GT(received.size(), before + kKeyFrameParts);
}

}  // namespace
}  // namespace conclave::sfu
