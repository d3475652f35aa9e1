// What of docs/protocol.md concerns keys, decoded: no JSON, no base64, no socket. The names are the
// protocol's own; envelopes are opaque bytes that only members can open.
#pragma once

#include "base/bytes.h"
#include "base/secret.h"
#include "base/source.h"

#include <variant>
#include <vector>

namespace conclave::e2ee {

namespace from_server {

struct Hello {
  ConnectionId connection;  // ours
  bool resumed = false;
};
struct Created {};
struct Exists {};
struct Knock {
  ConnectionId from;
  Buffer envelope;
};
// `epoch` is the server's count of the commits that it accepted. The group's own epoch falls behind
// it when members refuse a commit.
struct Accepted {
  uint64_t epoch = 0;  // the one our commit was made in
};
struct Stale {
  uint64_t epoch = 0;  // the server's
};
struct Commit {
  ConnectionId from;
  uint64_t epoch = 0;  // the one it was made in
  Buffer envelope;
};
struct Welcome {
  ConnectionId from;
  uint64_t epoch = 0;
  Buffer envelope;
};
struct Message {
  ConnectionId from;
  Buffer envelope;
};
struct Departed {
  ConnectionId connection;
};
struct Ended {};
struct Removed {};
struct Reply {  // to our knock
  Buffer envelope;
};
struct Restored {  // we are who we were
  ConnectionId connection;
  uint64_t epoch = 0;
};

}  // namespace from_server

using FromServer = std::variant<from_server::Hello, from_server::Created, from_server::Exists,
                                from_server::Knock, from_server::Accepted, from_server::Stale,
                                from_server::Commit, from_server::Welcome, from_server::Message,
                                from_server::Departed, from_server::Ended, from_server::Removed,
                                from_server::Reply, from_server::Restored>;

namespace to_server {

struct Create {};
struct Knock {
  Buffer envelope;
};
struct Commit {
  uint64_t epoch = 0;            // made in
  Buffer envelope;               // for the members
  Buffer welcome;                // for the newcomers; empty if there are none
  std::vector<ConnectionId> to;  // the newcomers
  std::vector<ConnectionId> removed;
};
struct Message {
  Buffer envelope;
  ConnectionId to;  // 0: everybody else
};
struct Reply {
  Buffer envelope;
  ConnectionId to;  // one who knocked
};
// To a server that knows the group no more (docs/protocol.md, "When the server forgot").
struct Restore {
  ConnectionId connection;  // the one before
  uint64_t epoch = 0;
  std::vector<ConnectionId> members;
  Secret proof;
  Secret proof_before;     // empty if there is none
  ConnectionId last_from;  // the maker of the last commit; 0 if that is old
  Buffer last_commit;
};

}  // namespace to_server

using ToServer = std::variant<to_server::Create, to_server::Knock, to_server::Commit,
                              to_server::Message, to_server::Reply, to_server::Restore>;

}  // namespace conclave::e2ee
