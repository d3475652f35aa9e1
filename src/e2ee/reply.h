// What a host's device answers to a knock, before anybody is let in.
//
//   struct {
//       uint8  version = 1;
//       opaque nonce[12];
//       opaque sealed[...];   ChaCha20-Poly1305 under the door's knock_key,
//   } Reply;                  aad: "Conclave reply", the meeting id, SHA-256 of the knock
//
//   struct {
//       uint8 type;           1: a host has seen it, 2: no, 3: wrong passphrase
//       opaque hosts<V><V>;   for 1: names of those who decide
//       opaque zeros[...];    up to a multiple of limits::kAppMessageBucket
//   } sealed;
//
// The server cannot make one; others who have the link could. It opens nothing: it is there to be
// read by the one who waits.
#pragma once

#include "base/random.h"
#include "e2ee/link.h"

#include <variant>
#include <vector>

namespace conclave::e2ee {

struct ReplyWaiting {
  std::vector<std::string> hosts;  // limits::kReplyHostsMax at most
};
struct ReplyDenied {};
struct ReplyWrongPassphrase {};
using Reply = std::variant<ReplyWaiting, ReplyDenied, ReplyWrongPassphrase>;

Result<Buffer> seal_reply(const LinkKeys& door, Bytes knock, const Reply& reply, Random& random);
// kUnauthentic: not to this knock, or not by somebody who has the link. kMalformed, kUnsupported.
Result<Reply> open_reply(const LinkKeys& door, Bytes knock, Bytes envelope);

}  // namespace conclave::e2ee
