// E2E-8, E2E-9: before and after. Who has left keeps every key, and the server keeps forwarding
// everything to whoever it likes; who comes is given a recording of all that was.
#include "hostile/hostile_world.h"
#include "hostile/thief.h"

namespace conclave::hostile {
namespace {

using Epochs = HostileTest;

std::string quantiles(std::vector<Duration> times) {
  std::ranges::sort(times);
  const auto at = [&](size_t percent) {
    return std::to_string(times[(times.size() * percent + 99) / 100 - 1] / 1ms);
  };
  return "p50 " + at(50) + " ms, p95 " + at(95) + " ms, max " + at(100) + " ms";
}

// The time from a goodbye to the last frame, of anybody's, that the departed one's keys open.
TEST_F(Epochs, WhoLeavesOpensNothingAHalfSecondLater) {
  constexpr size_t kRounds = 50;
  constexpr size_t kPeople = 10;
  world.pace() = {.microphone = 20ms, .camera = 1s};
  // Nobody's frames keep step with anybody's, nor with who comes and goes.
  const auto pause = [&] { world.run(Duration(world.random().below(50'000))); };
  const auto arrive = [&] {
    pause();
    hostile.arrive({.video_slots = 0, .audio_slots = 0});
  };
  for (size_t i = 0; i < kPeople; ++i) arrive();
  std::vector<Duration> times;
  size_t opened_before = 0, closed_after = 0;
  for (size_t round = 0; round < kRounds; ++round) {
    server.forget_packets();
    world.run(100ms);
    pause();
    const auto people = world.people_in();
    Person& leaver = *people[world.random().below(people.size())];
    Thief thief(hostile.kept.at(leaver.number).back().epoch.frames);
    const Time left = world.now();
    world.leave(leaver);
    world.run(700ms);
    Duration last{0};
    for (const TappedFrame& frame : frames_in_one_packet(server, Way::kToServer)) {
      const bool is_open = thief.opens(frame);
      if (frame.at <= left) {
        opened_before += is_open;
      } else if (is_open) {
        last = std::max(last, frame.at - left);
      } else {
        ++closed_after;
      }
    }
    times.push_back(last);
    arrive();
  }
  EXPECT_GT(opened_before, 25 * kRounds);  // the control
  EXPECT_GT(closed_after, 100 * kRounds);
  EXPECT_LE(*std::ranges::max_element(times), 500ms);
  EXPECT_THAT(world.complaints, IsEmpty());
  std::cout << "E2E-8: from departure to the last frame it opens, " << times.size() << " runs, "
            << kPeople << " people, links of 1 ms: " << quantiles(times) << "; " << closed_after
            << " frames stayed closed\n";
}

// The server tells the others that Eve has left, and goes on sending her everything.
TEST_F(Epochs, ADepartedMemberIsForwardedEverythingAndOpensNothing) {
  Person& ada = hostile.arrive();
  hostile.arrive();
  Person& eve = hostile.arrive();
  const auto adas_epoch = [&] { return ada.participant->meeting().epoch(); };
  const uint64_t before = adas_epoch();
  EXPECT_GT(hostile.frames(eve).opened, 10u);  // the control
  const auto streams = server.answer(*eve.socket).sections;
  const auto forward_to = [&](const TappedPacket& packet) {
    const auto kind = rtp::parse_rtp_header(packet.bytes)->payload_type;
    for (const rtp::AnswerSection& section : streams) {
      if (!section.identity || section.types.media != kind) continue;
      const auto size = rtp::rtp_header_size(packet.bytes).value();
      (void)server.inject(*eve.socket, section.identity->ssrc, Bytes(packet.bytes).subspan(size),
                          packet.at);
      return;
    }
  };
  server.kept_open.insert(*eve.socket);
  server.on_text = [&, socket = *eve.socket](TappedText& text) { return text.socket != socket; };
  server.on_packet = [&, socket = *eve.socket](const TappedPacket& packet) {
    if (packet.socket != socket && packet.way == Way::kToServer) forward_to(packet);
    return packet.socket != socket;
  };
  using Message = signal::ClientMessage;
  server.say_to_server(*eve.socket, signal::to_json(Message(signal::from_client::Leave{})),
                       world.now());
  world.run(1s);
  EXPECT_EQ(adas_epoch(), before + 1);
  EXPECT_EQ(eve.participant->meeting().epoch(), before);
  world.run(1s);
  const client::FrameCounts frames = hostile.frames(eve);
  EXPECT_GT(frames.early, 20u);
  for (const e2ee::FrameVerdict& verdict : hostile.opened.at(eve.number)) {
    EXPECT_LE(verdict.epoch, before);
  }
  world.run(1s);
  EXPECT_EQ(hostile.frames(eve).opened, frames.opened);
  EXPECT_GT(hostile.frames(eve).early, frames.early + 10);
}

TEST_F(Epochs, ANewcomerOpensNothingOfTheRecordingOfWhatWas) {
  hostile.arrive();
  hostile.arrive();
  world.run(1s);
  Time admitted = kNever;
  server.on_text = [&](TappedText& text) {
    if (text.text.starts_with(R"({"type":"welcome")")) admitted = world.now();
    return true;
  };
  Person& cyd = hostile.arrive();
  world.run(1s);
  ASSERT_NE(admitted, kNever);
  std::vector<Thief> thieves;
  for (const KeptEpoch& each : hostile.kept.at(cyd.number)) {
    thieves.emplace_back(each.epoch.frames);
  }
  size_t earlier = 0, opened = 0, opened_later = 0;
  std::vector<TappedFrame> recording;
  for (const TappedFrame& frame : frames_in_one_packet(server, Way::kToServer)) {
    const bool is_open =
        std::ranges::any_of(thieves, [&](Thief& thief) { return thief.opens(frame); });
    if (frame.at < admitted) {
      ++earlier;
      opened += is_open;
      recording.push_back(frame);
    } else {
      opened_later += is_open;
    }
  }
  EXPECT_GT(earlier, 40u);
  EXPECT_EQ(opened, 0u);
  EXPECT_GT(opened_later, 20u);  // the control
  std::cout << "E2E-9: a newcomer's keys open " << opened << " of " << earlier
            << " frames from before its admission\n";

  // And her client, when the server plays it to her: late, all of them.
  const auto sound = std::ranges::find_if(server.answer(*cyd.socket).sections, [](const auto& s) {
    return s.identity && s.kind == rtp::MediaKind::kAudio;
  });
  server.on_packet = [&](const TappedPacket& packet) {
    return packet.socket != *cyd.socket || packet.way != Way::kToParticipant;
  };
  world.run(100ms);
  const client::FrameCounts before = hostile.frames(cyd);
  size_t played = 0;
  for (const TappedFrame& frame : recording) {
    if (frame.media != e2ee::FrameMedia::kAudio) continue;
    ++played;
    ASSERT_TRUE(server.inject(*cyd.socket, sound->identity->ssrc, frame.payload, world.now()));
  }
  world.run(200ms);
  EXPECT_EQ(hostile.frames(cyd).opened, before.opened);
  EXPECT_EQ(hostile.frames(cyd).late, before.late + played);
}

}  // namespace
}  // namespace conclave::hostile
