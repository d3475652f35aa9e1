#include "e2ee/file_chunks.h"

#include "base/limits.h"

#include <algorithm>

namespace conclave::e2ee {
namespace {

constexpr Error kNoSuchFile{ErrorCode::kNotFound, "no such file is offered"};
constexpr Error kNotAwaited{ErrorCode::kNotFound, "nobody waits for this chunk"};

// 0 beyond the file's end.
size_t size_of_chunk(uint64_t file_size, uint32_t index) {
  const uint64_t begin = uint64_t{index} * limits::kFileChunkBytes;
  if (begin >= file_size) return 0;
  return static_cast<size_t>(std::min<uint64_t>(file_size - begin, limits::kFileChunkBytes));
}

}  // namespace

Result<void> FileChunks::offer(uint32_t file, uint64_t size) {
  if (offered_.size() >= limits::kFilesOfferedMax) {
    return Error(ErrorCode::kLimit, "too many files offered");
  }
  offered_.emplace(file, size);
  return ok();
}

Result<void> FileChunks::withdraw(uint32_t file) {
  if (offered_.erase(file) == 0) return kNoSuchFile;
  std::erase_if(owed_, [&](const Chunk& chunk) { return chunk.file == file; });
  return ok();
}

Result<void> FileChunks::owe(ConnectionId to, uint32_t file, uint32_t index) {
  const auto offer = offered_.find(file);
  if (offer == offered_.end() || size_of_chunk(offer->second, index) == 0) return kNoSuchFile;
  const auto owed = std::ranges::count(owed_, to, &Chunk::with);
  if (static_cast<size_t>(owed) >= limits::kChunksOwedMax) {
    return Error(ErrorCode::kLimit, "too many chunks wanted at once");
  }
  if (!owed_.insert({.with = to, .file = file, .index = index}).second) {
    return Error(ErrorCode::kReplayed, "this chunk is owed as it is");
  }
  return ok();
}

Result<void> FileChunks::pay(ConnectionId to, uint32_t file, uint32_t index, size_t size) {
  const auto owed = owed_.find({.with = to, .file = file, .index = index});
  if (owed == owed_.end()) return kNotAwaited;
  if (size != size_of_chunk(offered_.at(file), index)) {
    return Error(ErrorCode::kInvalid, "a chunk of another size");
  }
  owed_.erase(owed);
  return ok();
}

void FileChunks::want(const MessageId& file, uint32_t index) {
  const Chunk chunk{.with = file.connection, .file = file.number, .index = index};
  if (std::ranges::find(wanted_, chunk) != wanted_.end()) return;
  if (wanted_.size() >= limits::kChunksWantedMax) wanted_.erase(wanted_.begin());
  wanted_.push_back(chunk);
}

Result<void> FileChunks::take(const MessageId& file, uint32_t index) {
  const Chunk chunk{.with = file.connection, .file = file.number, .index = index};
  if (std::erase(wanted_, chunk) == 0) return kNotAwaited;
  return ok();
}

void FileChunks::forget(const std::function<bool(ConnectionId)>& is_gone) {
  const auto goes = [&](const Chunk& chunk) { return is_gone(chunk.with); };
  std::erase_if(owed_, goes);
  std::erase_if(wanted_, goes);
}

}  // namespace conclave::e2ee
