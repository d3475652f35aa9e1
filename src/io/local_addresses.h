// The machine's own addresses, for candidates when the operator names none.
#pragma once

#include "base/outbox.h"

#include <vector>

namespace conclave::io {

// Of every interface that is up, without loopback and link-local ones; IPv4 first, port 0.
std::vector<Address> interface_addresses();

}  // namespace conclave::io
