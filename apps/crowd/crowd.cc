#include "crowd.h"

namespace conclave::crowd {
namespace {

using namespace std::chrono_literals;

constexpr Duration kArrivalInterval = 400ms;

}  // namespace

Result<std::unique_ptr<Crowd>> Crowd::create(size_t people, const e2ee::LinkSecret& link,
                                             const Attendee::World& world, Time now) {
  Attendees attendees;
  for (size_t person = 0; person < people; ++person) {
    attendees.push_back(TRY(Attendee::create(person, world)));
  }
  return std::make_unique<Crowd>(std::move(attendees), link, world.random, now);
}

Crowd::Crowd(Attendees attendees, const e2ee::LinkSecret& link, Random& random, Time now)
    : attendees_(std::move(attendees)), link_(link), random_(random), next_arrival_(now) {}

void Crowd::receive(const io::SocketEvent& event, Time now) {
  for (const auto& attendee : attendees_) attendee->receive(event, now);
}

void Crowd::receive_datagrams(Time now) {
  for (const auto& attendee : attendees_) attendee->receive_datagrams(now);
}

void Crowd::wake(Time now) {
  if (now >= next_arrival_) arrive_next(now);
  if (life_) {
    perform(life_->wake(now), now);
  }
  for (const auto& attendee : attendees_) {
    if (now >= attendee->next_wake() || attendee->is_unwanted()) attendee->wake(now);
    if (auto link = attendee->take_link()) link_ = std::move(*link);
    if (attendee->has_news()) decide(*attendee, now);
    for (const Deed& asked : attendee->take_asked()) {
      if (life_) perform(life_->obey(asked, now), now);
    }
  }
}

Time Crowd::next_wake() const {
  Time next = std::min(next_arrival_, life_ ? life_->next_wake() : kNever);
  for (const auto& attendee : attendees_) next = std::min(next, attendee->next_wake());
  return next;
}

void Crowd::leave(Time now) {
  for (const auto& attendee : attendees_) attendee->leave(now);
}

// The first begins the meeting, unless it has begun; the others come when there is one.
void Crowd::arrive_next(Time now) {
  next_arrival_ = now + kArrivalInterval;
  if (arrived_ == 1 && !attendees_[0]->is_member() && !attendees_[0]->is_waiting()) return;
  arrive(*attendees_[arrived_++], now);
  if (arrived_ < attendees_.size()) return;
  next_arrival_ = kNever;
  life_.emplace(attendees_.size(), now, random_);
}

void Crowd::arrive(Attendee& attendee, Time now) {
  if (attendee.is_unwanted()) return;
  CHECK(attendee.arrive(link_, now));  // our own names are possible
}

void Crowd::perform(const std::vector<Deed>& deeds, Time now) {
  for (const Deed& deed : deeds) perform(deed, now);
}

void Crowd::perform(const Deed& deed, Time now) {
  Attendee& attendee = *attendees_[deed.person];
  if (const auto* away = std::get_if<deed::Away>(&deed.what)) {
    return away->is_away ? attendee.leave(now) : arrive(attendee, now);
  }
  attendee.perform(deed, now);
}

// As long as nobody else is host, one of ours is: then everybody may come in, and whoever does and
// is none of ours is host from there on.
void Crowd::decide(Attendee& attendee, Time now) {
  const e2ee::RosterMember* self = attendee.self();
  if (self == nullptr || !self->is_host) return attendee.forget_news();
  const e2ee::RosterMember* other = nullptr;
  for (const e2ee::RosterMember& member : attendee.roster()) {
    if (is_ours(member)) continue;
    if (member.is_host) return attendee.forget_news();
    other = &member;
  }
  attendee.admit_all(now);
  if (!is_settled()) return;  // it may be one of ours after all
  attendee.forget_news();
  if (other == nullptr || !welcomed_.insert(other->connection).second) return;
  attendee.make_host(other->leaf, now);
  if (life_) life_->greet(now);
}

bool Crowd::is_ours(const e2ee::RosterMember& member) const {
  return std::ranges::any_of(attendees_, [&](const auto& attendee) {
    const e2ee::RosterMember* self = attendee->self();
    return self != nullptr && self->connection == member.connection;
  });
}

// Everyone of ours who is on the way is known as a member.
bool Crowd::is_settled() const {
  return std::ranges::all_of(attendees_, [](const auto& attendee) {
    return !attendee->is_here() || attendee->self() != nullptr;
  });
}

bool Crowd::is_complete() const {
  return std::ranges::all_of(attendees_,
                             [](const auto& attendee) { return attendee->is_member(); });
}

bool Crowd::is_over() const {
  return std::ranges::all_of(attendees_,
                             [](const auto& attendee) { return attendee->is_unwanted(); });
}

}  // namespace conclave::crowd
