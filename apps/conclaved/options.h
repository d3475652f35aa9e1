// What the operator chose, checked and made whole: every default is filled in here.
#pragma once

#include "base/outbox.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace conclave::conclaved {

struct Options {
  Address listen;
  std::string certificate;  // paths; both empty for http
  std::string private_key;
  std::string web_folder;
  std::string public_url;                 // as printed; empty: made from what is listened on
  std::vector<Address> public_addresses;  // without ports
  uint16_t udp_port = 0;                  // of the first worker, the others follow; 0 for any
  size_t workers = 1;
  std::optional<Address> metrics;
  std::string log_level;

  bool is_tls() const { return !certificate.empty(); }
};

// What to do after reading the command line: run, or leave with this code (after --help, or after
// a mistake that was explained on stderr).
struct Parsed {
  std::optional<Options> options;
  int exit_code = 0;
};
Parsed parse_options(int argc, char** argv);

}  // namespace conclave::conclaved
