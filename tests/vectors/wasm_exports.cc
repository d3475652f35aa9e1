// The vector checks in wasm: run_wasm.mjs reads the files and hands them over one by one.

#include "vectors.h"

#define EXPORT(name) extern "C" __attribute__((export_name(#name)))

using namespace conclave;

namespace {

struct Run {
  vectors::Tally tally;
  std::string input;  // a file's name, then its text
  std::string report;
};

}  // namespace

EXPORT(run_new) Run* run_new() { return new Run; }

EXPORT(run_input) char* run_input(Run* run, size_t size) {
  run->input.assign(size, '\0');
  return run->input.data();
}

EXPORT(run_file) void run_file(Run* run, size_t name_size) {
  const std::string_view name = std::string_view(run->input).substr(0, name_size);
  const auto document = vectors::Json::parse(std::string_view(run->input).substr(name_size));
  if (document) {
    run->report += vectors::run_file(name, *document, run->tally);
  } else {
    ++run->tally.failed;
    run->report += "FAILED " + std::string(name) + ": " + std::string(document.error().text) + "\n";
  }
}

// The whole report, ending in the line that counts.
EXPORT(run_report) const char* run_report(Run* run) {
  const vectors::Tally& tally = run->tally;
  run->report += tally.failures + std::to_string(tally.passed) + " passed, " +
                 std::to_string(tally.failed) + " failed, " + std::to_string(tally.skipped) +
                 " skipped\n";
  return run->report.data();
}
EXPORT(run_report_size) size_t run_report_size(Run* run) { return run->report.size(); }
EXPORT(run_failed) size_t run_failed(Run* run) { return run->tally.failed; }
