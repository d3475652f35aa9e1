// What a participant refused, and why. Counters only grow; each step is also an Alarm, but for
// those that honest races cause.
#pragma once

#include <cstdint>

namespace conclave::e2ee {

struct Counters {
  uint64_t knocks_forged = 0;      // not sealed under the link, or not by its connection
  uint64_t knocks_replayed = 0;    // seen before
  uint64_t knocks_refused = 0;     // well made, but against the rules
  uint64_t wrong_passphrases = 0;  // knocks by who has the link, but not the passphrase
  uint64_t replies_forged = 0;     // to our knock, but do not open
  uint64_t welcomes_forged = 0;    // not for our key package, or not of this meeting
  uint64_t commits_forged = 0;     // do not verify
  uint64_t commits_replayed = 0;   // of an epoch that is gone
  uint64_t commits_refused = 0;    // authentic, but against the rules: the group went on without us
  uint64_t commits_lost = 0;       // ours, beaten by another one: an honest race
  uint64_t messages_forged = 0;    // do not open
  uint64_t messages_replayed = 0;  // opened before
  uint64_t messages_late = 0;      // of an epoch whose keys are gone: an honest race
  uint64_t messages_unknown = 0;   // authentic, of a kind we do not know
  uint64_t words_refused = 0;      // authentic, but against the meeting's rules
  uint64_t chunks_refused = 0;     // of files: wanted or sent by nobody's leave
  uint64_t unexpected = 0;         // a server message that has no meaning now

  friend bool operator==(const Counters&, const Counters&) = default;
};

}  // namespace conclave::e2ee
