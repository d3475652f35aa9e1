// A client's offer (docs/protocol.md, "Media negotiation"), read and checked, and the writing of
// one for the native client.
//
// Invariants of Offer: one transport (BUNDLE, rtcp-mux, the same credentials in every section),
// mids unique, one number for one header extension, sections in their order: microphone, camera,
// screen, screen audio, receive slots.
#pragma once

#include "base/source.h"
#include "rtp/sdp.h"

namespace conclave::rtp {

// The payload types one section negotiated.
struct PayloadTypes {
  PayloadType media;
  std::optional<PayloadType> rtx;

  friend bool operator==(const PayloadTypes&, const PayloadTypes&) = default;
};

// One of the client's sources: what it will send to us.
struct OfferedSource {
  SourceKind kind;
  size_t section;  // index into the description's media
  std::string mid;
  PayloadTypes types;
  std::vector<std::string> rids;  // empty without simulcast; else from low to high
  ExtensionMap extensions;
};

// One receive slot: what we may send to the client.
struct OfferedSlot {
  size_t section;
  std::string mid;
  MediaKind kind;
  PayloadTypes types;
  ExtensionMap extensions;
};

struct Offer {
  SessionDescription description;
  IceCredentials ice;
  Fingerprint fingerprint{};
  ExtensionMap extensions;             // of all sections together: for packets not assigned yet
  std::vector<OfferedSource> sources;  // those that can be accepted
  std::vector<OfferedSlot> slots;      // in order of the sections
};

// kMalformed or kLimit as parse_sdp; kInvalid for an offer that breaks the rules above;
// kUnsupported for one that only a transport we do not speak could serve. A section that we do not
// want (another codec only, a data channel) is no error: it is in neither list, and its answer is a
// rejection.
Result<Offer> parse_offer(std::string_view text);

// What the native client offers: all four sources, then slots.
struct OfferParameters {
  uint64_t session_id = 0;
  uint64_t version = 0;
  IceCredentials ice;
  Fingerprint fingerprint{};
  size_t video_slots = 0;
  size_t audio_slots = 0;
};
std::string write_offer(const OfferParameters& parameters);

}  // namespace conclave::rtp
