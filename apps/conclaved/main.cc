// conclaved: parse options, bind, start a worker per core and the web server, wait for the signal
// to stop.
#include "io/process.h"
#include "io/socket_address.h"
#include "io/web_server.h"
#include "options.h"
#include "worker.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace conclave::conclaved {
namespace {

using Workers = std::vector<std::unique_ptr<Worker>>;

// On one address if it is the only one and this machine's own, so that answers leave from it; else
// on all.
Result<io::UdpSocket> open_udp(const Options& options, size_t index) {
  const auto port = static_cast<uint16_t>(options.udp_port == 0 ? 0 : options.udp_port + index);
  if (options.public_addresses.size() == 1) {
    Address own = options.public_addresses[0];
    own.port = port;
    auto socket = io::UdpSocket::open(own);
    if (socket) return socket;
  }
  return io::UdpSocket::open(Address{.ip = {}, .port = port});
}

Result<Workers> create_workers(const Options& options) {
  Workers workers;
  for (size_t index = 0; index < options.workers; ++index) {
    io::UdpSocket socket = TRY(open_udp(options, index));
    workers.push_back(TRY(Worker::create(index, std::move(socket), options.public_addresses,
                                         {.tells_process = options.log_level == "info",
                                          .tells_totals = options.metrics.has_value()})));
  }
  return workers;
}

Result<std::unique_ptr<io::WebServer>> start_web(const Options& options, const Workers& workers) {
  io::WebServer::Options web;
  web.listen = options.listen;
  if (options.is_tls()) web.tls.emplace(options.certificate, options.private_key);
  web.files = TRY(io::StaticFiles::load(options.web_folder));
  web.metrics = options.metrics;
  for (const auto& worker : workers) web.workers.push_back(&worker->mailbox());
  web.route = [count = workers.size()](std::string_view path) -> std::optional<size_t> {
    const auto meeting = signal::parse_meeting_path(path);
    if (!meeting) return std::nullopt;
    return std::hash<signal::MeetingId>()(*meeting) % count;
  };
  return io::WebServer::start(std::move(web));
}

std::string page_address(const Options& options, const Address& listening) {
  if (!options.public_url.empty()) return options.public_url;
  const std::string scheme = options.is_tls() ? "https://" : "http://";
  // Browsers trust "localhost" as a secure context.
  if (io::is_loopback(listening))
    return scheme + "localhost:" + std::to_string(listening.port) + "/";
  Address shown = listening;
  if (io::is_any(listening) && !options.public_addresses.empty()) {
    shown = options.public_addresses[0];
    shown.port = listening.port;
  }
  return scheme + io::to_text(shown) + "/";
}

// Nothing but what is said in this file and in options.cc is ever logged, and it names nobody.
void set_up_log(const std::string& level) {
  auto logger = spdlog::stderr_logger_st("conclaved");
  logger->set_pattern("%Y-%m-%dT%H:%M:%S%z %l %v");
  logger->set_level(spdlog::level::from_str(level));
  spdlog::set_default_logger(std::move(logger));
}

Result<void> run(const Options& options) {
  const Workers workers = TRY(create_workers(options));
  const std::unique_ptr<io::WebServer> web = TRY(start_web(options, workers));
  for (const auto& worker : workers) worker->start(web->commands());
  spdlog::info("{} workers, UDP from port {}", workers.size(), options.udp_port);
  std::printf("Conclave is ready at %s\n", page_address(options, web->listening()).c_str());
  std::fflush(stdout);

  io::wait_for_stop_signal();
  spdlog::info("stopping");
  for (const auto& worker : workers) worker->stop();
  for (const auto& worker : workers) worker->join();
  return ok();
}

}  // namespace
}  // namespace conclave::conclaved

int main(int argc, char** argv) {
  using namespace conclave;
  const conclaved::Parsed parsed = conclaved::parse_options(argc, argv);
  if (!parsed.options) return parsed.exit_code;
  io::prepare_process();
  conclaved::set_up_log(parsed.options->log_level);
  const auto done = conclaved::run(*parsed.options);
  if (done) return 0;
  std::fprintf(stderr, "conclaved: %s\n", std::string(done.error().text).c_str());
  return 1;
}
