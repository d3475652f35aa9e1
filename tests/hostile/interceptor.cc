#include "hostile/interceptor.h"

#include "base/check.h"

#include <utility>

namespace conclave::hostile {
namespace {

using sim::kServerAddress;

// Replaces the rest of every line that begins so.
void replace_lines(std::string& text, std::string_view beginning, const std::string& value) {
  for (size_t at = text.find(beginning); at != std::string::npos; at = text.find(beginning, at)) {
    at += beginning.size();
    const size_t end = text.find("\r\n", at);
    text.replace(at, end - at, value);
  }
}

void replace_transport(std::string& sdp, const transport::Transport& mine) {
  replace_lines(sdp, "a=ice-ufrag:", mine.local_ice().ufrag);
  replace_lines(sdp, "a=ice-pwd:", mine.local_ice().password);
  replace_lines(sdp, "a=fingerprint:", mine.local_fingerprint().to_text());
}

transport::RemoteParameters remote(const rtp::IceCredentials& ice, const rtp::Fingerprint& print) {
  return {.ice = {.ufrag = ice.ufrag, .password = ice.password}, .fingerprint = {.sha256 = print}};
}

size_t header_size(Bytes packet) { return rtp::rtp_header_size(packet).value(); }

}  // namespace

Interceptor::Interceptor(Random& random)
    : random_(random), server_({.media = {{kServerAddress}}}, random) {}

void Interceptor::open(server::SocketId socket, const signal::MeetingId& meeting, Time now) {
  server_.open(socket, meeting, now);
}

void Interceptor::close(server::SocketId socket, Time now) {
  end_leg(socket);
  server_.close(socket, now);
}

void Interceptor::end_leg(server::SocketId socket) {
  const auto found = legs_.find(socket);
  if (found != legs_.end()) found->second.is_over = true;
}

// ---- texts -------------------------------------------------------------------------------------

server::Actions Interceptor::receive(server::SocketId socket, std::string_view text, Time now) {
  texts_.push_back({socket, Way::kToServer, std::string(text)});
  TappedText tapped = texts_.back();
  if (on_text(tapped)) {
    take_offer(socket, tapped.text, now);
    for (auto& action : relay(server_.receive(socket, tapped.text, now), now)) {
      said_.push_back(std::move(action));
    }
  }
  return std::exchange(said_, {});
}

void Interceptor::say_to_server(server::SocketId socket, std::string_view text, Time now) {
  for (auto& action : relay(server_.receive(socket, text, now), now)) {
    said_.push_back(std::move(action));
  }
}

void Interceptor::say_to_participant(server::SocketId socket, std::string text) {
  said_.push_back(server::Send{socket, std::make_shared<const std::string>(std::move(text))});
}

server::Actions Interceptor::relay(server::Actions actions, Time now) {
  server::Actions passed;
  for (server::Action& action : actions) {
    if (const auto* send = std::get_if<server::Send>(&action)) {
      TappedText tapped{send->to, Way::kToParticipant, *send->text};
      texts_.push_back(tapped);
      if (!on_text(tapped)) continue;
      take_answer(tapped.socket, tapped.text, now);
      passed.push_back(
          server::Send{tapped.socket, std::make_shared<const std::string>(std::move(tapped.text))});
    } else if (!kept_open.contains(std::get<server::Close>(action).socket)) {
      end_leg(std::get<server::Close>(action).socket);
      passed.push_back(std::move(action));
    }
  }
  return passed;
}

void Interceptor::take_offer(server::SocketId socket, std::string& text, Time now) {
  auto message = signal::parse_client_message(text);
  if (!message) return;
  auto* offer = std::get_if<signal::from_client::Offer>(&*message);
  if (offer == nullptr) return;
  if (!legs_.contains(socket)) {
    const auto number = static_cast<uint16_t>(legs_.size() + 1);
    legs_.emplace(socket, Leg{.socket = socket,
                              .seen_by_server = Address::v4(10, 9, 0, 1, number),
                              .front = {transport::Role::kServer, certificate_, random_},
                              .back = {transport::Role::kClient, certificate_, random_},
                              .answer = {},
                              .last_headers = {},
                              .is_over = false});
  }
  Leg& leg = legs_.at(socket);
  const rtp::Offer parsed = rtp::parse_offer(offer->sdp).value();
  CHECK(leg.front.set_remote(remote(parsed.ice, parsed.fingerprint), {}, now));
  replace_transport(offer->sdp, leg.back);
  text = signal::to_json(*message);
}

void Interceptor::take_answer(server::SocketId socket, std::string& text, Time now) {
  auto message = signal::parse_server_message(text);
  if (!message) return;
  auto* answer = std::get_if<signal::from_server::Answer>(&*message);
  if (answer == nullptr) return;
  Leg& leg = legs_.at(socket);
  leg.answer = rtp::parse_answer(answer->sdp).value();
  CHECK(leg.back.set_remote(remote(leg.answer.ice, leg.answer.fingerprint), {&kServerAddress, 1},
                            now));
  replace_transport(answer->sdp, leg.front);
  text = signal::to_json(*message);
}

// ---- datagrams ---------------------------------------------------------------------------------

server::Actions Interceptor::receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                              Outbox& out) {
  flush(out);
  if (Leg* leg = find_leg(from, datagram)) receive_front(*leg, from, datagram, now, out);
  return std::exchange(said_, {});
}

Interceptor::Leg* Interceptor::find_leg(const Address& from, Bytes datagram) {
  if (const auto ufrag = transport::stun_local_ufrag(datagram)) {
    for (auto& [socket, leg] : legs_) {
      if (leg.front.local_ice().ufrag == *ufrag) addresses_[from] = socket;
    }
  }
  const auto found = addresses_.find(from);
  if (found == addresses_.end()) return nullptr;
  Leg& leg = legs_.at(found->second);
  return leg.is_over ? nullptr : &leg;
}

void Interceptor::receive_front(Leg& leg, const Address& from, MutableBytes datagram, Time now,
                                Outbox& out) {
  const auto received = leg.front.receive(from, datagram, now, out);
  if (!received) return;
  Outbox to_server;
  if (const auto* rtp = std::get_if<transport::RtpPacket>(&*received)) {
    packets_.push_back({leg.socket, Way::kToServer, now, to_buffer(rtp->bytes)});
    if (!on_packet(packets_.back())) return;
    const size_t size = header_size(rtp->bytes);
    (void)leg.back.send_rtp(rtp->bytes.first(size), rtp->bytes.subspan(size), now, to_server);
  } else if (const auto* rtcp = std::get_if<transport::RtcpPacket>(&*received)) {
    (void)leg.back.send_rtcp(rtcp->bytes, now, to_server);
  }
  pass_to_server(leg, to_server, now, out);
}

void Interceptor::receive_back(Leg& leg, MutableBytes datagram, Time now, Outbox& out) {
  Outbox to_server;
  const auto received = leg.back.receive(kServerAddress, datagram, now, to_server);
  pass_to_server(leg, to_server, now, out);
  if (!received) return;
  if (const auto* rtp = std::get_if<transport::RtpPacket>(&*received)) {
    packets_.push_back({leg.socket, Way::kToParticipant, now, to_buffer(rtp->bytes)});
    if (!on_packet(packets_.back())) return;
    const size_t size = header_size(rtp->bytes);
    leg.last_headers[rtp::parse_rtp_header(rtp->bytes)->ssrc] = to_buffer(rtp->bytes.first(size));
    (void)leg.front.send_rtp(rtp->bytes.first(size), rtp->bytes.subspan(size), now, out);
  } else if (const auto* rtcp = std::get_if<transport::RtcpPacket>(&*received)) {
    (void)leg.front.send_rtcp(rtcp->bytes, now, out);
  }
}

void Interceptor::pass_to_server(const Leg& leg, Outbox& to_server, Time now, Outbox& out) {
  for (const Outbox::Datagram& datagram : to_server.datagrams()) {
    Buffer bytes = to_buffer(to_server.bytes(datagram));
    Outbox from_server;
    for (auto& action :
         relay(server_.receive_datagram(leg.seen_by_server, bytes, now, from_server), now)) {
      said_.push_back(std::move(action));
    }
    pass_from_server(from_server, now, out);
  }
}

void Interceptor::pass_from_server(Outbox& from_server, Time now, Outbox& out) {
  for (const Outbox::Datagram& datagram : from_server.datagrams()) {
    for (auto& [socket, leg] : legs_) {
      if (leg.is_over || leg.seen_by_server != datagram.to) continue;
      Buffer bytes = to_buffer(from_server.bytes(datagram));
      receive_back(leg, bytes, now, out);
      break;
    }
  }
}

Result<void> Interceptor::inject(server::SocketId socket, rtp::Ssrc stream, Bytes payload,
                                 Time now) {
  Leg& leg = legs_.at(socket);
  if (!leg.last_headers.contains(stream)) {
    leg.last_headers[stream] = TRY(first_header(leg.answer, stream));
  }
  Buffer& header = leg.last_headers.at(stream);
  header[1] |= 0x80;                                 // the marker: a frame ends here
  if (++header[3] == 0) ++header[2];                 // the sequence number
  header[6] = static_cast<uint8_t>(header[6] + 16);  // the timestamp, 4096 on
  if (header[6] < 16 && ++header[5] == 0) ++header[4];
  return leg.front.send_rtp(header, payload, now, injected_);
}

Result<Buffer> Interceptor::first_header(const rtp::Answer& answer, rtp::Ssrc stream) {
  for (const rtp::AnswerSection& section : answer.sections) {
    if (!section.identity || section.identity->ssrc != stream) continue;
    const rtp::RtpHeader header{.payload_type = section.types.media,
                                .marker = true,
                                .sequence = rtp::SequenceNumber(1),
                                .timestamp = rtp::RtpTimestamp(1),
                                .ssrc = stream};
    return rtp::build_rtp(header, {}, section.extensions, {});
  }
  return Error(ErrorCode::kNotFound, "no slot of this participant");
}

void Interceptor::flush(Outbox& out) {
  for (const Outbox::Datagram& datagram : injected_.datagrams()) {
    out.send(datagram.to, injected_.bytes(datagram));
  }
  injected_.clear();
}

// ---- time --------------------------------------------------------------------------------------

server::Actions Interceptor::wake(Time now, Outbox& out) {
  flush(out);
  Outbox from_server;
  if (server_.next_wake() <= now) {
    for (auto& action : relay(server_.wake(now, from_server), now)) {
      said_.push_back(std::move(action));
    }
    pass_from_server(from_server, now, out);
  }
  for (auto& [socket, leg] : legs_) {
    if (leg.is_over) continue;
    if (leg.front.next_wake() <= now) leg.front.wake(now, out);
    if (leg.back.next_wake() > now) continue;
    Outbox to_server;
    leg.back.wake(now, to_server);
    pass_to_server(leg, to_server, now, out);
  }
  return std::exchange(said_, {});
}

Time Interceptor::next_wake() const {
  Time next = server_.next_wake();
  for (const auto& [socket, leg] : legs_) {
    if (leg.is_over) continue;
    next = std::min({next, leg.front.next_wake(), leg.back.next_wake()});
  }
  return next;
}

}  // namespace conclave::hostile
