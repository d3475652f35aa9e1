#include "rtp/sdp_answer.h"

#include "base/check.h"
#include "rtp/sdp_codecs.h"

namespace conclave::rtp {
namespace {

const std::vector<std::string>& offered_feedback(const MediaSection& media, PayloadType type) {
  const auto found = std::ranges::find(media.codecs, type, &Codec::type);
  CHECK(found != media.codecs.end());
  return found->feedback;
}

// A section that we answer with nothing (RFC 3264 section 6: port zero).
MediaSection rejection_of(const MediaSection& offered) {
  MediaSection media;
  media.kind = offered.kind;
  media.kind_text = offered.kind_text;
  media.protocol = offered.protocol;
  media.formats = offered.formats;
  media.mid = offered.mid;
  media.is_rejected = true;
  return media;
}

// What sources and slots have in common.
MediaSection acceptance_of(const MediaSection& offered, const PayloadTypes& types,
                           const ExtensionMap& extensions, const AnswerParameters& parameters) {
  MediaSection media;
  media.kind = offered.kind;
  media.kind_text = offered.kind_text;
  media.protocol = offered.protocol;
  media.mid = offered.mid;
  media.has_rtcp_mux = true;
  media.has_reduced_size_rtcp = offered.has_reduced_size_rtcp;
  media.codecs = our_codecs(offered.kind, types, offered_feedback(offered, types.media));
  media.extensions = to_list(extensions);
  media.ice = parameters.ice;
  media.fingerprint = parameters.fingerprint;
  media.setup = Setup::kPassive;
  return media;
}

MediaSection answer_source(const OfferedSource& source, const MediaSection& offered,
                           const AnswerParameters& parameters) {
  MediaSection media = acceptance_of(offered, source.types, source.extensions, parameters);
  media.direction =
      offered.direction == Direction::kInactive ? Direction::kInactive : Direction::kRecvOnly;
  media.simulcast_recv = source.rids;
  return media;
}

MediaSection answer_slot(const OfferedSlot& slot, const MediaSection& offered,
                         const AnswerParameters& parameters, const StreamIdentity& identity) {
  MediaSection media = acceptance_of(offered, slot.types, slot.extensions, parameters);
  media.direction = Direction::kSendOnly;
  media.identity = identity;
  if (!slot.types.rtx) media.identity->rtx.reset();
  return media;
}

// RFC 8843 section 7.3: the first section of the bundle that is accepted carries its addresses.
void finish_bundle(SessionDescription& answer, const AnswerParameters& parameters) {
  for (MediaSection& media : answer.media) {
    if (media.is_rejected) continue;
    if (answer.bundle.empty()) media.candidates = parameters.candidates;
    answer.bundle.push_back(media.mid);
  }
}

Result<AnswerSection> take_section(const MediaSection& media) {
  const auto types = find_types(media);
  if (!types) return Error(ErrorCode::kInvalid, "an answer without a codec of ours");
  AnswerSection section{.mid = media.mid,
                        .kind = media.kind,
                        .direction = media.direction,
                        .types = *types,
                        .extensions = {},
                        .rids = media.simulcast_recv,
                        .identity = media.identity};
  section.extensions = TRY(find_extensions(media));
  return section;
}

}  // namespace

std::string write_answer(const Offer& offer, const AnswerParameters& parameters,
                         std::span<const StreamIdentity> slots) {
  CHECK(slots.size() == offer.slots.size());
  const std::vector<MediaSection>& offered = offer.description.media;
  SessionDescription answer;
  answer.session_id = parameters.session_id;
  answer.version = parameters.version;
  answer.is_ice_lite = true;
  for (const MediaSection& media : offered) answer.media.push_back(rejection_of(media));
  for (const OfferedSource& source : offer.sources) {
    answer.media[source.section] = answer_source(source, offered[source.section], parameters);
  }
  for (size_t i = 0; i < slots.size(); ++i) {
    const OfferedSlot& slot = offer.slots[i];
    answer.media[slot.section] = answer_slot(slot, offered[slot.section], parameters, slots[i]);
  }
  finish_bundle(answer, parameters);
  return write_sdp(answer);
}

Result<Answer> parse_answer(std::string_view text) {
  const SessionDescription description = TRY(parse_sdp(text));
  Answer answer;
  for (const MediaSection& media : description.media) {
    if (media.is_rejected) continue;
    if (!media.ice || !media.fingerprint || media.setup != Setup::kPassive) {
      return Error(ErrorCode::kInvalid, "an answer without a transport we can use");
    }
    if (answer.sections.empty()) {
      answer.ice = *media.ice;
      answer.fingerprint = *media.fingerprint;
      answer.candidates = media.candidates;
    }
    if (*media.ice != answer.ice || *media.fingerprint != answer.fingerprint) {
      return Error(ErrorCode::kInvalid, "sections of one bundle disagree about their transport");
    }
    answer.sections.push_back(TRY(take_section(media)));
  }
  if (answer.sections.empty()) return Error(ErrorCode::kRefused, "everything was rejected");
  return answer;
}

}  // namespace conclave::rtp
