// What wasi-libc wants from an operating system, answered inside the module, so that it imports
// nothing but the host's crypto: standard error goes to the host's report, everything else fails.
#include "crypto/host_wasm.h"

#include <wasi/api.h>

extern "C" {

// The names by which wasi-libc's objects import the system calls.
int32_t __imported_wasi_snapshot_preview1_fd_write(int32_t, int32_t vectors, int32_t count,
                                                   int32_t written) {
  size_t total = 0;
  const auto* const runs = reinterpret_cast<const __wasi_ciovec_t*>(vectors);
  for (int32_t i = 0; i < count; ++i) {
    host_report(reinterpret_cast<const char*>(runs[i].buf), runs[i].buf_len);
    total += runs[i].buf_len;
  }
  *reinterpret_cast<size_t*>(written) = total;
  return 0;
}

int32_t __imported_wasi_snapshot_preview1_fd_close(int32_t) { return __WASI_ERRNO_BADF; }
int32_t __imported_wasi_snapshot_preview1_fd_seek(int32_t, int64_t, int32_t, int32_t) {
  return __WASI_ERRNO_BADF;
}
int32_t __imported_wasi_snapshot_preview1_fd_fdstat_get(int32_t, int32_t) {
  return __WASI_ERRNO_BADF;
}
[[noreturn]] void __imported_wasi_snapshot_preview1_proc_exit(int32_t) { __builtin_trap(); }

// -fstack-protector's guard. Linear memory has no secret worth an unpredictable one: what it
// catches is our own mistakes.
uintptr_t __stack_chk_guard = 0x5ca1ab1e;
[[noreturn]] void __stack_chk_fail() { __builtin_trap(); }

}  // extern "C"
