#include "options.h"

#include "names.h"

#include <CLI/CLI.hpp>

namespace conclave::crowd {
namespace {

constexpr const char* kAbout =
    R"(A few people who are not there, so that one person alone sees a living meeting.

  crowd --server http://localhost:8080/ --people 4

They join as everybody does, with keys of their own, and their painted pictures and hummed voices
are sealed as everybody's. They begin a meeting, or come to that of --link, and stay until you stop
this program. The first other person who comes is made host; the crowd decides nothing.)";

struct Given {
  std::string server = "http://localhost:8080/";
  std::string authority;
  std::string link;
  size_t people = 4;
};

void describe(CLI::App& app, Given& given) {
  app.add_option("--server", given.server,
                 "The server's address. http only for this machine.\n"
                 "Default: http://localhost:8080/");
  app.add_option("--link", given.link,
                 "The part behind # of the meeting's link. Default: a meeting of its own");
  app.add_option("--people", given.people, "How many come. Default: 4")
      ->check(CLI::Range(size_t{1}, kNames.size()));
  app.add_option("--ca", given.authority,
                 "Whom to trust for the server's certificate (PEM).\n"
                 "Default: whom this machine trusts");
}

Result<Options> check(const Given& given) {
  Options options;
  options.server = TRY(parse_server_address(given.server));
  options.authority = given.authority;
  options.people = given.people;
  if (given.link.empty()) return options;
  options.link = TRY(e2ee::LinkSecret::parse(given.link));
  if (options.link->needs_passphrase()) {
    return Error(ErrorCode::kUnsupported, "the crowd knows no passphrase");
  }
  return options;
}

}  // namespace

Parsed parse_options(int argc, char** argv) {
  CLI::App app(kAbout, "crowd");
  Given given;
  describe(app, given);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& outcome) {
    return {.options = std::nullopt, .exit_code = app.exit(outcome)};
  }
  auto options = check(given);
  if (options) return {.options = std::move(*options)};
  std::fprintf(stderr, "crowd: %s\n", std::string(options.error().text).c_str());
  return {.options = std::nullopt, .exit_code = 2};
}

}  // namespace conclave::crowd
