// For tests: one Sfu, a few clients made of the client side of transport and rtp, and a network
// between them that loses what a test tells it to. All in one thread and virtual time, from a seed.
#pragma once

#include "base/limits.h"
#include "rtp/rtcp.h"
#include "rtp/rtx.h"
#include "rtp/sdp_answer.h"
#include "rtp/transport_feedback_recorder.h"
#include "sfu/sfu.h"
#include "transport/transport.h"

#include <functional>
#include <map>
#include <memory>

namespace conclave::sfu {

using namespace std::chrono_literals;

inline const Address kServerAddress = Address::v4(10, 99, 0, 1, 3478);

struct ReceivedPacket {
  rtp::RtpHeader header;
  Buffer payload;
  Time at;
};

class TestClient {
 public:
  TestClient(ConnectionId connection, const transport::Certificate& certificate, Random& random)
      : id(connection),
        address(Address::v4(10, 99, 1, static_cast<uint8_t>(connection.value()),
                            static_cast<uint16_t>(40000 + connection.value()))),
        transport(transport::Role::kClient, certificate, random),
        random_(random) {}

  std::string offer(size_t video_slots, size_t audio_slots) {
    return rtp::write_offer({.session_id = 1,
                             .version = ++version_,
                             .ice = {transport.local_ice().ufrag, transport.local_ice().password},
                             .fingerprint = transport.local_fingerprint().sha256,
                             .video_slots = video_slots,
                             .audio_slots = audio_slots});
  }
  Result<void> take_answer(std::string_view text, Time now) {
    answer = TRY(rtp::parse_answer(text));
    std::vector<Address> candidates;
    for (const auto& candidate : answer.candidates) candidates.push_back(candidate.address);
    return transport.set_remote(
        {.ice = {answer.ice.ufrag, answer.ice.password}, .fingerprint = {answer.fingerprint}},
        candidates, now);
  }
  // The mid of the n-th video or audio slot.
  std::string slot_mid(rtp::MediaKind kind, size_t n) const { return slot(kind, n).mid; }
  rtp::Ssrc slot_ssrc(rtp::MediaKind kind, size_t n) const { return slot(kind, n).identity->ssrc; }
  rtp::Ssrc slot_rtx(rtp::MediaKind kind, size_t n) const { return *slot(kind, n).identity->rtx; }
  std::vector<ReceivedPacket>& received(rtp::MediaKind kind, size_t n) {
    return packets[slot_ssrc(kind, n)];
  }

  void speak(Time now, Outbox& out) {
    send(SourceKind::kMicrophone, 0, Buffer(80, 0x55), audio_timestamp_ += 960, true, now, out);
  }
  // One frame of one packet: descriptor with picture id, the synthetic byte, "ciphertext".
  void show(SourceKind kind, size_t layer, bool is_key, Time now, Outbox& out, size_t size = 300) {
    Stream& stream = stream_of(kind, layer);
    ++stream.picture_id;
    Buffer payload = {0x90, 0x80, static_cast<uint8_t>(0x80 | (stream.picture_id >> 8 & 0x7f)),
                      static_cast<uint8_t>(stream.picture_id),
                      is_key ? uint8_t{0x10} : uint8_t{0x11}};
    payload.resize(size, static_cast<uint8_t>(layer));
    const auto ticks =
        std::chrono::duration_cast<Duration>(now.time_since_epoch()).count() * 9 / 100;
    send(kind, layer, payload, stream.timestamp_start + static_cast<uint32_t>(ticks), true, now,
         out);
  }
  // Uses up a sequence number without sending it.
  void lose(SourceKind kind, size_t layer) { ++stream_of(kind, layer).sequence; }

  void send(SourceKind kind, size_t layer, Bytes payload, uint32_t timestamp, bool marker, Time now,
            Outbox& out) {
    const rtp::AnswerSection& section = answer.sections[static_cast<size_t>(kind)];
    Stream& stream = stream_of(kind, layer);
    const rtp::RtpHeader header{.payload_type = section.types.media,
                                .marker = marker,
                                .sequence = rtp::SequenceNumber(stream.sequence++),
                                .timestamp = rtp::RtpTimestamp(timestamp),
                                .ssrc = stream.ssrc};
    send_packet(section, header, layer, payload, now, out);
  }
  void send_packet(const rtp::AnswerSection& section, const rtp::RtpHeader& header, size_t layer,
                   Bytes payload, Time now, Outbox& out) {
    rtp::HeaderExtensions extensions{
        .mid = section.mid, .rid = {}, .repaired_rid = {}, .transport_sequence = {}};
    if (layer < section.rids.size()) extensions.rid = section.rids[layer];
    extensions.transport_sequence = rtp::TransportSequence(transport_sequence_++);
    std::array<uint8_t, rtp::kWrittenHeaderBytesMax> bytes;
    const size_t size = rtp::write_header(bytes, header, extensions, section.extensions);
    (void)transport.send_rtp(Bytes(bytes).first(size), payload, now, out);
  }
  void send_rtcp(const rtp::RtcpMessage& message, Time now, Outbox& out) {
    Writer writer;
    rtp::write_rtcp(writer, rtp::ReceiverReport{.sender = rtp::Ssrc(1), .reports = {}});
    rtp::write_rtcp(writer, message);
    (void)transport.send_rtcp(writer.view(), now, out);
  }

  void receive(MutableBytes datagram, Time now, Outbox& out) {
    auto received = transport.receive(kServerAddress, datagram, now, out);
    if (!received) return;
    if (const auto* media = std::get_if<transport::RtpPacket>(&*received)) take(*media, now);
    if (const auto* report = std::get_if<transport::RtcpPacket>(&*received)) {
      const auto messages = rtp::parse_rtcp(report->bytes).value();
      reports.insert(reports.end(), messages.begin(), messages.end());
    }
    if (std::holds_alternative<transport::Connected>(*received)) is_connected = true;
  }
  void wake(Time now, Outbox& out) {
    transport.wake(now, out);
    for (const auto& feedback : arrivals_.take_feedback(rtp::Ssrc(1), rtp::Ssrc(2), now)) {
      send_rtcp(feedback, now, out);
    }
  }

  struct Stream {
    rtp::Ssrc ssrc;
    uint16_t sequence = 65000;  // so that every test of any length wraps
    uint16_t picture_id = 32700;
    uint32_t timestamp_start = 0;
  };
  Stream& stream_of(SourceKind kind, size_t layer) {
    auto [found, is_new] = streams_.try_emplace({kind, layer});
    if (is_new) {
      found->second.ssrc = rtp::Ssrc(static_cast<uint32_t>(random_.next_u64()));
      found->second.timestamp_start = static_cast<uint32_t>(random_.next_u64());
    }
    return found->second;
  }
  void replace_ssrc(SourceKind kind, size_t layer) { streams_.erase({kind, layer}); }

  size_t count_reports_of_key_frame_loss(rtp::Ssrc media) const {
    size_t count = 0;
    for (const auto& each : reports) {
      const auto* loss = std::get_if<rtp::PictureLossIndication>(&each);
      count += loss && loss->media == media;
    }
    return count;
  }

  const ConnectionId id;
  Address address;
  PeerId peer;
  transport::Transport transport;
  rtp::Answer answer;
  bool is_connected = false;
  std::map<rtp::Ssrc, std::vector<ReceivedPacket>> packets;
  std::vector<rtp::RtcpMessage> reports;

 private:
  const rtp::AnswerSection& slot(rtp::MediaKind kind, size_t n) const {
    for (size_t i = kSourceKinds; i < answer.sections.size(); ++i) {
      if (answer.sections[i].kind == kind && n-- == 0) return answer.sections[i];
    }
    CHECK(false);
  }
  void take(const transport::RtpPacket& media, Time now) {
    const auto packet = rtp::parse_rtp(media.bytes).value();
    const auto extensions = rtp::parse_extensions(packet.extension_profile, packet.extension_data,
                                                  answer.sections[kSourceKinds].extensions)
                                .value();
    if (extensions.transport_sequence) arrivals_.received(*extensions.transport_sequence, now);
    packets[packet.header.ssrc].push_back({packet.header, to_buffer(packet.payload), now});
  }

  Random& random_;
  uint64_t version_ = 0;
  uint32_t audio_timestamp_ = 7;
  uint16_t transport_sequence_ = 0;
  std::map<std::pair<SourceKind, size_t>, Stream> streams_;
  rtp::TransportFeedbackRecorder arrivals_;
};

class TestWorld {
 public:
  explicit TestWorld(uint64_t seed = 1)
      : random(seed), sfu({.candidates = {kServerAddress}}, random) {
    meeting = sfu.open_meeting().value();
  }

  TestClient& connect(size_t video_slots, size_t audio_slots) {
    const ConnectionId id(static_cast<uint32_t>(clients.size() + 1));
    clients.push_back(std::make_unique<TestClient>(id, certificate_, random));
    TestClient& client = *clients.back();
    client.peer = sfu.add_peer(meeting, id).value();
    const auto answer = sfu.negotiate(client.peer, client.offer(video_slots, audio_slots), now);
    CHECK(answer && client.take_answer(*answer, now));
    for (int i = 0; i < 100 && !client.is_connected; ++i) run(5ms);
    CHECK(client.is_connected);
    return client;
  }
  TestClient& join(size_t video_slots = 2, size_t audio_slots = 2) {
    TestClient& client = connect(video_slots, audio_slots);
    note(sfu.admit(client.peer, now));
    run(2ms);
    return client;
  }
  void wish(TestClient& client, std::vector<SlotWish> wishes) {
    auto result = sfu.set_wishes(client.peer, wishes, now);
    CHECK(result);
    note(std::move(*result));
    run(2ms);
  }
  // Camera of `from` into the n-th video slot.
  SlotWish camera(const TestClient& to, size_t n, const TestClient& from, uint32_t height = 720) {
    return {.mid = to.slot_mid(rtp::MediaKind::kVideo, n),
            .source = from.id,
            .kind = SourceKind::kCamera,
            .height = height,
            .priority = 1};
  }

  void deliver_to_server(const TestClient& from, const Outbox& out) {
    for (const auto& datagram : out.datagrams()) {
      Buffer copy = to_buffer(out.bytes(datagram));
      if (lose_up && lose_up(copy)) continue;
      note(sfu.receive(from.address, copy, now, to_clients_));
    }
    note(sfu.wake(now, to_clients_));
    deliver_to_clients();
  }
  // Lets a client send with the function given.
  template <typename Send>
  void from(TestClient& client, Send send) {
    Outbox out;
    send(out);
    deliver_to_server(client, out);
  }
  void speak(TestClient& client) {
    from(client, [&](Outbox& out) { client.speak(now, out); });
  }
  // A frame of the camera, and the time that the pacer may take over it.
  void show(TestClient& client, size_t layer, bool is_key) {
    from(client, [&](Outbox& out) { client.show(SourceKind::kCamera, layer, is_key, now, out); });
    run(15ms);
  }

  void run(Duration duration) {
    for (const Time end = now + duration; now < end; now += 1ms) {
      for (auto& client : clients) {
        Outbox out;
        client->wake(now, out);
        deliver_to_server(*client, out);
      }
      note(sfu.wake(now, to_clients_));
      deliver_to_clients();
    }
  }

  void note(Events more) {
    events.insert(events.end(), std::make_move_iterator(more.begin()),
                  std::make_move_iterator(more.end()));
  }
  // What this peer was last told of its slots.
  std::vector<SlotState> slots_of(const TestClient& client) const {
    std::vector<SlotState> slots;
    for (const Event& event : events) {
      const auto* changed = std::get_if<SlotsChanged>(&event);
      if (changed && changed->peer == client.peer) slots = changed->slots;
    }
    return slots;
  }
  size_t carried(const TestClient& client) const {
    size_t count = 0;
    for (const SlotState& slot : slots_of(client)) count += slot.source != ConnectionId{};
    return count;
  }

  SeededRandom random;
  Time now = time_from_us(1'000'000);
  Sfu sfu;
  MeetingHandle meeting;
  std::vector<std::unique_ptr<TestClient>> clients;
  Events events;
  std::function<bool(Bytes)> lose_up;
  std::function<bool(const TestClient&, Bytes)> lose_down;

 private:
  void deliver_to_clients() {
    for (const auto& datagram : to_clients_.datagrams()) {
      for (auto& client : clients) {
        if (client->address != datagram.to) continue;
        Buffer copy = to_buffer(to_clients_.bytes(datagram));
        if (lose_down && lose_down(*client, copy)) continue;
        Outbox out;
        client->receive(copy, now, out);
        later_.push_back({client.get(), std::move(out)});
      }
    }
    to_clients_.clear();
    for (auto& [client, out] : std::exchange(later_, {})) {
      if (!out.empty()) deliver_to_server(*client, out);
    }
  }

  const transport::Certificate certificate_ = transport::Certificate::generate().value();
  Outbox to_clients_;
  std::vector<std::pair<TestClient*, Outbox>> later_;
};

}  // namespace conclave::sfu
