// The pre-shared keys a caller lends to a group operation. A group remembers the resumption keys
// of its own recent epochs by itself; those of other groups come from here.
#pragma once

#include "mls/pre_shared_key_id.h"

namespace conclave::mls {

struct ExternalPsk {
  Buffer id;
  Secret value;
};

struct ResumptionPsk {
  Buffer group_id;
  Epoch epoch = 0;
  Secret value;
};

struct PskStore {
  std::vector<ExternalPsk> external = {};
  std::vector<ResumptionPsk> resumption = {};

  // Null when it is not here.
  const Secret* find(const PreSharedKeyId& id) const;
};

}  // namespace conclave::mls
