// Who a leaf belongs to: the identity in its MLS basic credential (RFC 9420 section 5.3).
//
//   struct {
//       uint8  version = 1;
//       uint32 connection;     the server's id of the connection that knocked
//       uint8  name_size;
//       opaque name[128];      UTF-8, zeros behind it
//   } Participant;
//
// Always the same size, so that nobody learns a name's length from a knock, a commit or a Welcome.
// The connection is under the leaf's signature: members, not the server, say whose leaf it is.
#pragma once

#include "base/result.h"
#include "base/source.h"
#include "mls/credential.h"

#include <string>

namespace conclave::e2ee {

struct Participant {
  ConnectionId connection;
  std::string name;

  friend bool operator==(const Participant&, const Participant&) = default;
};

// One to limits::kNameBytesMax bytes of valid UTF-8 without control characters, characters that
// turn the direction of writing around them, and spaces that nobody sees.
Result<void> check_name(std::string_view name);

// The name must have passed check_name.
mls::Credential make_credential(const Participant& participant);
Result<Participant> parse_credential(const mls::Credential& credential);

}  // namespace conclave::e2ee
