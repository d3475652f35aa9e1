#include "base/address_text.h"

namespace conclave {
namespace {

std::string v6_text(const Address& address) {
  static constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  for (size_t i = 0; i < address.ip.size(); ++i) {
    if (i > 0 && i % 2 == 0) text += ':';
    text += kHex[address.ip[i] >> 4];
    text += kHex[address.ip[i] & 15];
  }
  return text;
}

}  // namespace

std::string ip_text(const Address& address) {
  if (!address.is_v4()) return v6_text(address);
  std::string text;
  for (size_t i = 12; i < 16; ++i) {
    if (i > 12) text += '.';
    text += std::to_string(address.ip[i]);
  }
  return text;
}

std::string address_text(const Address& address) {
  const std::string ip = address.is_v4() ? ip_text(address) : '[' + ip_text(address) + ']';
  return ip + ':' + std::to_string(address.port);
}

}  // namespace conclave
