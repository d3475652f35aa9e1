#include "server_address.h"

#include <algorithm>

namespace conclave::crowd {
namespace {

constexpr std::string_view kPlain = "http://";
constexpr std::string_view kTls = "https://";

constexpr Error kNoAddress(ErrorCode::kMalformed,
                           "the server's address is like https://example.org/");
constexpr Error kNotThisMachine(ErrorCode::kRefused,
                                "without TLS only a server on this machine is spoken to");

bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

bool is_host(std::string_view text) {
  return !text.empty() && text.find_first_of("/@:?#[] ") == std::string_view::npos;
}

}  // namespace

std::string ServerAddress::page() const {
  const std::string usual = is_tls ? "443" : "80";
  return std::string(is_tls ? kTls : kPlain) + host + (port == usual ? "" : ":" + port) + "/";
}

Result<ServerAddress> parse_server_address(std::string_view url) {
  const bool is_tls = url.starts_with(kTls);
  if (!is_tls && !url.starts_with(kPlain)) return kNoAddress;
  url.remove_prefix(is_tls ? kTls.size() : kPlain.size());
  if (url.ends_with('/')) url.remove_suffix(1);
  const size_t colon = url.find(':');
  const std::string_view host = url.substr(0, colon);
  const std::string_view port = colon != std::string_view::npos ? url.substr(colon + 1)
                                : is_tls                        ? "443"
                                                                : "80";
  if (!is_host(host) || !is_port(port)) return kNoAddress;
  if (!is_tls && host != "localhost" && host != "127.0.0.1") return kNotThisMachine;
  return ServerAddress{.host = std::string(host), .port = std::string(port), .is_tls = is_tls};
}

}  // namespace conclave::crowd
