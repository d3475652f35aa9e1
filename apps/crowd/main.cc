// crowd: parse options, come to the meeting, say where it is, stay until told to stop.
#include "crowd.h"
#include "io/machine.h"
#include "io/process.h"
#include "options.h"

#include <cstdio>

namespace conclave::crowd {
namespace {

using namespace std::chrono_literals;

constexpr Duration kGoodbye = 300ms;  // for what was said last to leave

Result<std::unique_ptr<io::WebClient>> connect(const Options& options) {
  return io::WebClient::create({.host = options.server.host,
                                .port = options.server.port,
                                .is_tls = options.server.is_tls,
                                .authority = options.authority});
}

void take_events(io::WebClient& web, Crowd& crowd) {
  const Time now = io::now();
  for (const io::SocketEvent& event : web.take()) crowd.receive(event, now);
  crowd.receive_datagrams(now);
  crowd.wake(now);
}

void say_goodbye(io::WebClient& web, Crowd& crowd) {
  const Time now = io::now();
  crowd.leave(now);
  for (const Time end = now + kGoodbye; io::now() < end;) web.wait(end, io::now());
}

Result<void> run(const Options& options) {
  const io::StopSignal stop = TRY(io::StopSignal::open());
  const auto web = TRY(connect(options));
  TRY(web->watch(stop.descriptor()));
  const auto certificate = TRY(transport::Certificate::generate());
  io::SystemRandom random;
  const e2ee::LinkSecret link = options.link.value_or(e2ee::LinkSecret::generate(random));
  const auto crowd =
      TRY(Crowd::create(options.people, link,
                        {.web = *web, .certificate = certificate, .random = random}, io::now()));

  for (bool is_announced = false; !stop.has_come() && !crowd->is_over();) {
    take_events(*web, *crowd);
    if (!is_announced && crowd->is_complete()) {
      std::printf("A meeting of %zu is at %s#%s\n", options.people, options.server.page().c_str(),
                  link.fragment().c_str());
      std::fflush(stdout);
      is_announced = true;
    }
    web->wait(crowd->next_wake(), io::now());
  }
  say_goodbye(*web, *crowd);
  return ok();
}

}  // namespace
}  // namespace conclave::crowd

int main(int argc, char** argv) {
  using namespace conclave;
  const crowd::Parsed parsed = crowd::parse_options(argc, argv);
  if (!parsed.options) return parsed.exit_code;
  io::prepare_process();
  const auto done = crowd::run(*parsed.options);
  if (done) return 0;
  std::fprintf(stderr, "crowd: %s\n", std::string(done.error().text).c_str());
  return 1;
}
