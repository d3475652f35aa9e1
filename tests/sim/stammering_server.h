// A server that says some envelopes twice, at once or later: what a careless proxy or a curious
// operator would do. It must change nothing, but for the alarms it raises.
//
// Who is told more than was counted cannot resume: stories with it have no lost sockets.
#pragma once

#include "sim/relay.h"

namespace conclave::sim {

class StammeringServer final : public HonestServer {
 public:
  explicit StammeringServer(Random& random) : HonestServer(random), random_(random) {}

  server::Actions receive(server::SocketId socket, std::string_view text, Time now) override {
    return stammer(HonestServer::receive(socket, text, now));
  }
  server::Actions wake(Time now, Outbox& out) override {
    return stammer(HonestServer::wake(now, out));
  }

 private:
  static bool is_envelope(std::string_view text) {
    return text.starts_with(R"({"type":"message")") || text.starts_with(R"({"type":"commit")") ||
           text.starts_with(R"({"type":"welcome")") || text.starts_with(R"({"type":"knock")");
  }

  server::Actions stammer(server::Actions actions) {
    server::Actions said;
    for (server::Action& action : actions) {
      const auto* send = std::get_if<server::Send>(&action);
      const bool is_again = send != nullptr && is_envelope(*send->text) && random_.chance(0.1);
      if (is_again && random_.chance(0.5)) said.push_back(action);
      if (is_again) later_.push_back(*send);
      said.push_back(std::move(action));
    }
    while (!later_.empty() && random_.chance(0.1)) {
      said.push_back(later_.back());
      later_.pop_back();
    }
    return said;
  }

  Random& random_;
  std::vector<server::Send> later_;
};

}  // namespace conclave::sim
