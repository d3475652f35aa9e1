// What a server sends that it made up, kept, altered or moved changes nothing, and is counted.
// Media is re-protected under SRTP as the next packets of the streams that the victim receives, so
// nothing but the sealing stands between it and the eye (E2E-2, E2E-14, E2E-15).
#include "e2ee/meeting.h"
#include "hostile/hostile_world.h"

namespace conclave::hostile {
namespace {

class Injection : public HostileTest {
 protected:
  Injection() {
    world.run(500ms);
    cut();
    world.run(1500ms);  // frames that the victim has not seen
  }

  // From here on the victim gets no media but ours.
  void cut() {
    server.on_packet = [this](const TappedPacket& packet) {
      return packet.socket != *victim.socket || packet.way != Way::kToParticipant;
    };
    cut_at = world.now();
  }
  // Frames of this epoch that the victim was sent, and frames that it ought to have been sent
  // since.
  std::vector<TappedFrame> seen_frames(e2ee::FrameMedia media) {
    const Time began = hostile.kept.at(victim.number).back().began + 10ms;
    return frames([&](const TappedFrame& frame) {
      return frame.media == media && frame.way == Way::kToParticipant &&
             frame.socket == *victim.socket && frame.at > began && frame.at < cut_at;
    });
  }
  std::vector<TappedFrame> withheld_frames(const Person& of, e2ee::FrameMedia media) {
    return frames([&](const TappedFrame& frame) {
      return frame.media == media && frame.way == Way::kToServer && frame.socket == *of.socket &&
             frame.at > cut_at;
    });
  }
  template <typename Wanted>
  std::vector<TappedFrame> frames(const Wanted& is_wanted) {
    std::vector<TappedFrame> found;
    for (const Way way : {Way::kToServer, Way::kToParticipant}) {
      for (TappedFrame& frame : frames_in_one_packet(server, way)) {
        if (is_wanted(frame)) found.push_back(std::move(frame));
      }
    }
    return found;
  }
  // The stream of the victim's nth slot.
  rtp::Ssrc slot(e2ee::FrameMedia media, size_t n) const {
    const auto kind =
        media == e2ee::FrameMedia::kAudio ? rtp::MediaKind::kAudio : rtp::MediaKind::kVideo;
    for (const rtp::AnswerSection& section : server.answer(*victim.socket).sections) {
      if (section.identity && section.kind == kind && n-- == 0) return section.identity->ssrc;
    }
    return {};
  }
  // The outcome of this payload, sent in this stream.
  client::FrameCounts inject(rtp::Ssrc stream, Bytes payload) {
    const client::FrameCounts before = hostile.frames(victim);
    EXPECT_TRUE(server.inject(*victim.socket, stream, payload, world.now()));
    world.run(120ms);  // at least one microphone frame carries it out
    const client::FrameCounts now = hostile.frames(victim);
    return {.opened = now.opened - before.opened,
            .early = now.early - before.early,
            .late = now.late - before.late,
            .replayed = now.replayed - before.replayed,
            .refused = now.refused - before.refused};
  }
  e2ee::FrameLeaf leaf_of(const Person& person) {
    for (const auto& member : hostile.kept.at(person.number).back().epoch.roster) {
      if (member.is_self) return e2ee::FrameLeaf(member.leaf.value());
    }
    return {};
  }
  void expect_nobody_harmed() {
    EXPECT_THAT(world.complaints, IsEmpty());
    sim::Complaints complaints;
    sim::check_agreement(world, complaints);
    EXPECT_THAT(complaints, IsEmpty());
  }

  Person& ada = hostile.arrive();
  Person& ben = hostile.arrive();
  Person& victim = hostile.arrive();
  Time cut_at;
};

using InjectedMedia = Injection;

TEST_F(InjectedMedia, OneFlippedBitAnywhereClosesAFrameAndTheUntouchedOneOpensOnce) {
  for (const auto media : {e2ee::FrameMedia::kAudio, e2ee::FrameMedia::kVideo}) {
    const TappedFrame frame = withheld_frames(ada, media).at(0);
    const rtp::Ssrc stream = slot(media, 0);
    const size_t descriptor = frame.payload.size() - frame.sealed.size();
    for (size_t i = descriptor; i < frame.payload.size(); ++i) {
      Buffer altered = frame.payload;
      altered[i] ^= static_cast<uint8_t>(1 << world.random().below(8));
      ASSERT_TRUE(server.inject(*victim.socket, stream, altered, world.now()));
    }
    // With the last of them: one that was cut short.
    const client::FrameCounts outcome =
        inject(stream, Bytes(frame.payload).first(frame.payload.size() - 1));
    EXPECT_EQ(outcome.opened, 0u);
    EXPECT_EQ(outcome.refused + outcome.early + outcome.late, frame.sealed.size() + 1);
    EXPECT_EQ(inject(stream, frame.payload).opened, 1u);  // the control
    EXPECT_EQ(inject(stream, frame.payload).replayed, 1u);
  }
  expect_nobody_harmed();
}

TEST_F(InjectedMedia, FramesShownBeforeAreNotShownAgain) {
  size_t replayed = 0, sent = 0;
  for (const auto media : {e2ee::FrameMedia::kAudio, e2ee::FrameMedia::kVideo}) {
    for (const TappedFrame& frame : seen_frames(media)) {
      ++sent;
      const client::FrameCounts outcome = inject(frame.stream, frame.payload);
      EXPECT_EQ(outcome.opened, 0u);
      replayed += outcome.replayed;
    }
  }
  EXPECT_GT(sent, 10u);
  EXPECT_EQ(replayed, sent);
  expect_nobody_harmed();
}

TEST_F(InjectedMedia, WhoseAFrameIsItsKeySaysWhereverItIsPut) {
  // Each where the other one's picture was.
  size_t n = 0;
  for (const Person* person : {&ben, &ada}) {
    const TappedFrame frame = withheld_frames(*person, e2ee::FrameMedia::kVideo).at(0);
    EXPECT_EQ(inject(slot(e2ee::FrameMedia::kVideo, n++), frame.payload).opened, 1u);
    EXPECT_EQ(hostile.opened.at(victim.number).back().leaf, leaf_of(*person));
  }
  // And a picture is no sound.
  const TappedFrame picture = withheld_frames(ada, e2ee::FrameMedia::kVideo).at(1);
  EXPECT_EQ(inject(slot(e2ee::FrameMedia::kAudio, 0), picture.sealed).opened, 0u);
  EXPECT_EQ(inject(slot(e2ee::FrameMedia::kVideo, 0), picture.payload).opened, 1u);
  expect_nobody_harmed();
}

TEST_F(InjectedMedia, ClearFramesAndSilenceAreNeverPassedThrough) {
  const rtp::Ssrc sound = slot(e2ee::FrameMedia::kAudio, 0);
  const rtp::Ssrc sight = slot(e2ee::FrameMedia::kVideo, 0);
  const TappedFrame picture = withheld_frames(ada, e2ee::FrameMedia::kVideo).at(0);
  const Bytes descriptor =
      Bytes(picture.payload).first(picture.payload.size() - picture.sealed.size());
  sim::Sources sources(ada.number);
  const Buffer content = sources.next({SourceKind::kMicrophone}).content;
  size_t sent = 0, refused = 0;
  for (const Buffer& clear : {Buffer{0xf8, 0xff, 0xfe}, Buffer(60, 0x78), Buffer{0}, content}) {
    const client::FrameCounts outcome = inject(sound, clear);
    EXPECT_EQ(outcome.opened, 0u);
    refused += outcome.refused + outcome.early + outcome.late;
    ++sent;
  }
  // RFC 6386 section 9.1: a key frame's tag, start code and size, and a delta frame.
  const Buffer key_frame = {0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a, 0x40, 0x01, 0xf0, 0x00};
  const Buffer delta_frame = {0x11, 0x02, 0x00, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55, 0x55};
  for (Buffer clear : {key_frame, delta_frame, content}) {
    clear.insert(clear.begin(), descriptor.begin(), descriptor.end());
    clear.resize(200);
    const client::FrameCounts outcome = inject(sight, clear);
    EXPECT_EQ(outcome.opened, 0u);
    refused += outcome.refused + outcome.early + outcome.late;
    ++sent;
  }
  EXPECT_EQ(refused, sent);
  EXPECT_EQ(inject(sight, picture.payload).opened, 1u);  // the control
  expect_nobody_harmed();
}

// E2E-8, E2E-14: withheld for longer than an epoch's keys outlive it.
TEST_F(InjectedMedia, FramesOfAnEpochThatIsGoneAreLate) {
  const auto kept = withheld_frames(ada, e2ee::FrameMedia::kAudio);
  const rtp::Ssrc stream = slot(e2ee::FrameMedia::kAudio, 0);
  world.arrive({.delay = 1ms}, {.video_slots = 1, .audio_slots = 1});
  world.run(500ms);
  EXPECT_EQ(inject(stream, kept.at(0).payload).opened, 1u);  // within the overlap
  world.run(limits::kEpochOverlap);
  EXPECT_EQ(inject(stream, kept.at(1).payload).late, 1u);
  expect_nobody_harmed();
}

// ---- signalling --------------------------------------------------------------------------------

class InjectedText : public HostileTest {
 protected:
  using FromServer = signal::ServerMessage;

  // Nothing comes of it but a count.
  void expect_refused(Person& person, const FromServer& message,
                      uint64_t e2ee::Counters::* counter) {
    const auto epochs = hostile.kept[person.number].size();
    const uint64_t before = hostile.counters(person).*counter;
    server.say_to_participant(*person.socket, signal::to_json(message));
    world.run(200ms);
    EXPECT_EQ(hostile.counters(person).*counter, before + 1);
    EXPECT_EQ(hostile.kept[person.number].size(), epochs);
  }
  // The last message of this kind that the server relayed or, if withheld, could have.
  template <typename T>
  std::optional<T> last_said(const Person* to = nullptr) {
    std::optional<T> last;
    for (const TappedText& text : server.texts()) {
      if (text.way != Way::kToParticipant || (to != nullptr && text.socket != *to->socket))
        continue;
      const auto message = signal::parse_server_message(text.text);
      if (const auto* found = std::get_if<T>(&*message)) last = *found;
    }
    return last;
  }
  void expect_all_well() {
    sim::Complaints complaints = world.complaints;
    for (Person& person : world.people()) person.senses.forget_frames();
    world.run(1s);
    sim::check_agreement(world, complaints);
    sim::check_media(world, complaints);
    EXPECT_THAT(complaints, IsEmpty());
  }
};

namespace from_server = signal::from_server;
using e2ee::Counters;

Buffer knock_without_the_link(ConnectionId connection, Random& random) {
  auto stranger = *e2ee::Meeting::open({.link_secret = e2ee::LinkSecret::generate(random),
                                        .name = "person 9",
                                        .unix_now = mls::UnixSeconds(1'800'000'000)},
                                       time_from_us(0), random);
  stranger.receive(e2ee::from_server::Hello{.connection = connection}, time_from_us(0));
  const auto events = stranger.receive(e2ee::from_server::Exists{}, time_from_us(0));
  for (const e2ee::Event& event : events) {
    const auto* said = std::get_if<e2ee::ToServer>(&event);
    if (said == nullptr) continue;
    if (const auto* knock = std::get_if<e2ee::to_server::Knock>(said)) return knock->envelope;
  }
  return {};
}

TEST_F(InjectedText, NoKnockCountsThatTheLinkDidNotSealForItsConnection) {
  Person& ada = hostile.arrive();
  hostile.arrive();
  const ConnectionId ghost(77);
  expect_refused(ada, from_server::Knock{ghost, knock_without_the_link(ghost, world.random())},
                 &Counters::knocks_forged);
  const auto bens = *last_said<from_server::Knock>(&ada);
  expect_refused(ada, bens, &Counters::knocks_replayed);
  expect_refused(ada, from_server::Knock{ghost, bens.envelope}, &Counters::knocks_replayed);

  // A knock that no member has seen yet: as a ghost's, and with another key package in it.
  server.on_text = [](TappedText& text) {
    return text.way == Way::kToServer || !text.text.starts_with(R"({"type":"knock")");
  };
  Person& cyd = hostile.arrive();
  const auto cyds = *last_said<from_server::Knock>(&ada);
  ASSERT_NE(cyds, bens);
  expect_refused(ada, from_server::Knock{ghost, cyds.envelope}, &Counters::knocks_forged);
  auto swapped = cyds;
  const Buffer other = knock_without_the_link(cyds.from, world.random());
  constexpr size_t kKnockHead = 13;  // e2ee/knock.h: version and nonce
  swapped.envelope.resize(kKnockHead);
  append(swapped.envelope, Bytes(other).subspan(kKnockHead));
  expect_refused(ada, swapped, &Counters::knocks_forged);
  EXPECT_EQ(ada.senses.roster().size(), 2u);
  // The control: as it was made.
  server.say_to_participant(*ada.socket, signal::to_json(FromServer(cyds)));
  world.run(1s);
  EXPECT_EQ(ada.senses.roster().size(), 3u);
  EXPECT_TRUE(cyd.participant->meeting().is_member());
  expect_all_well();
}

TEST_F(InjectedText, OldCommitsWelcomesAndMessagesChangeNothing) {
  Person& ada = hostile.arrive();
  Person& ben = hostile.arrive();
  world.say(ada, {.microphone = true});
  Person& cyd = hostile.arrive();
  const auto commit = *last_said<from_server::Commit>(&ben);
  expect_refused(ben, commit, &Counters::commits_replayed);
  auto relabelled = commit;
  relabelled.epoch = signal::Epoch(ben.participant->meeting().epoch());
  expect_refused(ben, relabelled, &Counters::commits_replayed);
  const auto welcome = *last_said<from_server::Welcome>(&cyd);
  expect_refused(cyd, welcome, &Counters::unexpected);
  expect_refused(ben, welcome, &Counters::unexpected);
  const auto message = *last_said<from_server::Message>(&ben);
  expect_refused(ben, message, &Counters::messages_replayed);
  expect_all_well();
}

// The control is in it: the untouched Welcome, delivered last, lets her in.
TEST_F(InjectedText, AForgedWelcomeLetsNobodyIn) {
  hostile.arrive();
  std::optional<from_server::Welcome> withheld;
  server.on_text = [&](TappedText& text) {
    const auto message = signal::parse_server_message(text.text);
    if (text.way != Way::kToParticipant || !message) return true;
    const auto* welcome = std::get_if<from_server::Welcome>(&*message);
    if (welcome != nullptr) withheld = *welcome;
    return welcome == nullptr;
  };
  Person& ben = hostile.arrive();
  ASSERT_TRUE(withheld);
  for (size_t i = 0; i < withheld->envelope.size(); i += 97) {
    auto forged = *withheld;
    forged.envelope[i] ^= 1;
    expect_refused(ben, forged, &Counters::welcomes_forged);
  }
  EXPECT_FALSE(ben.participant->meeting().is_member());
  server.on_text = [](TappedText&) { return true; };
  server.say_to_participant(*ben.socket, signal::to_json(FromServer(*withheld)));
  world.run(500ms);
  EXPECT_TRUE(ben.participant->meeting().is_member());
  expect_all_well();
}

}  // namespace
}  // namespace conclave::hostile
