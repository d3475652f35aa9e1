// WebHub is what all connections of the web server's thread share.
#pragma once

#include "base/limits.h"
#include "io/socket_hub.h"
#include "io/web_server.h"

namespace conclave::io {

struct WebHub : SocketHub {
  WebServer::Options options;
  std::vector<std::vector<Metric>> metrics;  // the last of each worker
};

}  // namespace conclave::io
