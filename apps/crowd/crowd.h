// Crowd is a few people who are not there in one meeting: who comes when, who hears of which event,
// and what those of them do who are hosts. They decide nothing: whoever else comes in becomes a
// host in their stead, and while there is no other host, everybody may come in.
#pragma once

#include "attendee.h"

#include <set>

namespace conclave::crowd {

class Crowd {
 public:
  // kInternal if the machine or a codec gives out.
  static Result<std::unique_ptr<Crowd>> create(size_t people, const e2ee::LinkSecret& link,
                                               const Attendee::World& world, Time now);

  using Attendees = std::vector<std::unique_ptr<Attendee>>;
  Crowd(Attendees attendees, const e2ee::LinkSecret& link, Random& random,
        Time now);  // by create()

  void receive(const io::SocketEvent& event, Time now);
  void receive_datagrams(Time now);
  void wake(Time now);
  Time next_wake() const;
  void leave(Time now);

  // All who will come are members.
  bool is_complete() const;
  // All have been sent away.
  bool is_over() const;

 private:
  void arrive_next(Time now);
  void arrive(Attendee& attendee, Time now);
  void perform(const std::vector<Deed>& deeds, Time now);
  void perform(const Deed& deed, Time now);
  void decide(Attendee& attendee, Time now);
  bool is_ours(const e2ee::RosterMember& member) const;
  bool is_settled() const;

  Attendees attendees_;
  e2ee::LinkSecret link_;
  Random& random_;
  size_t arrived_ = 0;
  Time next_arrival_;
  std::optional<Life> life_;  // once all have arrived
  std::set<ConnectionId> welcomed_;
};

}  // namespace conclave::crowd
