// The Server's dealings with the media plane: offers and wishes in, answers and slots out.
#include "server/server.h"

namespace conclave::server {

using namespace signal;

Result<void> Server::handle(Speaker& speaker, const from_client::Offer& offer, Actions& actions) {
  const sfu::PeerId peer = TRY(peer_of(speaker, actions));
  auto answer = sfu_.negotiate(peer, offer.sdp, speaker.now);
  // An offer we cannot answer is no reason to put somebody out of a meeting.
  if (!answer) return Error(ErrorCode::kRefused, answer.error().text);
  speaker.connection.send(from_server::Answer{std::move(*answer)}, actions);
  return ok();
}

Result<void> Server::handle(Speaker& speaker, const from_client::Receive& receive,
                            Actions& actions) {
  const sfu::PeerId peer = TRY(peer_of(speaker, actions));
  std::vector<sfu::SlotWish> wishes;
  wishes.reserve(receive.slots.size());
  for (const ReceiveSlot& slot : receive.slots) {
    wishes.push_back({.mid = slot.mid,
                      .source = slot.connection,
                      .kind = slot.source,
                      .height = slot.height,
                      .priority = slot.priority});
  }
  const auto events = sfu_.set_wishes(peer, wishes, speaker.now);
  if (!events) return Error(ErrorCode::kRefused, events.error().text);
  relay_events(*events, actions);
  return ok();
}

// The connection's peer, made when it is first needed.
Result<sfu::PeerId> Server::peer_of(Speaker& speaker, Actions& actions) {
  Connection& connection = speaker.connection;
  if (connection.peer) return *connection.peer;
  Room& room = speaker.room;
  if (!room.media) room.media = TRY(sfu_.open_meeting());
  const auto peer = sfu_.add_peer(*room.media, connection.id);
  if (!peer) return Error(ErrorCode::kRefused, peer.error().text);
  connection.peer = *peer;
  peers_.emplace(*peer, speaker.place);
  if (connection.is_member()) admit(connection, speaker.now, actions);
  return *peer;
}

void Server::admit(Connection& connection, Time now, Actions& actions) {
  if (connection.peer) relay_events(sfu_.admit(*connection.peer, now), actions);
}

void Server::relay_events(const sfu::Events& events, Actions& actions) {
  for (const sfu::Event& event : events) {
    // The other events are the media plane's own business: a client sees its transport itself.
    if (const auto* changed = std::get_if<sfu::SlotsChanged>(&event))
      relay_slots(*changed, actions);
  }
}

void Server::relay_slots(const sfu::SlotsChanged& changed, Actions& actions) {
  const auto place = peers_.find(changed.peer);
  if (place == peers_.end()) return;
  from_server::Slots slots;
  slots.slots.reserve(changed.slots.size());
  for (const sfu::SlotState& slot : changed.slots) {
    const bool is_empty = slot.source == ConnectionId();
    slots.slots.push_back({.mid = slot.mid,
                           .connection = slot.source,
                           .source = is_empty ? std::nullopt : std::optional(slot.kind)});
  }
  find(place->second)->send(slots, actions);
}

}  // namespace conclave::server
