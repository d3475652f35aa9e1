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
inline constexpr Duration kResumeWindow = 60s;         // a silent connection may come back
inline constexpr Duration kVanishedGrace = 1s;         // its socket closed without goodbye
inline constexpr Duration kPingInterval = 5s;  // a client's, so that both sides notice silence
inline constexpr int kPongsMissedMax = 3;      // then the socket is taken for lost
inline constexpr Duration kHelloTimeout = 5s;  // a socket that says nothing
inline constexpr size_t kKnockBytesMax =
    16 * 1024;                                 // kept for each who waits: a key package is ~1 KiB
inline constexpr size_t kKnocksMax = 64;       // in a connection's life: each reaches everyone
inline constexpr size_t kSlotsMax = 2100;      // receive slots: video and audio of 1000, and shares
inline constexpr size_t kMidBytesMax = 16;     // BUNDLE's a=mid; browsers count 0, 1, 2
inline constexpr size_t kTypeBytesMax = 16;    // a message's type and other words of the protocol
inline constexpr uint32_t kHeightMax = 16384;  // pixels a receiver may ask for
inline constexpr size_t kErrorTextBytesMax = 200;
inline constexpr size_t kResumeTokenBytesMax = 64;
inline constexpr size_t kSeenFieldsMax = 64;  // what a server tells of what it holds
inline constexpr size_t kSeenNameBytesMax = 32;
inline constexpr size_t kSeenValueBytesMax = 4096;
inline constexpr size_t kQuestionBytes = 32;      // what a page wants a statement to answer
inline constexpr size_t kStatementBytesMax = 96;  // below what DTLS has signed: certificate.h
inline constexpr size_t kCertificateBytesMax = 1024;
inline constexpr size_t kSignatureBytesMax = 128;
inline constexpr double kSignalMessagesPerSecond = 50;  // sustained, from one connection
inline constexpr double kSignalMessagesBurst = 300;
inline constexpr double kSignalBytesPerSecond = 1 << 20;  // sustained, from one connection
inline constexpr double kSignalBytesBurst = 8 << 20;
inline constexpr size_t kMeetingConnectionsMax =
    1500;                                      // members, knockers and newcomers of one meeting
inline constexpr size_t kMeetingsMax = 10000;  // on one worker

// ---- coming back to a server that forgot -----------------------------------------------------
inline constexpr Duration kRestoreGrace = 10s;       // after the first member, for the others
inline constexpr size_t kRestoreProofBytes = 16;     // of a secret that members have
inline constexpr size_t kRestoreBytesMax = 4 << 20;  // commits kept for those who come last
inline constexpr Duration kRestorePatience = 3s;     // a member's, before it commits again
inline constexpr Duration kLastCommitAge = 60s;      // then everybody has it, or never will
inline constexpr size_t kMessagesHeldMax = 256;      // of a member, until it is back

// ---- web server ------------------------------------------------------------------------------
inline constexpr size_t kWebBytesMax = 256 << 20;           // the web client, held in memory
inline constexpr uint32_t kHttpHeaderBytesMax = 16 * 1024;  // of a request
inline constexpr size_t kHttpRequestsMax = 1000;            // on one connection
inline constexpr size_t kTcpConnectionsMax = 20000;         // HTTP and WebSocket together
inline constexpr Duration kHttpTimeout = 15s;               // TLS handshake, request, answer, idle
inline constexpr Duration kSocketSilence = 65s;             // by then its meeting has let it go
inline constexpr size_t kMailboxBytesMax = 64 << 20;        // messages waiting for one worker
inline constexpr Duration kShutdownGrace = 500ms;           // for goodbyes to leave

// ---- MLS -------------------------------------------------------------------------------------
inline constexpr size_t kRatchetForwardMax = 1024;  // generations one message may skip
inline constexpr size_t kRatchetSkippedMax = 64;    // keys kept for messages overtaken by others

// ---- end-to-end ------------------------------------------------------------------------------
inline constexpr Duration kEpochOverlap = 2s;       // how long receivers keep epoch n
inline constexpr Duration kJoinBatch = 150ms;       // joins this close share a commit
inline constexpr Duration kCommitterPatience = 1s;  // then the next leaf commits
inline constexpr size_t kDoorsMax = 64;             // the link, invites open and used
inline constexpr uint64_t kUnixSecondsMax = uint64_t{1} << 48;
inline constexpr size_t kWrongPassphrasesMax = 5;       // looked at, within the time below
inline constexpr Duration kWrongPassphraseTime = 60s;   // then knocks are looked at again
inline constexpr size_t kKnocksHeldMax = 64;            // until then
inline constexpr size_t kReplyBytesMax = 4096;          // from a host to one who waits
inline constexpr size_t kReplyHostsMax = 8;             // named in it
inline constexpr Duration kHeartbeatInterval = 3s;      // of each of the first kHeartbeatsAtOnce
inline constexpr size_t kHeartbeatsAtOnce = 16;         // more people: each more seldom
inline constexpr Duration kHeartbeatPatience = 5s;      // late by so much: silent, and shown
inline constexpr Duration kHeldBackPatience = 6s;       // for what came before what came now
inline constexpr Duration kSilenceMax = 60s;            // then a member is let go
inline constexpr Duration kRefreshInterval = 300s;      // a leaf's keys are renewed no later
inline constexpr Duration kRefreshPeriod = 240s;        // before marks of the clock so far apart
inline constexpr Duration kSleepNoticed = 5s;           // woken so much too late: keys are renewed
inline constexpr size_t kKnocksSeenMax = 8192;          // remembered, to know a replay
inline constexpr size_t kDepartedMax = 8192;            // connections remembered as gone
inline constexpr size_t kAppMessageBucket = 256;        // smallest size of an application message
inline constexpr uint64_t kKeyPackageSeconds = 86'400;  // a key package's life, either side of now
inline constexpr size_t kDirectStatesMax = 16;          // more newcomers at once: tell everyone
inline constexpr size_t kEpochsKeptMax = 16;  // epochs that frames may come in, current included
inline constexpr size_t kFrameBytesMax = (2 << 20) - 64;  // one encoded frame, before sealing
// Frames of one key: far below what GCM bears (NIST SP 800-38D section 8.3), four years at 30 a
// second.
inline constexpr uint64_t kFrameCounterMax = 0xffffffff;
inline constexpr size_t kFrameReplayWindow = 1024;  // frames behind the newest: 20 s of audio
// Audio is padded to multiples of this: 20 ms of Opus at 64 kbit/s are 160 bytes, and its peaks
// fit as well.
inline constexpr size_t kAudioBucketBytes = 192;

// ---- what members say --------------------------------------------------------------------------
inline constexpr size_t kChatBytesMax = 4000;  // texts in bytes of UTF-8
inline constexpr size_t kReactionBytesMax = 32;
inline constexpr size_t kPollQuestionBytesMax = 500;
inline constexpr size_t kPollOptionBytesMax = 200;
inline constexpr size_t kPollOptionsMax = 10;
inline constexpr size_t kFileNameBytesMax = 200;
inline constexpr uint64_t kFileBytesMax = 32 << 20;
// With its type, numbers and lengths, 17 bytes, a chunk fills an application message of 64 KiB.
inline constexpr size_t kFileChunkBytes = 64 * 1024 - 17;
inline constexpr size_t kFileChunksMax = (kFileBytesMax + kFileChunkBytes - 1) / kFileChunkBytes;
inline constexpr size_t kFilesOfferedMax = 64;     // by one member, at a time
inline constexpr size_t kChunksWantedMax = 64;     // by one member, and not here yet
inline constexpr size_t kChunksOwedMax = 8;        // to one member, and not sent yet
inline constexpr size_t kDirectMessagesMax = 256;  // in a row; the others skip as many generations

// ---- MLS -------------------------------------------------------------------------------------
inline constexpr size_t kMlsVectorItemsMax = 4096;      // a tree of 1024 leaves has 2047 nodes
inline constexpr size_t kMlsResumptionEpochsMax = 16;   // past epochs whose resumption PSK is kept
inline constexpr size_t kMlsStoredProposalsMax = 2048;  // of one epoch, waiting for a commit

// ---- packets ---------------------------------------------------------------------------------
inline constexpr size_t kDatagramBytesMax = 1500;
inline constexpr size_t kRtpPayloadBytesMax = 1200;

// ---- streams ---------------------------------------------------------------------------------
inline constexpr size_t kRtcpPartsMax = 64;          // packets in one compound
inline constexpr size_t kNackedPacketsMax = 512;     // in one NACK, either way
inline constexpr size_t kMissingPacketsMax = 600;    // remembered for one received stream
inline constexpr int kNackTriesMax = 8;              // how often one packet is asked for
inline constexpr Duration kNackAgeMax = 1s;          // older than this, a frame is of no use
inline constexpr Duration kHistoryAge = 1s;          // how long sent packets can be repeated
inline constexpr size_t kHistoryPacketsMax = 2048;   // numbers kept of one sent stream
inline constexpr int kRepeatsMax = 10;               // how often one packet is sent again
inline constexpr size_t kFeedbackPacketsMax = 4096;  // told of in one transport feedback
inline constexpr Duration kFeedbackInterval = 100ms;
inline constexpr size_t kAssemblyPacketsMax = 2048;  // waiting for a missing one
inline constexpr Duration kAssemblyAgeMax = 500ms;   // how long whole frames wait for it

// ---- session descriptions ----------------------------------------------------------------------
inline constexpr size_t kMediaSectionsMax = 256;
inline constexpr size_t kSdpLineBytesMax = 4096;
inline constexpr size_t kCodecsMax = 64;  // of one media section, and so on
inline constexpr size_t kFeedbackKindsMax = 16;
inline constexpr size_t kExtensionsMax = 32;
inline constexpr size_t kRidsMax = 8;
inline constexpr size_t kSimulcastLayersMax = 3;
inline constexpr size_t kCandidatesMax = 16;

// ---- bandwidth -------------------------------------------------------------------------------
inline constexpr int64_t kEstimateMinBps = 30'000;
inline constexpr int64_t kEstimateStartBps = 500'000;
inline constexpr int64_t kEstimateMaxBps = 100'000'000;
inline constexpr size_t kInFlightPacketsMax = 16384;  // a power of two
inline constexpr size_t kPacedPacketsMax = 2000;      // waiting for one receiver
inline constexpr Duration kPacedAgeMax = 300ms;

// ---- transport -------------------------------------------------------------------------------
inline constexpr size_t kSrtpStreamsMax = 512;   // SSRCs of one peer, each way; all need memory
inline constexpr size_t kIceAddressesMax = 8;    // validated addresses of one peer
inline constexpr size_t kIceCandidatesMax = 32;  // that one description may name
inline constexpr size_t kStunBytesMax = 548;     // RFC 8489 6.1: what needs no path MTU
inline constexpr size_t kDtlsDatagramBytesMax = 1200;  // our own flights are cut to this
inline constexpr size_t kDtlsFlightDatagramsMax = 16;  // kept for retransmission
inline constexpr Duration kConsentTimeout = 30s;       // RFC 7675 5.1: without a sign, media stops
inline constexpr Duration kConsentInterval = 5s;       // RFC 7675 5.1: how often a client asks
inline constexpr Duration kHandshakeTimeout = 30s;     // from DTLS's first datagram to its last

// ---- the media plane -------------------------------------------------------------------------
// One upload's last packets, shared by all who receive it: about a second of it at its usual rate.
inline constexpr size_t kHistoryBytes[] = {64 * 1024, 128 * 1024, 512 * 1024};  // layers l, m, h
inline constexpr size_t kHistoryPackets = 1024;
inline constexpr Duration kKeyFrameInterval = 400ms;    // one publisher's layer is asked no oftener
inline constexpr Duration kReportInterval = 1s;         // RTCP sender and receiver reports
inline constexpr Duration kAllocationInterval = 100ms;  // a receiver's layers are chosen no oftener
inline constexpr Duration kWakeGrain = 1ms;  // paced packets of one receiver leave in such steps

}  // namespace conclave::limits
