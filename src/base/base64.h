// base64url without padding (RFC 4648 section 5): how bytes travel in JSON and in links.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace conclave {

std::string to_base64url(Bytes bytes);

// kMalformed for a character outside the alphabet, padding, an impossible length, or bits left
// over that are not zero: every byte string has exactly one text.
Result<Buffer> from_base64url(std::string_view text);

}  // namespace conclave
