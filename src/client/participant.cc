#include "client/participant.h"

#include "client/translate.h"

namespace conclave::client {
namespace {

constexpr uint8_t kCameraPriority = 100;

template <typename From>
void move_into(Actions& actions, From&& more) {
  for (auto& each : more) {
    std::visit([&](auto& action) { actions.emplace_back(std::move(action)); }, each);
  }
}

rtp::RtpTimestamp timestamp(SourceKind source, Time captured) {
  const uint64_t clock = is_audio(source) ? rtp::kOpusClock : rtp::kVideoClock;
  const auto us = static_cast<uint64_t>(to_us(captured));
  return rtp::RtpTimestamp(static_cast<uint32_t>(us * (clock / 1000) / 1000));
}

}  // namespace

Result<Participant> Participant::open(const ParticipantOptions& options,
                                      const transport::Certificate& certificate, Time now,
                                      Random& random) {
  e2ee::Meeting meeting = TRY(e2ee::Meeting::open(options.meeting, now, random));
  return Participant(std::move(meeting), options, certificate, random);
}

Participant::Participant(e2ee::Meeting meeting, const ParticipantOptions& options,
                         const transport::Certificate& certificate, Random& random)
    : options_(options),
      certificate_(&certificate),
      random_(&random),
      meeting_(std::move(meeting)) {
  media_.emplace(options_.media, *certificate_, *random_);
}

// A fresh path, under the id of now.
void Participant::start_media(Actions& actions) {
  is_path_due_ = false;
  media_.emplace(options_.media, *certificate_, *random_);
  wishes_.clear();
  say_to_server(signal::from_client::Offer{media_->offer()}, actions);
}

// ---- signalling --------------------------------------------------------------------------------

Actions Participant::socket_opened(Time now) {
  Actions actions;
  move_into(actions, conversation_.open(now));
  return actions;
}

Result<Actions> Participant::receive_text(std::string_view text, Time now) {
  Actions actions;
  SocketActions said;
  const auto message = TRY(conversation_.receive(text, now, said));
  move_into(actions, std::move(said));
  if (message) TRY(take(*message, now, actions));
  return actions;
}

Result<void> Participant::take(const signal::ServerMessage& message, Time now, Actions& actions) {
  if (const auto* hello = std::get_if<signal::from_server::Hello>(&message)) {
    is_path_due_ |= !hello->resumed;
    // A member may become again who it was.
    if (is_path_due_ && !meeting_.is_member()) start_media(actions);
  }
  if (std::holds_alternative<signal::from_server::Restored>(message)) start_media(actions);
  if (const auto* answer = std::get_if<signal::from_server::Answer>(&message)) {
    TRY(media_->set_answer(answer->sdp, now));
    wish_for_pictures(actions);
  }
  if (const auto concerning_keys = to_e2ee(message)) {
    take_events(meeting_.receive(*concerning_keys, now), now, actions);
  }
  return ok();
}

void Participant::say_to_server(signal::ClientMessage message, Actions& actions) {
  move_into(actions, conversation_.say(std::move(message)));
}

// ---- keys --------------------------------------------------------------------------------------

void Participant::take_events(e2ee::Events events, Time now, Actions& actions) {
  for (e2ee::Event& event : events) take_event(std::move(event), now, actions);
}

void Participant::take_event(e2ee::Event event, Time now, Actions& actions) {
  if (const auto* message = std::get_if<e2ee::ToServer>(&event)) {
    return say_to_server(to_signal(*message), actions);
  }
  const bool is_out = std::holds_alternative<e2ee::Lost>(event) ||
                      std::holds_alternative<e2ee::RemovedByMember>(event);
  if (is_out) forget_keys();
  if (is_out && is_path_due_) start_media(actions);
  if (const auto* epoch = std::get_if<e2ee::EpochChanged>(&event)) {
    enter_epoch(*epoch, now, actions);
  }
  std::visit(
      [&](auto& each) {
        using Each = std::decay_t<decltype(each)>;
        if constexpr (!std::is_same_v<Each, e2ee::ToServer>) actions.emplace_back(std::move(each));
      },
      event);
}

// A group entered anew counts its epochs from anywhere; keys of the old one open nothing any more.
void Participant::forget_keys() {
  sender_ = {};
  receiver_ = {};
  roster_.clear();
}

void Participant::enter_epoch(const e2ee::EpochChanged& epoch, Time now, Actions& actions) {
  CHECK(sender_.enter_epoch(epoch.frames));
  CHECK(receiver_.enter_epoch(epoch.frames, now));
  roster_ = epoch.roster;
  wish_for_pictures(actions);
}

// One video slot for each of the others' cameras, as far as slots go; microphones come by
// themselves.
void Participant::wish_for_pictures(Actions& actions) {
  signal::from_client::Receive wish;
  const std::vector<std::string> mids = media_->slot_mids(rtp::MediaKind::kVideo);
  auto mid = mids.begin();
  for (const e2ee::RosterMember& member : roster_) {
    if (member.is_self || mid == mids.end()) continue;
    wish.slots.push_back({.mid = *mid++,
                          .connection = member.connection,
                          .source = SourceKind::kCamera,
                          .height = options_.wished_height,
                          .priority = kCameraPriority});
  }
  if (wish.slots == wishes_) return;
  wishes_ = wish.slots;
  say_to_server(std::move(wish), actions);
}

// ---- media -------------------------------------------------------------------------------------

Result<Actions> Participant::receive_datagram(const Address& from, MutableBytes datagram, Time now,
                                              Outbox& out) {
  Actions actions;
  take_media(TRY(media_->receive(from, datagram, now, out)), now, actions);
  return actions;
}

void Participant::take_media(std::vector<MediaEvent> events, Time now, Actions& actions) {
  for (MediaEvent& event : events) {
    if (auto* frame = std::get_if<SealedFrame>(&event)) {
      open_frame(std::move(*frame), now, actions);
    } else if (std::holds_alternative<MediaConnected>(event)) {
      actions.emplace_back(MediaConnected{});
    } else if (const auto* wanted = std::get_if<KeyFrameWanted>(&event)) {
      actions.emplace_back(*wanted);
    } else {
      media_->restart_ice();
      say_to_server(signal::from_client::Offer{media_->offer()}, actions);
    }
  }
}

void Participant::open_frame(SealedFrame frame, Time now, Actions& actions) {
  const e2ee::FrameMedia media =
      frame.kind == rtp::MediaKind::kAudio ? e2ee::FrameMedia::kAudio : e2ee::FrameMedia::kVideo;
  Result<e2ee::OpenedFrame> opened = receiver_.open(media, frame.bytes, now);
  if (!opened) return count_unopened(opened.error().code);
  ++frames_.opened;
  actions.emplace_back(FrameOpened{.mid = std::move(frame.mid),
                                   .verdict = opened->verdict,
                                   .content = std::move(opened->content)});
}

void Participant::count_unopened(ErrorCode code) {
  switch (code) {
    case ErrorCode::kNotYet: ++frames_.early; break;
    case ErrorCode::kStale: ++frames_.late; break;
    case ErrorCode::kReplayed: ++frames_.replayed; break;
    default: ++frames_.refused; break;
  }
}

Result<void> Participant::send_frame(const EncodedFrame& frame, Time now, Outbox& out) {
  if (!media_->is_writable()) return Error(ErrorCode::kNotYet, "the path is not writable");
  const auto [kind, layer] = frame.stream;
  const Buffer sealed =
      TRY(sender_.seal(frame.stream, frame.content, frame.is_key_frame, frame.is_speaking));
  return media_->send_frame(kind, layer, sealed, timestamp(kind, frame.captured), now, out);
}

// ---- time and goodbye --------------------------------------------------------------------------

Actions Participant::wake(Time now, Outbox& out) {
  Actions actions;
  move_into(actions, conversation_.wake(now));
  receiver_.wake(now);
  take_events(meeting_.wake(now), now, actions);
  take_media(media_->wake(now, out), now, actions);
  return actions;
}

Time Participant::next_wake() const {
  return std::min({conversation_.next_wake(), receiver_.next_wake(), meeting_.next_wake(),
                   media_->next_wake()});
}

Actions Participant::say(const e2ee::DeviceState& state, Time now) {
  Actions actions;
  take_events(meeting_.say(state, now), now, actions);
  return actions;
}

Actions Participant::leave() {
  Actions actions;
  say_to_server(signal::from_client::Leave{}, actions);
  meeting_.leave();
  forget_keys();
  return actions;
}

}  // namespace conclave::client
