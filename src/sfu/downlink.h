// What one peer receives: its slots, the pacing of what goes through them, the estimate of what its
// path can carry and the choice of layers by it.
//
// Audio leaves at once. Video is put into the pacer as a few numbers that say which packet of which
// layer's history it is, and is encrypted from there when its turn comes; mostly that is at once.
//
// What always holds: each slot is one continuous stream (Continuity); a layer changes only at a
// packet that starts a key frame; an empty slot sends nothing.
#pragma once

#include "bandwidth/allocation.h"
#include "bandwidth/estimator.h"
#include "bandwidth/pacer.h"
#include "base/outbox.h"
#include "rtp/rtcp.h"
#include "rtp/rtp_packet.h"
#include "sfu/seen.h"
#include "sfu/slot.h"
#include "transport/transport.h"

#include <deque>
#include <unordered_map>

namespace conclave::sfu {

class Downlink {
 public:
  // All of them must outlive the downlink.
  struct Surroundings {
    transport::Transport& transport;
    WakeQueue& wakes;
    Counters& counters;
    Random& random;
  };
  explicit Downlink(const Surroundings& surroundings);

  // The slots of an offer, which begin with those of the offer before.
  void append_slots(std::span<const rtp::OfferedSlot> slots);
  std::deque<Slot>& slots() { return slots_; }
  const std::deque<Slot>& slots() const { return slots_; }
  Slot* find_slot(std::string_view mid);

  // What this slot carries from now on; nothing empties it.
  void assign(Peer& receiver, Slot& slot, Publication* publication, Time now);
  // The receiver's whole wish, checked against its slots: kInvalid, and nothing changes, where they
  // do not fit. assign() is to follow.
  Result<void> set_wishes(std::span<const SlotWish> wishes, Time now);
  // Packets can leave from now on.
  void connected();

  // Of `layer`, one of the publication that the subscription is part of.
  void forward(Subscription& subscription, Layer& layer, const MediaPacket& packet, Time now,
               Outbox& out);

  void receive(const rtp::TransportFeedback& feedback, Time now);
  void receive(const rtp::Nack& nack, Time now);
  void receive(const rtp::PictureLossIndication& indication, Time now);
  void receive(const rtp::FullIntraRequest& request, Time now);

  // What is held of this peer's receiving.
  void tell(Seen& seen) const;

  void wake(Time now, Outbox& out);
  Time next_wake() const;
  Duration round_trip() const { return estimator_.round_trip(); }

 private:
  // A packet of a slot's present piece, as it waits in the pacer.
  struct Waiting {
    Slot* slot;
    uint32_t piece;
    uint64_t source_sequence;
    bool is_again;  // asked for by NACK
  };
  void begin_piece(Subscription& subscription, Layer& layer, const MediaPacket& first, Time now);
  uint32_t elapsed_ticks(const Slot& slot, const Layer& layer, const MediaPacket& first,
                         Time now) const;
  void queue(Slot& slot, const MediaPacket& packet, bool is_again, Time now);
  void drain(Time now, Outbox& out);
  void send_waiting(const Waiting& waiting, Time now, Outbox& out);
  void send(Slot& slot, const MediaPacket& packet, const Continuity::Numbers& numbers, Time now,
            Outbox& out);
  void send_again(Slot& slot, const MediaPacket& packet, const Continuity::Numbers& numbers,
                  Time now, Outbox& out);
  bool send_packet(const Slot& slot, const rtp::RtpHeader& header, Bytes payload, Time now,
                   Outbox& out);
  void probe(Time now, Outbox& out);

  void want_key_frame(rtp::Ssrc media);
  Slot* slot_by_ssrc(rtp::Ssrc ssrc);

  // What allocation may hand out and the pacer may send.
  bandwidth::Bitrate carried() const;
  void choose_layers(Time now);
  void let_start(Slot& slot);
  void choose(Slot& slot, Subscription& subscription, std::optional<size_t> layer);

  void send_reports(Time now, Outbox& out);
  void write_report(Slot& slot, Time now, Writer& compound);

  transport::Transport& transport_;
  WakeQueue& wakes_;
  Counters& counters_;
  Random& random_;

  std::string cname_;  // ours, random: RFC 7022
  std::deque<Slot> slots_;
  std::unordered_map<rtp::Ssrc, Slot*> by_ssrc_;
  bandwidth::Estimator estimator_;
  bandwidth::Bitrate audio_;  // of all its microphones, when layers were last chosen
  bandwidth::Pacer<Waiting> pacer_;
  Time allocate_at_ = kNever;
  Time allocated_ = kNever;
  Time next_report_ = kNever;
};

}  // namespace conclave::sfu
