#include "sfu/sfu.h"

#include "sfu/test_world.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace conclave::sfu {
namespace {

using rtp::MediaKind;
using testing::IsEmpty;
using testing::SizeIs;

class SfuTest : public testing::Test {
 protected:
  TestWorld world_;
};

TEST_F(SfuTest, TwoMembersHearAndSeeEachOther) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.wish(anna, {world_.camera(anna, 0, ben)});
  for (TestClient* each : {&anna, &ben}) {
    world_.speak(*each);
    world_.show(*each, 0, true);
    world_.show(*each, 0, false);
  }
  for (TestClient* each : {&anna, &ben}) {
    EXPECT_THAT(each->received(MediaKind::kAudio, 0), SizeIs(1));
    EXPECT_THAT(each->received(MediaKind::kVideo, 0), SizeIs(2));
    EXPECT_THAT(each->received(MediaKind::kAudio, 1), IsEmpty());
    EXPECT_THAT(each->received(MediaKind::kVideo, 1), IsEmpty());
  }
  const ReceivedPacket& frame = ben.received(MediaKind::kVideo, 0)[0];
  EXPECT_EQ(frame.payload.size(), 300);
  EXPECT_EQ(frame.payload[4], 0x10);
  EXPECT_TRUE(frame.header.marker);
}

TEST_F(SfuTest, SixMembersAllHearEachOther) {
  std::vector<TestClient*> all;
  for (int i = 0; i < 6; ++i) all.push_back(&world_.join(5, 5));
  for (int round = 0; round < 3; ++round) {
    for (TestClient* each : all) world_.speak(*each);
  }
  for (TestClient* each : all) {
    for (size_t slot = 0; slot < 5; ++slot) {
      EXPECT_THAT(each->received(MediaKind::kAudio, slot), SizeIs(3));
    }
  }
  EXPECT_EQ(world_.sfu.counters().media_forwarded, 6 * 5 * 3);
}

TEST_F(SfuTest, ForwardsNothingToOrFromWhoIsNotAdmitted) {
  TestClient& anna = world_.join();
  TestClient& mallory = world_.connect(2, 2);
  ASSERT_TRUE(
      world_.sfu.set_wishes(mallory.peer, std::array{world_.camera(mallory, 0, anna)}, world_.now));
  for (int i = 0; i < 5; ++i) {
    world_.speak(mallory);
    world_.speak(anna);
    world_.show(anna, 0, true);
  }
  EXPECT_THAT(anna.packets, IsEmpty());
  EXPECT_THAT(mallory.packets, IsEmpty());
  EXPECT_EQ(world_.sfu.counters().dropped_not_member, 5);
  EXPECT_EQ(world_.carried(mallory), 0);

  world_.note(world_.sfu.admit(mallory.peer, world_.now));
  world_.speak(anna);
  world_.show(anna, 0, true);
  EXPECT_THAT(mallory.received(MediaKind::kAudio, 0), SizeIs(1));
  EXPECT_THAT(mallory.received(MediaKind::kVideo, 0), SizeIs(1));
}

TEST_F(SfuTest, TellsAPeerWhatItHoldsOfItAndNothingOfAnothers) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.speak(anna);
  world_.show(anna, 0, true);

  const auto of_anna = world_.sfu.inspect(anna.peer, world_.now);
  ASSERT_TRUE(of_anna);
  EXPECT_TRUE(of_anna->is_connected);
  EXPECT_EQ(of_anna->path, anna.address);
  EXPECT_THAT(of_anna->addresses, testing::ElementsAre(anna.address));
  EXPECT_THAT(of_anna->ice_names, testing::Contains(anna.transport.local_ice().ufrag));
  EXPECT_EQ(of_anna->peer_fingerprint, anna.transport.local_fingerprint().to_text());
  EXPECT_EQ(of_anna->dtls_version, "DTLSv1.2");
  EXPECT_EQ(of_anna->dtls_cipher, "ECDHE-ECDSA-AES128-GCM-SHA256");
  EXPECT_EQ(of_anna->dtls_group, "X25519");
  EXPECT_EQ(of_anna->srtp_profile, "SRTP_AEAD_AES_128_GCM");
  ASSERT_THAT(of_anna->sources, SizeIs(2));
  EXPECT_EQ(of_anna->sources[0].kind, SourceKind::kMicrophone);
  EXPECT_EQ(of_anna->sources[1].layer, "l");
  EXPECT_EQ(of_anna->packets_received, 2);
  EXPECT_GT(of_anna->bytes_kept, 0);
  EXPECT_EQ(of_anna->packets_sent, 0);

  const auto of_ben = world_.sfu.inspect(ben.peer, world_.now);
  ASSERT_TRUE(of_ben);
  EXPECT_THAT(of_ben->sources, IsEmpty());
  EXPECT_EQ(of_ben->packets_received, 0);
  EXPECT_EQ(of_ben->packets_sent, 2);
  EXPECT_EQ(of_ben->path, ben.address);
  EXPECT_THAT(of_ben->ice_names, testing::Not(testing::Contains(anna.transport.local_ice().ufrag)));
  EXPECT_THAT(of_ben->addresses, testing::Not(testing::Contains(anna.address)));
  ASSERT_THAT(of_ben->slots, SizeIs(2));
  EXPECT_EQ(of_ben->slots[0].carries, anna.id);
  EXPECT_EQ(of_ben->slots[0].layer, "l");
  EXPECT_EQ(of_ben->slots[0].wished, anna.id);

  world_.note(world_.sfu.remove_peer(ben.peer));
  EXPECT_FALSE(world_.sfu.inspect(ben.peer, world_.now));
}

TEST_F(SfuTest, SaysInTheNameOfTheCertificateThatThePeersOfAMeetingSee) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  const auto of_anna = world_.sfu.sign(anna.peer, as_bytes("totals"));
  const auto of_ben = world_.sfu.sign(ben.peer, as_bytes("totals"));
  ASSERT_TRUE(of_anna && of_ben);
  EXPECT_EQ(of_anna->certificate, of_ben->certificate);
  world_.note(world_.sfu.remove_peer(ben.peer));
  EXPECT_FALSE(world_.sfu.sign(ben.peer, as_bytes("totals")));
}

TEST_F(SfuTest, ForwardsNothingToOrFromWhoWasRemoved) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.wish(anna, {world_.camera(anna, 0, ben)});
  EXPECT_EQ(world_.carried(anna), 2);
  world_.note(world_.sfu.remove_peer(ben.peer));
  EXPECT_EQ(world_.carried(anna), 0);
  for (TestClient* each : {&anna, &ben}) {
    world_.speak(*each);
    world_.show(*each, 0, true);
  }
  EXPECT_THAT(ben.packets[ben.slot_ssrc(MediaKind::kAudio, 0)], IsEmpty());
  EXPECT_THAT(anna.packets[anna.slot_ssrc(MediaKind::kAudio, 0)], IsEmpty());
  EXPECT_GT(world_.sfu.counters().dropped_stranger, 0);
}

TEST_F(SfuTest, KeepsMeetingsApart) {
  TestClient& anna = world_.join();
  world_.meeting = world_.sfu.open_meeting().value();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.speak(anna);
  world_.show(anna, 0, true);
  EXPECT_THAT(ben.packets, IsEmpty());
  EXPECT_NE(anna.answer.fingerprint, ben.answer.fingerprint);
}

TEST_F(SfuTest, AMeetingsPeersCanAllBeDroppedAtOnce) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.sfu.close_meeting(world_.meeting);
  world_.show(anna, 0, true);
  world_.run(3s);
  EXPECT_THAT(ben.packets, IsEmpty());
  EXPECT_FALSE(world_.sfu.add_peer(world_.meeting, ConnectionId(9)));
}

TEST_F(SfuTest, ShowsNothingOfAPublishersOwnNumbers) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  world_.wish(ben, {world_.camera(ben, 0, anna)});
  world_.speak(anna);
  world_.show(anna, 0, true);
  const auto stream = anna.stream_of(SourceKind::kCamera, 0);
  EXPECT_FALSE(ben.packets.contains(stream.ssrc));
  const auto& header = ben.received(MediaKind::kVideo, 0).at(0).header;
  EXPECT_NE(header.sequence.value(), 65000);
  EXPECT_NE(header.timestamp.value() - stream.timestamp_start,
            static_cast<uint32_t>(to_us(world_.now - 15ms) * 9 / 100));
}

TEST_F(SfuTest, FillsAWishedSlotWhenItsSourceAppearsAndEmptiesItWhenItGoes) {
  TestClient& anna = world_.join();
  world_.wish(anna, {{.mid = anna.slot_mid(MediaKind::kVideo, 1),
                      .source = ConnectionId(2),
                      .kind = SourceKind::kScreen,
                      .height = 1080,
                      .priority = 9}});
  EXPECT_EQ(world_.carried(anna), 0);
  TestClient& ben = world_.join();
  ASSERT_EQ(world_.carried(anna), 2);
  EXPECT_EQ(world_.slots_of(anna)[1].kind, SourceKind::kScreen);
  world_.from(ben, [&](Outbox& out) { ben.show(SourceKind::kScreen, 0, true, world_.now, out); });
  world_.run(5ms);
  EXPECT_THAT(anna.received(MediaKind::kVideo, 1), SizeIs(1));
  world_.note(world_.sfu.remove_peer(ben.peer));
  EXPECT_EQ(world_.carried(anna), 0);
}

TEST_F(SfuTest, RefusesWishesThatDoNotFit) {
  TestClient& anna = world_.join();
  const SlotWish good = world_.camera(anna, 0, anna);
  SlotWish unknown = good, wrong_kind = good;
  unknown.mid = "nowhere";
  wrong_kind.kind = SourceKind::kMicrophone;
  const auto set = [&](std::vector<SlotWish> wishes) {
    return world_.sfu.set_wishes(anna.peer, wishes, world_.now).has_value();
  };
  EXPECT_TRUE(set({good}));
  EXPECT_FALSE(set({unknown}));
  EXPECT_FALSE(set({wrong_kind}));
  EXPECT_FALSE(set({good, good}));
  EXPECT_FALSE(world_.sfu.set_wishes(PeerId(999), {}, world_.now));
  EXPECT_EQ(world_.carried(anna), 0) << "nobody receives themselves";
}

TEST_F(SfuTest, ANewOfferMayAppendSlotsAndNothingElse) {
  TestClient& anna = world_.join(1, 1);
  TestClient& ben = world_.join(1, 1);
  TestClient& cleo = world_.join(1, 1);
  EXPECT_EQ(world_.carried(anna), 1);
  const auto ssrc = anna.slot_ssrc(MediaKind::kVideo, 0);
  const auto answer = world_.sfu.negotiate(anna.peer, anna.offer(1, 2), world_.now);
  ASSERT_TRUE(answer);
  ASSERT_TRUE(anna.take_answer(*answer, world_.now));
  world_.run(5ms);
  EXPECT_EQ(anna.slot_ssrc(MediaKind::kVideo, 0), ssrc);
  EXPECT_EQ(world_.carried(anna), 2);
  world_.speak(ben);
  world_.speak(cleo);
  EXPECT_THAT(anna.received(MediaKind::kAudio, 0), SizeIs(1));
  EXPECT_THAT(anna.received(MediaKind::kAudio, 1), SizeIs(1));

  EXPECT_FALSE(world_.sfu.negotiate(anna.peer, anna.offer(1, 0), world_.now));
  EXPECT_FALSE(world_.sfu.negotiate(anna.peer, anna.offer(2, 2), world_.now));
  EXPECT_FALSE(world_.sfu.negotiate(anna.peer, "v=0", world_.now));
}

TEST_F(SfuTest, TellsWhenAPeerIsConnectedAndWhenItsConsentIsLost) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  EXPECT_EQ(std::ranges::count_if(
                world_.events,
                [](const Event& each) { return std::holds_alternative<PeerConnected>(each); }),
            2);
  world_.lose_up = [](Bytes) { return true; };
  for (int second = 0; second < 32; ++second) {
    world_.now += 1s;
    world_.run(1ms);
  }
  size_t lost = 0;
  for (const Event& event : world_.events) lost += std::holds_alternative<PeerMediaLost>(event);
  EXPECT_EQ(lost, 2);
  world_.lose_up = nullptr;
  anna.packets.clear();
  world_.speak(ben);
  EXPECT_THAT(anna.packets, IsEmpty()) << "nothing leaves without consent";
}

TEST_F(SfuTest, FollowsAPeerToANewAddressAndThroughARestartOfIce) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  anna.address = Address::v4(198, 51, 100, 7, 777);
  anna.transport.check_path(world_.now);
  world_.run(200ms);
  world_.speak(ben);
  EXPECT_THAT(anna.received(MediaKind::kAudio, 0), SizeIs(1));
  world_.speak(anna);
  EXPECT_THAT(ben.received(MediaKind::kAudio, 0), SizeIs(1));

  anna.transport.restart_ice();
  const auto answer = world_.sfu.negotiate(anna.peer, anna.offer(2, 2), world_.now);
  ASSERT_TRUE(answer);
  ASSERT_TRUE(anna.take_answer(*answer, world_.now));
  world_.run(200ms);
  anna.address = Address::v4(198, 51, 100, 8, 888);
  anna.transport.check_path(world_.now);
  world_.run(200ms);
  world_.speak(ben);
  EXPECT_THAT(anna.received(MediaKind::kAudio, 0), SizeIs(2));
  world_.speak(anna);
  EXPECT_THAT(ben.received(MediaKind::kAudio, 0), SizeIs(2));
}

TEST_F(SfuTest, BoundsConnectionsAndTakesEachOnce) {
  const auto meeting = world_.sfu.open_meeting().value();
  ASSERT_TRUE(world_.sfu.add_peer(meeting, ConnectionId(1)));
  const auto again = world_.sfu.add_peer(meeting, ConnectionId(1));
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::kInvalid);
  for (uint32_t i = 2; i <= limits::kMeetingConnectionsMax; ++i) {
    ASSERT_TRUE(world_.sfu.add_peer(meeting, ConnectionId(i)));
  }
  const auto over = world_.sfu.add_peer(meeting, ConnectionId(5000));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, ErrorCode::kLimit);
}

TEST_F(SfuTest, AnswersNoStranger) {
  TestClient& anna = world_.join();
  const Address stranger = Address::v4(203, 0, 113, 9, 5);
  Outbox out;
  // What anna says, from elsewhere: media and DTLS from an unproven address go nowhere.
  Outbox said;
  anna.speak(world_.now, said);
  Buffer copy = to_buffer(said.bytes(said.datagrams()[0]));
  EXPECT_THAT(world_.sfu.receive(stranger, copy, world_.now, out), IsEmpty());
  for (size_t size : {0, 1, 20, 200, 1500}) {
    for (int first : {0, 1, 3, 20, 22, 63, 128, 144, 191, 255}) {
      Buffer noise(size);
      world_.random.fill(noise);
      if (size > 0) noise[0] = static_cast<uint8_t>(first);
      EXPECT_THAT(world_.sfu.receive(stranger, noise, world_.now, out), IsEmpty());
    }
  }
  EXPECT_TRUE(out.empty());
  EXPECT_GE(world_.sfu.counters().dropped_stranger, 51);
}

TEST_F(SfuTest, AForgedPacketIsCountedAndHarmsNothing) {
  TestClient& anna = world_.join();
  TestClient& ben = world_.join();
  Outbox out;
  anna.speak(world_.now, out);
  Buffer forged = to_buffer(out.bytes(out.datagrams()[0]));
  forged.back() ^= 1;
  Outbox to_clients;
  const auto refused = world_.sfu.counters().dropped_refused;
  (void)world_.sfu.receive(anna.address, forged, world_.now, to_clients);
  EXPECT_TRUE(to_clients.empty());
  EXPECT_EQ(world_.sfu.counters().dropped_refused, refused + 1);
  Buffer good = to_buffer(out.bytes(out.datagrams()[0]));
  Buffer replayed = good;
  (void)world_.sfu.receive(anna.address, good, world_.now, to_clients);
  EXPECT_THAT(to_clients.datagrams(), SizeIs(1));
  (void)world_.sfu.receive(anna.address, replayed, world_.now, to_clients);
  EXPECT_THAT(to_clients.datagrams(), SizeIs(1));
  (void)ben;
}

TEST_F(SfuTest, ForwardsMicrophonesByItselfUpToTheLimitOnly) {
  std::vector<TestClient*> all;
  for (size_t i = 0; i < limits::kForwardAllAudioMax; ++i) all.push_back(&world_.join(0, 23));
  TestClient& first = *all.front();
  EXPECT_EQ(world_.carried(first), 23);
  TestClient& one_more = world_.join(0, 23);
  EXPECT_EQ(world_.carried(first), 23) << "what is heard stays until the receiver chooses";
  EXPECT_EQ(world_.carried(one_more), 0) << "and who comes then has to ask";
  world_.wish(first, {{.mid = first.slot_mid(MediaKind::kAudio, 3),
                       .source = one_more.id,
                       .kind = SourceKind::kMicrophone,
                       .height = 0,
                       .priority = 0}});
  EXPECT_EQ(world_.carried(first), 1);
  world_.speak(one_more);
  EXPECT_THAT(first.received(MediaKind::kAudio, 3), SizeIs(1));
}

TEST_F(SfuTest, LeavesMicrophonesOutWhereSlotsAreFew) {
  TestClient& anna = world_.join(1, 2);
  for (int i = 0; i < 4; ++i) world_.join(1, 2);
  EXPECT_EQ(world_.carried(anna), 2);
  const auto before = world_.slots_of(anna);
  // Someone goes who was not heard: nothing moves. Someone who was: the next one takes the place.
  world_.note(world_.sfu.remove_peer(world_.clients[4]->peer));
  EXPECT_EQ(world_.slots_of(anna), before);
  world_.note(world_.sfu.remove_peer(world_.clients[1]->peer));
  const auto after = world_.slots_of(anna);
  EXPECT_EQ(after[1].source, ConnectionId(4));
  EXPECT_EQ(after[2], before[2]);
}

}  // namespace
}  // namespace conclave::sfu
