// rooms: rtp
// Session descriptions: whatever offer is accepted has an answer, and that answer is sound.
#include "base/check.h"
#include "rtp/sdp_answer.h"

using namespace conclave;
using namespace conclave::rtp;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text = as_text(Bytes(data, size));
  (void)parse_answer(text);
  const auto offer = parse_offer(text);
  if (!offer) return 0;
  AnswerParameters parameters;
  parameters.ice = {"fuzz", "fuzzfuzzfuzzfuzzfuzzfuzz"};
  const StreamIdentity identity{.ssrc = Ssrc(1),
                                .rtx = Ssrc(2),
                                .cname = "cname",
                                .stream_id = "stream",
                                .track_id = "track"};
  const std::vector<StreamIdentity> slots(offer->slots.size(), identity);
  const std::string answer = write_answer(*offer, parameters, slots);
  const auto sections = parse_answer(answer);
  CHECK(sections.has_value());
  CHECK(sections->sections.size() == offer->sources.size() + offer->slots.size() ||
        offer->sources.empty());
  for (const char* never : {"telephone-event", "PCMU", "ssrc-audio-level", "goog-remb"}) {
    // Of a peer's own words an answer holds the mids, rids and rejected formats only.
    if (text.find(never) == text.npos) CHECK(answer.find(never) == answer.npos);
  }
  return 0;
}
