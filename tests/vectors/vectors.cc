#include "vectors.h"

#include <algorithm>
#include <array>

namespace conclave::vectors {
namespace {

// A file is a list of cases; those of SFrame are objects whose members are lists of cases.
struct File {
  std::string_view name;
  Check check;
  std::string_view member = {};

  const std::vector<Json>& cases(const Json& document) const {
    return member.empty() ? document.items() : document[member].items();
  }
};

constexpr std::array kFiles = {
    File{"crypto-basics.json", check_crypto_basics},
    File{"deserialization.json", check_deserialization},
    File{"key-schedule.json", check_key_schedule},
    File{"message-protection.json", check_message_protection},
    File{"messages.json", check_messages},
    File{"passive-client-handling-commit.json", check_passive_client},
    File{"passive-client-random.json", check_passive_client},
    File{"passive-client-welcome.json", check_passive_client},
    File{"psk_secret.json", check_psk_secret},
    File{"secret-tree.json", check_secret_tree},
    File{"test-vectors.json", check_sframe_header, "header"},
    File{"test-vectors.json", check_sframe_counter_mode, "aes_ctr_hmac"},
    File{"test-vectors.json", check_sframe_counter_mode, "aes_256_ctr_hmac"},
    File{"test-vectors.json", check_sframe, "sframe"},
    File{"test-vectors-aes256.json", check_sframe, "sframe_aes_256_ctr_hmac"},
    File{"transcript-hashes.json", check_transcript_hashes},
    File{"tree-math.json", check_tree_math},
    File{"tree-operations.json", check_tree_operations},
    File{"tree-validation.json", check_tree_validation},
    File{"treekem.json", check_treekem},
    File{"welcome.json", check_welcome},
};

std::string summary(std::string_view name, const Tally& before, const Tally& after) {
  return std::string(name) + ": " + std::to_string(after.passed - before.passed) + " passed, " +
         std::to_string(after.failed - before.failed) + " failed, " +
         std::to_string(after.skipped - before.skipped) + " skipped\n";
}

}  // namespace

void Tally::add(std::string_view file, size_t index, const Result<void>& result) {
  if (result) {
    ++passed;
  } else if (result.error().code == ErrorCode::kUnsupported) {
    ++skipped;
  } else {
    ++failed;
    failures += "FAILED " + std::string(file) + " case " + std::to_string(index) + ": " +
                std::string(result.error().text) + "\n";
  }
}

std::string run_file(std::string_view file_name, const Json& document, Tally& tally) {
  const Tally before = tally;
  if (std::ranges::find(kFiles, file_name, &File::name) == kFiles.end()) {
    ++tally.skipped;
    return "skipped " + std::string(file_name) + ": no check for a file of this name\n";
  }
  for (const File& file : kFiles) {
    if (file.name != file_name) continue;
    const std::vector<Json>& cases = file.cases(document);
    for (size_t i = 0; i < cases.size(); ++i) tally.add(file_name, i, file.check(cases[i]));
  }
  return summary(file_name, before, tally);
}

}  // namespace conclave::vectors
