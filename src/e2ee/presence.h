// Who was heard of, and when (E2E-13).
//
// Every member says something every heartbeat interval, under the group's keys: so whoever is not
// heard of is away, or is kept from us, or is in another group than we are. The interval grows with
// the group: limits::kHeartbeatsAtOnce people beat within limits::kHeartbeatInterval, however many
// there are, and in a group that was split some of the other part are missed that soon.
#pragma once

#include "base/source.h"
#include "base/time.h"

#include <map>
#include <set>
#include <span>
#include <vector>

namespace conclave::e2ee {

class Presence {
 public:
  // Of a group of so many.
  static Duration interval(size_t people);

  // The others in the group from now on. Who is new has until the first beat is due.
  void enter(std::span<const ConnectionId> others, Time now);
  void hear(ConnectionId connection, Time now);
  void clear() { *this = Presence(); }

  // From when on nobody would call it silent: late by limits::kHeartbeatPatience.
  Time silent_from(ConnectionId connection) const;
  // From when on the group lets it go.
  Time gone_from(ConnectionId connection) const;
  // Whether we can tell that it is there: then nobody but a host may remove it.
  bool is_surely_here(ConnectionId connection, Time now) const;

  // Those heard last longest ago first.
  std::vector<ConnectionId> silent(Time now) const;
  // When the next one falls silent.
  Time next_silence(Time now) const;
  // From when on the group lets the first of them go.
  Time next_gone() const;

 private:
  struct Sign {
    Time since;  // in the group, or heard of
    bool is_heard = false;
  };
  Duration patience() const;
  Duration endurance() const;
  Time silent_since(Time heard) const;

  std::map<ConnectionId, Sign> others_;
  // The same by when they were heard of: at every message it is asked who is late.
  std::set<std::pair<Time, ConnectionId>> by_time_;
  Duration interval_{};
  Time interval_since_{};
};

}  // namespace conclave::e2ee
