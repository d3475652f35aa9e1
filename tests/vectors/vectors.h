// The official vectors as data: which check answers for which file, and the tally.
//
// A check takes one case and returns ok, or an error that says what differed. kUnsupported means
// that this build lacks the case's algorithms (wasm has suite 3 only): the case is skipped.
// Nothing here touches a file system, so the same checks run natively and in wasm.
#pragma once

#include "json.h"

#include <functional>
#include <string>

namespace conclave::vectors {

struct Tally {
  size_t passed = 0;
  size_t failed = 0;
  size_t skipped = 0;
  std::string failures;  // a line each

  void add(std::string_view file, size_t index, const Result<void>& result);
};

using Check = Result<void> (*)(const Json& one_case);

// Runs the file's cases; an unknown file is one skipped case. Returns what to print about it.
std::string run_file(std::string_view file_name, const Json& document, Tally& tally);

// For checks: the text names what differed.
inline Result<void> expect(bool condition, std::string_view text) {
  if (!condition) return Error(ErrorCode::kInvalid, text);
  return ok();
}

// ---- the checks, by the names of their files ----------------------------------------------------

// mls_crypto_checks.cc
Result<void> check_crypto_basics(const Json& one_case);
Result<void> check_key_schedule(const Json& one_case);
Result<void> check_message_protection(const Json& one_case);
Result<void> check_psk_secret(const Json& one_case);
Result<void> check_secret_tree(const Json& one_case);
Result<void> check_transcript_hashes(const Json& one_case);

// mls_wire_checks.cc
Result<void> check_deserialization(const Json& one_case);
Result<void> check_messages(const Json& one_case);

// mls_tree_checks.cc
Result<void> check_tree_math(const Json& one_case);
Result<void> check_tree_operations(const Json& one_case);
Result<void> check_tree_validation(const Json& one_case);
Result<void> check_treekem(const Json& one_case);

// mls_group_checks.cc
Result<void> check_passive_client(const Json& one_case);
Result<void> check_welcome(const Json& one_case);

// sframe_checks.cc
Result<void> check_sframe_header(const Json& one_case);
Result<void> check_sframe_counter_mode(const Json& one_case);
Result<void> check_sframe(const Json& one_case);

}  // namespace conclave::vectors
