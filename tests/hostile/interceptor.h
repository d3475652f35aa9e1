// A server that wants to know. To every participant it is the server, with DTLS and SRTP of its
// own, and to the real server behind it it is every participant: so it reads and may change all
// that a hostile operator can, every signalling text and every media packet after SRTP decryption,
// both ways. What it does not touch goes through as it is.
//
//   participant <- front -> Interceptor <- back -> server::Server
//
// Invariant: it has nothing that a server has not: no key of the meeting, no link.
#pragma once

#include "rtp/rtp_packet.h"
#include "rtp/sdp_answer.h"
#include "sim/relay.h"
#include "transport/transport.h"

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace conclave::hostile {

enum class Way : uint8_t { kToServer, kToParticipant };

struct TappedText {
  server::SocketId socket;
  Way way;
  std::string text;
};

// A decrypted RTP packet.
struct TappedPacket {
  server::SocketId socket;
  Way way;
  Time at;
  Buffer bytes;
};

class Interceptor : public sim::Relay {
 public:
  explicit Interceptor(Random& random);

  void open(server::SocketId socket, const signal::MeetingId& meeting, Time now) override;
  server::Actions receive(server::SocketId socket, std::string_view text, Time now) override;
  void close(server::SocketId socket, Time now) override;
  server::Actions receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                   Outbox& out) override;
  server::Actions wake(Time now, Outbox& out) override;
  Time next_wake() const override;
  server::Counters counters() const override { return server_.counters(); }

  // ---- what it saw ----
  const std::vector<TappedText>& texts() const { return texts_; }
  const std::vector<TappedPacket>& packets() const { return packets_; }
  void forget_packets() { packets_.clear(); }
  // What was negotiated on this socket; empty before.
  const rtp::Answer& answer(server::SocketId socket) const { return legs_.at(socket).answer; }

  // ---- what it may do ----
  // False: the text is not passed on. It may be changed.
  std::function<bool(TappedText&)> on_text = [](TappedText&) { return true; };
  // False: the packet is not passed on.
  std::function<bool(const TappedPacket&)> on_packet = [](const TappedPacket&) { return true; };
  // The participants on these sockets do not learn that the server has closed them.
  std::set<server::SocketId> kept_open;
  // Says this in the server's name; to the server in the participant's.
  void say_to_participant(server::SocketId socket, std::string text);
  void say_to_server(server::SocketId socket, std::string_view text, Time now);
  // Sends a payload in a stream that this participant receives, as its next packet or its first.
  // kNotFound for a stream that is none of its slots'.
  Result<void> inject(server::SocketId socket, rtp::Ssrc stream, Bytes payload, Time now);

 private:
  struct Leg {
    server::SocketId socket;
    Address seen_by_server;
    transport::Transport front;
    transport::Transport back;
    rtp::Answer answer;
    std::map<rtp::Ssrc, Buffer> last_headers;  // to the participant
    bool is_over = false;                      // the socket is closed; only the answer counts
  };

  server::Actions relay(server::Actions actions, Time now);
  void end_leg(server::SocketId socket);
  void take_offer(server::SocketId socket, std::string& text, Time now);
  void take_answer(server::SocketId socket, std::string& text, Time now);
  Leg* find_leg(const Address& from, Bytes datagram);
  void receive_front(Leg& leg, const Address& from, MutableBytes datagram, Time now, Outbox& out);
  void receive_back(Leg& leg, MutableBytes datagram, Time now, Outbox& out);
  void pass_to_server(const Leg& leg, Outbox& to_server, Time now, Outbox& out);
  void pass_from_server(Outbox& from_server, Time now, Outbox& out);
  static Result<Buffer> first_header(const rtp::Answer& answer, rtp::Ssrc stream);
  void flush(Outbox& out);

  Random& random_;
  server::Server server_;
  transport::Certificate certificate_ = transport::Certificate::generate().value();
  std::map<server::SocketId, Leg> legs_;
  std::map<Address, server::SocketId> addresses_;
  std::vector<TappedText> texts_;
  std::vector<TappedPacket> packets_;
  server::Actions said_;  // of the server and in its name, to be handed out
  Outbox injected_;
};

}  // namespace conclave::hostile
