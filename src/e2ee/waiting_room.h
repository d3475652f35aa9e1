// Who knocked and is not in yet, and who may come in.
//
// A knock is taken once: the same envelope again is a replay, however it comes. Everybody with the
// link is admitted.
#pragma once

#include "base/limits.h"
#include "base/time.h"
#include "e2ee/knock.h"

#include <map>
#include <set>

namespace conclave::e2ee {

class WaitingRoom {
 public:
  struct Knocker {
    mls::KeyPackage key_package;
    std::string name;
    Time since;
  };

  // kReplayed for an envelope that was here before, kLimit when too many wait; else what
  // open_knock says. A later knock of a connection takes the place of its earlier one.
  Result<const Knocker*> take(const LinkKeys& link, ConnectionId from, Bytes envelope,
                              mls::UnixSeconds unix_now, Time now);
  // Its knock stays seen.
  void remove(ConnectionId connection) { knockers_.erase(connection); }

  // Those who may come in now, by connection.
  const std::map<ConnectionId, Knocker>& admitted() const { return knockers_; }
  bool empty() const { return knockers_.empty(); }
  void clear();

 private:
  std::map<ConnectionId, Knocker> knockers_;
  std::set<Buffer> seen_;  // hashes of envelopes
};

}  // namespace conclave::e2ee
