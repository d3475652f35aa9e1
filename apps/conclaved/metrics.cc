#include "metrics.h"

namespace conclave::conclaved {

std::vector<io::Metric> to_metrics(const server::Counters& counters, uint64_t datagrams_refused) {
  constexpr auto kCounter = io::Metric::Kind::kCounter;
  constexpr auto kGauge = io::Metric::Kind::kGauge;
  const sfu::Counters& media = counters.media;
  return {
      {"conclave_meetings", "Meetings now.", kGauge, counters.meetings},
      {"conclave_connections", "Clients in meetings or waiting, now.", kGauge,
       counters.connections},
      {"conclave_sockets", "Open WebSockets now.", kGauge, counters.sockets},
      {"conclave_messages_in_total", "Signalling messages received.", kCounter,
       counters.messages_in},
      {"conclave_message_bytes_in_total", "Their bytes.", kCounter, counters.message_bytes_in},
      {"conclave_messages_out_total", "Signalling messages sent.", kCounter, counters.messages_out},
      {"conclave_message_bytes_out_total", "Their bytes.", kCounter, counters.message_bytes_out},
      {"conclave_commits_accepted_total", "Commits that were first in their epoch.", kCounter,
       counters.commits_accepted},
      {"conclave_commits_stale_total", "Commits that were not.", kCounter, counters.commits_stale},
      {"conclave_resumed_total", "Connections that came back on a new socket.", kCounter,
       counters.resumed},
      {"conclave_restored_total", "Members that came back to a group the server had forgotten.",
       kCounter, counters.restored},
      {"conclave_departed_total", "Connections gone for good.", kCounter, counters.departed},
      {"conclave_refused_malformed_total", "Clients cut off for breaking the protocol.", kCounter,
       counters.refused_malformed},
      {"conclave_refused_limit_total", "Clients cut off for exceeding a limit.", kCounter,
       counters.refused_limit},
      {"conclave_refused_full_total", "Clients for whom no room was left.", kCounter,
       counters.refused_full},
      {"conclave_datagrams_in_total", "UDP datagrams received.", kCounter, media.datagrams_in},
      {"conclave_datagram_bytes_in_total", "Their bytes.", kCounter, media.bytes_in},
      {"conclave_datagrams_out_total", "UDP datagrams sent.", kCounter, media.datagrams_out},
      {"conclave_datagram_bytes_out_total", "Their bytes.", kCounter, media.bytes_out},
      {"conclave_datagrams_refused_total", "UDP datagrams the kernel did not take.", kCounter,
       datagrams_refused},
      {"conclave_media_in_total", "Media packets accepted from members.", kCounter, media.media_in},
      {"conclave_media_forwarded_total", "Media packets made of them.", kCounter,
       media.media_forwarded},
      {"conclave_retransmitted_total", "Media packets sent again when asked.", kCounter,
       media.retransmitted},
      {"conclave_key_frames_asked_total", "Key frames asked of publishers.", kCounter,
       media.key_frames_asked},
      {"conclave_dropped_stranger_total", "Datagrams from unknown addresses.", kCounter,
       media.dropped_stranger},
      {"conclave_dropped_refused_total", "Datagrams forged, replayed or malformed.", kCounter,
       media.dropped_refused},
      {"conclave_dropped_not_member_total", "Media packets before admission.", kCounter,
       media.dropped_not_member},
      {"conclave_dropped_unknown_ssrc_total", "Media packets that name no source.", kCounter,
       media.dropped_unknown_ssrc},
      {"conclave_dropped_duplicate_total", "Media packets seen before.", kCounter,
       media.dropped_duplicate},
      {"conclave_dropped_slow_path_total", "Media packets a receiver was too slow for.", kCounter,
       media.dropped_slow_path},
  };
}

}  // namespace conclave::conclaved
