// Every bound in the house, in one place, with its reason. Sizes in bytes unless named otherwise.
#pragma once

#include "base/time.h"

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace conclave::limits {

using namespace std::chrono_literals;

// ---- a meeting -------------------------------------------------------------------------------
inline constexpr size_t kPeopleMax = 1000;         // members of one group
inline constexpr size_t kForwardAllAudioMax = 24;  // up to here every microphone reaches everyone
inline constexpr size_t kNameBytesMax = 128;       // a display name, UTF-8

// ---- signalling ------------------------------------------------------------------------------
inline constexpr size_t kSignalMessageBytesMax = 1 << 20;  // one WebSocket message, either way
inline constexpr size_t kEnvelopeBytesMax = 700 * 1024;    // one opaque envelope, decoded
inline constexpr size_t kSdpBytesMax = 512 * 1024;         // an offer with many slots weighs 266 kB
inline constexpr size_t kMeetingIdBytes = 16;
inline constexpr size_t kSendQueueBytesMax = 4 << 20;  // a slower connection is closed
inline constexpr Duration kResumeWindow = 15s;         // a lost connection may come back
inline constexpr Duration kVanishedGrace = 1s;         // its socket closed without goodbye
inline constexpr Duration kHelloTimeout = 5s;          // a socket that says nothing
inline constexpr size_t kKnockBytesMax =
    16 * 1024;                                 // kept for each who waits: a key package is ~1 KiB
inline constexpr size_t kKnocksMax = 64;       // in a connection's life: each reaches everyone
inline constexpr size_t kSlotsMax = 2100;      // receive slots: video and audio of 1000, and shares
inline constexpr size_t kMidBytesMax = 16;     // BUNDLE's a=mid; browsers count 0, 1, 2
inline constexpr size_t kTypeBytesMax = 16;    // a message's type and other words of the protocol
inline constexpr uint32_t kHeightMax = 16384;  // pixels a receiver may ask for
inline constexpr size_t kErrorTextBytesMax = 200;
inline constexpr size_t kResumeTokenBytesMax = 64;
inline constexpr double kSignalMessagesPerSecond = 50;  // sustained, from one connection
inline constexpr double kSignalMessagesBurst = 300;
inline constexpr double kSignalBytesPerSecond = 1 << 20;  // sustained, from one connection
inline constexpr double kSignalBytesBurst = 8 << 20;
inline constexpr size_t kMeetingConnectionsMax =
    1500;                                      // members, knockers and newcomers of one meeting
inline constexpr size_t kMeetingsMax = 10000;  // on one worker

// ---- MLS -------------------------------------------------------------------------------------
inline constexpr size_t kRatchetForwardMax = 1024;  // generations one message may skip
inline constexpr size_t kRatchetSkippedMax = 64;    // keys kept for messages overtaken by others

// ---- end-to-end ------------------------------------------------------------------------------
inline constexpr Duration kEpochOverlap = 2s;  // how long receivers keep epoch n
inline constexpr Duration kJoinBatch = 150ms;  // joins this close share a commit

// ---- MLS -------------------------------------------------------------------------------------
inline constexpr size_t kMlsVectorItemsMax = 4096;  // a tree of 1024 leaves has 2047 nodes

// ---- packets ---------------------------------------------------------------------------------
inline constexpr size_t kDatagramBytesMax = 1500;
inline constexpr size_t kRtpPayloadBytesMax = 1200;

}  // namespace conclave::limits
