#include "base/check.h"
#include "rtp/sdp.h"
#include "rtp/sdp_candidate.h"
#include "rtp/sdp_text.h"

namespace conclave::rtp {
namespace {

std::string_view direction_text(Direction direction) {
  switch (direction) {
    case Direction::kSendRecv: return "sendrecv";
    case Direction::kSendOnly: return "sendonly";
    case Direction::kRecvOnly: return "recvonly";
    case Direction::kInactive: return "inactive";
  }
  return "";
}

std::string_view setup_text(Setup setup) {
  switch (setup) {
    case Setup::kActPass: return "actpass";
    case Setup::kActive: return "active";
    case Setup::kPassive: return "passive";
  }
  return "";
}

class SdpWriter {
 public:
  template <typename... Parts>
  void line(const Parts&... parts) {
    const size_t start = text_.size();
    (put(parts), ...);
    CHECK(is_line(std::string_view(text_).substr(start)));
    text_ += "\r\n";
  }
  std::string take() && { return std::move(text_); }

 private:
  void put(std::string_view part) { text_ += part; }
  void put(uint64_t number) { text_ += std::to_string(number); }
  void put(Ssrc ssrc) { put(ssrc.value()); }
  void put(PayloadType type) { put(type.value()); }

  std::string text_;
};

std::string join(const std::vector<std::string>& words, std::string_view separator) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += separator;
    text += word;
  }
  return text;
}

std::string type_list(const std::vector<Codec>& codecs) {
  std::string text;
  for (const Codec& codec : codecs) text += ' ' + std::to_string(codec.type.value());
  return text;
}

void write_session(SdpWriter& out, const SessionDescription& description) {
  out.line("v=0");
  out.line("o=- ", description.session_id, " ", description.version, " IN IP4 0.0.0.0");
  out.line("s=-");
  out.line("t=0 0");
  if (description.is_ice_lite) out.line("a=ice-lite");
  if (!description.bundle.empty()) out.line("a=group:BUNDLE ", join(description.bundle, " "));
  out.line("a=msid-semantic: WMS *");
}

// RFC 8829 section 5.3.1: port zero, and nothing else that means anything.
void write_rejected(SdpWriter& out, const MediaSection& media) {
  out.line("m=", media.kind_text, " 0 ", media.protocol, " ", media.formats);
  out.line("c=IN IP4 0.0.0.0");
  if (!media.mid.empty()) out.line("a=mid:", media.mid);
  out.line("a=inactive");
}

void write_transport(SdpWriter& out, const MediaSection& media) {
  if (media.ice) {
    out.line("a=ice-ufrag:", media.ice->ufrag);
    out.line("a=ice-pwd:", media.ice->password);
  }
  if (media.fingerprint) out.line("a=fingerprint:", fingerprint_text(*media.fingerprint));
  if (media.setup) out.line("a=setup:", setup_text(*media.setup));
  for (size_t i = 0; i < media.candidates.size(); ++i) {
    out.line("a=candidate:", candidate_text(media.candidates[i], i));
  }
  if (!media.candidates.empty()) out.line("a=end-of-candidates");
}

void write_codec(SdpWriter& out, const Codec& codec) {
  const std::string channels = codec.channels > 1 ? "/" + std::to_string(codec.channels) : "";
  out.line("a=rtpmap:", codec.type, " ", codec.name, "/", codec.clock, channels);
  if (!codec.parameters.empty()) out.line("a=fmtp:", codec.type, " ", codec.parameters);
  for (const std::string& kind : codec.feedback) out.line("a=rtcp-fb:", codec.type, " ", kind);
}

void write_simulcast(SdpWriter& out, const MediaSection& media) {
  for (const std::string& rid : media.simulcast_send) out.line("a=rid:", rid, " send");
  for (const std::string& rid : media.simulcast_recv) out.line("a=rid:", rid, " recv");
  if (!media.simulcast_send.empty()) {
    out.line("a=simulcast:send ", join(media.simulcast_send, ";"));
  }
  if (!media.simulcast_recv.empty()) {
    out.line("a=simulcast:recv ", join(media.simulcast_recv, ";"));
  }
}

void write_identity(SdpWriter& out, const StreamIdentity& identity) {
  out.line("a=msid:", identity.stream_id, " ", identity.track_id);
  if (identity.rtx) out.line("a=ssrc-group:FID ", identity.ssrc, " ", *identity.rtx);
  out.line("a=ssrc:", identity.ssrc, " cname:", identity.cname);
  if (identity.rtx) out.line("a=ssrc:", *identity.rtx, " cname:", identity.cname);
}

void write_media(SdpWriter& out, const MediaSection& media) {
  out.line("m=", media.kind_text, " 9 ", media.protocol, type_list(media.codecs));
  out.line("c=IN IP4 0.0.0.0");
  write_transport(out, media);
  out.line("a=mid:", media.mid);
  for (const auto& [id, name] : media.extensions) out.line("a=extmap:", id, " ", name);
  out.line("a=", direction_text(media.direction));
  if (media.has_rtcp_mux) out.line("a=rtcp-mux");
  if (media.has_reduced_size_rtcp) out.line("a=rtcp-rsize");
  for (const Codec& codec : media.codecs) write_codec(out, codec);
  write_simulcast(out, media);
  if (media.identity) write_identity(out, *media.identity);
}

}  // namespace

std::string write_sdp(const SessionDescription& description) {
  SdpWriter out;
  write_session(out, description);
  for (const MediaSection& media : description.media) {
    media.is_rejected ? write_rejected(out, media) : write_media(out, media);
  }
  return std::move(out).take();
}

}  // namespace conclave::rtp
