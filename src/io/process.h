// What a server asks of its process: no core dump that could hold what only memory may hold, as
// many descriptors as the machine allows, and signals that are waited for, not handled.
#pragma once

namespace conclave::io {

// Call before the first thread starts: threads inherit which signals are blocked.
void prepare_process();

// Returns when the operator, or the machine, wants the program to end.
void wait_for_stop_signal();

}  // namespace conclave::io
