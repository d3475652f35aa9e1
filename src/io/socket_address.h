// Address as the kernel writes it, and back.
#pragma once

#include "base/outbox.h"
#include "base/result.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <string>

namespace conclave::io {

struct SocketAddress {
  sockaddr_storage storage{};
  socklen_t size = 0;

  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
};

// An IPv6 socket takes IPv4-mapped addresses, an IPv4 socket only those of IPv4.
SocketAddress to_socket_address(const Address& address, bool for_v6_socket);
Address to_address(const sockaddr_storage& storage);

// "127.0.0.1:8080", "[::1]:8080".
Result<Address> parse_address(std::string_view text);
// "127.0.0.1", "::1".
Result<Address> parse_ip(std::string_view text, uint16_t port = 0);
std::string to_text(const Address& address);

bool is_loopback(const Address& address);
inline bool is_any(const Address& address) {
  return address.ip == Address{}.ip || address.ip == Address::v4(0, 0, 0, 0, 0).ip;
}

}  // namespace conclave::io
