// What a server asks of its process: no core dump and no swap that could hold what only memory may
// hold, as many descriptors as the machine allows, and signals that are waited for, not handled.
#pragma once

#include "base/result.h"
#include "io/file_descriptor.h"

namespace conclave::io {

// Call before the first thread starts: threads inherit which signals are blocked.
void prepare_process();

// Overwrites the part of this thread's stack that is not in use: returned functions leave their
// variables there.
void wipe_unused_stack();

// Returns when the operator, or the machine, wants the program to end.
void wait_for_stop_signal();

// The same for a loop that has other things to wait for as well.
class StopSignal {
 public:
  static Result<StopSignal> open();

  // Readable from the signal on.
  int descriptor() const { return descriptor_.get(); }
  bool has_come() const;

 private:
  explicit StopSignal(FileDescriptor descriptor) : descriptor_(std::move(descriptor)) {}

  FileDescriptor descriptor_;
};

}  // namespace conclave::io
