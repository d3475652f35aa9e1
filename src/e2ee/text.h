// What others may give us to show: UTF-8 that is what it looks like.
#pragma once

#include "base/result.h"

#include <string_view>

namespace conclave::e2ee {

enum class Lines : uint8_t { kOne, kMany };

// One to bytes_max bytes of valid UTF-8 without control characters, characters that turn the
// direction of writing around them, and spaces that nobody sees. Only with kMany may there be line
// feeds. kMalformed for everything else.
Result<void> check_text(std::string_view text, size_t bytes_max, Lines lines);

}  // namespace conclave::e2ee
