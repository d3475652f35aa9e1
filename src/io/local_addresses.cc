#include "io/local_addresses.h"

#include "io/socket_address.h"

#include <ifaddrs.h>
#include <net/if.h>

namespace conclave::io {
namespace {

constexpr size_t kAddressesMax = 8;

bool is_link_local(const Address& address) {
  if (address.is_v4()) return address.ip[12] == 169 && address.ip[13] == 254;
  return address.ip[0] == 0xfe && (address.ip[1] & 0xc0) == 0x80;
}

bool is_useful(const ifaddrs& entry) {
  if (entry.ifa_addr == nullptr || (entry.ifa_flags & IFF_UP) == 0) return false;
  const auto family = entry.ifa_addr->sa_family;
  if (family != AF_INET && family != AF_INET6) return false;
  const Address address = to_address(*reinterpret_cast<const sockaddr_storage*>(entry.ifa_addr));
  return !is_loopback(address) && !is_link_local(address);
}

}  // namespace

std::vector<Address> interface_addresses() {
  std::vector<Address> addresses;
  ifaddrs* list = nullptr;
  if (::getifaddrs(&list) != 0) return addresses;
  for (const ifaddrs* entry = list; entry != nullptr; entry = entry->ifa_next) {
    if (!is_useful(*entry)) continue;
    Address address = to_address(*reinterpret_cast<const sockaddr_storage*>(entry->ifa_addr));
    address.port = 0;
    addresses.push_back(address);
  }
  ::freeifaddrs(list);
  std::ranges::sort(addresses, {}, [](const Address& address) {
    return std::pair(!address.is_v4(), address);  // IPv4 first
  });
  if (addresses.size() > kAddressesMax) addresses.resize(kAddressesMax);
  return addresses;
}

}  // namespace conclave::io
