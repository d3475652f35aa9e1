// Who knocked and is not in yet.
//
// A knock is taken once: the same envelope again is a replay, however it comes. After
// limits::kWrongPassphrasesMax wrong passphrases within limits::kWrongPassphraseTime no knock is
// looked at until that time is over; the newest knock of each connection is held meanwhile.
#pragma once

#include "base/limits.h"
#include "base/time.h"
#include "e2ee/knock.h"

#include <deque>
#include <map>
#include <set>

namespace conclave::e2ee {

class WaitingRoom {
 public:
  struct Knocker {
    mls::KeyPackage key_package;
    std::string name;
    Buffer psk_id;  // of the door it came by
    Buffer envelope;
    Time since;
    bool is_admitted = false;  // by this client's own person
  };

  // kReplayed for an envelope that was here before, kLimit when too many wait, kNotYet when it is
  // held; else what open_knock says. A later knock of a connection takes the place of its earlier.
  Result<const Knocker*> take(std::span<const LinkKeys> doors, ConnectionId from, Bytes envelope,
                              mls::UnixSeconds unix_now, Time now);
  void admit(ConnectionId connection);
  // Its knock stays seen.
  void remove(ConnectionId connection);
  // Nobody waits any more. Knocks that were not answered may come once more; the others stay seen.
  void begin_anew();

  // A knock that was held and can be taken now.
  struct Held {
    ConnectionId from;
    Buffer envelope;
  };
  std::optional<Held> release(Time now);
  Time next_release() const;

  const std::map<ConnectionId, Knocker>& knockers() const { return knockers_; }
  const Knocker* find(ConnectionId connection) const;
  void clear();

 private:
  void remember(Buffer hash);
  bool is_shut(Time now);

  std::map<ConnectionId, Knocker> knockers_;
  std::set<Buffer> seen_;  // hashes of envelopes, the newest limits::kKnocksSeenMax
  std::deque<Buffer> seen_in_order_;
  std::deque<Time> wrong_guesses_;       // oldest first
  std::map<ConnectionId, Buffer> held_;  // limits::kKnocksHeldMax at most
};

}  // namespace conclave::e2ee
