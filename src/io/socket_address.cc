#include "io/socket_address.h"

#include <arpa/inet.h>

#include <charconv>

namespace conclave::io {
namespace {

constexpr Error kNotAnAddress(ErrorCode::kMalformed, "not an address");

SocketAddress to_v4(const Address& address) {
  SocketAddress to;
  auto* v4 = reinterpret_cast<sockaddr_in*>(&to.storage);
  v4->sin_family = AF_INET;
  v4->sin_port = htons(address.port);
  std::memcpy(&v4->sin_addr, address.ip.data() + 12, 4);
  to.size = sizeof *v4;
  return to;
}

SocketAddress to_v6(const Address& address) {
  SocketAddress to;
  auto* v6 = reinterpret_cast<sockaddr_in6*>(&to.storage);
  v6->sin6_family = AF_INET6;
  v6->sin6_port = htons(address.port);
  std::memcpy(&v6->sin6_addr, address.ip.data(), 16);
  to.size = sizeof *v6;
  return to;
}

}  // namespace

SocketAddress to_socket_address(const Address& address, bool for_v6_socket) {
  return for_v6_socket ? to_v6(address) : to_v4(address);
}

Address to_address(const sockaddr_storage& storage) {
  if (storage.ss_family == AF_INET) {
    const auto& v4 = reinterpret_cast<const sockaddr_in&>(storage);
    Address address = Address::v4(0, 0, 0, 0, ntohs(v4.sin_port));
    std::memcpy(address.ip.data() + 12, &v4.sin_addr, 4);
    return address;
  }
  const auto& v6 = reinterpret_cast<const sockaddr_in6&>(storage);
  Address address{.ip = {}, .port = ntohs(v6.sin6_port)};
  std::memcpy(address.ip.data(), &v6.sin6_addr, 16);
  return address;
}

Result<Address> parse_ip(std::string_view text, uint16_t port) {
  const std::string terminated(text);
  Address address = Address::v4(0, 0, 0, 0, port);
  if (::inet_pton(AF_INET, terminated.c_str(), address.ip.data() + 12) == 1) return address;
  if (::inet_pton(AF_INET6, terminated.c_str(), address.ip.data()) == 1) return address;
  return kNotAnAddress;
}

Result<Address> parse_address(std::string_view text) {
  const size_t colon = text.rfind(':');
  if (colon == std::string_view::npos) return kNotAnAddress;
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  uint16_t port = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), port);
  if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size()) {
    return kNotAnAddress;
  }
  const bool is_bracketed = host.starts_with('[') && host.ends_with(']');
  if (is_bracketed) host = host.substr(1, host.size() - 2);
  if (host == "localhost") host = "127.0.0.1";
  const Address address = TRY(parse_ip(host, port));
  if (address.is_v4() == is_bracketed) return kNotAnAddress;
  return address;
}

std::string to_text(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  const std::string port = ":" + std::to_string(address.port);
  if (address.is_v4()) {
    ::inet_ntop(AF_INET, address.ip.data() + 12, text, sizeof text);
    return text + port;
  }
  ::inet_ntop(AF_INET6, address.ip.data(), text, sizeof text);
  return "[" + std::string(text) + "]" + port;
}

bool is_loopback(const Address& address) {
  constexpr std::array<uint8_t, 16> kLoopback6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
  return address.is_v4() ? address.ip[12] == 127 : address.ip == kLoopback6;
}

}  // namespace conclave::io
