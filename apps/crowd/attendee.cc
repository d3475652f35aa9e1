#include "attendee.h"

#include "names.h"
#include "signal/meeting_id.h"

#include <chrono>

namespace conclave::crowd {
namespace {

using namespace std::chrono_literals;

constexpr Duration kSoundInterval = 20ms;
constexpr Duration kPictureInterval = Duration(1'000'000 / kPicturesPerSecond);
constexpr Duration kRedialAfter = 500ms;
constexpr int kReceiveRounds = 8;  // batches of datagrams between two looks at the rest

// The next moment of a rhythm. What was missed in a long pause is left out.
Time following(Time due, Duration interval, Time now) {
  return due + interval * std::max<int64_t>(1, (now - due) / interval + 1);
}

std::optional<decltype(Deed::what)> deed_asked(e2ee::AskKind ask) {
  switch (ask) {
    case e2ee::AskKind::kMute: return deed::Microphone{false};
    case e2ee::AskKind::kUnmute: return deed::Microphone{true};
    case e2ee::AskKind::kStopCamera: return deed::Camera{false};
    case e2ee::AskKind::kLowerHand: return deed::Hand{false};
    case e2ee::AskKind::kStopShare: return std::nullopt;  // nobody here shares
  }
  return std::nullopt;
}

mls::UnixSeconds calendar() {
  const auto since = std::chrono::system_clock::now().time_since_epoch();
  return mls::UnixSeconds(
      static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::seconds>(since).count()));
}

}  // namespace

Result<std::unique_ptr<Attendee>> Attendee::create(size_t person, const World& world) {
  io::UdpSocket socket = TRY(io::UdpSocket::open({}));
  TRY(world.web.watch(socket.descriptor()));
  return std::make_unique<Attendee>(person, world, std::move(socket), TRY(Camera::create(person)),
                                    TRY(SoundEncoder::create()));
}

Attendee::Attendee(size_t person, const World& world, io::UdpSocket socket, Camera camera,
                   SoundEncoder encoder)
    : person_(person),
      world_(world),
      socket_(std::move(socket)),
      camera_(std::move(camera)),
      voice_(person),
      sound_encoder_(std::move(encoder)) {}

// ---- coming and going --------------------------------------------------------------------------

Result<void> Attendee::arrive(const e2ee::LinkSecret& link, Time now) {
  const client::ParticipantOptions options{
      .meeting = {.link_secret = link,
                  .name = std::string(kNames[person_ % kNames.size()]),
                  .unix_now = calendar(),
                  .has_waiting_room = false},
      // Nobody looks and nobody listens here.
      .media = {.video_slots = 0, .audio_slots = 0}};
  participant_.emplace(
      TRY(client::Participant::open(options, world_.certificate, now, world_.random)));
  devices_ = {.microphone = true, .camera = true};
  say_devices(now);
  next_sound_ = next_picture_ = now;
  dial();
  return ok();
}

void Attendee::leave(Time now) {
  if (!participant_) return;
  perform(participant_->leave(), now);
  if (web_socket_) world_.web.close(*web_socket_);
  web_socket_.reset();
  participant_.reset();
  forget_group();
  dial_at_ = next_sound_ = next_picture_ = kNever;
  is_speaking_ = false;
}

void Attendee::dial() {
  dial_at_ = kNever;
  web_socket_ =
      world_.web.open(std::string(signal::kMeetingPathPrefix) + participant_->meeting_id());
}

void Attendee::hang_up(Time now) {
  web_socket_.reset();
  participant_->socket_closed();
  dial_at_ = now + kRedialAfter;
}

void Attendee::forget_group() {
  roster_.clear();
  waiting_.clear();
}

const e2ee::RosterMember* Attendee::self() const {
  const auto found = std::ranges::find(roster_, true, &e2ee::RosterMember::is_self);
  return found == roster_.end() ? nullptr : &*found;
}

void Attendee::perform(const Deed& deed, Time now) {
  if (!participant_) return;
  std::visit([&](const auto& what) { do_deed(what, now); }, deed.what);
}

void Attendee::do_deed(const deed::Microphone& microphone, Time now) {
  devices_.microphone = microphone.is_open;
  say_devices(now);
}

void Attendee::do_deed(const deed::Camera& camera, Time now) {
  devices_.camera = camera.is_open;
  camera_.want_key_frames();
  say_devices(now);
}

void Attendee::do_deed(const deed::Hand& hand, Time now) {
  wish([&](e2ee::Meeting& meeting, Time at) { return meeting.raise_hand(hand.is_raised, at); },
       now);
}

void Attendee::do_deed(const deed::React& react, Time now) {
  tell(e2ee::Reaction{.symbol = std::string(react.symbol)}, now);
}

void Attendee::do_deed(const deed::Chat& chat, Time now) {
  tell(e2ee::Chat{.text = std::string(chat.text)}, now);
}

void Attendee::tell(e2ee::Words words, Time now) {
  const auto everybody = std::nullopt;
  wish([&](e2ee::Meeting& meeting, Time at) { return meeting.tell(words, everybody, at); }, now);
}

void Attendee::say_devices(Time now) { perform(participant_->say(devices_, now), now); }

// ---- signalling --------------------------------------------------------------------------------

void Attendee::receive(const io::SocketEvent& event, Time now) {
  std::visit([&](const auto& typed) { handle(typed, now); }, event);
}

void Attendee::handle(const io::SocketOpened& opened, Time now) {
  if (opened.socket == web_socket_) perform(participant_->socket_opened(now), now);
}

void Attendee::handle(const io::SocketReceived& received, Time now) {
  if (received.socket != web_socket_) return;
  if (auto actions = participant_->receive_text(received.text, now)) {
    perform(std::move(*actions), now);
  } else {
    take(client::DropSocket{}, now);
  }
}

void Attendee::handle(const io::SocketClosed& closed, Time now) {
  if (closed.socket == web_socket_) hang_up(now);
}

void Attendee::perform(client::Actions actions, Time now) {
  for (client::Action& action : actions) {
    std::visit([&](auto& typed) { take(typed, now); }, action);
  }
}

void Attendee::take(client::SendText& send, Time) {
  if (web_socket_) world_.web.send(*web_socket_, std::move(send.text));
}

void Attendee::take(const client::DropSocket&, Time now) {
  if (!web_socket_) return;
  world_.web.close(*web_socket_);
  hang_up(now);
}

void Attendee::take(const client::MediaConnected&, Time) { camera_.want_key_frames(); }

void Attendee::take(const client::KeyFrameWanted& wanted, Time) {
  const bool is_sent = wanted.source == SourceKind::kCamera && wanted.layer < kLayers;
  if (is_sent) camera_.want_key_frame(wanted.layer);
}

void Attendee::take(e2ee::EpochChanged& epoch, Time) {
  roster_ = std::move(epoch.roster);
  has_news_ = true;
}

void Attendee::take(e2ee::KnocksChanged& knocks, Time) {
  waiting_ = std::move(knocks.waiting);
  has_news_ = true;
}

void Attendee::take(const e2ee::LinkChanged& link, Time) {
  if (auto parsed = e2ee::LinkSecret::parse(link.fragment)) link_ = std::move(*parsed);
}

void Attendee::take(const e2ee::RemovedByMember&, Time) { is_unwanted_ = true; }
void Attendee::take(const e2ee::Denied&, Time) { is_unwanted_ = true; }

// What one is asked, one does.
void Attendee::take(const e2ee::Said& said, Time) {
  const auto* ask = std::get_if<e2ee::Ask>(&said.words);
  if (ask == nullptr || said.is_self) return;
  if (const auto what = deed_asked(ask->what)) asked_.push_back({person_, *what});
}

void Attendee::admit_all(Time now) {
  for (const e2ee::Waiting& knocker : std::exchange(waiting_, {})) {
    wish([&](e2ee::Meeting& meeting, Time at) { return meeting.admit(knocker.connection, at); },
         now);
  }
}

void Attendee::make_host(mls::LeafIndex leaf, Time now) {
  wish([&](e2ee::Meeting& meeting, Time at) { return meeting.set_host(leaf, true, at); }, now);
}

// ---- media and time ----------------------------------------------------------------------------

void Attendee::receive_datagrams(Time now) {
  for (int round = 0; round < kReceiveRounds; ++round) {
    const auto datagrams = socket_.receive();
    if (datagrams.empty()) break;
    for (const io::UdpSocket::Received& datagram : datagrams) {
      if (!participant_) continue;
      auto actions = participant_->receive_datagram(datagram.from, datagram.bytes, now, out_);
      if (actions) perform(std::move(*actions), now);
    }
  }
  flush();
}

void Attendee::wake(Time now) {
  if (is_unwanted_) leave(now);
  if (!participant_) return;
  if (now >= dial_at_) dial();
  if (now >= participant_->next_wake()) perform(participant_->wake(now, out_), now);
  if (now >= next_sound_) make_sound(now);
  if (now >= next_picture_) take_picture(now);
  flush();
}

Time Attendee::next_wake() const {
  if (!participant_) return kNever;
  return std::min({dial_at_, participant_->next_wake(), next_sound_, next_picture_});
}

void Attendee::make_sound(Time now) {
  const Time due = std::exchange(next_sound_, following(next_sound_, kSoundInterval, now));
  const Sound sound = voice_.next(is_speaking_);
  if (!devices_.microphone || !participant_->can_send()) return;
  const auto encoded = sound_encoder_.encode(sound);
  if (!encoded) return;
  (void)participant_->send_frame({.stream = {SourceKind::kMicrophone},
                                  .content = *encoded,
                                  .is_speaking = is_speaking_,
                                  .captured = due},
                                 now, out_);
}

void Attendee::take_picture(Time now) {
  const Time due = std::exchange(next_picture_, following(next_picture_, kPictureInterval, now));
  if (!devices_.camera || !participant_->can_send()) return;
  const double seconds = static_cast<double>(to_us(due)) / 1e6;
  for (uint8_t layer = 0; layer < kLayers; ++layer) {
    const auto frame = camera_.shoot(layer, seconds, voice_.loudness());
    if (!frame || frame->bytes.empty()) continue;
    (void)participant_->send_frame({.stream = {SourceKind::kCamera, layer},
                                    .content = frame->bytes,
                                    .is_key_frame = frame->is_key_frame,
                                    .captured = due},
                                   now, out_);
  }
}

void Attendee::flush() {
  socket_.send(out_);
  out_.clear();
}

}  // namespace conclave::crowd
