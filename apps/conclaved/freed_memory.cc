// Whatever this program frees is overwritten first, whoever frees it: our own rooms, OpenSSL, Asio,
// the C++ library. So what a meeting left behind is gone from memory with the meeting, and not only
// when the next one happens to write over it.
//
// These stand in front of glibc's allocator, which keeps names of its own for that (__libc_*). What
// realloc moves is ours to overwrite as well, so it moves by our own free.
#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

extern "C" {

void __libc_free(void* memory);

void free(void* memory) noexcept {
  if (memory == nullptr) return;
  std::memset(memory, 0, ::malloc_usable_size(memory));
  __libc_free(memory);
}

void* realloc(void* memory, size_t size) noexcept {
  if (memory == nullptr) return std::malloc(size);
  if (size == 0) {
    std::free(memory);
    return nullptr;
  }
  const size_t held = ::malloc_usable_size(memory);
  if (size <= held && size >= held / 2) return memory;
  void* const moved = std::malloc(size);
  if (moved == nullptr) return nullptr;
  std::memcpy(moved, memory, std::min(size, held));
  std::free(memory);
  return moved;
}

}  // extern "C"
