#include "sim/attendant.h"

namespace conclave::sim {

bool is_host(const Person& person) {
  const auto& roster = person.senses.roster();
  const auto self = std::ranges::find(roster, true, &e2ee::RosterMember::is_self);
  return self != roster.end() && self->is_host;
}

std::vector<Person*> hosts_of(World& world) {
  std::vector<Person*> hosts;
  for (Person* person : world.people_in()) {
    if (is_host(*person) && person->is_online && !person->was_removed) hosts.push_back(person);
  }
  return hosts;
}

void Attendant::look() {
  for (Person* person : world_.people_in()) {
    if (person->was_denied) world_.leave(*person);
  }
  const std::vector<Person*> hosts = hosts_of(world_);
  if (hosts.empty()) return;
  Person& host = *hosts[random_.below(hosts.size())];
  const std::vector<e2ee::Waiting> waiting = host.waiting;
  for (const e2ee::Waiting& each : waiting) decide(host, each);
}

void Attendant::decide(Person& host, const e2ee::Waiting& waiting) {
  // Between the list and the click somebody may have gone.
  if (random_.chance(denials)) {
    world_.tell(host.name + " denies " + waiting.name);
    (void)world_.wish(host, [&](e2ee::Meeting& meeting, Time now) {
      return meeting.deny(waiting.connection, now);
    });
    return;
  }
  world_.tell(host.name + " admits " + waiting.name);
  (void)world_.wish(host, [&](e2ee::Meeting& meeting, Time now) {
    return meeting.admit(waiting.connection, now);
  });
}

void Attendant::look_every(Duration pause) {
  world_.scheduler().after(pause, [this, pause] {
    look();
    look_every(pause);
  });
}

}  // namespace conclave::sim
