// Where the server is, as the operator says it: http://localhost:8080/ or https://example.org/.
#pragma once

#include "base/result.h"

#include <string>

namespace conclave::crowd {

struct ServerAddress {
  std::string host;
  std::string port;
  bool is_tls = true;

  // The page, for people: ends in a slash.
  std::string page() const;
};

// kMalformed for what is no such address; kRefused for http to any other machine than this one.
Result<ServerAddress> parse_server_address(std::string_view url);

}  // namespace conclave::crowd
