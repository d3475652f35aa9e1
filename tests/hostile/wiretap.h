// What somebody finds who reads everything the server can: the detector of content, names and
// device states in clear, and the measure of what sealed media looks like.
#pragma once

#include "e2ee/frame_format.h"
#include "hostile/interceptor.h"

#include <string>
#include <string_view>

namespace conclave::hostile {

// What was found in clear in these bytes; empty if nothing was.
std::vector<std::string> find_clear(Bytes bytes);
// In a signalling text, and in everything in it that is base64url.
std::vector<std::string> find_clear(std::string_view text);
// In everything that the server saw.
std::vector<std::string> find_clear(const Interceptor& server);

// Of a stream of packets, which of them are sealed media.
struct MediaCensus {
  size_t frame_starts = 0;       // whole frames of audio, first packets of a picture
  size_t continuations = 0;      // further packets of a picture
  size_t retransmissions = 0;    // of both: on an RTX stream
  size_t probes = 0;             // nothing but padding
  std::vector<std::string> odd;  // frame starts that are no sealed frame, and whose
};
MediaCensus count_media(const Interceptor& server);

// A frame in one packet, as it was on the wire: without the packetiser's descriptor.
struct TappedFrame {
  server::SocketId socket;  // who sent it, or was sent it
  Way way;
  Time at;
  rtp::Ssrc stream;
  e2ee::FrameMedia media;
  Buffer payload;  // of RTP
  Buffer sealed;
};
std::vector<TappedFrame> frames_in_one_packet(const Interceptor& server, Way way);

}  // namespace conclave::hostile
