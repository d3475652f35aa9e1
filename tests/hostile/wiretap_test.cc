// E2E-2, E2E-3: of all that the server can read, nothing is content, a name or a device state, and
// every packet of media is part of a sealed frame, from the first on. And the detector detects.
#include "client/media_session.h"
#include "e2ee/app_message.h"
#include "hostile/hostile_world.h"
#include "mls/mls_message.h"

namespace conclave::hostile {
namespace {

using testing::Contains;

using Wiretap = HostileTest;

signal::ClientMessage wish(const Person& of, const std::string& mid, uint32_t height) {
  signal::from_client::Receive wish;
  wish.slots.push_back({.mid = mid,
                        .connection = of.connection(),
                        .source = SourceKind::kCamera,
                        .height = height,
                        .priority = 1});
  return wish;
}

// A meeting with everything in it: joins, mutes, lost packets and their repeats, layers that
// change, a leave, a return.
TEST_F(Wiretap, FindsNothingInAWholeMeetingAndEveryMediaPacketIsSealed) {
  Person& ada = hostile.arrive();
  Person& ben = hostile.arrive();
  world.say(ada, {.microphone = true, .camera = true});
  world.run(1s);
  Person& cyd = hostile.arrive();
  cyd.quality.loss = 0.05;
  ada.quality.loss = 0.05;
  for (const bool is_open : {false, true, false}) {
    world.say(ben, {.microphone = is_open, .camera = !is_open, .screen = is_open});
    world.run(500ms);
  }
  const auto mids = cyd.participant->media().slot_mids(rtp::MediaKind::kVideo);
  for (const uint32_t height : {180u, 720u, 90u, 360u}) {
    server.say_to_server(*cyd.socket, signal::to_json(wish(ben, mids[0], height)), world.now());
    world.run(1s);
  }
  world.leave(ada);
  world.run(1s);
  hostile.arrive();
  world.run(1s);

  EXPECT_THAT(find_clear(server), IsEmpty());
  const MediaCensus census = count_media(server);
  EXPECT_THAT(census.odd, IsEmpty());
  EXPECT_GT(server.texts().size(), 60u);
  EXPECT_GT(census.frame_starts, 500u);
  EXPECT_GT(census.continuations, 50u);
  EXPECT_GT(census.retransmissions, 10u);
  EXPECT_THAT(world.complaints, IsEmpty());
  EXPECT_GT(hostile.frames(cyd).opened, 100u);
  std::cout << "E2E-2: 0 canaries in " << server.texts().size() << " texts and "
            << server.packets().size() << " packets; of " << census.frame_starts << " frame starts "
            << census.odd.size() << " not sealed; " << census.continuations << " continuations, "
            << census.retransmissions << " repeats, " << census.probes << " probes\n";
}

// Every byte behind the clear head of each frame is under a tag that members' keys verify.
TEST_F(Wiretap, EveryTappedFrameOpensWithTheKeysOfAMember) {
  Person& ada = hostile.arrive();
  hostile.arrive();
  world.run(1s);
  const auto& epochs = hostile.kept.at(ada.number);
  size_t opened = 0, frames = 0;
  for (const TappedFrame& frame : frames_in_one_packet(server, Way::kToServer)) {
    ++frames;
    for (const KeptEpoch& each : epochs) {
      e2ee::FrameReceiver reader;
      e2ee::FrameEpoch keys = each.epoch.frames;
      keys.own_leaf = e2ee::FrameLeaf(99);  // an observer
      ASSERT_TRUE(reader.enter_epoch(keys, world.now()));
      const auto content = reader.open(frame.media, frame.sealed, world.now());
      if (!content) continue;
      ++opened;
      EXPECT_THAT(find_clear(content->content.reveal()),
                  Contains("content"));  // the marker is there
    }
  }
  EXPECT_GT(frames, 40u);
  EXPECT_EQ(opened, frames);
}

// ---- the detector detects ----------------------------------------------------------------------

// A client without end-to-end encryption: it sends its frames as they are.
class NakedClient {
 public:
  NakedClient(Interceptor& server, Random& random, server::SocketId socket)
      : server_(server), session_({.video_slots = 1, .audio_slots = 1}, certificate_, random) {
    server_.open(socket, signal::MeetingId{}, now_);
    server_.receive(socket, signal::to_json(signal::ClientMessage(signal::from_client::Hello{})),
                    now_);
    const auto answered = server_.receive(
        socket,
        signal::to_json(signal::ClientMessage(signal::from_client::Offer{session_.offer()})), now_);
    for (const server::Action& action : answered) {
      const auto message = signal::parse_server_message(*std::get<server::Send>(action).text);
      if (const auto* answer = std::get_if<signal::from_server::Answer>(&*message)) {
        CHECK(session_.set_answer(answer->sdp, now_));
      }
    }
    for (int i = 0; i < 200 && !session_.is_writable(); ++i) step();
    for (int i = 0; i < 20; ++i) step();
    CHECK(session_.is_writable());
  }
  void send(SourceKind source, Bytes frame) {
    Outbox out;
    CHECK(session_.send_frame(source, 0, frame, rtp::RtpTimestamp(timestamp_ += 3000), now_, out));
    to_server(out);
  }

 private:
  void step() {
    now_ += 10ms;
    Outbox up, down;
    (void)session_.wake(now_, up);
    to_server(up);
    server_.wake(now_, down);
    to_client(down);
  }
  void to_server(const Outbox& out) {
    for (const auto& datagram : out.datagrams()) {
      Buffer bytes = to_buffer(out.bytes(datagram));
      Outbox down;
      server_.receive_datagram(Address::v4(10, 8, 0, 1, 1), bytes, now_, down);
      to_client(down);
    }
  }
  void to_client(const Outbox& out) {
    for (const auto& datagram : out.datagrams()) {
      Buffer bytes = to_buffer(out.bytes(datagram));
      Outbox up;
      (void)session_.receive(sim::kServerAddress, bytes, now_, up);
      to_server(up);
    }
  }

  Interceptor& server_;
  transport::Certificate certificate_ = transport::Certificate::generate().value();
  client::MediaSession session_;
  Time now_ = time_from_us(1'000'000);
  uint32_t timestamp_ = 0;
};

TEST(WiretapControl, FindsTheFramesOfAClientThatSealsNothing) {
  SeededRandom random(2);
  Interceptor server(random);
  NakedClient naked(server, random, server::SocketId(1));
  sim::Sources sources(1);
  naked.send(SourceKind::kMicrophone, sources.next({SourceKind::kMicrophone}).content);
  naked.send(SourceKind::kScreen, sources.next({SourceKind::kCamera, 2}).content);
  EXPECT_THAT(find_clear(server), Contains("content"));
  const MediaCensus census = count_media(server);
  EXPECT_EQ(census.frame_starts, 2u);
  EXPECT_EQ(census.odd.size(), 2u);
  EXPECT_EQ(census.continuations, 2u);
}

TEST(WiretapControl, FindsSilenceInClear) {
  SeededRandom random(3);
  Interceptor server(random);
  NakedClient naked(server, random, server::SocketId(1));
  naked.send(SourceKind::kMicrophone, Buffer{0xf8, 0xff, 0xfe});
  EXPECT_EQ(count_media(server).odd.size(), 1u);
}

TEST(WiretapControl, FindsANameAndADeviceStateInAnEnvelope) {
  SeededRandom random(4);
  const auto own = *e2ee::make_own_key_package({ConnectionId(1), sim::name_of_person(1)},
                                               mls::UnixSeconds(1'800'000'000), random);
  const signal::ClientMessage knock = signal::from_client::Knock{
      mls::encode_message(mls::Unverified(mls::KeyPackage(own.key_package)))};
  EXPECT_THAT(find_clear(std::string_view(signal::to_json(knock))), Contains("a name"));

  Buffer state = encode_app_message(e2ee::StateMessage{.sequence = 3, .state = {.camera = true}});
  state.resize(256);
  const signal::ClientMessage message = signal::from_client::Message{.envelope = state, .to = {}};
  EXPECT_THAT(find_clear(std::string_view(signal::to_json(message))), Contains("a device state"));
}

}  // namespace
}  // namespace conclave::hostile
