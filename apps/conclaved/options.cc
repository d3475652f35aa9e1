#include "options.h"

#include "io/local_addresses.h"
#include "io/socket_address.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <thread>
#include <variant>

namespace conclave::conclaved {
namespace {

constexpr const char* kAbout =
    R"(The Conclave server: it relays encrypted meetings and cannot look into them.

Without a certificate it serves http on this machine only, to try it out:

  conclaved

For others, give it a certificate, and the address by which they reach this machine:

  conclaved --cert fullchain.pem --key privkey.pem --public-address 203.0.113.7

Then TCP port 443 and UDP ports from 10000 on, one for each worker, must be reachable.
Nothing is written to disk, and no log line ever names a person, an address or a meeting.)";

constexpr uint16_t kFirstUdpPort = 10000;

// The command line as it was given.
struct Given {
  std::string listen;
  std::string certificate;
  std::string private_key;
  std::string web_folder;
  std::string public_url;
  std::vector<std::string> public_addresses;
  std::optional<uint16_t> udp_port;
  size_t workers = 0;
  std::string metrics;
  std::string log_level = "warn";
  bool insecure_listen = false;
};

void describe(CLI::App& app, Given& given) {
  app.add_option("--listen", given.listen,
                 "IP:PORT for the web page and signalling.\n"
                 "Default: 127.0.0.1:8080, with a certificate 0.0.0.0:443");
  auto* certificate =
      app.add_option("--cert", given.certificate, "Certificate chain (PEM), for HTTPS and WSS");
  auto* key = app.add_option("--key", given.private_key, "Its private key (PEM)");
  certificate->needs(key);
  key->needs(certificate);
  app.add_option("--public-address", given.public_addresses,
                 "IP address(es) at which clients reach the UDP ports.\n"
                 "Default: those of this machine's interfaces")
      ->delimiter(',');
  app.add_option("--public-url", given.public_url,
                 "The address of the page, if this server cannot know it; printed when ready");
  app.add_option("--udp-port", given.udp_port,
                 "First UDP port for media; each worker takes one. 0: any free ones.\n"
                 "Default: 10000, without a certificate 0");
  app.add_option("--workers", given.workers,
                 "Threads that run meetings, each with its own meetings and port.\n"
                 "Default: one for each core")
      ->check(CLI::Range(1, 256));
  app.add_option("--web", given.web_folder,
                 "Folder of the built web client. Default: found near this program");
  app.add_option("--metrics", given.metrics,
                 "IP:PORT on which to serve /metrics for Prometheus, loopback only.\n"
                 "Default: not served. Sums only, nothing about anybody");
  app.add_option("--log-level", given.log_level,
                 "What to tell on stderr: off, error, warn, info. Default: warn")
      ->check(CLI::IsMember({"off", "error", "warn", "info"}));
  app.add_flag("--insecure-listen", given.insecure_listen,
               "For tests: serve http beyond this machine. Browsers will refuse it cameras");
}

struct Mistake {
  std::string text;
};
using Checked = std::variant<Options, Mistake>;

// Beside the binary, where a package puts it, or in the source tree it was built in.
std::string find_web_folder() {
  namespace fs = std::filesystem;
  std::error_code failed;
  const fs::path here = fs::read_symlink("/proc/self/exe", failed).parent_path();
  for (const char* candidate : {"web", "../share/conclave/web", "../../../../web/dist"}) {
    const fs::path folder = (here / candidate).lexically_normal();
    if (fs::is_regular_file(folder / "index.html", failed)) return folder.string();
  }
  return "";
}

std::optional<Mistake> set_addresses(const Given& given, Options& options) {
  const std::string fallback = options.is_tls() ? "0.0.0.0:443" : "127.0.0.1:8080";
  const auto listen = io::parse_address(given.listen.empty() ? fallback : given.listen);
  if (!listen) return Mistake{"--listen: not an IP:PORT: " + given.listen};
  options.listen = *listen;
  if (!options.is_tls() && !io::is_loopback(*listen) && !given.insecure_listen) {
    return Mistake{"--listen: without a certificate only this machine is served (127.0.0.1)"};
  }
  for (const std::string& text : given.public_addresses) {
    const auto address = io::parse_ip(text);
    if (!address) return Mistake{"--public-address: not an IP address: " + text};
    options.public_addresses.push_back(*address);
  }
  if (options.public_addresses.empty()) {
    // Firefox never contacts 127.0.0.1, so even on one machine an interface's address is needed.
    options.public_addresses = io::interface_addresses();
    if (io::is_loopback(*listen)) options.public_addresses.push_back(*io::parse_ip("127.0.0.1"));
  }
  if (given.metrics.empty()) return std::nullopt;
  const auto metrics = io::parse_address(given.metrics);
  if (!metrics) return Mistake{"--metrics: not an IP:PORT: " + given.metrics};
  if (!io::is_loopback(*metrics)) return Mistake{"--metrics: only a loopback address is allowed"};
  options.metrics = *metrics;
  return std::nullopt;
}

Checked check(const Given& given) {
  Options options;
  options.certificate = given.certificate;
  options.private_key = given.private_key;
  options.public_url = given.public_url;
  options.log_level = given.log_level;
  options.udp_port = given.udp_port.value_or(options.is_tls() ? kFirstUdpPort : uint16_t{0});
  options.workers =
      given.workers > 0 ? given.workers : std::max(1U, std::thread::hardware_concurrency());
  options.web_folder = given.web_folder.empty() ? find_web_folder() : given.web_folder;
  if (options.web_folder.empty()) {
    return Mistake{"the web client is not there: build it (cd web; npm run build) or give --web"};
  }
  if (auto mistake = set_addresses(given, options)) return *mistake;
  return options;
}

}  // namespace

Parsed parse_options(int argc, char** argv) {
  CLI::App app(kAbout, "conclaved");
  app.set_version_flag("--version", "conclaved " CONCLAVE_VERSION);
  Given given;
  describe(app, given);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& leaving) {
    return {std::nullopt, app.exit(leaving)};
  }
  const Checked checked = check(given);
  if (const auto* mistake = std::get_if<Mistake>(&checked)) {
    std::fprintf(stderr, "conclaved: %s\n", mistake->text.c_str());
    return {std::nullopt, 2};
  }
  return {std::get<Options>(checked), 0};
}

}  // namespace conclave::conclaved
