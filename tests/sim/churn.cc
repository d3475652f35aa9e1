#include "sim/churn.h"

#include "sim/attendant.h"
#include "sim/between.h"
#include "sim/verdict.h"

#include <fstream>
#include <iostream>

namespace conclave::sim {
namespace {

constexpr Duration kLook = 2s;       // how often a host looks at the door
constexpr Duration kCalm = 100s;     // at the end: longer than limits::kSilenceMax
constexpr Duration kReport = 10min;  // between reports
constexpr Duration kSilence = 1h;    // between frames: this is about keys
constexpr client::MediaConfig kNoMedia = {.video_slots = 0, .audio_slots = 0};

size_t resident_kb() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    size_t kb = 0;
    if (word == "VmRSS:" && status >> kb) return kb;
  }
  return 0;
}

struct Tally {
  size_t arrivals = 0;
  size_t commits_made = 0;
  size_t waiting_most = 0;
  size_t people_most = 0;
  std::map<e2ee::LogKind, size_t> lines;  // as the first host was told
  std::set<uint64_t> epochs_of_joins;
};

class Churn {
 public:
  Churn(const ChurnPlan& plan, bool is_told)
      : plan_(plan), world_(plan.seed), random_(world_.random()), attendant_(world_, random_) {
    world_.is_told = is_told;
    world_.pace() = {.microphone = kSilence, .camera = kSilence};
    world_.opening().has_waiting_room = true;
    attendant_.denials = 0.03;
    world_.on_action = [this](const Person& person, const client::Action& action) {
      count(person, action);
    };
  }

  bool run(std::ostream& out) {
    began_ = world_.now();
    const Time calm = began_ + plan_.lasts - std::min<Duration>(kCalm, plan_.lasts / 2);
    begin(calm);
    for (Time next = began_ + kReport; next < calm; next += kReport) {
      world_.run_until(next);
      report(out);
    }
    world_.run_until(calm);
    attendant_.denials = 0;
    calm_ = kNever;
    world_.tell("calm comes");
    world_.run_until(began_ + plan_.lasts);
    check_agreement(world_, world_.complaints);
    check_no_alarms(world_, world_.complaints);
    check_nothing_refused(world_, world_.complaints);
    report(out);
    for (const std::string& complaint : world_.complaints) out << "churn: " << complaint << '\n';
    return world_.complaints.empty();
  }

 private:
  LinkQuality some_link() {
    return {.delay = between(random_, 5ms, 80ms),
            .jitter = between(random_, 0ms, 40ms),
            .loss = 0.05 * static_cast<double>(random_.below(101)) / 100,
            .duplication = 0.01};
  }

  // Whoever begins the meeting stays to its end, so that one log tells all of it.
  void begin(Time calm) {
    calm_ = calm;
    first_ = &world_.arrive(some_link(), kNoMedia);
    world_.run(2s);
    attendant_.look_every(kLook);
    for (size_t seat = 1; seat < plan_.people; ++seat) {
      world_.scheduler().after(between(random_, 0s, plan_.lasts / 10), [this] { take_seat(); });
    }
  }

  // What a person saw is kept for the tests to look at; of hundreds who are gone it is only weight.
  void forget_the_gone() {
    for (Person& person : world_.people()) {
      if (!person.is_in()) person.senses = Senses();
    }
  }

  void take_seat() {
    ++tally_.arrivals;
    forget_the_gone();
    Person& person = world_.arrive(some_link(), kNoMedia);
    world_.scheduler().after(between(random_, plan_.lasts / 40, plan_.lasts),
                             [this, &person] { rise(person); });
    world_.scheduler().after(between(random_, plan_.lasts / 40, plan_.lasts),
                             [this, &person] { shake(person); });
  }

  // Somebody else takes the seat a little later.
  void rise(Person& person) {
    if (world_.now() >= calm_ || calm_ == kNever) return;
    if (person.is_in()) {
      switch (random_.below(4)) {
        case 0: world_.die(person, random_.chance(0.5)); break;
        case 1: remove(person); break;
        default: world_.leave(person); break;
      }
    }
    world_.scheduler().after(between(random_, 1s, 20s), [this] {
      if (world_.now() < calm_ && calm_ != kNever) take_seat();
    });
  }

  void remove(Person& person) {
    const auto hosts = hosts_of(world_);
    const auto& roster = first_->senses.roster();
    const auto member = std::ranges::find(roster, person.name, &e2ee::RosterMember::name);
    if (hosts.empty() || member == roster.end()) return world_.leave(person);
    world_.expect_removal(person);
    (void)world_.wish(*first_, [&](e2ee::Meeting& meeting, Time now) {
      return meeting.remove(member->leaf, false, now);
    });
  }

  void shake(Person& person) {
    if (!person.is_in() || !person.is_online || calm_ == kNever) return;
    switch (random_.below(3)) {
      case 0: return world_.reset_socket(person, between(random_, 0ms, 800ms));
      case 1: return world_.move(person, between(random_, 100ms, 10s));
      default: {
        e2ee::DeviceState devices = person.devices;
        devices.microphone = !devices.microphone;
        return world_.say(person, devices);
      }
    }
  }

  void count(const Person& person, const client::Action& action) {
    if (const auto* text = std::get_if<client::SendText>(&action)) {
      tally_.commits_made += text->text.starts_with(R"({"type":"commit")");
    } else if (const auto* knocks = std::get_if<e2ee::KnocksChanged>(&action)) {
      tally_.waiting_most = std::max(tally_.waiting_most, knocks->waiting.size());
    } else if (const auto* epoch = std::get_if<e2ee::EpochChanged>(&action)) {
      tally_.people_most = std::max(tally_.people_most, epoch->roster.size());
    } else if (const auto* logged = std::get_if<e2ee::Logged>(&action)) {
      if (&person == first_) count(logged->lines);
    }
  }
  void count(const e2ee::Log& lines) {
    for (const e2ee::LogEntry& line : lines) {
      ++tally_.lines[line.kind];
      if (line.kind == e2ee::LogKind::kAdmitted) tally_.epochs_of_joins.insert(line.epoch);
    }
  }

  void report(std::ostream& out) {
    using e2ee::LogKind;
    const auto minutes = static_cast<double>((world_.now() - began_) / 1s) / 60;
    const uint64_t commits = first_->participant->meeting().epoch();
    const size_t joins = tally_.lines[LogKind::kAdmitted];
    out << "churn: " << plan_.people << " seats, " << minutes << " min: " << tally_.arrivals
        << " arrivals, " << joins << " joins in " << tally_.epochs_of_joins.size() << " commits, "
        << tally_.lines[LogKind::kLeft] << " left, " << tally_.lines[LogKind::kSilenced]
        << " fell silent, " << tally_.lines[LogKind::kRemoved] << " removed, "
        << tally_.lines[LogKind::kKeysRenewed] << " renewals alone\n"
        << "  " << commits << " commits: " << static_cast<double>(commits) / minutes
        << " a minute, " << static_cast<double>(commits) / static_cast<double>(joins) << " a join; "
        << tally_.commits_made - commits << " more were made and lost; " << world_.alarms
        << " alarms\n"
        << "  " << world_.people_in().size() << " people; at most " << tally_.people_most
        << " inside and " << tally_.waiting_most
        << " waiting; memory of all of them and the server " << resident_kb() / 1024 << " MB"
        << std::endl;
  }

  const ChurnPlan plan_;
  World world_;
  Random& random_;
  Attendant attendant_;
  Tally tally_;
  Person* first_ = nullptr;
  Time began_{};
  Time calm_{};
};

}  // namespace

bool run_churn(const ChurnPlan& plan, bool is_told, std::ostream& out) {
  return Churn(plan, is_told).run(out);
}

}  // namespace conclave::sim
