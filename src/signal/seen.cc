#include "signal/seen.h"

#include "base/writer.h"

#include <array>

namespace conclave::signal {
namespace {

struct Word {
  SeenGroup group;
  std::string_view text;
};

// In the order of SeenName.
constexpr auto kWords = std::to_array<Word>({
    {SeenGroup::kYou, "address"},
    {SeenGroup::kYou, "connected_seconds"},
    {SeenGroup::kYou, "connection"},
    {SeenGroup::kYou, "state"},
    {SeenGroup::kYou, "knocks"},
    {SeenGroup::kYou, "knock_bytes"},
    {SeenGroup::kYou, "messages_from_you"},
    {SeenGroup::kYou, "messages_to_you"},
    {SeenGroup::kYou, "unacknowledged_messages"},
    {SeenGroup::kYou, "unacknowledged_bytes"},
    {SeenGroup::kYou, "allowance_messages"},
    {SeenGroup::kYou, "allowance_bytes"},
    {SeenGroup::kYou, "secrets"},
    {SeenGroup::kYou, "media_state"},
    {SeenGroup::kYou, "media_path"},
    {SeenGroup::kYou, "media_addresses"},
    {SeenGroup::kYou, "ice_names"},
    {SeenGroup::kYou, "your_fingerprint"},
    {SeenGroup::kYou, "server_fingerprint"},
    {SeenGroup::kYou, "dtls_version"},
    {SeenGroup::kYou, "dtls_cipher"},
    {SeenGroup::kYou, "dtls_group"},
    {SeenGroup::kYou, "srtp_profile"},
    {SeenGroup::kYou, "sources"},
    {SeenGroup::kYou, "packets_from_you"},
    {SeenGroup::kYou, "kept_bytes"},
    {SeenGroup::kYou, "slots"},
    {SeenGroup::kYou, "wishes"},
    {SeenGroup::kYou, "packets_to_you"},
    {SeenGroup::kYou, "bytes_to_you"},
    {SeenGroup::kYou, "waiting_packets"},
    {SeenGroup::kYou, "waiting_bytes"},
    {SeenGroup::kYou, "estimate"},
    {SeenGroup::kYou, "round_trip_ms"},
    {SeenGroup::kMeeting, "id"},
    {SeenGroup::kMeeting, "members"},
    {SeenGroup::kMeeting, "waiting"},
    {SeenGroup::kMeeting, "connections"},
    {SeenGroup::kMeeting, "commits"},
    {SeenGroup::kMeeting, "departed"},
    {SeenGroup::kServer, "logging"},
});
static_assert(kWords.size() == static_cast<size_t>(SeenName::kServerLogging) + 1);

}  // namespace

SeenGroup group_of(SeenName name) { return kWords[static_cast<size_t>(name)].group; }

std::string_view to_text(SeenGroup group) {
  switch (group) {
    case SeenGroup::kYou: return "you";
    case SeenGroup::kMeeting: return "meeting";
    case SeenGroup::kServer: return "server";
  }
  return "server";
}

std::string_view to_text(SeenName name) { return kWords[static_cast<size_t>(name)].text; }

Result<SeenName> parse_seen_name(std::string_view group, std::string_view name) {
  for (size_t i = 0; i < kWords.size(); ++i) {
    if (kWords[i].text == name && to_text(kWords[i].group) == group) {
      return static_cast<SeenName>(i);
    }
  }
  return Error(ErrorCode::kMalformed, "no such thing is held");
}

Buffer statement(Bytes question, std::string_view logging) {
  Writer writer;
  writer.bytes(as_bytes("Conclave 1 statement")).bytes(question).bytes(as_bytes(logging));
  return std::move(writer).take();
}

}  // namespace conclave::signal
