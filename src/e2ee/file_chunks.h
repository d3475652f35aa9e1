// Which chunks of files are on their way: offered by us, owed to others, wanted by us.
//
// Invariants: a chunk goes only to who asked for it, and once for each time; one that we did not
// ask for is not taken; all of it is bounded, whatever the others send.
#pragma once

#include "base/result.h"
#include "e2ee/words.h"

#include <functional>
#include <map>
#include <set>
#include <vector>

namespace conclave::e2ee {

class FileChunks {
 public:
  // ---- as who offers ----
  // kLimit with limits::kFilesOfferedMax.
  Result<void> offer(uint32_t file, uint64_t size);
  // kNotFound for one that is not offered.
  Result<void> withdraw(uint32_t file);
  // kNotFound for what is not offered or has no such chunk, kLimit for who waits for so many
  // already, kReplayed for one that is owed as it is.
  Result<void> owe(ConnectionId to, uint32_t file, uint32_t index);
  // kNotFound for one that nobody waits for, kInvalid for another size than the chunk has.
  Result<void> pay(ConnectionId to, uint32_t file, uint32_t index, size_t size);

  // ---- as who asks ----
  // The oldest wish is forgotten when there are too many.
  void want(const MessageId& file, uint32_t index);
  // kNotFound for one that was not wanted.
  Result<void> take(const MessageId& file, uint32_t index);

  // Of those who are gone.
  void forget(const std::function<bool(ConnectionId)>& is_gone);

 private:
  struct Chunk {
    ConnectionId with;  // to whom, or from whom
    uint32_t file;
    uint32_t index;

    friend auto operator<=>(const Chunk&, const Chunk&) = default;
  };

  std::map<uint32_t, uint64_t> offered_;  // sizes by number
  std::set<Chunk> owed_;                  // at most limits::kChunksOwedMax a member
  std::vector<Chunk> wanted_;             // oldest first
};

}  // namespace conclave::e2ee
