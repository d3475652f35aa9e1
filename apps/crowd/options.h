// What the operator chose, checked.
#pragma once

#include "e2ee/link.h"
#include "server_address.h"

#include <optional>

namespace conclave::crowd {

struct Options {
  ServerAddress server;
  std::string authority;                 // a PEM file, or empty
  std::optional<e2ee::LinkSecret> link;  // of a meeting, or of one to begin
  size_t people = 0;
};

// What to do after reading the command line: run, or leave with this code.
struct Parsed {
  std::optional<Options> options;
  int exit_code = 0;
};
Parsed parse_options(int argc, char** argv);

}  // namespace conclave::crowd
