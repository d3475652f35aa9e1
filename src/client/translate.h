// Between the server's messages (signal) and what of them concerns keys (e2ee): the same words in
// two rooms that may not know each other.
#pragma once

#include "e2ee/meeting_messages.h"
#include "signal/messages.h"

#include <optional>

namespace conclave::client {

// Nothing for a message that has nothing to do with keys.
std::optional<e2ee::FromServer> to_e2ee(const signal::ServerMessage& message);
signal::ClientMessage to_signal(const e2ee::ToServer& message);

}  // namespace conclave::client
