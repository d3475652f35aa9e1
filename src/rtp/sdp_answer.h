// The server's answer (docs/protocol.md, "Media negotiation"), and the reading of it for the native
// client.
//
// The answer is built from nothing, not by editing the offer: Opus, VP8 and its rtx, the four
// allowed header extensions, the feedback we speak. So nothing that was offered beside them (RED,
// comfort noise, telephone-event, G.711, FEC, audio levels) can come back by oversight, and no
// rtcp-fb line names a payload type that is not there.
#pragma once

#include "rtp/sdp_offer.h"

#include <span>

namespace conclave::rtp {

struct AnswerParameters {
  uint64_t session_id = 0;
  uint64_t version = 0;
  IceCredentials ice;
  Fingerprint fingerprint{};
  std::vector<Candidate> candidates;
};

// One identity for each of offer.slots, in order (CHECKed). Those of earlier offers stay as they
// were.
std::string write_answer(const Offer& offer, const AnswerParameters& parameters,
                         std::span<const StreamIdentity> slots);

// What the native client learns from an answer to its offer.
struct AnswerSection {
  std::string mid;
  MediaKind kind;
  Direction direction;  // as the answerer says it: kRecvOnly for our sources
  PayloadTypes types;
  ExtensionMap extensions;
  std::vector<std::string> rids;           // that the server will take
  std::optional<StreamIdentity> identity;  // of a slot
};

struct Answer {
  IceCredentials ice;
  Fingerprint fingerprint{};
  std::vector<Candidate> candidates;
  std::vector<AnswerSection> sections;  // the accepted ones
};

Result<Answer> parse_answer(std::string_view text);

}  // namespace conclave::rtp
