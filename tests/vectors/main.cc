// conclave_vectors DIR: runs every vector file below DIR, natively.

#include "vectors.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

namespace {

using namespace conclave;
namespace fs = std::filesystem;

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in), {});
}

void run(const fs::path& path, vectors::Tally& tally) {
  const std::string name = path.filename().string();
  const Result<vectors::Json> document = vectors::Json::parse(read(path));
  if (!document) {
    ++tally.failed;
    tally.failures += "FAILED " + name + ": " + std::string(document.error().text) + "\n";
    return;
  }
  std::fputs(vectors::run_file(name, *document, tally).c_str(), stdout);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !fs::is_directory(argv[1])) {
    std::fputs("usage: conclave_vectors DIR   (a folder of official MLS and SFrame vectors)\n",
               stderr);
    return 2;
  }
  std::set<fs::path> paths;
  for (const auto& entry : fs::recursive_directory_iterator(argv[1])) {
    if (entry.is_regular_file() && entry.path().extension() == ".json") paths.insert(entry.path());
  }
  vectors::Tally tally;
  for (const fs::path& path : paths) run(path, tally);
  std::fputs(tally.failures.c_str(), stdout);
  std::printf("%zu passed, %zu failed, %zu skipped\n", tally.passed, tally.failed, tally.skipped);
  return tally.failed == 0 ? 0 : 1;
}
