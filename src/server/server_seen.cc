// What the server tells somebody that it holds about them, from the structures that hold it. A row
// of docs/server_sees.md stands for each member of those.
#include "base/address_text.h"
#include "base/base64.h"
#include "server/server.h"

namespace conclave::server {
namespace {

using namespace signal;

using Fields = std::vector<SeenField>;

void tell(Fields& fields, SeenName name, std::string value) {
  fields.push_back({.name = name, .value = std::move(value)});
}

void tell(Fields& fields, SeenName name, uint64_t number) {
  tell(fields, name, std::to_string(number));
}

// Words with blanks between them. What does not fit any more is told as a number: "+12".
std::string list_of(const std::vector<std::string>& words) {
  constexpr size_t kRest = 8;
  std::string list;
  for (size_t i = 0; i < words.size(); ++i) {
    if (list.size() + words[i].size() + 1 + kRest > limits::kSeenValueBytesMax) {
      return list + " +" + std::to_string(words.size() - i);
    }
    if (i > 0) list += ' ';
    list += words[i];
  }
  return list;
}

std::string_view state_of(const Connection& connection) {
  switch (connection.state) {
    case Connection::State::kNewcomer: return "newcomer";
    case Connection::State::kWaiting: return "waiting";
    case Connection::State::kMember: return "member";
  }
  return "newcomer";
}

std::string source_text(ConnectionId of, SourceKind kind, std::string_view layer) {
  std::string text = std::to_string(of.value()) + '/' + std::string(signal::to_text(kind));
  if (!layer.empty()) text += '/' + std::string(layer);
  return text;
}

std::vector<std::string> sources_of(const sfu::Seen& media) {
  std::vector<std::string> words;
  for (const sfu::SeenSource& source : media.sources) {
    const std::string layer = source.layer.empty() ? "" : '/' + source.layer;
    words.push_back(std::string(signal::to_text(source.kind)) + layer + '=' +
                    std::to_string(source.rate_bps));
  }
  return words;
}

std::vector<std::string> slots_of(const sfu::Seen& media) {
  std::vector<std::string> words;
  for (const sfu::SeenSlot& slot : media.slots) {
    if (slot.carries == ConnectionId()) continue;
    words.push_back(slot.mid + '=' + source_text(slot.carries, slot.carried, slot.layer));
  }
  return words;
}

std::vector<std::string> wishes_of(const sfu::Seen& media) {
  std::vector<std::string> words;
  for (const sfu::SeenSlot& slot : media.slots) {
    if (slot.wished == ConnectionId()) continue;
    words.push_back(slot.mid + '=' + source_text(slot.wished, slot.wish, "") + '/' +
                    std::to_string(slot.height) + '/' + std::to_string(slot.priority));
  }
  return words;
}

std::string_view media_state(const sfu::Seen& media) {
  if (media.is_lost) return "lost";
  return media.is_connected ? "connected" : "connecting";
}

// Kinds of secrets, not the secrets.
std::string secrets_of(const std::optional<sfu::Seen>& media) {
  std::vector<std::string> words = {"resume_token"};
  if (media) words.push_back("ice_passwords");
  if (media && !media->srtp_profile.empty()) words.push_back("hop_keys");
  return list_of(words);
}

void tell_connection(const Connection& connection, Time now, Fields& fields) {
  const auto age = std::chrono::duration_cast<std::chrono::seconds>(now - connection.since);
  const Backlog& backlog = connection.backlog;
  tell(fields, SeenName::kConnectedSeconds, static_cast<uint64_t>(age.count()));
  tell(fields, SeenName::kConnection, connection.id.value());
  tell(fields, SeenName::kState, std::string(state_of(connection)));
  tell(fields, SeenName::kKnocks, connection.knocks);
  tell(fields, SeenName::kKnockBytes, connection.knock ? connection.knock->size() : 0);
  tell(fields, SeenName::kMessagesFromYou, connection.received);
  tell(fields, SeenName::kMessagesToYou, backlog.sent());
  tell(fields, SeenName::kUnacknowledgedMessages, backlog.size());
  tell(fields, SeenName::kUnacknowledgedBytes, backlog.bytes());
  tell(fields, SeenName::kAllowanceMessages, static_cast<uint64_t>(connection.messages.left()));
  tell(fields, SeenName::kAllowanceBytes, static_cast<uint64_t>(connection.bytes.left()));
}

void tell_path(const sfu::Seen& media, Fields& fields) {
  std::vector<std::string> addresses;
  for (const Address& address : media.addresses) addresses.push_back(address_text(address));
  tell(fields, SeenName::kMediaState, std::string(media_state(media)));
  tell(fields, SeenName::kMediaPath, media.path ? "udp " + address_text(*media.path) : "");
  tell(fields, SeenName::kMediaAddresses, list_of(addresses));
  tell(fields, SeenName::kIceNames, list_of(media.ice_names));
  tell(fields, SeenName::kYourFingerprint, media.peer_fingerprint);
  tell(fields, SeenName::kServerFingerprint, media.own_fingerprint);
  tell(fields, SeenName::kDtlsVersion, media.dtls_version);
  tell(fields, SeenName::kDtlsCipher, media.dtls_cipher);
  tell(fields, SeenName::kDtlsGroup, media.dtls_group);
  tell(fields, SeenName::kSrtpProfile, media.srtp_profile);
}

void tell_streams(const sfu::Seen& media, Fields& fields) {
  const auto round_trip = std::chrono::duration_cast<std::chrono::milliseconds>(media.round_trip);
  tell(fields, SeenName::kSources, list_of(sources_of(media)));
  tell(fields, SeenName::kPacketsFromYou, media.packets_received);
  tell(fields, SeenName::kKeptBytes, media.bytes_kept);
  tell(fields, SeenName::kSlots, list_of(slots_of(media)));
  tell(fields, SeenName::kWishes, list_of(wishes_of(media)));
  tell(fields, SeenName::kPacketsToYou, media.packets_sent);
  tell(fields, SeenName::kBytesToYou, media.bytes_sent);
  tell(fields, SeenName::kWaitingPackets, media.packets_waiting);
  tell(fields, SeenName::kWaitingBytes, media.bytes_waiting);
  tell(fields, SeenName::kEstimate, static_cast<uint64_t>(media.estimate_bps));
  tell(fields, SeenName::kRoundTripMs, static_cast<uint64_t>(round_trip.count()));
}

// Who is no member learns nothing of who is inside: docs/protocol.md, "States".
void tell_meeting(const Meeting& meeting, const MeetingId& id, bool is_member, Fields& fields) {
  const auto count = [&](SeenName name, uint64_t number) {
    tell(fields, name, is_member ? std::to_string(number) : "");
  };
  tell(fields, SeenName::kMeetingId, to_base64url(id.bytes));
  count(SeenName::kMeetingMembers, meeting.member_count());
  count(SeenName::kMeetingWaiting, meeting.waiting_count());
  count(SeenName::kMeetingConnections, meeting.size());
  count(SeenName::kMeetingCommits, meeting.epoch().value());
  count(SeenName::kMeetingDeparted, meeting.departed_count());
}

std::string logging_text(const Logging& logging) {
  std::vector<std::string> words;
  if (logging.tells_process) words.emplace_back("process");
  if (logging.tells_totals) words.emplace_back("totals");
  return words.empty() ? "off" : list_of(words);
}

}  // namespace

void Server::sign(sfu::PeerId peer, Bytes statement, from_server::Seen& seen) const {
  auto made = sfu_.sign(peer, statement);
  if (!made) return;
  seen.certificate = std::move(made->certificate);
  seen.signature = std::move(made->signature);
}

Result<void> Server::handle(Speaker& speaker, const from_client::Inspect& inspect,
                            Actions& actions) {
  const Connection& connection = speaker.connection;
  const auto media = connection.peer ? sfu_.inspect(*connection.peer, speaker.now) : std::nullopt;
  from_server::Seen seen;
  tell(seen.fields, SeenName::kAddress, address_text(sockets_.at(*connection.socket).from));
  tell_connection(connection, speaker.now, seen.fields);
  tell(seen.fields, SeenName::kSecrets, secrets_of(media));
  if (media) {
    tell_path(*media, seen.fields);
    tell_streams(*media, seen.fields);
  }
  tell_meeting(speaker.room.meeting, speaker.place.meeting, connection.is_member(), seen.fields);
  const std::string logging = logging_text(logging_);
  tell(seen.fields, SeenName::kServerLogging, logging);
  if (connection.peer) sign(*connection.peer, statement(inspect.question, logging), seen);
  connection.tell(seen, actions);
  return ok();
}

}  // namespace conclave::server
