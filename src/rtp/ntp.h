// NTP timestamps (RFC 3550 section 4), for sender reports only: seconds in 32.32 fixed point.
//
// They tell nobody the time of day. Only differences matter to a receiver, so ours count from the
// origin of Time, shifted by a constant that keeps them far from zero.
#pragma once

#include "base/id.h"
#include "base/time.h"

namespace conclave::rtp {

using NtpTime = Id<struct NtpTimeTag, uint64_t>;
// The middle 32 bits of one: 16.16 fixed point, wraps after 18 hours.
using NtpShort = Id<struct NtpShortTag, uint32_t>;

NtpTime to_ntp(Time time);
// The difference of two readings of the same clock.
Duration difference(NtpTime later, NtpTime earlier);

constexpr NtpShort to_short(NtpTime time) {
  return NtpShort(static_cast<uint32_t>(time.value() >> 16));
}
NtpShort to_ntp_short(Duration duration);  // saturates at both ends
Duration from_ntp_short(NtpShort duration);

}  // namespace conclave::rtp
