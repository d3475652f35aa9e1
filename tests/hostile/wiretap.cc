#include "hostile/wiretap.h"

#include "base/base64.h"
#include "e2ee/app_message.h"
#include "e2ee/frame_keys.h"
#include "e2ee/sframe_header.h"
#include "rtp/rtx.h"
#include "rtp/vp8_packetizer.h"
#include "sim/sources.h"

#include <cctype>
#include <set>

namespace conclave::hostile {
namespace {

constexpr size_t kBase64BytesMin = 11;  // of text: eight bytes and more
constexpr uint32_t kStatesToldMax = 20;

struct Canary {
  std::string what;
  Buffer bytes;
};

// Everything that the people of a sim::World say, sealed or not.
std::vector<Canary> make_canaries() {
  std::vector<Canary> canaries = {{"content", to_buffer(sim::kContentMarker)},
                                  {"a name", to_buffer(as_bytes("person "))}};
  for (uint32_t sequence = 0; sequence <= kStatesToldMax; ++sequence) {
    for (unsigned open = 0; open < 8; ++open) {
      const e2ee::DeviceState state{(open & 1) != 0, (open & 2) != 0, (open & 4) != 0};
      Buffer bytes = encode_app_message(e2ee::StateMessage{.sequence = sequence, .state = state});
      bytes.resize(bytes.size() + 8);  // and some of the padding
      canaries.push_back({"a device state", std::move(bytes)});
    }
  }
  return canaries;
}

bool is_base64url(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '-' || letter == '_';
}

void add(std::vector<std::string>& to, std::vector<std::string> more) {
  to.insert(to.end(), more.begin(), more.end());
}

// How one leg's packets are to be read.
struct Reading {
  e2ee::FrameMedia media;
  bool is_rtx;
};
std::map<rtp::PayloadType, Reading> readings(const rtp::Answer& answer) {
  std::map<rtp::PayloadType, Reading> by_type;
  for (const rtp::AnswerSection& section : answer.sections) {
    const auto media = section.kind == rtp::MediaKind::kAudio ? e2ee::FrameMedia::kAudio
                                                              : e2ee::FrameMedia::kVideo;
    by_type[section.types.media] = {media, false};
    if (section.types.rtx) by_type[*section.types.rtx] = {media, true};
  }
  return by_type;
}

Result<void> check_sealed(e2ee::FrameMedia media, Bytes frame) {
  const e2ee::ParsedPrefix prefix = TRY(e2ee::parse_frame_prefix(media, frame));
  const auto header = TRY(e2ee::parse_sframe_header(frame.subspan(prefix.size)));
  const auto key = TRY(e2ee::FrameKeyId::parse(header.header.key_id));
  if (e2ee::media_of(key.stream.kind) != media)
    return Error(ErrorCode::kInvalid, "of another kind");
  if (key.leaf.value() > 100) return Error(ErrorCode::kInvalid, "of nobody");
  if (header.header.counter < e2ee::kFrameCounterFirst) {
    return Error(ErrorCode::kInvalid, "no sender counts so");
  }
  return ok();
}

void count(const rtp::RtpPacket& packet, const Reading& reading, MediaCensus& census) {
  Bytes payload = packet.payload;
  if (payload.empty()) {
    ++census.probes;
    return;
  }
  if (reading.is_rtx) {
    ++census.retransmissions;
    payload = payload.subspan(rtp::kRtxHeaderBytes);
  }
  if (reading.media == e2ee::FrameMedia::kVideo) {
    const auto descriptor = rtp::parse_vp8_descriptor(payload);
    if (!descriptor) {
      census.odd.emplace_back(descriptor.error().text);
      return;
    }
    payload = payload.subspan(descriptor->size);
    if (!descriptor->is_frame_start) {
      ++census.continuations;
      return;
    }
  }
  ++census.frame_starts;
  if (const auto sealed = check_sealed(reading.media, payload); !sealed) {
    census.odd.emplace_back(sealed.error().text);
  }
}

}  // namespace

std::vector<std::string> find_clear(Bytes bytes) {
  static const std::vector<Canary> canaries = make_canaries();
  std::vector<std::string> found;
  for (const Canary& canary : canaries) {
    if (as_text(bytes).find(as_text(canary.bytes)) != std::string_view::npos) {
      found.push_back(canary.what);
    }
  }
  return found;
}

std::vector<std::string> find_clear(std::string_view text) {
  std::vector<std::string> found = find_clear(as_bytes(text));
  for (size_t at = 0; at < text.size();) {
    size_t end = at;
    while (end < text.size() && is_base64url(text[end])) ++end;
    if (end - at >= kBase64BytesMin) {
      if (const auto bytes = from_base64url(text.substr(at, end - at))) {
        add(found, find_clear(Bytes(*bytes)));
      }
    }
    at = end + 1;
  }
  return found;
}

std::vector<std::string> find_clear(const Interceptor& server) {
  std::vector<std::string> found;
  for (const TappedText& text : server.texts()) add(found, find_clear(std::string_view(text.text)));
  for (const TappedPacket& packet : server.packets()) add(found, find_clear(Bytes(packet.bytes)));
  return found;
}

MediaCensus count_media(const Interceptor& server) {
  MediaCensus census;
  for (const TappedPacket& tapped : server.packets()) {
    const rtp::RtpPacket packet = rtp::parse_rtp(tapped.bytes).value();
    const auto by_type = readings(server.answer(tapped.socket));
    const auto reading = by_type.find(packet.header.payload_type);
    if (reading == by_type.end()) {
      census.odd.emplace_back("of a payload type that was not negotiated");
    } else {
      count(packet, reading->second, census);
    }
  }
  return census;
}

std::vector<TappedFrame> frames_in_one_packet(const Interceptor& server, Way way) {
  std::vector<TappedFrame> frames;
  for (const TappedPacket& tapped : server.packets()) {
    if (tapped.way != way) continue;
    const rtp::RtpPacket packet = rtp::parse_rtp(tapped.bytes).value();
    const auto by_type = readings(server.answer(tapped.socket));
    const auto reading = by_type.find(packet.header.payload_type);
    if (reading == by_type.end() || reading->second.is_rtx || packet.payload.empty()) continue;
    Bytes sealed = packet.payload;
    if (reading->second.media == e2ee::FrameMedia::kVideo) {
      const auto descriptor = rtp::parse_vp8_descriptor(sealed);
      if (!descriptor || !descriptor->is_frame_start || !packet.header.marker) continue;
      sealed = sealed.subspan(descriptor->size);
    }
    frames.push_back({.socket = tapped.socket,
                      .way = way,
                      .at = tapped.at,
                      .stream = packet.header.ssrc,
                      .media = reading->second.media,
                      .payload = to_buffer(packet.payload),
                      .sealed = to_buffer(sealed)});
  }
  return frames;
}

}  // namespace conclave::hostile
