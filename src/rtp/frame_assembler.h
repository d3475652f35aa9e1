// Puts received packets of one stream back together into encrypted frames, in order and as soon as
// they are whole; no jitter buffer. A frame is the packets of one timestamp up to the marker; for
// VP8 it must begin with a packet that says so.
//
// A frame that misses packets waits for them while later ones gather; when too much waits or too
// long, it is given up and the loss is told with the next frame.
//
// Invariant: frames come out in order of their sequence numbers, each at most once.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "rtp/types.h"

#include <map>
#include <vector>

namespace conclave::rtp {

enum class PayloadFormat {
  kOpus,  // RFC 7587: one packet, one frame
  kVp8,   // RFC 7741
};

struct AssembledFrame {
  RtpTimestamp timestamp;
  Buffer bytes;
  bool follows_loss = false;  // frames before this one are missing
};

class FrameAssembler {
 public:
  explicit FrameAssembler(PayloadFormat format) : format_(format) {}

  // Frames that this packet completes, in order. kMalformed for a payload that is not of the
  // format.
  Result<std::vector<AssembledFrame>> insert(ExtendedSequence sequence, RtpTimestamp timestamp,
                                             bool marker, Bytes payload, Time now);

  // Gives up what waited too long; frames behind it that are whole come out.
  std::vector<AssembledFrame> wake(Time now);
  Time next_wake() const;

 private:
  struct Part {
    RtpTimestamp timestamp;
    bool is_start = false;
    bool is_end = false;
    Buffer bytes;
    Time arrived;
  };
  using Parts = std::map<uint64_t, Part>;
  Result<Part> make_part(RtpTimestamp timestamp, bool marker, Bytes payload, Time now) const;
  std::vector<AssembledFrame> take_ready(Time now);
  Parts::iterator end_of_whole_frame(Parts::iterator start);
  AssembledFrame take_frame(Parts::iterator first, Parts::iterator last);
  bool must_give_up(Time now) const;
  void give_up_to_next_start();

  PayloadFormat format_;
  Parts parts_;
  bool has_started_ = false;
  uint64_t next_ = 0;  // the sequence number that must come next
  size_t bytes_waiting_ = 0;
  bool lost_ = false;
};

}  // namespace conclave::rtp
