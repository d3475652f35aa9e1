#include "client/conversation.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::client {

namespace from_client = signal::from_client;
namespace from_server = signal::from_server;

// Who notices silence has time to come back.
static_assert(limits::kPingInterval * (limits::kPongsMissedMax + 1) + 2 * limits::kHelloTimeout <
              limits::kResumeWindow);
static_assert(limits::kResumeWindow < limits::kSocketSilence);

SocketActions Conversation::open(Time now) {
  closed();
  greeted_by_ = now + limits::kHelloTimeout;
  from_client::Hello hello;
  hello.resume = resume_;
  hello.received = received_;
  return {SendText{signal::to_json(hello)}};
}

SocketActions Conversation::say(signal::ClientMessage message) {
  SocketActions actions;
  if (is_greeted_) actions.emplace_back(SendText{signal::to_json(message)});
  if (signal::is_counted(message)) unconfirmed_.push_back(std::move(message));
  return actions;
}

Result<std::optional<signal::ServerMessage>> Conversation::receive(std::string_view text, Time now,
                                                                   SocketActions& actions) {
  signal::ServerMessage message = TRY(signal::parse_server_message(text));
  pongs_missing_ = 0;
  if (signal::is_counted(message)) ++received_;
  if (const auto* hello = std::get_if<from_server::Hello>(&message)) greeted(*hello, now, actions);
  if (const auto* restored = std::get_if<from_server::Restored>(&message)) {
    resume_ = restored->resume;
  }
  if (const auto* pong = std::get_if<from_server::Pong>(&message)) {
    confirmed(pong->received);
    return std::nullopt;
  }
  return message;
}

void Conversation::greeted(const from_server::Hello& hello, Time now, SocketActions& actions) {
  const bool is_first = resume_.empty();
  is_greeted_ = true;
  resume_ = hello.resume;
  next_ping_ = now + limits::kPingInterval;
  pongs_missing_ = 0;
  if (!hello.resumed) {
    // We are somebody new to the server: what was said as somebody else is void.
    received_ = 0;
    taken_ = 0;
    if (!is_first) unconfirmed_.clear();
  }
  confirmed(hello.received);
  for (const auto& message : unconfirmed_) actions.emplace_back(SendText{signal::to_json(message)});
}

// The server has this many of our counted messages: they need not be kept.
void Conversation::confirmed(uint64_t received) {
  const uint64_t heard = std::clamp<uint64_t>(received, taken_, taken_ + unconfirmed_.size());
  unconfirmed_.erase(unconfirmed_.begin(),
                     unconfirmed_.begin() + static_cast<ptrdiff_t>(heard - taken_));
  taken_ = heard;
}

void Conversation::closed() {
  is_greeted_ = false;
  greeted_by_ = kNever;
}

SocketActions Conversation::wake(Time now) {
  if (now < next_wake()) return {};
  if (!is_greeted_ || pongs_missing_ == limits::kPongsMissedMax) {
    closed();
    return {DropSocket{}};
  }
  ++pongs_missing_;
  next_ping_ = now + limits::kPingInterval;
  from_client::Ping ping;
  ping.received = received_;
  return {SendText{signal::to_json(ping)}};
}

}  // namespace conclave::client
