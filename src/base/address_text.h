// Addresses as people and SDP write them.
#pragma once

#include "base/outbox.h"

#include <string>

namespace conclave {

// "10.99.0.1", or eight groups of four hex digits.
std::string ip_text(const Address& address);

// "10.99.0.1:443", or the groups in brackets.
std::string address_text(const Address& address);

}  // namespace conclave
