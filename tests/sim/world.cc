#include "sim/world.h"

#include <iostream>

namespace conclave::sim {
namespace {

constexpr Duration kReconnectPause = 100ms;
constexpr Duration kOfflineRetry = 1s;
constexpr Duration kKeyFramePatience = 300ms;
constexpr size_t kWakesAtOnceMax = 10000;

Time whole_ms(Time time) { return std::chrono::ceil<std::chrono::milliseconds>(time); }

}  // namespace

ConnectionId Person::connection() const {
  for (const e2ee::RosterMember& member : senses.roster()) {
    if (member.is_self) return member.connection;
  }
  return {};
}

World::World(uint64_t seed, const MakeRelay& make_relay)
    : random_(seed),
      link_(e2ee::LinkSecret::generate(random_)),
      make_relay_(make_relay),
      relay_(make_relay(random_)) {
  scheduler_.run_until(time_from_us(1'000'000));
}

void World::tell(const std::string& line) const {
  if (!is_told) return;
  const std::string ms = std::to_string(to_us(now()) / 1000);
  std::cout << std::string(8 - std::min<size_t>(ms.size(), 7), ' ') << ms << " ms  " << line
            << '\n';
}

void World::run(Duration span) { run_until(now() + span); }

std::vector<Person*> World::people_in() {
  std::vector<Person*> in;
  for (Person& person : people_) {
    if (person.is_in()) in.push_back(&person);
  }
  return in;
}

Person* World::person_at(server::SocketId socket) {
  const auto found = sockets_.find(socket);
  return found == sockets_.end() ? nullptr : found->second.person;
}

// ---- coming and going --------------------------------------------------------------------------

Person& World::arrive(const LinkQuality& quality, const client::MediaConfig& media,
                      const std::optional<e2ee::LinkSecret>& link) {
  const auto number = static_cast<uint32_t>(people_.size() + 1);
  Person& person = people_.emplace_back(number, quality, random_);
  person.address = next_address();
  addresses_[person.address] = &person;
  client::ParticipantOptions options{.meeting = {.link_secret = link.value_or(link_),
                                                 .name = person.name,
                                                 .unix_now = mls::UnixSeconds(1'800'000'000),
                                                 .passphrase_key = Secret(opening_.passphrase_key),
                                                 .has_waiting_room = opening_.has_waiting_room},
                                     .media = media};
  auto participant = client::Participant::open(options, certificate_, now(), random_);
  CHECK(participant);
  person.participant.emplace(std::move(*participant));
  meeting_ = signal::parse_meeting_id(person.participant->meeting_id()).value();
  person.came_by_invite = link && link->form() == e2ee::LinkSecret::Form::kInvite;
  are_links_many_ |= person.came_by_invite;
  tell(person.name + " arrives");
  connect(person);
  make_sound(person);
  make_picture(person);
  return person;
}

void World::leave(Person& person) {
  tell(person.name + " leaves");
  perform(person, person.participant->leave());
  if (person.socket) {  // closed behind the goodbye, if that could be said
    scheduler_.at(whole_ms(person.up.carry_message(now())), [this, id = *person.socket] {
      relay_->close(id, now());
      schedule_relay();
    });
  }
  person.state = Person::State::kLeft;
  person.participant.reset();
}

void World::die(Person& person, bool is_noticed) {
  tell(person.name + (is_noticed ? " dies" : " dies in silence"));
  lose_socket(person, is_noticed);
  person.state = Person::State::kDied;
  person.participant.reset();
}

void World::reset_socket(Person& person, Duration away) {
  tell(person.name + " loses its socket for " + std::to_string(away / 1ms) + " ms");
  person.had_trouble = true;
  lose_socket(person, true);
  reconnect_after(person, away);
}

void World::move(Person& person, Duration away) {
  tell(person.name + " is offline for " + std::to_string(away / 1ms) + " ms, and moves");
  person.had_trouble = true;
  lose_socket(person, false);
  person.is_online = false;
  scheduler_.after(away, [this, &person] {
    if (!person.is_in()) return;
    tell(person.name + " is online again");
    addresses_.erase(person.address);
    person.address = next_address();
    addresses_[person.address] = &person;
    person.is_online = true;
    person.participant->check_path(now());
    schedule(person);
    connect(person);
  });
}

void World::swallow(Person& person, Duration away) {
  tell(person.name + " hears and says nothing for " + std::to_string(away / 1ms) + " ms");
  person.had_trouble = true;
  if (person.socket) sockets_.at(*person.socket).is_dead = true;
  person.is_online = false;
  scheduler_.after(away, [this, &person] {
    if (!person.is_in()) return;
    tell(person.name + " is back");
    person.is_online = true;
  });
}

void World::say(Person& person, const e2ee::DeviceState& devices) {
  tell(person.name + " toggles a device");
  person.devices = devices;
  perform(person, person.participant->say(devices, now()));
  schedule(person);
}

Address World::next_address() {
  ++addresses_given_;
  return Address::v4(10, 0, static_cast<uint8_t>(1 + addresses_given_ / 250),
                     static_cast<uint8_t>(1 + addresses_given_ % 250),
                     static_cast<uint16_t>(40000 + addresses_given_));
}

// ---- sockets -----------------------------------------------------------------------------------

// One round trip, and both sides have a socket.
void World::connect(Person& person) {
  if (!person.is_in() || person.socket || person.is_connecting) return;
  if (!person.is_online) return reconnect_after(person, kOfflineRetry);
  person.is_connecting = true;
  const server::SocketId id(++sockets_opened_);
  scheduler_.at(whole_ms(person.up.carry_message(now())), [this, &person, id] {
    person.is_connecting = false;
    if (!person.is_in()) return;
    if (!person.is_online) return reconnect_after(person, kOfflineRetry);
    if (now() < relay_up_at_) return reconnect_after(person, kReconnectPause);
    relay_->open(id, meeting_, now());
    schedule_relay();
    sockets_[id] = {.person = &person};
    person.socket = id;
    scheduler_.at(whole_ms(person.down.carry_message(now())), [this, &person, id] {
      if (person.socket != id || !person.is_in()) return;
      if (sockets_.at(id).is_dead) {  // so it never opens
        person.socket.reset();
        return reconnect_after(person, kOfflineRetry);
      }
      perform(person, person.participant->socket_opened(now()));
      schedule(person);
    });
  });
}

void World::reconnect_after(Person& person, Duration delay) {
  scheduler_.after(delay, [this, &person] { connect(person); });
}

void World::lose_socket(Person& person, bool is_noticed) {
  if (!person.socket) return;
  const server::SocketId id = *std::exchange(person.socket, std::nullopt);
  sockets_.at(id).is_dead = true;
  person.participant->socket_closed();
  if (!is_noticed) return;
  scheduler_.after(1ms, [this, id] {
    relay_->close(id, now());
    schedule_relay();
  });
}

void World::say_to_server(Person& person, std::string text) {
  if (!person.socket) return;
  const bool is_commit = text.starts_with(R"({"type":"commit")");
  if (is_commit && spring_trap(person, true)) return;
  const server::SocketId id = *person.socket;
  scheduler_.at(whole_ms(person.up.carry_message(now())), [this, id, said = std::move(text)] {
    if (sockets_.at(id).is_dead) return;
    perform(relay_->receive(id, said, now()));
    schedule_relay();
  });
  if (!is_commit) return;
  scheduler_.at(whole_ms(person.up.carry_message(now())),
                [this, &person] { spring_trap(person, false); });
}

void World::perform(const server::Actions& actions) {
  for (const server::Action& action : actions) {
    if (const auto* send = std::get_if<server::Send>(&action)) {
      deliver_text(send->to, send->text);
      continue;
    }
    const server::SocketId id = std::get<server::Close>(action).socket;
    const auto found = sockets_.find(id);
    if (found == sockets_.end()) continue;
    Person& person = *found->second.person;
    scheduler_.at(whole_ms(person.down.carry_message(now())), [this, &person, id] {
      if (sockets_.at(id).is_dead || person.socket != id || !person.is_in()) return;
      tell(person.name + "'s socket was closed by the server");
      sockets_.at(id).is_dead = true;
      person.socket.reset();
      person.participant->socket_closed();
      schedule(person);
      reconnect_after(person, kReconnectPause);
    });
  }
}

void World::deliver_text(server::SocketId id, const server::Text& text) {
  const auto found = sockets_.find(id);
  if (found == sockets_.end() || found->second.is_dead) return;
  Person& person = *found->second.person;
  scheduler_.at(whole_ms(person.down.carry_message(now())), [this, &person, id, text] {
    if (sockets_.at(id).is_dead || person.socket != id || !person.is_in()) return;
    if (text->starts_with(R"({"type":"error")")) complaints.push_back(person.name + ": " + *text);
    auto actions = person.participant->receive_text(*text, now());
    if (!actions) {
      complaints.push_back(person.name + " cannot take " + text->substr(0, 80) + ": " +
                           std::string(actions.error().text));
      return;
    }
    perform(person, std::move(*actions));
    schedule(person);
  });
}

// ---- what participants want done ---------------------------------------------------------------

void World::perform(Person& person, client::Actions actions) {
  for (client::Action& action : actions) {
    if (on_action) on_action(person, action);
    if (auto* send = std::get_if<client::SendText>(&action)) {
      say_to_server(person, std::move(send->text));
    } else if (std::holds_alternative<client::DropSocket>(action)) {
      tell(person.name + " gives its socket up");
      lose_socket(person, false);
      reconnect_after(person, kReconnectPause);
    } else if (const auto* frame = std::get_if<client::FrameOpened>(&action)) {
      take_frame(person, *frame);
    } else if (const auto* wanted = std::get_if<client::KeyFrameWanted>(&action)) {
      person.sources.want_key_frame({wanted->source, wanted->layer});
    } else {
      note(person, action);
    }
  }
}

void World::note(Person& person, const client::Action& action) {
  if (const auto* epoch = std::get_if<e2ee::EpochChanged>(&action)) {
    person.senses.enter_epoch(*epoch);
    are_links_many_ |= epoch->policy.link() == nullptr;  // and of a new one nobody knows yet
    tell(person.name + " is in epoch " + std::to_string(epoch->frames.epoch) + " of " +
         std::to_string(epoch->roster.size()) + " people");
  } else if (std::holds_alternative<e2ee::Joined>(action)) {
    person.senses.forget_group();
  } else if (const auto* logged = std::get_if<e2ee::Logged>(&action)) {
    if (const auto complaint = person.senses.take(*logged)) {
      complaints.push_back(person.name + ": " + *complaint);
    }
  } else if (const auto* link = std::get_if<e2ee::LinkChanged>(&action)) {
    link_ = e2ee::LinkSecret::parse(link->fragment).value();
    are_links_many_ = true;
  } else if (const auto* knocks = std::get_if<e2ee::KnocksChanged>(&action)) {
    person.waiting = knocks->waiting;
  } else if (const auto* silent = std::get_if<e2ee::SilentChanged>(&action)) {
    note_silence(person, *silent);
  } else if (std::holds_alternative<e2ee::Denied>(action)) {
    tell(person.name + " is denied");
    person.was_denied = true;
  } else if (const auto* state = std::get_if<e2ee::DeviceStateChanged>(&action)) {
    person.senses.take(*state);
  } else if (std::holds_alternative<e2ee::Lost>(action)) {
    tell(person.name + " lost its group");
    person.senses.forget_group();
  } else if (std::holds_alternative<e2ee::RemovedByMember>(action)) {
    note_removal(person);
  } else if (const auto* alarm = std::get_if<e2ee::Alarm>(&action)) {
    note_alarm(person, *alarm);
    tell(person.name + " raises alarm " + std::to_string(static_cast<int>(alarm->kind)));
  } else if (std::holds_alternative<client::MediaConnected>(action)) {
    tell(person.name + "'s media is connected");
  }
}

// Who knocks by a link that is no more, or at a meeting that was begun anew by another one, cannot
// be told from a server that makes knocks up.
void World::note_alarm(const Person& person, const e2ee::Alarm& alarm) {
  if (alarm.kind == e2ee::AlarmKind::kForged && are_links_many_) return;
  ++alarms;
  alarms_told.insert("alarm " + std::to_string(static_cast<int>(alarm.kind)) + " of " +
                     person.name + (alarm.who.empty() ? "" : " about " + alarm.who));
}

// Signalling is a stream and heartbeats are few: whose network never had trouble is heard.
void World::note_silence(Person& person, const e2ee::SilentChanged& silent) {
  person.senses.take(silent);
  for (const std::string& name : person.senses.silent()) {
    tell(person.name + " hears nothing of " + name);
    const auto other = std::ranges::find(people_, name, &Person::name);
    const bool is_wrong =
        is_server_honest && other != people_.end() && other->is_in() && !other->had_trouble;
    if (is_wrong && !person.had_trouble) {
      complaints.push_back(person.name + " hears nothing of " + name + ", who is there");
    }
  }
}

// Out of the world as soon as the participant is not at work.
void World::note_removal(Person& person) {
  tell(person.name + " is removed");
  if (!to_be_removed_.contains(person.number)) complaints.push_back(person.name + " was removed");
  person.was_removed = true;
  scheduler_.after(0s, [this, &person] {
    if (!person.is_in()) return;
    lose_socket(person, true);
    person.state = Person::State::kRemoved;
    person.participant.reset();
  });
}

void World::take_frame(Person& person, const client::FrameOpened& frame) {
  if (const auto complaint = person.senses.take(frame)) {
    tell(person.name + ": " + *complaint);
    complaints.push_back(person.name + ": " + *complaint);
  }
  if (!person.senses.needs_key_frame(frame.mid)) return;
  if (now() < person.asked_key_frame + kKeyFramePatience) return;
  person.asked_key_frame = now();
  Outbox out;
  (void)person.participant->request_key_frame(frame.mid, now(), out);
  send_up(person, out);
}

// ---- datagrams ---------------------------------------------------------------------------------

void World::send_up(Person& person, const Outbox& out) {
  if (!person.is_online) return;
  for (const Outbox::Datagram& datagram : out.datagrams()) {
    for (const Time arrival : person.up.carry_datagram(now())) {
      scheduler_.at(whole_ms(arrival), [this, from = person.address,
                                        bytes = to_buffer(out.bytes(datagram))]() mutable {
        receive_up(from, std::move(bytes));
      });
    }
  }
}

void World::receive_up(const Address& from, Buffer datagram) {
  if (now() < relay_up_at_) return;
  Outbox out;
  perform(relay_->receive_datagram(from, datagram, now(), out));
  send_down(out);
  schedule_relay();
}

void World::send_down(Outbox& out) {
  for (const Outbox::Datagram& datagram : out.datagrams()) {
    const auto found = addresses_.find(datagram.to);
    if (found == addresses_.end()) continue;
    for (const Time arrival : found->second->down.carry_datagram(now())) {
      scheduler_.at(whole_ms(arrival),
                    [this, to = datagram.to, bytes = to_buffer(out.bytes(datagram))]() mutable {
                      receive_down(to, std::move(bytes));
                    });
    }
  }
}

void World::receive_down(const Address& to, Buffer datagram) {
  const auto found = addresses_.find(to);
  if (found == addresses_.end()) return;
  Person& person = *found->second;
  if (!person.is_in() || !person.is_online) return;
  Outbox out;
  auto actions = person.participant->receive_datagram(kServerAddress, datagram, now(), out);
  send_up(person, out);
  if (actions) perform(person, std::move(*actions));
  schedule(person);
}

// ---- time --------------------------------------------------------------------------------------

void World::schedule(Person& person) {
  if (!person.is_in()) return;
  const Time next = person.participant->next_wake();
  if (next >= person.wakes_at) return;
  person.wakes_at = std::max(now(), whole_ms(next));
  scheduler_.at(person.wakes_at, [this, &person] { wake_person(person); });
}

void World::wake_person(Person& person) {
  if (!person.is_in() || person.wakes_at != now()) return;  // an earlier moment took its place
  person.wakes_at = kNever;
  if (person.participant->next_wake() <= now()) {
    if (std::exchange(woken_at_, now()) != now()) wakes_at_once_ = 0;
    CHECK(++wakes_at_once_ < kWakesAtOnceMax);  // next_wake() must move on
    Outbox out;
    client::Actions actions = person.participant->wake(now(), out);
    send_up(person, out);
    perform(person, std::move(actions));
  }
  schedule(person);
}

void World::schedule_relay() {
  const Time next = relay_->next_wake();
  if (next >= relay_wakes_at_) return;
  relay_wakes_at_ = std::max(now(), whole_ms(next));
  scheduler_.at(relay_wakes_at_, [this] { wake_relay(); });
}

void World::wake_relay() {
  if (relay_wakes_at_ != now()) return;
  relay_wakes_at_ = kNever;
  if (relay_->next_wake() <= now()) {
    if (std::exchange(woken_at_, now()) != now()) wakes_at_once_ = 0;
    CHECK(++wakes_at_once_ < kWakesAtOnceMax);
    Outbox out;
    perform(relay_->wake(now(), out));
    send_down(out);
  }
  schedule_relay();
}

void World::hear_relay() {
  Outbox out;
  perform(relay_->wake(now(), out));
  send_down(out);
  schedule_relay();
}

// ---- devices -----------------------------------------------------------------------------------

void World::make_sound(Person& person) {
  if (!person.is_in()) return;
  send_frame(person, {SourceKind::kMicrophone});
  scheduler_.after(pace_.microphone, [this, &person] { make_sound(person); });
}

void World::make_picture(Person& person) {
  if (!person.is_in()) return;
  for (uint8_t layer = 0; layer < 3; ++layer) send_frame(person, {SourceKind::kCamera, layer});
  scheduler_.after(pace_.camera, [this, &person] { make_picture(person); });
}

void World::send_frame(Person& person, e2ee::FrameStream stream) {
  if (!person.participant->can_send()) return;
  const Sources::Frame frame = person.sources.next(stream);
  Outbox out;
  const auto sent = person.participant->send_frame({.stream = stream,
                                                    .content = frame.content,
                                                    .is_key_frame = frame.is_key_frame,
                                                    .captured = now()},
                                                   now(), out);
  if (!sent) complaints.push_back(person.name + " cannot send: " + std::string(sent.error().text));
  send_up(person, out);
}

}  // namespace conclave::sim
