// A host's hand at the door of a simulated meeting: every now and then one of those who are host
// looks at who waits and lets them in, or not. Whoever was denied goes.
#pragma once

#include "sim/world.h"

namespace conclave::sim {

bool is_host(const Person& person);
// Those who are host and can act.
std::vector<Person*> hosts_of(World& world);

class Attendant {
 public:
  Attendant(World& world, Random& random) : world_(world), random_(random) {}

  // One look at the door, by any of the hosts.
  void look();
  // A look every so often, from now on for as long as the world lasts.
  void look_every(Duration pause);

  double denials = 0;  // of those who wait

 private:
  void decide(Person& host, const e2ee::Waiting& waiting);

  World& world_;
  Random& random_;
};

}  // namespace conclave::sim
