#include "sim/verdict.h"

#include <set>

namespace conclave::sim {
namespace {

std::string names(const std::vector<e2ee::RosterMember>& roster) {
  std::string text;
  for (const e2ee::RosterMember& member : roster) text += (text.empty() ? "" : ", ") + member.name;
  return "[" + text + "]";
}

bool is_same_roster(std::vector<e2ee::RosterMember> a, std::vector<e2ee::RosterMember> b) {
  for (auto* roster : {&a, &b}) {
    for (e2ee::RosterMember& member : *roster) member.is_self = false;
  }
  return a == b;
}

void check_roster(const Person& person, const std::vector<Person*>& in, Complaints& complaints) {
  const auto& roster = person.senses.roster();
  bool is_right = roster.size() == in.size();
  for (const Person* other : in) {
    is_right = is_right && std::ranges::count(roster, other->name, &e2ee::RosterMember::name) == 1;
  }
  if (!is_right) {
    complaints.push_back(person.name + " has the roster " + names(roster) + ", but " +
                         std::to_string(in.size()) + " are in");
  }
}

void check_devices(const Person& person, const Person& other, Complaints& complaints) {
  const auto known = person.senses.state_of(other.name).value_or(e2ee::DeviceState{});
  if (known != other.devices) {
    complaints.push_back(person.name + " does not know the devices of " + other.name);
  }
}

}  // namespace

void await_one_epoch(World& world) {
  constexpr Duration kStep = std::chrono::milliseconds(20);
  const Time end = world.now() + std::chrono::seconds(1);
  const auto is_one_epoch = [&] {
    std::set<uint64_t> epochs;
    for (const Person* person : world.people_in()) {
      epochs.insert(person->participant->meeting().epoch());
    }
    return epochs.size() <= 1;
  };
  while (!is_one_epoch() && world.now() < end) world.run(kStep);
}

void check_agreement(World& world, Complaints& complaints) {
  const std::vector<Person*> in = world.people_in();
  for (const Person* person : in) {
    if (!person->participant->meeting().is_member()) {
      complaints.push_back(person->name + " is no member");
      continue;
    }
    check_roster(*person, in, complaints);
    const Person& first = *in.front();
    if (person->participant->meeting().epoch() != first.participant->meeting().epoch()) {
      complaints.push_back(person->name + " is in another epoch than " + first.name);
    }
    if (!is_same_roster(person->senses.roster(), first.senses.roster()) ||
        person->senses.safety_code() != first.senses.safety_code()) {
      complaints.push_back(person->name + " has another roster or code than " + first.name);
    }
    for (const Person* other : in) {
      if (other != person) check_devices(*person, *other, complaints);
    }
  }
}

void check_media(World& world, Complaints& complaints) {
  const std::vector<Person*> in = world.people_in();
  for (const Person* person : in) {
    for (const Person* other : in) {
      if (person == other) continue;
      if (person->senses.heard(other->number) == 0) {
        complaints.push_back(person->name + " does not hear " + other->name);
      }
      if (person->senses.seen(other->number) == 0) {
        complaints.push_back(person->name + " does not see " + other->name);
      }
    }
  }
}

FrameTally tally_frames(World& world) {
  FrameTally tally;
  for (const Person* person : world.people_in()) {
    tally[person->number] = person->participant->frames();
  }
  return tally;
}

void check_every_frame_opened(World& world, const FrameTally& before, Complaints& complaints) {
  for (const Person* person : world.people_in()) {
    const client::FrameCounts& now = person->participant->frames();
    const client::FrameCounts& then = before.at(person->number);
    if (now.opened == then.opened && world.people_in().size() > 1) {
      complaints.push_back(person->name + " opened nothing");
    }
    if (now.early != then.early || now.late != then.late || now.replayed != then.replayed) {
      complaints.push_back(person->name + " could not open a frame in calm");
    }
  }
}

void check_no_alarms(World& world, Complaints& complaints) {
  for (const std::string& alarm : world.alarms_told) complaints.push_back(alarm);
}

void check_nothing_refused(World& world, Complaints& complaints) {
  const server::Counters counters = world.relay().counters();
  if (counters.refused_malformed + counters.refused_limit + counters.refused_full > 0) {
    complaints.emplace_back("the server closed a socket of somebody honest");
  }
  for (const Person* person : world.people_in()) {
    const client::FrameCounts& frames = person->participant->frames();
    if (frames.refused > 0) {
      complaints.push_back(person->name + " refused " + std::to_string(frames.refused) + " frames");
    }
  }
}

void check_server_is_empty(World& world, Complaints& complaints) {
  const server::Counters counters = world.relay().counters();
  if (counters.meetings + counters.connections + counters.sockets > 0) {
    complaints.push_back("the server still holds " + std::to_string(counters.meetings) +
                         " meetings, " + std::to_string(counters.connections) + " connections, " +
                         std::to_string(counters.sockets) + " sockets");
  }
}

}  // namespace conclave::sim
