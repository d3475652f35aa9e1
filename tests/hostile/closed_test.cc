// E2E-16: without the right key nothing is sent and nothing shown. E2E-14: no key is ever used
// twice with the same counter.
#include "e2ee/frame_sender.h"
#include "e2ee/sframe_header.h"
#include "hostile/hostile_world.h"

#include <set>

namespace conclave::hostile {
namespace {

using FailClosed = HostileTest;

TEST_F(FailClosed, WhoHasNoKeysSendsNothingUntilItHas) {
  Person& ada = hostile.arrive();
  std::string knock;
  server.on_text = [&](TappedText& text) {
    if (!text.text.starts_with(R"({"type":"knock")")) return true;
    knock = text.text;
    return false;
  };
  Person& ben = hostile.arrive();
  ASSERT_FALSE(knock.empty());
  ASSERT_FALSE(ben.participant->meeting().is_member());
  ASSERT_FALSE(ben.participant->can_send());
  sim::Sources sources(ben.number);
  for (size_t i = 0; i < 100; ++i) {
    for (const SourceKind kind : {SourceKind::kMicrophone, SourceKind::kCamera, SourceKind::kScreen,
                                  SourceKind::kScreenAudio}) {
      Outbox out;
      const auto frame = sources.next({kind}).content;
      const auto sent = ben.participant->send_frame(
          {.stream = {kind}, .content = frame, .is_key_frame = true, .captured = world.now()},
          world.now(), out);
      ASSERT_FALSE(sent);
      EXPECT_EQ(sent.error().code, ErrorCode::kNotYet);
      EXPECT_TRUE(out.empty());
    }
  }
  // What reaches him meanwhile is early.
  const auto frames = frames_in_one_packet(server, Way::kToServer);
  const auto adas = std::ranges::find(frames, e2ee::FrameMedia::kAudio, &TappedFrame::media);
  ASSERT_NE(adas, frames.end());
  for (const auto& section : server.answer(*ben.socket).sections) {
    if (!section.identity || section.kind != rtp::MediaKind::kAudio) continue;
    ASSERT_TRUE(server.inject(*ben.socket, section.identity->ssrc, adas->payload, world.now()));
  }
  world.run(200ms);
  EXPECT_EQ(hostile.frames(ben).early, 3u);
  EXPECT_EQ(hostile.frames(ben).opened, 0u);
  const auto from_ben = [&] {
    return std::ranges::count_if(server.packets(), [&](const TappedPacket& packet) {
      return packet.way == Way::kToServer && packet.socket == *ben.socket;
    });
  };
  EXPECT_EQ(from_ben(), 0);
  // The control: the knock is relayed after all.
  server.on_text = [](TappedText&) { return true; };
  server.say_to_server(*ben.socket, knock, world.now());
  world.run(1s);
  EXPECT_TRUE(ben.participant->meeting().is_member());
  EXPECT_GT(from_ben(), 10);
  EXPECT_THAT(count_media(server).odd, IsEmpty());
  EXPECT_GT(hostile.frames(ada).opened, 10u);
}

TEST_F(FailClosed, FramesOfAnEpochThatHasNotComeAreCountedAndNotShown) {
  Person& ada = hostile.arrive();
  Person& ben = hostile.arrive();
  const uint64_t epoch = ben.participant->meeting().epoch();
  std::vector<std::string> withheld;
  server.on_text = [&](TappedText& text) {
    if (text.way == Way::kToServer || text.socket != *ben.socket) return true;
    withheld.push_back(text.text);
    return false;
  };
  hostile.arrive();
  EXPECT_EQ(ben.participant->meeting().epoch(), epoch);
  EXPECT_GT(hostile.frames(ben).early, 5u);
  EXPECT_EQ(hostile.opened.at(ben.number).back().epoch, epoch);
  server.on_text = [](TappedText&) { return true; };
  for (std::string& text : withheld) server.say_to_participant(*ben.socket, std::move(text));
  world.run(1s);
  const uint64_t now = ada.participant->meeting().epoch();  // an arrival and a renewal later
  EXPECT_GT(now, epoch);
  EXPECT_EQ(ben.participant->meeting().epoch(), now);
  EXPECT_EQ(hostile.opened.at(ben.number).back().epoch, now);
  EXPECT_THAT(world.complaints, IsEmpty());
}

// ---- E2E-14 ------------------------------------------------------------------------------------

// Every (base key, key id, counter) there was.
class Counted {
 public:
  // False: it was there before.
  bool take(size_t base_key, e2ee::FrameMedia media, Bytes frame) {
    const size_t prefix = media == e2ee::FrameMedia::kVideo ? 1 : 0;
    const auto header = e2ee::parse_sframe_header(frame.subspan(prefix)).value().header;
    return seen_.emplace(base_key, header.key_id, header.counter).second;
  }
  size_t size() const { return seen_.size(); }

 private:
  std::set<std::tuple<size_t, uint64_t, uint64_t>> seen_;
};

e2ee::FrameEpoch some_epoch(uint64_t number, Random& random) {
  e2ee::FrameEpoch epoch{.epoch = number,
                         .base_key = Secret(e2ee::kFrameBaseKeySize),
                         .own_leaf = e2ee::FrameLeaf(3),
                         .members = {e2ee::FrameLeaf(3)}};
  random.fill(epoch.base_key.reveal());
  return epoch;
}

constexpr std::array<e2ee::FrameStream, 6> kStreams = {{{SourceKind::kMicrophone},
                                                        {SourceKind::kCamera, 0},
                                                        {SourceKind::kCamera, 1},
                                                        {SourceKind::kCamera, 2},
                                                        {SourceKind::kScreen},
                                                        {SourceKind::kScreenAudio}}};

TEST(Counters, NeverRepeatUnderOneKeyInAHundredThousandFrames) {
  SeededRandom random(14);
  e2ee::FrameSender sender;
  Counted counted;
  size_t sealed = 0;
  constexpr size_t kEpochs = 300;  // more than the low bits of an epoch tell apart
  for (size_t number = 0; number < kEpochs; ++number) {
    ASSERT_TRUE(sender.enter_epoch(some_epoch(number, random)));
    for (size_t i = 0; i < 340; ++i, ++sealed) {
      const e2ee::FrameStream stream = kStreams[random.below(kStreams.size())];
      const auto frame = sender.seal(stream, Buffer(20), random.chance(0.1));
      ASSERT_TRUE(counted.take(number, e2ee::media_of(stream.kind), *frame));
    }
    ASSERT_FALSE(sender.enter_epoch(some_epoch(number, random)));  // never the same one again
  }
  EXPECT_EQ(counted.size(), sealed);
  EXPECT_GE(sealed, 100'000u);
  std::cout << "E2E-14: 0 repeats among " << sealed << " sealed frames of " << kEpochs
            << " epochs\n";
}

TEST(Counters, OfASenderThatForgetsAreFoundToRepeat) {  // the control
  SeededRandom random(15);
  const e2ee::FrameEpoch epoch = some_epoch(1, random);
  Counted counted;
  for (const bool is_first : {true, false}) {
    e2ee::FrameSender sender;
    ASSERT_TRUE(sender.enter_epoch(epoch));
    const auto frame = sender.seal(kStreams[0], Buffer(20), false);
    EXPECT_EQ(counted.take(1, e2ee::FrameMedia::kAudio, *frame), is_first);
  }
}

}  // namespace
}  // namespace conclave::hostile
